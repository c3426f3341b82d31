"""Who can sign in? One account a person on earth; what it may do follows from roles (staff) or from Persons (portal)."""

import datetime
import hashlib
import zoneinfo

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _l

from core.database.policies import ME
from core.models.rows import Row

THEMES = [("system", _l("As the device")), ("light", _l("Light")), ("dark", _l("Dark"))]
DENSITIES = [("compact", _l("Compact")), ("comfortable", _l("Comfortable"))]


class UserQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Whoever keeps accounts sees those of all staff; the accounts of subcontractors go by their people."""
        return self.filter(is_staff=True) if viewer.may("users.write") else self.none()

    def invited(self):
        """Asked in, and no password was chosen yet; whether the link has run out is read from its moment."""
        return self.filter(invited_at__isnull=False, password__startswith=UNUSABLE_PASSWORD_PREFIX)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user


class User(Row, AbstractBaseUser, PermissionsMixin):
    """An account. `is_staff` opens the desk; a portal account has at least one vendors.Person."""

    # Portal: the own account and the staff who can be asked for help; never another firm's.
    PORTAL_SEES = f"is_staff or id = {ME}"

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False, editable=False)
    language = models.CharField(max_length=10, default="en-gb")
    time_zone = models.CharField(
        max_length=60, default="UTC", choices=[(z, z) for z in sorted(zoneinfo.available_timezones())]
    )
    theme = models.CharField(max_length=10, choices=THEMES, default="system")
    density = models.CharField(max_length=12, choices=DENSITIES, default="compact")
    single_keys = models.BooleanField(default=True)
    # When the newest link was sent with which its person chooses the first password; see core.staff_links.
    invited_at = models.DateTimeField(null=True, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_address")]
        # Staff are few among the accounts of people: the desk's lists and its search read no others.
        indexes = [models.Index(fields=["name"], condition=models.Q(is_staff=True), name="staff_by_name")]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name

    @property
    def is_invited(self) -> bool:
        return self.invited_at is not None and not self.has_usable_password()


class SessionQuerySet(models.QuerySet):
    def alive(self, at):
        """In use: neither past its end nor idle for too long (core.web.viewer ends such a one), or just begun."""
        idle = datetime.timedelta(seconds=settings.IDLE_SECONDS["desk"])
        return self.filter(models.Q(seen_at__gt=at - idle) | models.Q(seen_at=None), expire_date__gt=at)


class Session(AbstractBaseSession):
    """A signed-in browser. Kept in PostgreSQL so that leaving, losing a role or a new password ends it at once."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    agent = models.CharField(max_length=200, blank=True)
    address = models.GenericIPAddressField(null=True)

    objects = BaseSessionManager.from_queryset(SessionQuerySet)()

    @property
    def handle(self) -> str:
        """What a page may call it: the key itself would open it."""
        return hashlib.sha256(f"handle {self.session_key}".encode()).hexdigest()[:24]

    @classmethod
    def get_session_store_class(cls):
        from core.web.sessions import SessionStore

        return SessionStore

"""Which lists does the ground floor have? Accounts of staff."""

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from core.models import User
from core.roles import ROLES
from core.web.listing import Cell, Choice, Column, Days, Flag, Listing, View

FACTORS = [Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP]
STATES = {
    "active": (_l("Active"), "ok", "check"),
    "invited": (_l("Invited"), "info", "mail"),
    "closed": (_l("Closed"), "plain", "ban"),
}


def state_key(user: User) -> str:
    return "closed" if not user.is_active else "invited" if user.is_invited else "active"


def state_of(user: User) -> dict:
    """For the tag component."""
    text, tone, icon = STATES[state_key(user)]
    return {"text": text, "tone": tone, "icon": icon}


def role_names(user: User) -> str:
    return ", ".join(str(ROLES[group.name].name) for group in user.groups.all() if group.name in ROLES)


def _state_cell(user: User) -> Cell:
    state = state_of(user)
    return Cell(state["text"], kind="tag", tone=state["tone"], icon=state["icon"])


def _factor_cell(user) -> Cell:
    if user.has_factor:
        return Cell(_l("Set up"), kind="tag", tone="plain", icon="shield-check")
    return Cell(_l("Missing"), kind="tag", tone="warn", icon="shield-alert")


def _last_cell(user: User) -> Cell:
    return Cell(user.last_login, kind="moment") if user.last_login else Cell(_l("Never"))


def _in_state(key: str) -> Q:
    invited = Q(pk__in=User.objects.invited())
    return {"closed": Q(is_active=False), "invited": Q(is_active=True) & invited}.get(key, Q(is_active=True) & ~invited)


ACCOUNTS = Listing(
    key="accounts",
    title=_l("Accounts"),
    sub=_l("Who of the staff signs in, and in which roles. People of subcontractors stand under People."),
    rows=lambda viewer: (
        User.objects.visible_to(viewer)
        .annotate(has_factor=Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)))
        .prefetch_related("groups")
    ),
    columns=(
        Column(
            "name",
            _l("Name"),
            show=lambda user: Cell(user.name, kind="person", sub=user.email),
            sort="name",
            export=lambda user: user.name,
        ),
        Column("roles", _l("Roles"), show=role_names),
        Column("state", _l("State"), show=_state_cell),
        Column("factor", _l("Second factor"), show=_factor_cell),
        Column(
            "last",
            _l("Last sign-in"),
            show=_last_cell,
            kind="moment",
            sort="last_login",
            export=lambda user: user.last_login,
        ),
        Column("made", _l("Account since"), show="created_at", kind="moment", sort="created_at", hidden=True),
        Column("email", _l("Mail address"), filed=True),
    ),
    sort="name",
    filters=(
        Choice(
            "role",
            _l("Role"),
            [(role.key, role.name) for role in ROLES.values()],
            where_one=lambda key: Q(pk__in=User.groups.through.objects.filter(group__name=key).values("user_id")),
        ),
        Choice("state", _l("State"), [(key, words) for key, (words, *_look) in STATES.items()], where_one=_in_state),
        Flag("factor", _l("Second factor"), yes=Q(has_factor=True)),
        Days("last", _l("Last sign-in"), field="last_login"),
    ),
    search=("name", "email"),
    views=(
        View("all", _l("All")),
        View("open", _l("Open"), {"state": "active,invited"}),
        View("without", _l("Without a second factor"), {"state": "active", "factor": "no"}, done=True, counted=True),
        View("closed", _l("Closed"), {"state": "closed"}),
    ),
    link=lambda user: reverse("account", args=[user.pk]),
    count_as=ngettext_lazy("%(count)s account", "%(count)s accounts", "count"),
)

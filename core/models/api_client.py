"""Which programs may call us? A scoped, expiring key; only its hash is kept."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.database.policies import OWN_FIRM
from core.models.rows import Row


class ApiClientQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Whoever keeps keys sees all of them."""
        return self if viewer.may("keys.write") else self.none()

    def living(self, at):
        return self.filter(revoked_at=None, expires_at__gt=at)


class ApiClient(Row):
    """`vendor_id` empty: one of the company's own systems. Filled: that subcontractor's system, behind the same wall.

    `kept_by` answers for it, whoever made it; it ends with that account. Nobody: it was made by a command at the machine.
    """

    PORTAL_SEES = OWN_FIRM

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, default="svc")
    vendor_id = models.UUIDField(null=True, blank=True)
    scopes = ArrayField(models.CharField(max_length=40), default=list)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    last_four = models.CharField(max_length=4, editable=False)
    created_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT)
    kept_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="kept_keys")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    objects = ApiClientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["svc", "scim", "pat"]), name="a_key_has_a_known_kind")
        ]

    def __str__(self):
        return self.name


class IdempotentCall(Row):
    """The stored answer to a POST that carried an Idempotency-Key; kept 24 hours, per client and route."""

    client = models.ForeignKey(ApiClient, on_delete=models.CASCADE)
    vendor_id = models.UUIDField(null=True)
    key = models.CharField(max_length=120)
    route = models.CharField(max_length=200)
    body_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "route", "key"], name="one_answer_per_idempotency_key")
        ]

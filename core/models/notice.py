"""Who is told what? One row per person and piece of news: the in-app inbox and the outbox of mails at once."""

from django.db import models
from django.db.models import Q

from core.database.policies import ME, OWN_FIRM
from core.models.rows import Row


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        if viewer.user is None:
            return self.none()
        own = self.filter(user=viewer.user)
        return own if viewer.is_staff else own.filter(Q(vendor_id=viewer.vendor_id) | Q(vendor_id=None))

    def unread(self):
        return self.filter(read_at=None)

    def unsent(self):
        return self.filter(mailed_at=None, by_mail=True, given_up_at=None)


class Notice(Row):
    """`key` is unique: a repeated sweep or a redelivered task finds the row and tells nobody twice."""

    # Portal: the own inbox, for the firm one stands for now and for the account itself; never a colleague's.
    PORTAL_WRITES = f"user_id = {ME} and (vendor_id is null or {OWN_FIRM})"

    key = models.CharField(max_length=200, unique=True)
    user = models.ForeignKey("core.User", on_delete=models.CASCADE, related_name="notices")
    vendor_id = models.UUIDField(null=True)
    event = models.ForeignKey("core.Event", null=True, on_delete=models.DO_NOTHING, db_constraint=False)
    template = models.CharField(max_length=60)
    context = models.JSONField(default=dict)
    title = models.CharField(max_length=250)
    url = models.CharField(max_length=300)
    by_mail = models.BooleanField(default=True)
    urgent = models.BooleanField(
        default=False
    )  # its mail leaves at once and alone; others wait ten minutes for company
    mailed_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user", "-created_at"], name="inbox"),
            models.Index(
                fields=["next_try_at"], name="mail_to_send", condition=Q(mailed_at=None, by_mail=True, given_up_at=None)
            ),
        ]

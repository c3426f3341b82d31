"""Who was asked in, by whom, until when? The link's token is known by its SHA-256 alone."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _l

from core.workflow import Workflow, stamped, status_field
from vendors.models.vendor import VendorRow, firm_only


class InvitationQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff as they see the firm, a contact those to the own firm."""
        return firm_only(self, viewer)

    def open(self):
        """Neither taken up nor ended; it may have run out meanwhile."""
        return self.filter(status="open")


class Invitation(VendorRow):
    """`person` is set when HR told us of the invited before; otherwise accepting makes the person.

    Whether it has run out is read from `expires_at` and never stored.
    """

    WORKFLOW = Workflow(
        "open",
        {
            "open": {
                "accepted": "invitation.accepted",
                "withdrawn": "invitation.withdrawn",
                "replaced": "invitation.replaced",
            }
        },
        {
            "open": _l("Sent"),
            "accepted": _l("Accepted"),
            "withdrawn": _l("Withdrawn"),
            "replaced": _l("Replaced by a newer one"),
        },
    )

    person = models.ForeignKey("vendors.Person", null=True, on_delete=models.PROTECT, related_name="invitations")
    name = models.CharField(max_length=150)
    email = models.EmailField(max_length=254)
    is_contact = models.BooleanField(default=True)
    is_signatory = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    status = status_field(WORKFLOW)
    sent_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    mail_tries = models.PositiveSmallIntegerField(default=0)
    mail_error = models.CharField(max_length=300, blank=True)
    reminded_at = models.DateTimeField(null=True)
    reminder_tries = models.PositiveSmallIntegerField(default=0, db_default=0)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["vendor", "-sent_at"], name="invitation_of_vendor"),
            models.Index(fields=["sent_at"], name="invitation_to_mail", condition=Q(mailed_at=None, status="open")),
            models.Index(
                fields=["expires_at"], name="invitation_to_remind", condition=Q(reminded_at=None, status="open")
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), "vendor", condition=Q(status="open"), name="one_open_invitation_per_address_and_firm"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("sent_at")), name="an_invitation_runs_out_after_it_was_sent"
            ),
            stamped("an_ended_invitation_says_when", ["accepted", "withdrawn", "replaced"], "ended_at"),
        ]

    def __str__(self):
        return self.name

    def has_run_out(self, at) -> bool:
        return self.status == "open" and self.expires_at <= at

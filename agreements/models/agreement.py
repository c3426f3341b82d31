"""What did we put before whom to sign, and where does it stand?"""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _l

from agreements.models.authority import RULES
from agreements.models.negotiation import SharedText
from agreements.models.seat import Seat
from core.workflow import Workflow, stamped, status_field
from vendors.models import VendorRow, VendorUserObjectPermission

KINDS = [("agreement", _l("Agreement")), ("undertaking", _l("Own undertaking"))]
DRAFTING = ("draft", "negotiating")  # not frozen yet
NEVER_SIGNED = ("declined", "lapsed", "withdrawn")
ENDED = (*NEVER_SIGNED, "terminated")
AWAITING, ISSUED = ("issued", "partly_signed"), ("issued", "partly_signed", "signed", "terminated")

ENDED_FOR = [("cause", _l("For cause")), ("convenience", _l("For convenience"))]
AMENDMENT = "amendment-"  # the template key of a paper that changes another begins so


class AgreementQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff with the right to read see all, stewards those of their firms. In the portal: never a draft that was
        not shared; a contact or signatory the firm's agreements, and everyone their own undertakings and where they have
        a seat."""
        if viewer.may("agreements.read"):
            return self.filter(vendor_id=viewer.vendor_id) if viewer.vendor_id else self
        if viewer.is_staff:
            kept = VendorUserObjectPermission.objects.filter(user=viewer.user)
            return self.filter(vendor__in=kept.values("content_object_id"))
        if not viewer.is_person:
            return self.none()
        seated = Seat.objects.filter(person_id=viewer.person_id, vendor_id=viewer.vendor_id)
        own = Q(person_id=viewer.person_id) | Q(pk__in=seated.values("agreement_id"))
        if viewer.hats & {"contact", "signatory"}:
            own |= Q(person=None)
        is_shared = Exists(SharedText.objects.filter(agreement=OuterRef("pk")))
        return self.filter(own, Q(issued_at__isnull=False) | is_shared, vendor_id=viewer.vendor_id)

    def awaiting(self):
        return self.filter(status__in=AWAITING)

    def on_their_own(self):
        """Without those that change another paper."""
        return self.exclude(template_key__startswith=AMENDMENT)


class Agreement(VendorRow):
    """From issue on, `html` is the text that everybody is shown and `document_sha256` (H1) its fingerprint; a trigger keeps both.

    `variables` are the drafter's values by name (dates ISO, decimals as strings), `choices` clause key -> in or out
    where the drafter decided, `overrides` the warnings that were set aside, with reason. `editions` are the numbers of the
    library's editions that the paper is made of: {clauses: {key: number}, countries: {code: number}}.
    """

    WORKFLOW = Workflow(
        "draft",
        {
            "draft": {
                "negotiating": "agreement.opened",
                "issued": "agreement.issued",
                "withdrawn": "agreement.discarded",
            },
            "negotiating": {
                "draft": "agreement.talks-closed",
                "issued": "agreement.issued",
                "withdrawn": "agreement.withdrawn",
            },
            "issued": {
                "partly_signed": "agreement.signed-in-part",
                "signed": "agreement.signed",
                "declined": "agreement.declined",
                "lapsed": "agreement.lapsed",
                "withdrawn": "agreement.withdrawn",
            },
            "partly_signed": {
                "partly_signed": "agreement.signed-in-part",
                "signed": "agreement.signed",
                "declined": "agreement.declined",
                "lapsed": "agreement.lapsed",
                "withdrawn": "agreement.withdrawn",
            },
            "signed": {"terminated": "agreement.terminated"},
        },
        {
            "draft": _l("Draft"),
            "negotiating": _l("In negotiation"),
            "issued": _l("Waiting for signature"),
            "partly_signed": _l("Signed in part"),
            "signed": _l("Signed"),
            "declined": _l("Refused"),
            "lapsed": _l("Not signed in time"),
            "withdrawn": _l("Withdrawn"),
            "terminated": _l("Ended early"),
        },
    )

    reference = models.CharField(max_length=12, unique=True, editable=False)  # AGR-0012, for staff only
    kind = models.CharField(max_length=12, choices=KINDS)
    template = models.ForeignKey("agreements.AgreementTemplate", on_delete=models.PROTECT, related_name="+")
    template_key = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    person = models.ForeignKey("vendors.Person", null=True, on_delete=models.PROTECT, related_name="undertakings")
    engagement = models.ForeignKey("vendors.Engagement", null=True, on_delete=models.PROTECT, related_name="agreements")
    is_from_elsewhere = models.BooleanField(default=False)  # signed outside: `elsewhere` has the file, its hash is H1
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="successors")
    invention = models.ForeignKey("agreements.Invention", null=True, on_delete=models.PROTECT, related_name="papers")
    jurisdiction = models.CharField(max_length=12)
    topics = models.JSONField(default=list)
    choices = models.JSONField(default=dict)
    variables = models.JSONField(default=dict)
    editions = models.JSONField(default=dict)
    overrides = models.JSONField(default=list)
    signed_by = models.JSONField(default=list)  # roles, in the order in which they sign
    consent = models.TextField(blank=True)
    # What is asked of who signs for the firm: agreements.models.authority.RULES, as the template had it at issue.
    authority_rule = models.CharField(max_length=8, choices=RULES, blank=True, db_default="")
    drafted_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    status = status_field(WORKFLOW)

    body = models.JSONField(default=dict)
    html = models.TextField(blank=True)
    document_sha256 = models.CharField(max_length=64, blank=True)
    zone = models.CharField(max_length=60, default="UTC")  # the agreement's own; its days begin and end there
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)  # last day; None: until it is ended
    secret_until = models.DateField(null=True)
    binds_until = models.DateField(null=True)  # last day as things stand now; `ends_on` is what the text says

    sign_by = models.DateField(null=True)  # last day for everybody at the table, in the agreement's zone
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    closed_because = models.TextField(blank=True)
    ended_for = models.CharField(max_length=12, choices=ENDED_FOR, blank=True)
    notice_until = models.DateField(null=True)  # last day of a notice; None: it ended with the act itself

    objects = AgreementQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["vendor", "-issued_at"], name="agreement_of_vendor"),
            models.Index(fields=["status", "-id"], name="agreement_by_status"),
            models.Index(fields=["person"], name="agreement_of_person", condition=Q(person__isnull=False)),
        ]
        constraints = [
            stamped("an_issued_agreement_has_its_moment_and_term", list(ISSUED), "issued_at", "starts_on"),
            stamped("a_signed_agreement_has_its_moment", ["signed", "terminated"], "signed_at"),
            stamped("a_closed_agreement_has_its_moment", list(ENDED), "closed_at"),
            models.CheckConstraint(
                condition=Q(status__in=[*DRAFTING, "withdrawn"]) | ~Q(document_sha256=""),
                name="an_issued_agreement_has_a_fingerprint",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["declined", "terminated"]) | ~Q(closed_because=""),
                name="a_refusal_or_early_end_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status="lapsed") | Q(sign_by__isnull=False),
                name="what_was_not_signed_in_time_had_a_last_day",
            ),
            models.CheckConstraint(
                condition=Q(kind="undertaking", person__isnull=False) | Q(kind="agreement", person=None),
                name="an_undertaking_is_a_persons_an_agreement_the_firms",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="an_agreement_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(replaces=F("id")), name="no_agreement_replaces_itself"
            ),
            models.UniqueConstraint(
                fields=["vendor", "person", "template_key", "engagement", "invention"],
                condition=Q(status__in=DRAFTING),
                nulls_distinct=False,
                name="one_draft_of_a_paper_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["person", "template_key", "invention"],
                condition=Q(status__in=AWAITING, person__isnull=False),
                nulls_distinct=False,
                name="one_undertaking_waits_for_a_person",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_drafting(self) -> bool:
        """Its words may still change."""
        return self.status in DRAFTING

    @property
    def is_amendment(self) -> bool:
        return self.template_key.startswith(AMENDMENT)

    @property
    def came_to_nothing(self) -> bool:
        return self.status in NEVER_SIGNED

    @property
    def is_awaiting(self) -> bool:
        return self.status in AWAITING

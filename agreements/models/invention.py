"""What was made in the work for us, by whom, and what became of it?"""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _l

from agreements.models.background_item import FirmQuerySet
from agreements.models.scope import of_the_firm
from core.workflow import Workflow, stamped, status_field
from vendors.models import VendorRow

CLASSES = [
    ("patent", _l("File for a patent")), ("trade_secret", _l("Keep as a trade secret")), ("publish", _l("Publish, so that nobody else can claim it")),
    ("none", _l("Nothing to protect")),
]  # fmt: skip
OWNERS = [
    ("company", _l("Us, by the agreement")), ("subcontractor", _l("The subcontractor")), ("inventors", _l("The inventors")),
    ("shared", _l("Several together")),
]  # fmt: skip
EMPLOYERS = [
    ("subcontractor", _l("The subcontractor")),
    ("company", _l("Us")),
    ("other", _l("Somebody else, or nobody")),
]
DECIDED = ["claimed", "assigned", "released"]


class InventionQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Nobody but its writer before it is sent. Then our staff, those who speak for the firm, and each inventor of it."""
        if not viewer.is_person:
            return of_the_firm(self, viewer).exclude(status__in=["draft", "discarded"])
        named = Exists(Contributor.objects.filter(invention=OuterRef("pk"), person_id=viewer.person_id))
        mine = Q(person_id=viewer.person_id)
        sent = of_the_firm(self, viewer).exclude(status__in=["draft", "discarded"]).values("pk")
        own = self.filter(vendor_id=viewer.vendor_id)
        return own.filter(mine | Q(pk__in=sent) | (Q(named) & ~Q(status__in=["draft", "discarded"])))


class Invention(VendorRow):
    """`law` keeps the facts of the country on which the decision rested, with source and date; `digest` what was disclosed.

    `assign_by`: the day by which every inventor has to have signed. `law_until`: when the law of the country lets the
    employer's claim pass or lapse, where it says so.
    """

    WORKFLOW = Workflow(
        "draft",
        {
            "draft": {"disclosed": "invention.disclosed", "discarded": "invention.discarded"},
            "disclosed": {
                "draft": "invention.returned",
                "claimed": "invention.claimed",
                "released": "invention.released",
            },
            "claimed": {"assigned": "invention.assigned", "released": "invention.released"},
        },
        {
            "draft": _l("Being written"),
            "disclosed": _l("Being looked at"),
            "claimed": _l("Claimed, to be assigned"),
            "assigned": _l("Assigned to us"),
            "released": _l("Released"),
            "discarded": _l("Thrown away"),
        },
    )

    person = models.ForeignKey("vendors.Person", on_delete=models.PROTECT, related_name="inventions")
    engagement = models.ForeignKey("vendors.Engagement", null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    problem = models.TextField(blank=True)
    solution = models.TextField(blank=True)
    conceived_on = models.DateField(null=True)
    evidence = models.TextField(blank=True)
    stored = models.OneToOneField("core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    background = models.TextField(blank=True)
    third_party = models.TextField(blank=True)
    publication = models.TextField(blank=True)
    publication_on = models.DateField(null=True)
    status = status_field(WORKFLOW)
    started_at = models.DateTimeField()
    disclosed_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    review_by = models.DateField(null=True)
    classification = models.CharField(max_length=16, choices=CLASSES, blank=True)
    owner = models.CharField(max_length=16, choices=OWNERS, blank=True)
    law = models.JSONField(default=dict)
    law_until = models.DateField(null=True)
    assign_by = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    because = models.TextField(blank=True)
    assigned_at = models.DateTimeField(null=True)

    objects = InventionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["vendor", "status"], name="invention_of_vendor"),
            models.Index(fields=["person"], name="invention_of_person"),
        ]
        constraints = [
            stamped("a_disclosed_invention_says_when", ["disclosed", *DECIDED], "disclosed_at", "review_by"),
            stamped("a_decided_invention_says_by_whom", DECIDED, "decided_at", "decided_by"),
            models.CheckConstraint(
                condition=~Q(status__in=DECIDED) | ~Q(because=""), name="an_invention_is_decided_with_a_reason"
            ),
            stamped("a_claimed_invention_has_its_clock", ["claimed", "assigned"], "assign_by"),
            stamped("an_assigned_invention_says_when", ["assigned"], "assigned_at"),
        ]

    def __str__(self):
        return self.title


class Contributor(VendorRow):
    """One inventor and the share in hundredths. `person`: known to us, so that they can sign here."""

    invention = models.ForeignKey(Invention, on_delete=models.CASCADE, related_name="contributors")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=150)
    person = models.ForeignKey("vendors.Person", null=True, on_delete=models.PROTECT, related_name="+")
    employer = models.CharField(max_length=16, choices=EMPLOYERS)
    country = models.CharField(max_length=2, blank=True)  # whose law of employees' inventions applies; ISO 3166-1
    share = models.DecimalField(max_digits=5, decimal_places=2)

    objects = FirmQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["invention", "position"], name="inventors_are_numbered"),
            models.CheckConstraint(
                condition=Q(share__gt=0) & Q(share__lte=100), name="a_share_lies_above_0_and_up_to_100"
            ),
        ]

    def __str__(self):
        return self.name

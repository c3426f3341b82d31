"""Which clauses does a side want to read otherwise, and what became of each wish?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from agreements.models.negotiation import OURS, SIDES, THEIRS
from core.database.policies import OWN_FIRM
from core.workflow import Workflow, status_field
from vendors.models import VendorRow

KINDS = [
    ("change", _l("Other wording")), ("strike", _l("We cannot accept this clause")), ("add", _l("A new clause")),
    ("question", _l("A question or comment")),
]  # fmt: skip
UNDECIDED = ("open", "countered")
STEPS = [
    ("proposed", _l("Proposed")), ("countered", _l("Answered with another wording")), ("insisted", _l("Answered with a wording of their own")),
    ("accepted", _l("Accepted")), ("refused", _l("Refused")), ("answered", _l("Answered")), ("withdrawn", _l("Taken back")),
]  # fmt: skip
# What one side has not sent, and what ours has not approved itself, is no concern of the other.
_THEY_SEE = "(side = 'theirs' or status = 'accepted')"
_OF_A_DEVIATION_THEY_SEE = "exists (select 1 from agreements_deviation d where d.id = deviation_id)"


class ProposalRound(VendorRow):
    """Proposals of the other side that were sent together. With none in it: nothing to change in that text."""

    APPEND_ONLY = True

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    text = models.ForeignKey(
        "agreements.SharedText", on_delete=models.PROTECT, related_name="rounds"
    )  # that they had read
    proposals = models.PositiveIntegerField()
    note = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    sent_by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="rounds_are_numbered"),
            models.CheckConstraint(condition=Q(number__gt=0), name="rounds_start_at_one"),
        ]

    def __str__(self):
        return f"{self.agreement_id}/{self.number}"


class DeviationQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Each side its own, and of the other's what was sent, or has become part of the text."""
        from agreements.models.agreement import Agreement

        found = self.filter(agreement__in=Agreement.objects.visible_to(viewer))
        if viewer.is_person:
            return found.filter(Q(side=THEIRS) | Q(status="accepted"))
        return found.exclude(side=THEIRS, sent_at=None)

    def undecided(self):
        return self.filter(status__in=UNDECIDED)

    def agreed(self):
        """What counts in the text, in the order in which it was agreed."""
        return self.filter(status="accepted").exclude(kind="question").order_by("decided_at", "id")


class Deviation(VendorRow):
    """A clause that a side wants to read otherwise, or a new one (`clause` "own-1", ...).

    `before` are the sentences as they read when it was proposed, `words` the wording now on the table: for each sentence its
    `text` and its `source`, which keeps the variables of sentences that nobody touched. `approver` is named by the clause.
    """

    PORTAL_WRITES = f"{OWN_FIRM} and {_THEY_SEE}"
    WORKFLOW = Workflow(
        "kept",
        {
            "kept": {"open": "agreement.round-sent", "withdrawn": "deviation.dropped"},
            "open": {
                "accepted": "agreement.change-accepted",
                "refused": "agreement.change-refused",
                "countered": "agreement.change-countered",
                "answered": "agreement.question-answered",
                "withdrawn": "agreement.change-withdrawn",
            },
            "countered": {
                "open": "agreement.change-insisted",
                "accepted": "agreement.counter-accepted",
                "refused": "agreement.change-refused",
                "withdrawn": "agreement.change-withdrawn",
            },
        },
        {
            "kept": _l("Not sent"),
            "open": _l("With the company"),
            "countered": _l("With the subcontractor"),
            "accepted": _l("Accepted"),
            "refused": _l("Refused"),
            "answered": _l("Answered"),
            "withdrawn": _l("Taken back"),
        },
    )

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="deviations")
    clause = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=KINDS)
    approver = models.CharField(max_length=24)
    side = models.CharField(max_length=6, choices=SIDES)
    status = status_field(WORKFLOW)
    round = models.ForeignKey(ProposalRound, null=True, on_delete=models.PROTECT, related_name="deviations")
    before = models.JSONField(default=list)
    words = models.JSONField(default=list)
    because = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    made_by_name = models.CharField(max_length=150)
    sent_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)  # for whoever has to answer it now
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_by_name = models.CharField(max_length=150, blank=True)
    decided_because = models.TextField(blank=True)

    objects = DeviationQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="a_deviation_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(status__in=["open", "countered", "accepted", "refused", "answered"])
                | Q(sent_at__isnull=False),
                name="a_deviation_that_is_spoken_of_was_sent",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["accepted", "refused", "answered"])
                | (Q(decided_at__isnull=False) & Q(decided_by__isnull=False)),
                name="a_decided_deviation_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["refused", "answered"]) | ~Q(decided_because=""),
                name="a_deviation_is_refused_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["agreement", "clause", "side"],
                condition=Q(status__in=["kept", *UNDECIDED]) & ~Q(kind="question"),
                name="a_side_wants_one_thing_of_a_clause_at_a_time",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_undecided(self) -> bool:
        return self.status in UNDECIDED

    @property
    def as_agreed(self) -> dict:
        """For agreements.rendering.deviating. A clause that was refused and then reworded is a reworded one."""
        kind = "change" if self.kind == "strike" and self.words else self.kind
        return {
            "clause": self.clause,
            "kind": kind,
            "title": self.title,
            "approver": self.approver,
            "words": self.words,
        }

    @property
    def texts(self) -> list[str]:
        """The wording on the table, as it reads."""
        return [row["text"] for row in self.words]


class DeviationStep(VendorRow):
    """One word of the talk about a deviation. `words` as Deviation.words, where it came with a wording."""

    APPEND_ONLY = True
    PORTAL_WRITES = f"{OWN_FIRM} and {_OF_A_DEVIATION_THEY_SEE}"

    deviation = models.ForeignKey(Deviation, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=STEPS)
    side = models.CharField(max_length=6, choices=SIDES)
    words = models.JSONField(default=list)
    because = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    made_by_name = models.CharField(max_length=150)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["deviation", "number"], name="steps_of_a_deviation_are_numbered"),
            models.CheckConstraint(
                condition=~Q(kind__in=["proposed", "countered", "insisted", "refused", "answered"]) | ~Q(because=""),
                name="a_step_that_asks_or_refuses_has_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.deviation_id}/{self.number}"


class RemarkQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Each side reads its own remarks and never the other's."""
        found = self.filter(deviation__in=Deviation.objects.visible_to(viewer))
        return found.filter(side=THEIRS if viewer.is_person else OURS)


class DeviationRemark(VendorRow):
    """What one side says among themselves. The other's wall is in the database too."""

    APPEND_ONLY = True
    PORTAL_WRITES = f"{OWN_FIRM} and side = 'theirs'"

    deviation = models.ForeignKey(Deviation, on_delete=models.PROTECT, related_name="remarks")
    side = models.CharField(max_length=6, choices=SIDES)
    text = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    made_by_name = models.CharField(max_length=150)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_remark_has_words")]

    def __str__(self):
        return self.text[:60]

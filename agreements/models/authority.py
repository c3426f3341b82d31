"""On what ground may somebody sign for the subcontractor, who checked that, and where was it set aside?"""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _l

from agreements.models.scope import of_the_firm
from core.workflow import Workflow, stamped, status_field
from vendors.models import VendorRow

GROUNDS = [
    ("register", _l("Entered in the commercial register")), ("statute", _l("By law or the articles (owner, managing partner)")),
    ("power", _l("Power of attorney")), ("resolution", _l("Resolution of the board or the shareholders")), ("other", _l("Another ground")),
]  # fmt: skip
SOLE, JOINT = "sole", "joint"
MANNERS = [(SOLE, _l("Alone")), (JOINT, _l("Only together with somebody else"))]
REQUIRED, WARNED, UNASKED = "", "warn", "off"  # as a template says it; where it says nothing, it is required
RULES = [
    (REQUIRED, _l("Must be confirmed before it is signed by everybody")), (WARNED, _l("A warning, nothing more")),
    (UNASKED, _l("Not asked for")),
]  # fmt: skip


class AuthorityQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return of_the_firm(self, viewer)

    def covering(self, day: datetime.date):
        """Confirmed, and in force on that day; who may sign alone comes first."""
        return self.filter(status="confirmed")._holding(day)

    def covered(self, day: datetime.date, at: datetime.datetime):
        """The same as things stood at a moment: what ended later was in force then, and what was confirmed later was not."""
        rows = self.filter(Q(status="confirmed") | Q(status="ended", ended_at__gt=at), decided_at__lte=at)
        return rows._holding(day)

    def _holding(self, day: datetime.date):
        rows = self.filter(from_on__lte=day).filter(Q(until_on=None) | Q(until_on__gte=day))
        return rows.order_by(models.Case(models.When(manner=SOLE, then=0), default=1), "-decided_at")


class Authority(VendorRow):
    """What the firm stated of one person, or one of us from a paper that came another way, and what somebody else of us found
    when they looked. A trigger keeps what was stated; a change is a new row. `from_on` and `until_on` are the first and the last day (None: until it is ended)."""

    WORKFLOW = Workflow(
        "stated",
        {
            "stated": {"confirmed": "authority.confirmed", "refused": "authority.refused"},
            "confirmed": {"ended": "authority.ended"},
        },
        {
            "stated": _l("Waits to be checked"),
            "confirmed": _l("Confirmed"),
            "refused": _l("Not confirmed"),
            "ended": _l("Ended"),
        },
    )

    person = models.ForeignKey("vendors.Person", on_delete=models.PROTECT, related_name="authorities")
    ground = models.CharField(max_length=12, choices=GROUNDS)
    said = models.TextField()  # where it can be looked up: register and number, date of the deed
    manner = models.CharField(max_length=6, choices=MANNERS)
    joint_with = models.TextField(blank=True)
    limits = models.TextField(blank=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    stored = models.ForeignKey("core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    status = status_field(WORKFLOW)
    source = models.TextField(blank=True)  # what we looked at
    looked_on = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    because = models.TextField(blank=True)  # why it was not confirmed, or has ended
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        ordering = ["-stated_at"]
        indexes = [models.Index(fields=["person", "status"], name="authority_of_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(status="stated"), name="one_statement_of_a_person_waits"
            ),
            models.CheckConstraint(condition=~Q(said=""), name="a_ground_says_where_it_is_found"),
            models.CheckConstraint(
                condition=~Q(manner=JOINT) | ~Q(joint_with=""), name="who_signs_jointly_says_with_whom"
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="an_authority_ends_after_it_begins"
            ),
            stamped("a_decided_authority_says_by_whom", ["confirmed", "refused", "ended"], "decided_at", "decided_by"),
            models.CheckConstraint(
                condition=~Q(status__in=["confirmed", "ended"]) | (~Q(source="") & Q(looked_on__isnull=False)),
                name="a_confirmed_authority_names_its_source_and_date",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["refused", "ended"]) | ~Q(because=""),
                name="an_authority_is_refused_or_ended_with_a_reason",
            ),
            stamped("an_ended_authority_has_its_moment", ["ended"], "ended_at", "ended_by"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("stated_by")),
                name="whoever_states_an_authority_does_not_decide_on_it",
            ),
        ]

    def __str__(self):
        return self.get_ground_display()


class AuthorityWaiver(VendorRow):
    """That a paper may be signed although nobody has confirmed who may sign for the firm, with the reason."""

    APPEND_ONLY = True

    agreement = models.OneToOneField("agreements.Agreement", on_delete=models.PROTECT, related_name="authority_waiver")
    because = models.TextField()
    waived_at = models.DateTimeField()
    waived_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    waived_by_name = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="an_authority_is_set_aside_with_a_reason"),
        ]

"""May this subcontractor, its parent or one of its people be who stands on a list, and what did we find?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from core.workflow import Workflow, stamped, status_field
from vendors.models.vendor import Vendor, VendorRow

SUBJECTS = [("firm", _l("Subcontractor")), ("parent", _l("Parent")), ("person", _l("Person"))]
SETTLED = ["false_match", "true_match"]
UNSETTLED = ["open", "needs_more"]


class WatchSubject(VendorRow):
    """Whom we compared, as they were called then (`digest`). Who is missing here, or called otherwise now, is compared next."""

    PORTAL_SEES = "false"

    kind = models.CharField(max_length=8, choices=SUBJECTS)
    person = models.ForeignKey("vendors.Person", null=True, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=32)
    compared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vendor", "kind", "person"], nulls_distinct=False, name="a_subject_is_watched_once"
            )
        ]


class WatchHitQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff alone: a subcontractor does not learn whom we take it for."""
        return self.filter(vendor__in=Vendor.objects.visible_to(viewer)) if viewer.is_staff else self.none()

    def unsettled(self):
        return self.filter(status__in=UNSETTLED)

    def of_subject(self, kind: str, vendor_id, person_id):
        return self.filter(vendor_id=vendor_id, subject=kind, person_id=person_id)


class WatchHit(VendorRow):
    """One subject and one version of an entry. `lines`: the arithmetic, [kind, points, ours, theirs], which sums to `score`.

    `called`, `ours` and `theirs`: the subject's name, and the two names that were most alike, as they stood then.
    """

    PORTAL_SEES = "false"
    WORKFLOW = Workflow(
        "open",
        {
            "open": {
                "false_match": "hit.false-match",
                "true_match": "hit.true-match",
                "needs_more": "hit.needs-more",
                "lapsed": "hit.lapsed",
            },
            "needs_more": {"false_match": "hit.false-match", "true_match": "hit.true-match", "lapsed": "hit.lapsed"},
            "false_match": {"open": "hit.reopened"},
            "true_match": {"open": "hit.reopened"},
        },
        {
            "open": _l("Open"),
            "needs_more": _l("Needs more"),
            "false_match": _l("False match"),
            "true_match": _l("True match"),
            "lapsed": _l("Lapsed"),
        },
    )

    status = status_field(WORKFLOW)
    subject = models.CharField(max_length=8, choices=SUBJECTS)
    person = models.ForeignKey("vendors.Person", null=True, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=32)
    called = models.CharField(max_length=200)
    entry = models.ForeignKey("vendors.WatchlistEntry", on_delete=models.PROTECT, related_name="hits")
    entry_version = models.ForeignKey("vendors.EntryVersion", on_delete=models.PROTECT, related_name="hits")
    score = models.PositiveSmallIntegerField()
    ours = models.CharField(max_length=300)
    theirs = models.CharField(max_length=300)
    lines = models.JSONField()
    found_at = models.DateTimeField()
    because = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    objects = WatchHitQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["status", "-score", "id"], name="hit_by_status"),
            models.Index(fields=["-score", "id"], name="hit_by_score"),
            models.Index(fields=["vendor", "status"], name="hit_of_vendor"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor", "subject", "person", "digest", "entry_version"],
                nulls_distinct=False,
                name="a_subject_hits_a_version_of_an_entry_once",
            ),
            models.CheckConstraint(condition=Q(score__lte=100), name="a_hit_scores_a_hundred_at_most"),
            stamped("a_settled_hit_says_by_whom", SETTLED, "decided_at", "decided_by"),
            models.CheckConstraint(
                condition=~Q(status__in=SETTLED) | ~Q(because=""), name="a_settled_hit_has_a_reason"
            ),
        ]

    def __str__(self):
        return self.called

"""Which incident, who reported it, how far are we, and who and what is concerned?

Need to know: the portal's role sees a case only through the account that reported it, and investigators or named
contributors at the desk see it; nobody else, not even the firm's contact.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l
from guardian.models import UserObjectPermissionBase

from core.database.policies import ME, OWN_FIRM
from core.models import User
from core.workflow import Workflow, stamped, status_field
from vendors.models import VendorRow

SEVERITIES = [
    ("S1", _l("S1, gravest")),
    ("S2", _l("S2, grave")),
    ("S3", _l("S3, rule broken")),
    ("S4", _l("S4, suspicion")),
]
WAYS = [("portal", _l("Reported in the portal")), ("desk", _l("Recorded at the desk"))]


def own(column: str) -> str:
    """The row-security predicate: of the firm, and written by the account that looks."""
    return f"{OWN_FIRM} and {column} = {ME}"


class CaseQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Investigators see all, contributors the cases they were named in; in the portal a person sees own reports."""
        if viewer.is_staff:
            if viewer.may("incidents.read"):
                return self
            return self.filter(
                pk__in=CaseUserObjectPermission.objects.filter(user=viewer.user).values("content_object_id")
            )
        if viewer.is_person:
            return self.filter(vendor_id=viewer.vendor_id, reported_by=viewer.user)
        return self.none()


class Case(VendorRow):
    """Opened at once by the report. `categories` are keys of the playbook's version; none means not sure."""

    PORTAL_WRITES = own("reported_by_id")
    WORKFLOW = Workflow(
        "open",
        {
            "open": {"contained": "incident.contained", "closed": "incident.closed"},
            "contained": {"closed": "incident.closed", "open": "incident.reopened"},
            "closed": {"open": "incident.reopened"},
        },
        {"open": _l("Open"), "contained": _l("Contained"), "closed": _l("Closed")},
    )

    reference = models.CharField(max_length=14, unique=True, editable=False)
    playbook = models.ForeignKey("incidents.Playbook", on_delete=models.PROTECT, related_name="+")
    categories = ArrayField(models.CharField(max_length=40), default=list)
    severity = models.CharField(max_length=2, choices=SEVERITIES)
    what = models.TextField()
    others = models.TextField(blank=True)  # people and things concerned that could not be chosen
    noticed = models.CharField(max_length=200)  # when, in the reporter's own words
    reach = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=8, choices=WAYS)
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    reporter_name = models.CharField(max_length=150)
    status = status_field(WORKFLOW)
    contained_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    conclusion = models.TextField(blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        permissions = [("contribute_case", "May see and work on this one case")]
        indexes = [
            models.Index(fields=["vendor", "-reported_at"], name="case_of_vendor"),
            models.Index(fields=["-reported_at", "id"], name="case_by_report"),
        ]
        constraints = [
            stamped("a_contained_case_says_when", ["contained"], "contained_at"),
            stamped("a_closed_case_says_when", ["closed"], "closed_at"),
            models.CheckConstraint(
                condition=~Q(status="closed") | ~Q(conclusion=""), name="a_closed_case_has_a_conclusion"
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def contributors(self):
        """Accounts that were let in to see and work on this one case."""
        return User.objects.filter(pk__in=CaseUserObjectPermission.objects.filter(content_object=self).values("user"))


class CaseUserObjectPermission(UserObjectPermissionBase):
    """This account may see and work on this one case (guardian, direct foreign key)."""

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE)


class CaseLink(VendorRow):
    """One person, document, asset or grant that the case is about."""

    PORTAL_WRITES = own("added_by_id")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links")
    person = models.ForeignKey("vendors.Person", null=True, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey("access.Document", null=True, on_delete=models.PROTECT, related_name="+")
    asset = models.ForeignKey("access.Asset", null=True, on_delete=models.PROTECT, related_name="+")
    grant = models.ForeignKey("access.Grant", null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="a_person_is_linked_to_a_case_once"),
            models.UniqueConstraint(fields=["case", "document"], name="a_document_is_linked_to_a_case_once"),
            models.UniqueConstraint(fields=["case", "asset"], name="an_asset_is_linked_to_a_case_once"),
            models.UniqueConstraint(fields=["case", "grant"], name="a_grant_is_linked_to_a_case_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, document=None, asset=None, grant=None)
                | Q(person=None, document__isnull=False, asset=None, grant=None)
                | Q(person=None, document=None, asset__isnull=False, grant=None)
                | Q(person=None, document=None, asset=None, grant__isnull=False),
                name="a_link_of_a_case_names_one_thing",
            ),
        ]

    @property
    def subject(self):
        return self.person or self.document or self.asset or self.grant

"""Which incident, who reported it, how far are we, and who and what is concerned?

Need to know: the portal's role sees a case only through the account that reported it, and investigators or named
contributors at the desk see it; nobody else, not even the firm's contact. A report without a name has no account and,
until somebody says whom it is about, no firm: no portal sees it, ever.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l
from guardian.models import UserObjectPermissionBase

from core.database.policies import ME, OWN_FIRM
from core.models import User
from core.models.rows import Row
from core.workflow import Workflow, stamped, status_field
from vendors.models import VendorRow

SEVERITIES = [
    ("S1", _l("S1, gravest")),
    ("S2", _l("S2, grave")),
    ("S3", _l("S3, rule broken")),
    ("S4", _l("S4, suspicion")),
]
WAYS = [
    ("portal", _l("Reported in the portal")),
    ("desk", _l("Recorded at the desk")),
    ("anonymous", _l("Reported without a name")),
]


def own(column: str) -> str:
    """The row-security predicate: of the firm, and written by the account that looks."""
    return f"{OWN_FIRM} and {column} = {ME}"


class CaseRow(Row):
    """A row of a case. `vendor` is empty where nobody had said yet whom a report without a name is about."""

    vendor = models.ForeignKey("vendors.Vendor", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


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


class Case(CaseRow):
    """Opened at once by the report. `categories` are keys of the playbook's version; none means not sure.

    `code_digest`: of the code by which a reporter without a name comes back. For that role of the database,
    `ringfence.user` is the case that the code opened.
    """

    PORTAL_WRITES = own("reported_by_id")
    REPORTER_MAY = "select (id, created_at, reference, way, status, reported_at), insert"
    REPORTER_SEES = f"id = {ME} and way = 'anonymous'"
    REPORTER_ADDS = f"{REPORTER_SEES} and vendor_id is null and status = 'open'"
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
    firm_said = models.CharField(max_length=200, blank=True)  # as a reporter without a name calls the firm
    place = models.CharField(max_length=200, blank=True)  # where it happened, in the reporter's own words
    noticed = models.CharField(max_length=200, blank=True)  # when, in the reporter's own words
    reach = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=10, choices=WAYS)
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    reporter_name = models.CharField(max_length=150, blank=True)
    code_digest = models.CharField(max_length=64, null=True, unique=True, editable=False)
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
            models.CheckConstraint(
                condition=~Q(way="anonymous")
                | Q(reported_by=None, reporter_name="", reach="", code_digest__isnull=False),
                name="a_report_without_a_name_names_nobody",
            ),
            models.CheckConstraint(
                condition=Q(way="anonymous")
                | Q(vendor__isnull=False, reported_by__isnull=False, code_digest=None) & ~Q(reporter_name=""),
                name="any_other_report_says_who_and_about_whom",
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def is_anonymous(self) -> bool:
        return self.way == "anonymous"

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

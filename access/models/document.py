"""Which files hang on an asset, in which version, and who opened which page when?"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _l

from core.models.rows import Row
from vendors.models import VendorRow

OF_OFFERED_ASSET = (
    "asset_id in (select o.asset_id from access_assetoffer o "
    "where o.vendor_id = nullif(current_setting('ringfence.vendor', true), '')::uuid)"
)


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """As the asset they hang on; of what was destroyed staff alone know. Opening is another matter:
        access/eligibility.py decides it, each time."""
        from access.models.asset import Asset

        found = self.filter(asset__in=Asset.objects.visible_to(viewer))
        return found if viewer.is_staff else found.filter(destroyed_at=None)


class Document(Row):
    """`keep_until_on`: the last day of its retention (the house's zone); nothing destroys it before that day is over."""

    PORTAL_SEES = OF_OFFERED_ASSET

    reference = models.CharField(max_length=12, unique=True, editable=False)
    asset = models.ForeignKey("access.Asset", on_delete=models.PROTECT, related_name="documents")
    title = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    keep_until_on = models.DateField(null=True)
    destroyed_at = models.DateTimeField(null=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    def __str__(self):
        return self.title


class DocumentVersion(Row):
    """`because`: what changed and why, as its author says it; the first version has no such words."""

    PORTAL_SEES = (
        "document_id in (select d.id from access_document d join access_assetoffer o on o.asset_id = d.asset_id "
        "where o.vendor_id = nullif(current_setting('ringfence.vendor', true), '')::uuid)"
    )

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveIntegerField()
    because = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["document", "-number"]
        constraints = [models.UniqueConstraint(F("document"), F("number"), name="a_version_number_is_used_once")]


class CheckOut(Row):
    """Somebody edits a document: until it ends, which it does by itself, nobody else adds a version."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="check_outs")
    holder = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=300)
    during = DateTimeRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_person_edits_a_document_at_a_time",
                expressions=[("document", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            )
        ]

    @property
    def ends_at(self):
        return self.during.upper


class DestructionQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return self.filter(document__in=Document.objects.visible_to(viewer)) if viewer.is_staff else self.none()


class Destruction(Row):
    """The keys of a document's files were destroyed: which files, by whom and why. `stored`: the sealed certificate of it.

    `files`: {number, name, size, sha256, key_id} of each version. `copies`: {person, firm, mark, given_at} of each marked file that was still out.
    """

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="destruction")
    at = models.DateTimeField()
    by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=120)
    because = models.TextField()
    files = models.JSONField()
    copies = models.JSONField(default=list)
    stored = models.ForeignKey("core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField(null=True)
    seal_level = models.CharField(max_length=10, blank=True)

    objects = DestructionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="a_destruction_says_why"),
            models.CheckConstraint(
                condition=Q(stored=None, sealed_at=None) | Q(stored__isnull=False, sealed_at__isnull=False),
                name="a_sealed_destruction_has_its_moment",
            ),
        ]

    def __str__(self):
        return str(self.document)


class OpeningQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        if viewer.may("access.read"):
            return self
        if viewer.is_staff:
            return self.filter(document__asset__owner=viewer.user)
        return self.filter(person_id=viewer.person_id) if viewer.is_person else self.none()


class Opening(VendorRow):
    """One person was given one version, under one grant: its pages in the viewer, or a marked file of their own. A line of
    the copy ledger. What was decided, and why, is kept with it.

    `sha256`: of the marked file as it was handed over. `settled_as`: what became of that file, as somebody vouched for it;
    whether the access still holds is never stored.
    """

    KINDS = [("pages", _l("Read in the viewer")), ("file", _l("Marked file"))]
    SETTLED = [("returned", _l("Returned")), ("destroyed", _l("Attested destroyed"))]

    person = models.ForeignKey("vendors.Person", on_delete=models.PROTECT, related_name="openings")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="openings")
    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="openings")
    grant = models.ForeignKey("access.Grant", on_delete=models.PROTECT, related_name="openings")
    at = models.DateTimeField()
    address = models.GenericIPAddressField(null=True)
    reasons = models.JSONField()
    kind = models.CharField(max_length=10, choices=KINDS, default="pages")
    sha256 = models.CharField(max_length=64, blank=True)
    settled_as = models.CharField(max_length=10, choices=SETTLED, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    settled_by_name = models.CharField(max_length=120, blank=True)
    settled_note = models.TextField(blank=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at"], name="opening_by_person"),
            models.Index(fields=["document", "-at"], name="opening_of_document"),
            models.Index(fields=["vendor", "-at"], name="opening_of_vendor"),
            models.Index(fields=["-at"], name="opening_by_time"),
            models.Index(fields=["document"], name="file_that_is_out", condition=Q(kind="file", settled_as="")),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="file") | ~Q(sha256=""), name="a_marked_file_has_a_fingerprint"),
            models.CheckConstraint(condition=Q(kind="file") | Q(settled_as=""), name="only_a_file_is_returned"),
            models.CheckConstraint(
                condition=Q(settled_as="", settled_at=None) | (~Q(settled_as="") & Q(settled_at__isnull=False)),
                name="a_settled_copy_says_when",
            ),
        ]

    def __str__(self):
        return str(self.document)


class PageView(VendorRow):
    """A page image that was served: which page, when, with which mark in its pixels."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="pages")
    page = models.PositiveIntegerField()
    at = models.DateTimeField()
    mark = models.CharField(max_length=120)

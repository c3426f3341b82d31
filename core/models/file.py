"""Which file is this, and how is it opened? The row beside each ciphertext; `core.files` alone writes it."""

from django.db import models
from django.db.models import F, Q

from core.database.policies import ME
from core.models.rows import Row


class StoredFileQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff reach a file through the record that names it; a subcontractor only ever its own firm's files."""
        if viewer.is_staff:
            return self
        return self.filter(vendor_id=viewer.vendor_id) if viewer.vendor_id else self.none()


class StoredFile(Row):
    """`vendor_id` empty: the company's own. `size` counts bytes of plaintext, and so do both hashes (hex).

    The ciphertext is bound to `id`, `vendor_id`, `purpose`, `version` and `about_id` (the document whose version it is, where it
    is one): a row that claims another one's ciphertext or key cannot open it. `checked_at`: when it last was read through
    and compared; `damaged_at`: since when it does not open, or is not what came.
    """

    PORTAL_READS = f"purpose <> 'report' or created_by_id = {ME}"
    REPORTER_MAY = "select (id, created_at), insert"
    REPORTER_SEES = REPORTER_ADDS = "purpose = 'report' and vendor_id is null and created_by_id is null"

    vendor_id = models.UUIDField(null=True, editable=False)
    purpose = models.CharField(max_length=20, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    about_id = models.UUIDField(null=True, editable=False)
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveBigIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    sha512 = models.CharField(max_length=128, editable=False)
    storage_name = models.CharField(max_length=120, unique=True, editable=False)
    wrapped_key = models.BinaryField(max_length=120, editable=False)
    key_id = models.CharField(max_length=16, editable=False)
    stored_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    scan_state = models.CharField(max_length=20, default="not scanned")
    shredded_at = models.DateTimeField(null=True, editable=False)
    checked_at = models.DateTimeField(null=True, editable=False)
    damaged_at = models.DateTimeField(null=True, editable=False)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["vendor_id", "sha256"], name="file_by_content"),
            models.Index(
                F("checked_at").asc(nulls_first=True), "id", name="file_to_check", condition=Q(shredded_at=None)
            ),
            models.Index(fields=["key_id"], name="file_by_key", condition=Q(shredded_at=None)),
            models.Index(fields=["damaged_at"], name="file_damaged", condition=Q(damaged_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(shredded_at=None) | Q(wrapped_key=b"", key_id=""), name="a_shredded_file_has_no_key"
            ),
            models.CheckConstraint(
                condition=Q(shredded_at__isnull=False) | ~Q(key_id=""), name="a_kept_file_has_a_key"
            ),
        ]

    def __str__(self) -> str:
        return self.name

"""What will the next edition of a clause, a template or a country profile say? One draft of each at a time, staff only."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from core.models.rows import Row

KINDS = [("clauses", _l("Clause")), ("templates", _l("Template")), ("countries", _l("Country profile"))]


class KeptRows(models.QuerySet):
    def visible_to(self, viewer):
        return self if viewer.may("library.write") or viewer.may("agreements.write") else self.none()

    def of(self, kind: str, key: str):
        return self.filter(kind=kind, key=key)


class LibraryDraft(Row):
    """`content` as an edition keeps it. `base_number`: the edition that it began with; 0 for an entry of our own that is new."""

    kind = models.CharField(max_length=10, choices=KINDS)
    key = models.CharField(max_length=60)
    base_number = models.PositiveIntegerField()
    content = models.JSONField()
    offer = models.ForeignKey(
        "agreements.StarterOffer", models.PROTECT, null=True, related_name="+"
    )  # whose text it began with
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = KeptRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_draft_of_an_entry_at_a_time")]

    def __str__(self):
        return self.content.get("title") or self.content.get("name") or self.key


class StarterOffer(Row):
    """A newer text that came with the product for an entry that was written here since: it waits to be compared.

    A file never overwrites what was published in the browser; somebody takes the offer into a draft or sets it aside.
    """

    kind = models.CharField(max_length=10, choices=KINDS)
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    offered_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    because = models.TextField(blank=True)

    objects = KeptRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "digest"], name="a_text_is_offered_once"),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(settled_by__isnull=False) & ~Q(because=""),
                name="a_settled_offer_says_by_whom_and_why",
            ),
        ]

    def __str__(self):
        return self.title

"""Which words do we offer to sign? Clauses, templates and country profiles, each edition frozen for good.

Staff only: a subcontractor sees the text of its own agreements, never the library.
"""

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from core.models.rows import Row


class EditionQuerySet(models.QuerySet):
    def newest(self):
        """One row a key: its latest edition."""
        latest = self.model.objects.filter(key=OuterRef("key")).order_by("-number").values("number")[:1]
        return self.filter(number=Subquery(latest))

    def pinned(self, numbers: dict[str, int]):
        """The editions of these keys under these numbers."""
        chosen = Q(pk=None)
        for key, number in numbers.items():
            chosen |= Q(key=key, number=number)
        return self.filter(chosen)

    def visible_to(self, viewer):
        return self if viewer.may("agreements.read") or viewer.may("library.write") else self.none()


class Edition(Row):
    """`content` is the entry of the starter file with its sources written out; `digest` (SHA-256, hex) is taken of it.

    A change of the file, or a draft published in the browser, makes a new edition; agreements name the one that they were
    made of. Without `published_by` it came with the product.
    """

    APPEND_ONLY = True

    key = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    as_of = models.CharField(max_length=10)  # the month in which the text was last looked at
    published_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    because = models.TextField(blank=True)  # what changed, and why

    objects = EditionQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(F("key"), F("number"), name="%(class)s_editions_are_numbered"),
            models.CheckConstraint(condition=Q(number__gt=0), name="%(class)s_editions_start_at_one"),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(because=""), name="a_published_%(class)s_says_why"
            ),
        ]

    def __str__(self):
        return self.title


class ClauseEdition(Edition):
    """A clause: sentences, variants by country, when it is used, its caveats and the variables it names."""


class AgreementTemplate(Edition):
    """An agreement or undertaking: parties, background, order of clauses, consent text, who signs, checks."""


class Jurisdiction(Edition):
    """A country's profile; `key` is its code (DE, US-CA). Facts with source and date, and the rules that machines check."""

"""Which questions, schemes, lines and scales do we go by? Versions of the starter content, frozen once loaded."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from core.models.rows import Row


class Catalogue(Row):
    """One version of a file under vendors/starter/, as it was loaded. A change is a higher version, never an edit."""

    APPEND_ONLY = True

    version = models.PositiveIntegerField(unique=True)
    content = models.JSONField()
    loaded_at = models.DateTimeField()

    class Meta:
        abstract = True
        get_latest_by = "version"


class QuestionnaireRows(models.QuerySet):
    """Versions and the draft: read by whoever reads assessments, and by who writes them."""

    def visible_to(self, viewer):
        may = viewer.is_staff and (viewer.may("vendors.read") or viewer.may("settings.write"))
        return self if may else self.none()


class QuestionnaireVersion(Catalogue):
    """questionnaire.yaml, or what an administrator made of it. The portal does not see it: a sent questionnaire keeps
    the questions that it asks. `published_by` is null for what came with the product, `drafted_as` the id of its draft.
    """

    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    because = models.TextField(blank=True)
    drafted_as = models.UUIDField(null=True)

    objects = QuestionnaireRows.as_manager()

    class Meta(Catalogue.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(published_by=None) | ~models.Q(because=""), name="a_published_questionnaire_says_why"
            )
        ]

    def __str__(self):
        return _("Questionnaire, version %(number)s") % {"number": self.version}


class SchemeCatalogue(Catalogue):
    """certifications.yaml: the schemes, what each asks for and how it is checked."""

    PORTAL_SEES = "true"

    def scheme(self, key: str) -> dict | None:
        return next((scheme for scheme in self.content["schemes"] if scheme["id"] == key), None)


class LineCatalogue(Catalogue):
    """insurance.yaml: the lines of insurance and what each tier must hold."""

    PORTAL_SEES = "true"

    def line(self, key: str) -> dict | None:
        return next((line for line in self.content["lines"] if line["id"] == key), None)

    def required(self, tier: int | None) -> dict:
        """{currency, because, lines: [{line, limit, max_deductible, tail_months}]}; no lines where the tier is not set."""
        return next(
            (row for row in self.content["required"] if row["tier"] == tier),
            {"currency": "", "because": "", "lines": []},
        )


class ScreeningGuide(Catalogue):
    """screening.yaml: the seven dimensions, their scales, and what a weakness proposes."""

    def dimension(self, key: str) -> dict:
        return next(dimension for dimension in self.content["dimensions"] if dimension["id"] == key)

"""Which questions, schemes, lines and scales do we go by? Versions of the starter content, frozen once loaded."""

from django.db import models

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


class QuestionnaireVersion(Catalogue):
    """questionnaire.yaml. The portal does not see it: a sent questionnaire keeps the questions that it asks."""


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

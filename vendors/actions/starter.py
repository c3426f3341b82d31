"""Load the starter content of this app, a version a row: forms, sheets, questions, schemes, lines, scales."""

import datetime
from pathlib import Path

from core import starter_files
from core.actors import Actor
from vendors.models import (
    ExpectationSheet,
    FinanceMethod,
    LineCatalogue,
    QuestionnaireVersion,
    RiskForm,
    SchemeCatalogue,
    ScoreMethod,
    ScreeningGuide,
)

FOLDER = Path(__file__).resolve().parent.parent / "starter"
FILES = {
    RiskForm: "inherent_risk",
    ExpectationSheet: "expectations",
    QuestionnaireVersion: "questionnaire",
    SchemeCatalogue: "certifications",
    LineCatalogue: "insurance",
    ScreeningGuide: "screening",
    ScoreMethod: "score",
    FinanceMethod: "finance",
}


def load(*, by: Actor, at: datetime.datetime) -> None:
    """A version that is there already stays as it is; a changed file needs a higher version.

    Once an administrator has published a questionnaire, the file no longer takes its place.
    """
    has_own = QuestionnaireVersion.objects.exclude(published_by=None).exists()
    for model, name in FILES.items():
        if model is QuestionnaireVersion and has_own:
            continue
        content = read(name)
        model.objects.get_or_create(version=content["version"], defaults={"content": content, "loaded_at": at})


def read(name: str) -> dict:
    return starter_files.read(FOLDER / f"{name}.yaml")

"""Load the starter content of this app: the inherent-risk form and the expectations sheet, a version a row."""

import datetime
from pathlib import Path

import yaml

from core.actors import Actor
from vendors.models import ExpectationSheet, RiskForm

FOLDER = Path(__file__).resolve().parent.parent / "starter"


def load(*, by: Actor, at: datetime.datetime) -> None:
    """A version that is there already stays as it is; a changed file needs a higher version."""
    for model, name in [(RiskForm, "inherent_risk"), (ExpectationSheet, "expectations")]:
        content = read(name)
        model.objects.get_or_create(version=content["version"], defaults={"content": content, "loaded_at": at})


def read(name: str) -> dict:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))

"""Load the starter playbook, a version a row."""

import datetime
from pathlib import Path

import yaml

from core.actors import Actor
from incidents.models import Playbook

FILE = Path(__file__).resolve().parent.parent / "starter" / "playbook.yaml"


def load(*, by: Actor, at: datetime.datetime) -> None:
    """A version that is there already stays as it is; a changed file needs a higher version."""
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    Playbook.objects.get_or_create(version=content["version"], defaults={"content": content, "loaded_at": at})

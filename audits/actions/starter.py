"""Load the starter programme, a version a row."""

import datetime
from pathlib import Path

from audits.models import Programme
from core import starter_files
from core.actors import Actor

FILE = Path(__file__).resolve().parent.parent / "starter" / "programme.yaml"


def load(*, by: Actor, at: datetime.datetime) -> None:
    """A version that is there already stays as it is; a changed file needs a higher version."""
    content = starter_files.read(FILE)
    Programme.objects.get_or_create(version=content["version"], defaults={"content": content, "loaded_at": at})

"""Load the starter classes and their policies. Idempotent: what is there stays as it was edited."""

import datetime
from pathlib import Path

from access.models import AssetClass, Requirement
from core import starter_files
from core.actors import Actor

CONTENT = Path(__file__).resolve().parent.parent / "starter" / "classes.yaml"


def load(*, by: Actor, at: datetime.datetime) -> int:
    """Make the classes that are missing. Returns how many were made."""
    made = 0
    for entry in starter_files.read(CONTENT)["classes"]:
        requirements = entry.pop("requirements")
        asset_class, is_new = AssetClass.objects.get_or_create(key=entry["key"], defaults=entry)
        if is_new:
            made += 1
            Requirement.objects.bulk_create(
                [
                    Requirement(asset_class=asset_class, requirement=r["requirement"], key=r.get("key", ""))
                    for r in requirements
                ]
            )
    return made

"""Is our own trail whole? The check that runs each night, and whose outcome stands in the trail itself."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from core import checkpoints, events, nudges, trail
from core.actors import Actor
from core.models import Event
from core.verification import trail as verification
from core.verification import witness


def examine(folder: Path | None = None) -> verification.Report:
    """Recompute everything and compare with the checkpoints of `folder`, or of the configured directory if it is here."""
    return verification.examine(
        trail.rows(), _left(folder or (Path(settings.CHECKPOINT_DIR) if settings.CHECKPOINT_DIR else None))
    )


def check(*, by: Actor, at) -> verification.Report:
    """Examine, and record the outcome: trail.broken tells the administrators (config/notices/)."""
    report = examine()
    name = "trail.checked" if report.is_whole else "trail.broken"
    places = list(verification.tell(report))[:20]
    events.record(
        name, None, by=by, at=at, events=report.events, seals=report.seals, damages=len(report.damages), places=places
    )
    return report


def last() -> Event | None:
    """The outcome of the newest check: trail.checked or trail.broken."""
    outcomes = Event.objects.filter(name__in=["trail.checked", "trail.broken"])
    return outcomes.select_related("detail").order_by("-at").first()


def ask() -> None:
    """Have it checked by the worker, after commit. Without a broker the check of the night does it."""
    nudges.after_commit("core.tasks.verify")


def _left(folder: Path | None) -> Iterable[witness.Checkpoint]:
    return witness.read_folder(folder, checkpoints.public_key()) if folder and folder.is_dir() else []

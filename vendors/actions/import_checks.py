"""Judge a long file of people as a job, chunk by chunk. Nobody is changed; a short one is checked while the caller waits."""

import datetime
from contextlib import suppress
from itertools import islice

from core.actors import Actor
from core.events import record
from core.refusals import NotNow
from core.workflow import become
from vendors import import_sources
from vendors.actions import imports
from vendors.models import PeopleImport
from vendors.policies import people as policy

AT_ONCE = 2000  # rows that are checked while the caller waits
CHUNK = 5000  # rows in one transaction


def is_long(run: PeopleImport) -> bool:
    """Raises NotNow where the file cannot be read so far."""
    return next(islice(import_sources.rows(run), AT_ONCE + 1, None), None) is not None


def start(
    run: PeopleImport, mapping: dict[str, str], *, by: Actor, at: datetime.datetime, then_apply: bool = False
) -> PeopleImport:
    """Begin to check; `carry_on` does it. `then_apply`: goes on by itself where every row is right. Raises NotAllowed, NotNow."""
    policy.check_can_keep(by)
    run = imports.lock(run)
    if run.status == "checking":
        return run
    imports.check_columns(run, mapping)
    run.lines.all().delete()
    said = {"mapping": mapping, "counts": {}, "wrong": [], "done": 0, "then_apply": then_apply}
    record(become(run, "checking", **said), run, by=by, at=at)
    return run


def carry_on(run: PeopleImport, *, by: Actor, at: datetime.datetime) -> bool:
    """Judge the next chunk; True while there are more. Where the file cannot be read to its end, it waits as it was uploaded."""
    run = imports.lock(run)
    if run.status != "checking":
        return False
    try:
        rows = run.counts.get("rows") or import_sources.count(run)
        chunk = list(islice(import_sources.judged(run), run.done, run.done + CHUNK))
    except NotNow as refused:
        return _stop(run, refused.sentence, by=by, at=at)
    counts, run.wrong = imports.note(run, chunk, run.counts, run.wrong, at)
    run.counts, run.done = {**counts, "rows": rows}, run.done + len(chunk)
    if run.done < rows:
        run.save(update_fields=["counts", "wrong", "done"])
        return True
    counts["working"] = imports.working(run, at)
    counts.pop("rows", None)
    step = become(run, "checked", counts=counts, wrong=run.wrong, done=run.done)
    record(step, run, by=by, at=at, counts=counts, waited_by=None if run.then_apply else run.user_id)
    _go_on(run, by=by, at=at)
    return False


def _stop(run: PeopleImport, sentence: str, *, by: Actor, at: datetime.datetime) -> bool:
    run.lines.all().delete()
    wrong = [{"row": 0, "column": "", "value": "", "sentence": sentence}]
    record(
        become(run, "uploaded", counts={}, wrong=wrong, done=0),
        run,
        by=by,
        at=at,
        because=sentence,
        waited_by=run.user_id,
    )
    return False


def _go_on(run: PeopleImport, *, by: Actor, at: datetime.datetime) -> None:
    """What the brake holds waits for a person, as it would on the page."""
    if run.then_apply and not run.counts["wrong"]:
        with suppress(NotNow):
            imports.carry_on_later(imports.start(run, by=by, at=at))

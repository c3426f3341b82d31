"""Take an applied import back, within a day: whom it made is out again, whom it changed is as before.

Who has changed since, has taken up the invitation or holds something stays as they are, and it is said why.
"""

import datetime

from django.utils.translation import gettext as _

from core.actors import Actor
from core.events import record
from core.models import Event, User
from core.workflow import become
from vendors.actions import people
from vendors.models import ImportedPerson, PeopleImport
from vendors.policies import imports as rule
from vendors.policies import people as policy

CHUNK = 200  # people in one transaction


def start(run: PeopleImport, *, by: Actor, at: datetime.datetime) -> PeopleImport:
    """Begin to undo; `carry_on` does it, chunk by chunk. Raises NotNow, NotAllowed."""
    policy.check_can_keep(by)
    run = _lock(run)
    if run.status in {"undoing", "undone"}:
        return run
    rule.check_can_be_undone(run, at)
    record(become(run, "undoing", done=0), run, by=by, at=at)
    return run


def carry_on(run: PeopleImport, *, by: Actor, at: datetime.datetime) -> bool:
    """The next people; True while there are more. Each is looked at again: the world may have changed."""
    run = _lock(run)
    if run.status != "undoing":
        return False
    cause = Event.objects.about(run).filter(name="people.undo-started").latest("at")
    chunk = list(rule.untouched(run)[:CHUNK])
    kept = rule.why_kept(chunk)
    for touched in chunk:
        _take_back(touched, kept.get(touched.pk, ""), by=by, at=at, cause=cause)
    run.done += len(chunk)
    run.save(update_fields=["done"])
    if len(chunk) == CHUNK:
        return True
    said = {"kept": run.people.exclude(kept_because="").count()}
    record(become(run, "undone", undone_at=at), run, by=by, at=at, cause=cause, **said)
    return False


def _take_back(touched: ImportedPerson, reason: str, *, by, at, cause) -> None:
    if reason:
        touched.kept_because = reason
    else:
        touched.undone_at = at
        if touched.before:
            people.change(touched.person, **_revived(touched.before), by=by, at=at, cause=cause)
        else:
            people.take_back(touched.person, by=by, at=at, because=_("The import was undone"), cause=cause)
    touched.save(update_fields=["kept_because", "undone_at"])


def _revived(before: dict) -> dict:
    found = {
        name: datetime.date.fromisoformat(value) if name in {"starts_on", "ends_on"} else value
        for name, value in before.items()
    }
    if found.get("sponsor"):
        found["sponsor"] = User.objects.get(pk=found["sponsor"])
    return found


def _lock(run: PeopleImport) -> PeopleImport:
    return PeopleImport.objects.select_for_update(no_key=True, of=["self"]).get(pk=run.pk)

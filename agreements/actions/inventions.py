"""Telling an invention in steps, sending it, and deciding what becomes of it."""

import datetime

from django.db import transaction

from agreements import disclosure, invention_law
from agreements.models import Contributor, Invention
from agreements.policies import inventions as policy
from core import files
from core.actors import Actor
from core.events import record
from core.workflow import become
from vendors import business_days
from vendors.models import Person

FIELDS = {
    "title", "problem", "solution", "engagement", "conceived_on", "evidence", "background", "third_party", "publication", "publication_on",
}  # fmt: skip


def begin(vendor, *, title: str, by: Actor, at: datetime.datetime, engagement=None) -> Invention:
    """A disclosure that its writer goes on with. The same title while it is being written is the same one."""
    policy.check_can_disclose(by)
    own = Invention.objects.filter(vendor=vendor, person_id=by.person_id, status="draft", title=title)
    if known := own.first():
        return known
    made = Invention.objects.create(
        vendor=vendor, person_id=by.person_id, title=title, engagement=engagement, started_at=at
    )
    record("invention.begun", made, by=by, at=at)
    return made


@transaction.atomic  # a file that is refused leaves nothing behind
def keep(invention: Invention, *, by: Actor, at: datetime.datetime, source=None, name: str = "", **said) -> Invention:
    """What was typed so far. Raises NotAllowed, NotNow, core.files.FileRefused."""
    policy.check_can_change(by, invention)
    invention = lock(invention)
    policy.check_is_draft(invention)
    changed = [key for key, value in said.items() if key in FIELDS and getattr(invention, key) != value]
    for key in changed:
        setattr(invention, key, said[key])
    if source is not None:
        invention.stored = files.store(source, purpose="deposit", name=name, vendor=invention.vendor, by=by.user, at=at)
        changed.append("stored")
    if changed:
        invention.save(update_fields=changed)
        record("invention.changed", invention, by=by, at=at, changed=changed)
    return invention


def name_contributors(invention: Invention, rows: list[dict], *, by: Actor, at: datetime.datetime) -> Invention:
    """Everybody who contributed: each {name, employer, country, share}; takes the place of those named before."""
    policy.check_can_change(by, invention)
    invention = lock(invention)
    policy.check_is_draft(invention)
    before = list(invention.contributors.values("name", "employer", "country", "share"))
    if rows == before:
        return invention
    invention.contributors.all().delete()
    for position, row in enumerate(rows, 1):
        person = _known(invention, row) if row["employer"] == "subcontractor" else None
        Contributor.objects.create(
            invention=invention, vendor_id=invention.vendor_id, position=position, person=person, **row
        )
    record("invention.contributors-named", invention, by=by, at=at, count=len(rows))
    return invention


def disclose(invention: Invention, *, by: Actor, at: datetime.datetime) -> Invention:
    """Send it to us: from now on its words stay, and the clock runs. Raises NotNow with all that is missing."""
    policy.check_can_change(by, invention)
    invention = lock(invention)
    if invention.status == "disclosed":
        return invention
    policy.check_is_draft(invention)
    policy.check_is_complete(invention)
    owed = become(
        invention, "disclosed", disclosed_at=at, digest=disclosure.digest(invention), because="",
        review_by=invention_law.review_by(business_days.day_of(at)),
    )  # fmt: skip
    record(owed, invention, by=by, at=at, sha256=invention.digest, review_by=invention.review_by)
    return invention


def discard(invention: Invention, *, by: Actor, at: datetime.datetime) -> Invention:
    policy.check_can_change(by, invention)
    invention = lock(invention)
    if invention.status != "discarded":
        policy.check_is_draft(invention)
        record(become(invention, "discarded"), invention, by=by, at=at)
    return invention


def give_back(invention: Invention, *, by: Actor, at: datetime.datetime, because: str) -> Invention:
    """Something is missing: its writer puts it right and sends it again."""
    policy.check_can_decide(by)
    policy.check_says_why(because)
    invention = lock(invention)
    if invention.status == "draft":
        return invention
    policy.check_is_disclosed(invention)
    record(become(invention, "draft", because=because), invention, by=by, at=at, because=because)
    return invention


def claim(
    invention: Invention, *, classification: str, owner: str, because: str, by: Actor, at: datetime.datetime, assign_by=None
) -> Invention:  # fmt: skip
    """It is to become ours. The facts of the country on which that rests are kept with it, and the clock of the assignment."""
    policy.check_can_decide(by)
    policy.check_says_why(because)
    invention = lock(invention)
    if invention.status == "claimed":
        return invention
    policy.check_is_disclosed(invention)
    policy.check_is_shared_out(list(invention.contributors.all()))
    country, told_on = country_of(invention), business_days.day_of(invention.disclosed_at)
    owed = become(
        invention, "claimed", classification=classification, owner=owner, because=because, decided_at=at, decided_by=by.user,
        law=invention_law.facts_of(country), law_until=invention_law.law_until(country, told_on),
        assign_by=assign_by or invention_law.assign_by(country, told_on),
    )  # fmt: skip
    record(
        owed, invention, by=by, at=at, because=because, classification=classification, owner=owner, country=country,
        assign_by=invention.assign_by,
    )  # fmt: skip
    return invention


def release(
    invention: Invention, *, because: str, by: Actor, at: datetime.datetime, classification: str = "none", owner: str = "subcontractor"
) -> Invention:  # fmt: skip
    """It stays with who made it, or with the firm; we claim nothing of it."""
    policy.check_can_decide(by)
    policy.check_says_why(because)
    invention = lock(invention)
    if invention.status == "released":
        return invention
    policy.check_can_be_released(invention)
    owed = become(
        invention,
        "released",
        classification=classification,
        owner=owner,
        because=because,
        decided_at=at,
        decided_by=by.user,
    )
    record(owed, invention, by=by, at=at, because=because, owner=owner)
    return invention


def country_of(invention: Invention) -> str:
    """Whose law of employees' inventions we look at: the first inventor's country, else the firm's."""
    named = invention.contributors.exclude(country="").values_list("country", flat=True).first()
    return named or invention.vendor.jurisdiction or invention.vendor.country


def lock(invention: Invention) -> Invention:
    rows = Invention.objects.select_for_update(no_key=True, of=["self"]).select_related("vendor", "person", "stored")
    return rows.get(pk=invention.pk)


def _known(invention: Invention, row: dict) -> Person | None:
    """The one person of the firm who is called so."""
    found = list(
        Person.objects.filter(vendor_id=invention.vendor_id, name__iexact=row["name"].strip(), departed_at=None)[:2]
    )
    return found[0] if len(found) == 1 else None

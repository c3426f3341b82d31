"""Bring people in from a file: upload, check, apply, undo. Checking changes nobody; applying takes the rows that are right."""

import datetime
from contextlib import suppress
from itertools import islice

from celery import current_app
from django.db import transaction
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from core import facts, files
from core.actors import Actor, staff
from core.api import scopes
from core.events import record
from core.models import Event, User
from core.refusals import NotNow
from core.workflow import become
from vendors import business_days
from vendors.actions import employment, people
from vendors.models import ImportedPerson, PeopleImport, Person, PersonFact, Vendor
from vendors.people_files import reading, tables
from vendors.policies import people as policy

CHUNK = 2000  # rows in one transaction
AT_ONCE = 300  # rows that are applied while the caller waits
NAMED = 200  # wrong cells that are kept
UNDO_MOST = 500  # people
LEAVERS, LEAVERS_SHARE = 20, 0.10  # more than either of them is held for a person to look at
COMPARED = [
    "name",
    "email",
    "job_title",
    "site",
    "country",
    "sponsor",
    "starts_on",
    "ends_on",
    "is_contact",
    "is_signatory",
    "is_worker",
]


def upload(source, *, name: str, by: Actor, at: datetime.datetime) -> PeopleImport:
    """Keep the file and guess its columns. Raises files.FileRefused, NotAllowed."""
    policy.check_can_keep(by)
    stored = files.store(source, purpose="import", name=name, at=at, by=by.user)
    run = PeopleImport(file=stored, source=Person.HR, user=by.user, client=by.client, uploaded_at=at)
    try:
        run.mapping = reading.guess(head(run))
    except NotNow as refused:
        files.shred(stored, at=at)
        raise files.FileRefused(refused.sentence) from refused
    run.save(force_insert=True)
    record("people.uploaded", run, by=by, at=at, file=stored.pk, sha256=stored.sha256)
    return run


def head(run: PeopleImport) -> list[str]:
    """The heads of the file's columns. Raises NotNow."""
    _number, cells = next(_rows(run), (1, []))
    if not cells:
        raise NotNow(_("The file is empty."))
    return cells


def check(run: PeopleImport, mapping: dict[str, str], *, by: Actor, at: datetime.datetime) -> PeopleImport:
    """Judge every row against the register; nobody is changed. Raises NotNow where a column is missing."""
    policy.check_can_keep(by)
    run = _lock(run)
    if absent := reading.missing(mapping, head(run)):
        raise NotNow(_("Choose a column for each of these first."), absent)
    run.mapping = mapping
    run.counts, run.wrong = _count(run, at)
    record(
        become(run, "checked", mapping=run.mapping, counts=run.counts, wrong=run.wrong),
        run,
        by=by,
        at=at,
        counts=run.counts,
    )
    return run


def start(run: PeopleImport, *, by: Actor, at: datetime.datetime) -> PeopleImport:
    """Begin to apply; `carry_on` does it, chunk by chunk. Raises NotNow for what the brake holds."""
    policy.check_can_keep(by)
    run = _lock(run)
    if run.status in {"applying", "applied"}:
        return run
    _brake(run.counts)
    record(become(run, "applying", done=0), run, by=by, at=at, counts=run.counts)
    return run


def carry_on(run: PeopleImport, *, by: Actor, at: datetime.datetime) -> bool:
    """Apply the next chunk of rows; True while there are more. Each row is judged again: the world may have changed."""
    run = _lock(run)
    if run.status != "applying":
        return False
    cause = Event.objects.about(run).filter(name="people.import-started").latest("at")
    chunk = list(islice(_judged(run), run.done, run.done + CHUNK))
    _create([line.values for line in chunk if line.deed == "create"], run, by=by, at=at, cause=cause)
    for line in chunk:
        if line.deed == "change":
            _change(line.values, run, by=by, at=at, cause=cause)
    run.done += len(chunk)
    run.save(update_fields=["done"])
    if len(chunk) == CHUNK:
        return True
    record(become(run, "applied", applied_at=at), run, by=by, at=at, cause=cause, counts=run.counts)
    return False


def carry_on_later(run: PeopleImport) -> None:
    """The worker goes on after commit; without a broker its sweep does."""
    transaction.on_commit(lambda: _nudge(run))


def _nudge(run: PeopleImport) -> None:
    with suppress(OperationalError):
        current_app.send_task("vendors.tasks.apply_import", [str(run.pk)])


def starter_of(run: PeopleImport) -> Actor:
    """In whose name the rows are applied, whoever's process does it."""
    if run.user:
        return staff(run.user)
    return Actor(
        kind="client", label=run.client.name, client=run.client, rights=scopes.rights_of(run.client.scopes), door="api"
    )


def undo(run: PeopleImport, *, by: Actor, at: datetime.datetime) -> PeopleImport:
    """Within the window: whom it made leaves again, whom it changed is as before. Raises NotNow, NotAllowed."""
    policy.check_can_keep(by)
    run = _lock(run)
    if run.status == "undone":
        return run
    until = run.can_be_undone_until
    if until is None or at > until:
        raise NotNow(_("An import can be undone for 24 hours after it was applied."))
    if run.people.count() > UNDO_MOST:
        raise NotNow(
            _("This import touched more than %(most)s people. Send a corrected file instead.") % {"most": UNDO_MOST}
        )
    event = record(become(run, "undone", undone_at=at), run, by=by, at=at)
    for touched in run.people.select_related("person").order_by("pk"):
        if touched.before:
            people.change(touched.person, **_revived(touched.before), by=by, at=at, cause=event)
        else:
            people.depart(touched.person, by=by, at=at, because=_("The import was undone"), cause=event)
    return run


def _create(found: list[dict], run: PeopleImport, *, by: Actor, at: datetime.datetime, cause: Event) -> None:
    """Many at once: two statements for rows and facts, then an event each."""
    made = [
        Person(vendor_id=values["subcontractor"], hr_source=run.source, hr_id=values["hr_id"], **_details(values))
        for values in found
    ]
    Person.objects.bulk_create(made, batch_size=500)
    PersonFact.objects.bulk_create([_fact(person, at) for person in made], batch_size=500)
    ImportedPerson.objects.bulk_create([ImportedPerson(run=run, person=person) for person in made], batch_size=500)
    for person in made:
        record(
            "person.added",
            person,
            by=by,
            at=at,
            cause=cause,
            starts_on=person.starts_on,
            ends_on=person.ends_on,
            hats=person.hats,
        )


def _change(values: dict, run: PeopleImport, *, by: Actor, at: datetime.datetime, cause: Event) -> None:
    person = Person.objects.get(hr_source=run.source, hr_id=values["hr_id"])
    details = _details(values)
    before = {name: _plain(getattr(person, name)) for name in details if getattr(person, name) != details[name]}
    people.change(person, **details, by=by, at=at, cause=cause)
    ImportedPerson.objects.get_or_create(run=run, person=person, defaults={"before": before})


def _details(values: dict) -> dict:
    found = {name: value for name, value in values.items() if name not in {"hr_id", "subcontractor", "sponsor"}}
    if values.get("sponsor"):
        found["sponsor"] = values["sponsor"]
    return found


def _fact(person: Person, at: datetime.datetime) -> PersonFact:
    return PersonFact(
        vendor_id=person.vendor_id,
        person=person,
        requirement=employment.REQUIREMENT,
        source_kind=Person._meta.label_lower,
        source_id=person.pk,
        during=business_days.whole(person.starts_on, person.ends_on),
        known=facts.span(at),
    )


def _brake(counts: dict) -> None:
    leavers, working = counts.get("leavers", 0), counts.get("working", 0)
    if leavers > LEAVERS or (working and leavers > LEAVERS_SHARE * working):
        raise NotNow(
            _(
                "This file ends the employment of %(count)d people, more than an import may. Report them one by one, or split the file."
            )
            % {"count": leavers}
        )


def _count(run: PeopleImport, at: datetime.datetime) -> tuple[dict, list]:
    """How many of each deed, how many of those working would have left by today, and the first wrong cells."""
    today = business_days.day_of(at)
    counts = dict.fromkeys(["create", "change", "same", "wrong", "leavers"], 0)
    wrong: list[dict] = []
    for line in _judged(run):
        counts[line.deed] += 1
        wrong += line.wrong[: max(0, NAMED - len(wrong))]
        if line.deed == "change" and line.values["ends_on"] < today:
            counts["leavers"] += 1
    counts["working"] = Person.objects.filter(hr_source=run.source, departed_at=None, ends_on__gte=today).count()
    return counts, wrong


def _judged(run: PeopleImport):
    return reading.lines(_rows(run), run.mapping, _known(run))


def _known(run: PeopleImport) -> reading.Known:
    """The register as far as this file speaks of it, by a handful of statements."""
    firms = list(Vendor.objects.exclude(status="archived").values_list("pk", "reference", "name"))
    staff = User.objects.filter(is_staff=True, is_active=True)
    known = reading.Known(
        vendors={word: pk for pk, reference, name in firms for word in (name, reference)},
        sponsors={user.email.lower(): user for user in staff},
    )
    rows = Person.objects.filter(hr_source=run.source).exclude(hr_id="").select_related("sponsor")
    for person in rows.iterator(chunk_size=2000):
        known.people[person.hr_id] = {
            "vendor_id": person.vendor_id,
            "departed": person.departed_at is not None,
            **{name: getattr(person, name) for name in COMPARED},
        }
    known.addresses = {
        (vendor_id, email.lower()): hr_id
        for vendor_id, email, hr_id in Person.objects.values_list("vendor_id", "email", "hr_id").iterator(
            chunk_size=5000
        )
    }
    return known


def _rows(run: PeopleImport):
    """Raises NotNow where the file stops making sense, in its head or far below."""
    try:
        yield from tables.rows(files.read(run.file), is_sheet=run.file.name.lower().endswith(".xlsx"))
    except tables.Unreadable as unreadable:
        raise NotNow(unreadable.sentence) from unreadable


def _plain(value):
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value.pk) if isinstance(value, User) else value


def _revived(before: dict) -> dict:
    found = {
        name: datetime.date.fromisoformat(value) if name in {"starts_on", "ends_on"} else value
        for name, value in before.items()
    }
    if found.get("sponsor"):
        found["sponsor"] = User.objects.get(pk=found["sponsor"])
    return found


def _lock(run: PeopleImport) -> PeopleImport:
    return PeopleImport.objects.select_for_update(no_key=True, of=["self"]).select_related("file").get(pk=run.pk)

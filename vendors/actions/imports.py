"""Bring people in from a file: upload, check, apply, or remove. Checking changes nobody; applying takes the rows that are right."""

import datetime
from itertools import islice

from django.utils.translation import gettext as _

from core import facts, files, nudges
from core.actors import Actor, staff
from core.api import scopes
from core.events import record, record_each
from core.models import Event
from core.refusals import NotNow
from core.workflow import become
from vendors import business_days, import_sources
from vendors.actions import employment, hr_words, people
from vendors.models import ImportedPerson, ImportLine, PeopleImport, Person, PersonFact
from vendors.models.hr_word import SAID
from vendors.people_files import columns
from vendors.policies import imports as rule
from vendors.policies import people as policy

CHUNK = 2000  # rows in one transaction
AT_ONCE = 300  # rows that are applied while the caller waits
NAMED = 200  # wrong cells that are kept with the import; every wrong row is kept as a line


def upload(source, *, name: str, by: Actor, at: datetime.datetime) -> PeopleImport:
    """Keep the file and propose its columns. One that still waits for its columns is not kept twice.

    Raises files.FileRefused, NotAllowed.
    """
    policy.check_can_keep(by)
    mine = PeopleImport.objects.filter(user=by.user, client=by.client, status="uploaded")
    if waiting := mine.filter(file__sha256=files.fingerprint(source)).first():
        return waiting
    stored = files.store(source, purpose="import", name=name, at=at, by=by.user)
    run = PeopleImport(file=stored, source=Person.HR, user=by.user, client=by.client, uploaded_at=at)
    try:
        run.mapping = import_sources.proposed(run, _head(run))
    except NotNow as refused:
        files.shred(stored, at=at)
        raise files.FileRefused(refused.sentence) from refused
    run.encoding = import_sources.encoding_of(run)
    run.save(force_insert=True)
    record("people.uploaded", run, by=by, at=at, file=stored.pk, sha256=stored.sha256)
    return run


def _head(run: PeopleImport) -> list[str]:
    """The heads of the file's columns, above at least one row. Raises NotNow."""
    sample = import_sources.sample(run)
    if not sample.head:
        raise NotNow(_("The file is empty."))
    if not sample.first:
        raise NotNow(_("The file names its columns and has no row below them. Add the people, one a row."))
    return sample.head


def check(run: PeopleImport, mapping: dict[str, str], *, by: Actor, at: datetime.datetime) -> PeopleImport:
    """Judge every row against the register; nobody is changed. Raises NotNow where a column is missing."""
    policy.check_can_keep(by)
    run = lock(run)
    check_columns(run, mapping)
    run.mapping = mapping
    run.counts, run.wrong = _find_out(run, at)
    record(
        become(run, "checked", mapping=run.mapping, counts=run.counts, wrong=run.wrong),
        run,
        by=by,
        at=at,
        counts=run.counts,
    )
    return run


def check_columns(run: PeopleImport, mapping: dict[str, str]) -> None:
    """Raises NotNow where a column is missing, or stands for two things."""
    if unfit := columns.unfit(mapping, import_sources.sample(run).head):
        raise NotNow(_("The columns are not clear yet."), unfit)


def remove(run: PeopleImport, *, by: Actor, at: datetime.datetime) -> PeopleImport:
    """A file that is not to be applied goes: its content is destroyed. Raises NotAllowed, NotNow."""
    policy.check_can_keep(by)
    run = lock(run)
    if run.status == "removed":
        return run
    record(become(run, "removed", wrong=[]), run, by=by, at=at)
    run.lines.all().delete()
    files.shred(run.file, at=at)
    return run


def start(run: PeopleImport, *, by: Actor, at: datetime.datetime) -> PeopleImport:
    """Begin to apply; `carry_on` does it, chunk by chunk. Raises NotNow for what the brake holds."""
    policy.check_can_keep(by)
    run = lock(run)
    if run.status in {"applying", "applied"}:
        return run
    rule.check_ends_few(run)
    record(become(run, "applying", done=0), run, by=by, at=at, counts=run.counts)
    return run


def carry_on(run: PeopleImport, *, by: Actor, at: datetime.datetime) -> bool:
    """Apply the next chunk of rows; True while there are more. Each row is judged again: the world may have changed."""
    run = lock(run)
    if run.status != "applying":
        return False
    cause = Event.objects.about(run).filter(name="people.import-started").latest("at")
    chunk = list(islice(import_sources.judged(run), run.done, run.done + CHUNK))
    _create([line.values for line in chunk if line.deed == "create"], run, by=by, at=at, cause=cause)
    for line in chunk:
        if line.deed == "change":
            _change(line.values, run, by=by, at=at, cause=cause)
    _hear(chunk, run, by=by, at=at)
    run.done += len(chunk)
    run.save(update_fields=["done"])
    if len(chunk) == CHUNK:
        return True
    said = {"counts": run.counts, "waited_by": run.user_id if run.total > AT_ONCE else None}
    record(become(run, "applied", applied_at=at), run, by=by, at=at, cause=cause, **said)
    return False


def _hear(chunk: list, run: PeopleImport, *, by: Actor, at: datetime.datetime) -> None:
    """A row is HR's word, also where we cannot take it: then it stands beside what we say."""
    people_of = Person.objects.filter(hr_source=run.source)
    taken = [line.values["hr_id"] for line in chunk if line.deed != "wrong"]
    hr_words.hear(people_of.filter(hr_id__in=taken), by=by, at=at, through=run.file.name)
    said = {line.values["hr_id"]: line for line in chunk if line.is_about_somebody}
    for person in people_of.filter(hr_id__in=list(said)):
        line = said[person.hr_id]
        if line.values.get("subcontractor") == person.vendor_id:
            words = {name: line.values[name] for name in SAID if name in line.values}
            hr_words.hear_otherwise(person, words, at=at, through=run.file.name)


def carry_on_later(run: PeopleImport) -> None:
    """The worker goes on after commit; without a broker its sweep does."""
    nudges.after_commit("vendors.tasks.apply_import", run.pk)


def starter_of(run: PeopleImport) -> Actor:
    """In whose name the rows are applied, whoever's process does it."""
    if run.user:
        return staff(run.user)
    return Actor(
        kind="client", label=run.client.name, client=run.client, rights=scopes.rights_of(run.client.scopes), door="api"
    )


def _create(found: list[dict], run: PeopleImport, *, by: Actor, at: datetime.datetime, cause: Event) -> None:
    """Many at once: a statement each for rows, facts and events."""
    made = [
        Person(vendor_id=values["subcontractor"], hr_source=run.source, hr_id=values["hr_id"], **_details(values))
        for values in found
    ]
    Person.objects.bulk_create(made, batch_size=500)
    PersonFact.objects.bulk_create([_fact(person, at) for person in made], batch_size=500)
    touched = [
        ImportedPerson(run=run, person=person, after=_kept(_details(values)))
        for person, values in zip(made, found, strict=True)
    ]
    ImportedPerson.objects.bulk_create(touched, batch_size=500)
    said = [(each, {"starts_on": each.starts_on, "ends_on": each.ends_on, "hats": each.hats}) for each in made]
    record_each("person.added", said, by=by, at=at, cause=cause)


def _change(values: dict, run: PeopleImport, *, by: Actor, at: datetime.datetime, cause: Event) -> None:
    person = Person.objects.get(hr_source=run.source, hr_id=values["hr_id"])
    details = _details(values)
    changed = [name for name, value in details.items() if getattr(person, name) != value]
    before = _kept({name: getattr(person, name) for name in changed})
    after = _kept({name: details[name] for name in changed})
    people.change(person, **details, by=by, at=at, cause=cause)
    ImportedPerson.objects.get_or_create(run=run, person=person, defaults={"before": before, "after": after})


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


def _find_out(run: PeopleImport, at: datetime.datetime) -> tuple[dict, list]:
    run.lines.all().delete()
    counts, wrong = note(run, import_sources.judged(run), {}, [], at)
    return {**counts, "working": working(run, at)}, wrong


def note(run: PeopleImport, lines, counts: dict, wrong: list, at: datetime.datetime) -> tuple[dict, list]:
    """A line for each row that is not as we know it; added to `counts`, how many of each deed and how many of those
    working would have left by today; added to `wrong`, the first wrong cells."""
    today = business_days.day_of(at)
    counts = {**dict.fromkeys(["create", "change", "same", "wrong", "leavers"], 0), **counts}
    wrong, kept = list(wrong), []
    for line in lines:
        counts[line.deed] += 1
        wrong += line.wrong[: max(0, NAMED - len(wrong))]
        if line.deed == "change" and line.values["ends_on"] < today:
            counts["leavers"] += 1
        if line.deed != "same":
            kept.append(_line(run, line))
    ImportLine.objects.bulk_create(kept, batch_size=2000)
    return counts, wrong


def working(run: PeopleImport, at: datetime.datetime) -> int:
    """How many of this source work today: what the brake compares leavers with."""
    today = business_days.day_of(at)
    return Person.objects.filter(hr_source=run.source, departed_at=None, ends_on__gte=today).count()


def _line(run: PeopleImport, line) -> ImportLine:
    return ImportLine(
        run=run,
        number=line.number,
        deed=line.deed,
        changes=[
            [name, import_sources.plain(before), import_sources.plain(after)] for name, before, after in line.changes
        ],
        wrong=line.wrong,
        **{name: line.said.get(name, "") for name in ("hr_id", "name", "subcontractor")},
    )


def _kept(details: dict) -> dict:
    return {name: import_sources.plain(value) for name, value in details.items()}


def lock(run: PeopleImport) -> PeopleImport:
    return PeopleImport.objects.select_for_update(no_key=True, of=["self"]).select_related("file").get(pk=run.pk)

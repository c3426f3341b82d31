"""What does the file of an import say, row by row, and what does the register say of those whom it names? Reads only."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from core import files
from core.models import User
from core.refusals import NotNow
from vendors.models import ImportedPerson, PeopleImport, Person, Vendor
from vendors.people_files import columns, reading, tables

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
MANY = 5000  # ids in one statement


@dataclass(frozen=True)
class Sample:
    """The heads of the columns, and the first row below them."""

    head: list[str]
    first: list[str]


def rows(run: PeopleImport) -> Iterator[tuple[int, list[str]]]:
    """Raises NotNow where the file stops making sense, in its head or far below."""
    try:
        yield from tables.rows(files.read(run.file), is_sheet=is_sheet(run))
    except tables.Unreadable as unreadable:
        raise NotNow(unreadable.sentence) from unreadable


def count(run: PeopleImport) -> int:
    """Rows below the head. Raises NotNow."""
    return sum(1 for _row in rows(run)) - 1


def is_sheet(run: PeopleImport) -> bool:
    return run.file.name.lower().endswith(".xlsx")


def encoding_of(run: PeopleImport) -> str:
    return "" if is_sheet(run) else tables.encoding_of(files.read(run.file))


def sample(run: PeopleImport) -> Sample:
    """Raises NotNow."""
    found = rows(run)
    return Sample(next(found, (1, []))[1], next(found, (2, []))[1])


def proposed(run: PeopleImport, head: list[str]) -> dict[str, str]:
    """What these heads meant the last time that somebody chose; otherwise by their names."""
    chosen = PeopleImport.objects.exclude(mapping={}).exclude(status="uploaded").exclude(pk=run.pk)
    for mapping in chosen.order_by("-uploaded_at").values_list("mapping", flat=True)[:10]:
        if not columns.unfit(mapping, head):
            return mapping
    return columns.propose(head)


def rejected(run: PeopleImport) -> tuple[list[str], list[list[str]]]:
    """The head and the rows that cannot be taken, as the file says them, each with what is wrong with it; a column of
    such words from an earlier round is left out."""
    wrong = {line.number: line for line in run.lines.filter(deed="wrong")}
    found = rows(run)
    _number, head = next(found)
    words = _("What is wrong")
    places = [at for at, cell in enumerate(head) if cell != words]
    sheet = [
        [*(cells[at] if at < len(cells) else "" for at in places), _sentences(wrong[number])]
        for number, cells in found
        if number in wrong
    ]
    return [*(head[at] for at in places), words], sheet


def _sentences(line) -> str:
    return "; ".join(f"{each['column']}: {each['sentence']}" for each in line.wrong)


def judged(run: PeopleImport) -> Iterator[reading.Line]:
    found = list(rows(run))
    return reading.lines(found, run.mapping, _known(run, found))


def plain(value):
    """A value of a person as JSON keeps it."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value.pk) if isinstance(value, User) else value


def _known(run: PeopleImport, found: list) -> reading.Known:
    """The register as far as this file speaks of it; its size does not matter."""
    hr_ids, addresses = reading.named(found, run.mapping)
    firms = list(Vendor.objects.exclude(status="archived").values_list("pk", "reference", "name"))
    staff = User.objects.filter(is_staff=True, is_active=True)
    return reading.Known(
        vendors={word: pk for pk, reference, name in firms for word in (name, reference)},
        sponsors={user.email.lower(): user for user in staff},
        people=_people(run, sorted(hr_ids)),
        addresses=_addresses(sorted(addresses)),
    )


def _people(run: PeopleImport, hr_ids: list[str]) -> dict[str, dict]:
    """Whom an undone import took back may begin on any day."""
    taken_back = Exists(ImportedPerson.objects.that_took_back(None))
    found = {}
    for part in _parts(hr_ids):
        people = Person.objects.filter(hr_source=run.source, hr_id__in=part).select_related("sponsor")
        for person in people.annotate(is_taken_back=taken_back):
            found[person.hr_id] = {
                "vendor_id": person.vendor_id,
                "left_on": person.ends_on if person.departed_at and not person.is_taken_back else None,
                **{name: getattr(person, name) for name in COMPARED},
            }
    return found


def _addresses(addresses: list[str]) -> dict[tuple, tuple]:
    found = {}
    for part in _parts(addresses):
        people = Person.objects.annotate(address=Lower("email")).filter(address__in=part)
        for vendor_id, address, hr_id in people.values_list("vendor_id", "address", "hr_id"):
            found[vendor_id, address] = (hr_id, 0)
    return found


def _parts(words: list[str]) -> Iterator[list[str]]:
    return (words[start : start + MANY] for start in range(0, len(words), MANY))

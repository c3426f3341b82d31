"""Can the id of another firm's record be put into what is sent? Every field that names a record, with one of a rival and one that never was.

Which fields those are is found in the forms and doors themselves (references.py).
"""

import json
import uuid

import pytest
from django.apps import apps
from django.db import connection

from core import ids
from tests.matrix import asking, marks, references, relations, spying
from tests.matrix.endings import DEEDS
from tests.matrix.judging import DENIED
from tests.matrix.policy import lines
from tests.matrix.test_endings import again, doer, name
from tests.matrix.working_state import WORKING_STATE

FORMS = [deed for deed in DEEDS if deed.door != "api"]
# What these change outside the database is not taken back with the rest, so their form is asked anew each time.
NOT_TAKEN_BACK = {"organisation_seal_renewal"}  # the key of the seal


def with_(content: dict, path: str, reference, pk) -> tuple[str, dict]:
    """What is read by hand may be read from the address, too."""
    query = f"{'&' if '?' in path else '?'}{reference.name}={pk}" if reference.by_hand else ""
    return path + query, {**again(content), reference.name: reference.value(pk)}


def wrong_with(answer, deed) -> list[str]:
    told = {event.name for event in answer.events} - {DENIED}
    is_refused = answer.status in {400, 403, 404, 409, 422} or answer.status in {200, 302} - deed.successes
    is_refused |= deed.route == "api_decisions" and answer.content.startswith(b'{"decision":false')
    return [
        *([] if is_refused else [f"{answer.status}, as if it were there"]),
        *([f"recorded {sorted(told)}"] if told else []),
        *([f"changed {sorted(changed)}"] if (changed := answer.written - set(WORKING_STATE)) else []),
    ]


@pytest.mark.parametrize("deed", FORMS, ids=name)
def test_no_field_takes_what_is_of_another_firm_or_never_was(deed, company, cells):
    by, has = doer(deed, company)
    rival = company.but(by) if by.firm else company.other if has is company.own else company.own
    content, path = asking.sent(deed, has), asking.address(deed, has)
    with asking.without_pictures(), spying.on_what_is_read() as seen:
        done = asking.ask(by, deed.method, path, lambda: again(content))
    assert done.status in deed.successes
    named = [each for each in references.found(deed.route, seen, has) if not references.may_name_any(deed, each)]
    rows = [references.like(rival, each, has, content.get(each.name)) for each in named]
    wrong = []
    with asking.world_as():
        for reference, row in zip(named, rows, strict=True):
            heard = []
            for pk in (row.pk, references.never(reference)):
                where, said = with_(content, path, reference, pk)
                answer = asking.ask(by, deed.method, where, lambda said=said: again(said))
                wrong += [f"{reference.name} {pk}: {each}" for each in wrong_with(answer, deed)]
                heard.append(relations.heard(answer, where))
            wrong += [f"{reference.name}: {each}" for each in leaks(heard, rival)] if by.firm else []
            cells(2)
    assert not wrong, "\n".join(wrong)


def leaks(heard: list[tuple], rival) -> list[str]:
    """What the answer about the rival's record says that the one about nothing does not."""
    (*_status, foreign), nothing = heard[0], heard[1]
    quoted = marks.pattern(rival.name).findall(foreign)
    return [f"quotes {quoted}"] * bool(quoted) + ["tells it from nothing"] * (heard[0] != nothing)


@pytest.mark.parametrize("deed", FORMS, ids=name)
def test_what_no_form_has_is_not_written(deed, company, cells):
    """State, firm, actor, moment, fingerprint: every column of the tables that the deed writes, under its own name."""
    by, has = doer(deed, company)
    rival = company.but(by) if by.firm else company.other if has is company.own else company.own
    content, path = asking.sent(deed, has), asking.address(deed, has)

    def fresh() -> dict:
        return again(asking.sent(deed, has) if deed.route in NOT_TAKEN_BACK else content)

    with asking.without_pictures(), asking.world_as():
        with spying.on_what_is_read() as seen:
            plain, again_ = (asking.ask(by, deed.method, path, fresh, newest) for _time in range(2))
        more = references.unasked(plain.written, seen, rival)
        laden = asking.ask(by, deed.method, path, lambda: {**more, **fresh()}, newest)
    same = {cell for cell, value in plain.seen.items() if again_.seen.get(cell) == value}
    wrong = {cell: laden.seen.get(cell) for cell in same if laden.seen.get(cell) != plain.seen[cell]}
    cells(1)
    assert wrong == {}
    assert same or not plain.seen
    assert (laden.status, laden.told, laden.written) == (plain.status, plain.told, plain.written)


def newest(changed: frozenset[str]) -> dict:
    """The last rows of these tables, column by column."""
    by_time = [model._meta.db_table for model in apps.get_models() if model._meta.pk.default is ids.new]
    found = {}
    with connection.cursor() as cursor:
        for table in changed.intersection(by_time):
            cursor.execute(f'select to_jsonb(t)::text from "{table}" t order by id desc limit 2')
            rows = [json.loads(row) for (row,) in cursor]
            found |= {(table, place, name): value for place, row in enumerate(rows) for name, value in row.items()}
    return found


API = [deed for deed in DEEDS if deed.door == "api" and deed.route != "api_imports"]  # which sends a file
NO_FIELDS = ("id", "vendor", "vendor_id", "status", "hr_source", "user", "departed_at", "made_by")


@pytest.mark.parametrize("deed", API, ids=name)
def test_no_body_of_the_api_takes_an_id_of_nothing_or_a_field_that_it_does_not_have(deed, company, cells):
    by, has = doer(deed, company)
    body, path = asking.sent(deed, has), asking.address(deed, has)
    with spying.on_what_is_read() as seen:
        asking.ask(by, deed.method, path, lambda: again(body))
    said, wrong = json.loads(body), []
    for other in [*references.of_api(seen, said), *({field: "7"} for field in NO_FIELDS)]:
        answer = asking.ask(by, deed.method, path, lambda other=other: json.dumps({**said, **other}))
        wrong += [f"{other}: {each}" for each in wrong_with(answer, deed)]
        cells(1)
    assert not wrong, "\n".join(wrong)
    assert references.of_api(seen, said) or deed.route not in NAMES_ANOTHER


NAMES_ANOTHER = {"api_person", "api_decisions"}


LOOKS = {"portal": "foreign-contact", "desk": "steward"}
POSITION = {"portal": "contact", "desk": "steward"}
PAGES = [
    pytest.param(line, marks=[pytest.mark.wide] if line.door == "desk" else [], id=line.route)
    for line in lines()
    if line.method == "GET" and POSITION.get(line.door) in line.allowed
]


@pytest.mark.parametrize("line", PAGES)
def test_no_query_tells_a_rival_from_nothing(line, company, cells):
    """Every name that a page looks for in its address, with the ids of the other firm and with one that never was."""
    caller = company.callers[LOOKS[line.door]]
    has, rival = company.of(caller), company.but(caller)
    path = asking.address(line, has)
    with spying.on_what_is_read() as seen:
        asking.ask(caller, "GET", path)
    wrong = []
    with asking.world_as():  # one moment, so that no page differs by the time of day
        for asked in sorted(seen.names):
            values = (uuid.uuid5(uuid.NAMESPACE_OID, asked), rival.vendor.pk, rival.contact.pk, rival.asset.pk)
            places = [f"{path}{'&' if '?' in path else '?'}{asked}={value}" for value in values]
            answers = [relations.heard(asking.ask(caller, "GET", where), where) for where in places]
            wrong += [f"{asked}: {answers[0][0]}"] if answers[0][0] >= 500 else []
            wrong += [f"{asked}: tells it from nothing"] if any(each != answers[0] for each in answers) else []
            cells(len(values))
    assert not wrong, "\n".join(wrong)

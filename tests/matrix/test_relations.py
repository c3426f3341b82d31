"""What is answered about what is not one's own, or was never there? Every line of the policy that names a record, in every relation.

The rules stand in relations.py and policy.py, what is answered otherwise in relations.csv. What is one's own is asked for in
test_policy.py.
"""

import pytest

from tests.matrix import asking, cast, judging, relations
from tests.matrix.policy import lines

LINES = [line for line in lines() if line.is_about_a_record]
OF_A_FIRM = {
    "portal": (*cast.OF_OTHER_FIRM, "contact", "worker"),
    "desk": ("steward",),
    "api": ("own-key", "foreign-key"),
}


def name(line) -> str:
    return f"{line.method} {line.route}"


def of_door(*doors: str) -> list:
    return [line for line in LINES if line.door in doors]


@pytest.mark.parametrize("line", LINES, ids=name)
def test_what_never_was_is_found_by_nobody(line, company, cells):
    wrong = []
    with asking.without_pictures():
        for caller in map(company.callers.get, cast.AT[line.door]):
            has = company.of(caller)
            answer = asking.ask(caller, line.method, relations.never(line, has), lambda has=has: asking.sent(line, has))
            wrong += judging.hidden_wrongly(line, caller, answer, relations.otherwise("never", line))
    cells(len(cast.AT[line.door]))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("line", of_door("portal", "desk", "api"), ids=name)
def test_what_is_of_another_firm_is_as_if_it_never_was(line, company, cells):
    """Same status, same headers, same body, with what the deed sends; and nothing is done."""
    wrong, who = [], OF_A_FIRM[line.door]
    for caller in map(company.callers.get, who):
        has = company.but(caller)
        there, nowhere = asking.address(line, has), relations.never(line, has)
        foreign, strange = (
            asking.ask(caller, line.method, path, lambda has=has: asking.sent(line, has)) for path in (there, nowhere)
        )
        wrong += judging.hidden_wrongly(line, caller, foreign, relations.otherwise("foreign", line))
        is_alike = relations.heard(foreign, there) == relations.heard(strange, nowhere)
        wrong += [] if is_alike else [f"{caller.name}: tells it from nothing"]
    cells(2 * len(who))
    assert not wrong, "\n".join(wrong)


def of_somebody(line, company) -> bool:
    return any(hasattr(company.own.another, word) for word in line.records)


def test_what_is_of_a_colleague_is_for_those_who_answer_for_them(company, cells):
    """The own firm, another person: as the policy says of it, which tells the person from the colleague."""
    wrong, has = [], relations.of_another(company.own)
    mine = [line for line in of_door("portal") if of_somebody(line, company)]
    with asking.without_pictures():
        for line in mine:
            for caller in map(company.callers.get, cast.OF_OWN_FIRM):
                faults = judging.faults(line, caller, has, asking.do(line, caller, has))
                wrong += [f"{name(line)} {fault}" for fault in faults]
                cells(1)
    assert not wrong, "\n".join(wrong)
    assert len(mine) > 10


def test_what_belongs_elsewhere_is_not_found_below_what_is_there(company, cells):
    wrong, count = [], 0
    with asking.without_pictures():
        for line in of_door("portal", "desk", "api"):
            for path in relations.mixed(line, company.own, company.other):
                for caller in map(company.callers.get, cast.AT[line.door]):
                    answer = asking.ask(caller, line.method, path, lambda line=line: asking.sent(line, company.own))
                    found = judging.hidden_wrongly(line, caller, answer, relations.otherwise("elsewhere", line))
                    wrong += [f"{name(line)} {path} {fault}" for fault in found]
                    count += 1
    cells(count)
    assert not wrong, "\n".join(wrong)
    assert count > 100


def test_what_is_answered_otherwise_has_its_line_and_its_reason():
    known = {(line.route, line.method) for line in lines()}
    rows = relations.table()
    assert [row for row in rows if (row.route, row.method) not in known or not row.why] == []
    assert len({(row.relation, row.route, row.method) for row in rows}) == len(rows)

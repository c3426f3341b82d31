"""What is answered about what is done, decided, ended? Every deed is done, and then everything else that its record allows is tried."""

import copy

import pytest

from tests.matrix import asking, cast, endings
from tests.matrix.endings import ABOUT_RECORDS, DEEDS, Ending


def name(line) -> str:
    return f"{line.method} {line.route}"


def who(line, company, has) -> list:
    return [caller for caller in map(company.callers.get, cast.EVERYBODY) if line.lets(caller, has)]


def doer(deed, company):
    """Who does it, and of which firm the record is."""
    return next((caller, has) for has in (company.own, company.other) for caller in who(deed, company, has))


def again(content):
    """The same words and files once more."""
    if isinstance(content, dict):
        for each in content.values():
            if hasattr(each, "seek"):
                each.seek(0)
    return copy.copy(content)


def tried(company, has, ending: Ending, line, content=None) -> list[str]:
    """By the first who may; what is wrong with the answer."""
    about = endings.about(line, ending, has)
    callers = (
        [caller for caller in who(line, company, about) if endings.is_theirs(line, caller, ending)] if about else []
    )
    for caller in callers[:1]:
        answer = asking.ask(
            caller, line.method, asking.address(line, about), content or (lambda: asking.sent(line, about))
        )
        return [f"{name(line)} {fault}" for fault in endings.faults(line, caller, ending, answer)]
    return []


@pytest.mark.parametrize("deed", DEEDS, ids=name)
def test_a_deed_is_done_once_and_what_is_over_stays_so(deed, company, cells):
    by, has = doer(deed, company)
    content = asking.sent(deed, has)
    wrong = []
    with asking.without_pictures(), asking.world_as(lambda: asking.keep(deed, by, has, lambda: again(content))):
        ending = endings.left_by(deed, has)
        wrong += tried(company, has, ending, deed, lambda: again(content))
        for line in ABOUT_RECORDS if ending.is_over else ():
            wrong += tried(company, has, ending, line) if line is not deed else []
            cells(1)
    assert not wrong, "\n".join(wrong)


def test_what_was_over_before_stays_so(company, cells):
    wrong = []
    with asking.without_pictures(), asking.world_as():
        for ending in endings.in_the_world(company.own):
            for line in ABOUT_RECORDS:
                wrong += [f"{ending.row!r} {fault}" for fault in tried(company, company.own, ending, line)]
                cells(1)
    assert not wrong, "\n".join(wrong)


@pytest.mark.wide
@pytest.mark.parametrize("deed", DEEDS, ids=name)
def test_behind_a_deed_only_what_the_workflow_owes_is_done(deed, company, cells):
    by, has = doer(deed, company)
    wrong = []
    with asking.without_pictures(), asking.world_as(lambda: asking.keep(deed, by, has)):
        ending = endings.left_by(deed, has)
        for line in ABOUT_RECORDS:
            wrong += tried(company, has, ending, line) if line is not deed else []
            cells(1)
    assert not wrong, "\n".join(wrong)

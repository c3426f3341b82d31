"""What does staff get who looks at the portal as one of its people? Every route and method: the same page, or a refusal; never a deed."""

import datetime
import re

import pytest
from django.test import Client

from config.previewed import PAGES
from core import clock
from tests import databases, make
from tests.matrix import asking, cast
from tests.matrix.policy import lines
from tests.matrix.working_state import WORKING_STATE

PORTAL = [line for line in lines() if line.door == "portal"]
SHOWN = [line for line in PORTAL if line.method == "GET" and line.route in PAGES]
REST = [line for line in PORTAL if line not in SHOWN]
WHO = ("contact", "signatory", "worker")
NOT_SHOWN = {  # each reads as the same refusal, whatever the person behind it may do
    "document": "protected",
    "document_page": "protected",
    "document_page_image": "protected",
    "portal_agreement_copy": "a paper",
    "portal_agreement_delegation": "a deed in law",
    "portal_agreement_evidence": "a paper",
    "portal_agreement_part": "writes down that it was shown",
    "portal_agreement_refusal": "a deed in law",
    "portal_agreement_signature": "a deed in law",
    "portal_agreement_text": "a paper",
    "portal_answer_file": "a file",
    "portal_answer_workbook": "a file",
    "portal_authority_file": "a file",
    "portal_background_receipt": "a paper",
    "portal_evidence_file": "a file",
    "portal_file": "a file",
    "portal_invention_file": "a file",
    "portal_incident": "a report in confidence",
    "portal_incident_new": "a report in confidence",
    "portal_incidents": "reports in confidence",
    "portal_negotiation_history": "a file",
    "portal_notices": "one's own inbox, in which reports are spoken of",
    "portal_obligation_file": "a file",
    "portal_receipt": "a paper",
    "portal_sub_supplier_file": "a file",
    "portal_sub_suppliers_export": "a file",
    "training_certificate": "a paper",
    "training_lesson": "writes down that it was read",
    "training_quiz": "the questions of a running attempt",
}


@pytest.fixture(scope="module")
def onlookers(company):
    """The officer, in a session for each of these people of the own firm."""
    return {who: onlooker(company, who) for who in WHO}


def onlooker(company, who: str, minutes: int = 600) -> cast.Caller:
    with databases.committed():
        caller = cast.Caller("officer", company.callers["officer"].user)
        until = clock.now() + datetime.timedelta(minutes=minutes)
        preview = {"person": str(company.callers[who].person.pk), "until": until.isoformat()}
        caller.enter(make.confirm(Client(), caller.user), preview=preview)
    return caller


def name(line) -> str:
    return f"{line.method} {line.route}"


def test_every_page_of_the_portal_is_shown_or_left_out_for_a_reason():
    assert {line.route for line in REST if line.method == "GET"} == set(NOT_SHOWN)
    assert {line.route for line in SHOWN} == PAGES


# What differs between any two answers, and who prints it.
CHANCE = re.compile(
    rb'name="(csrfmiddlewaretoken|as_person|form_token|page|drawn)" value="[^"]*"|-[0-9a-f]{8}(?=")|<p class="print-foot">.*?</p>'
)
MAIN = re.compile(rb"<main.*</main>", re.DOTALL)


def main_of(page: bytes) -> bytes:
    return CHANCE.sub(b"", MAIN.search(page)[0])


@pytest.mark.parametrize("line", SHOWN, ids=name)
def test_a_page_is_the_one_that_its_person_gets(line, company, onlookers, cells):
    seen = 0
    for who in WHO:
        with asking.world_as():  # one moment: the minute may turn between two requests
            theirs = asking.do(line, company.callers[who], company.own)
            shown = asking.do(line, onlookers[who], company.own)
        assert shown.status == theirs.status, who
        assert shown.written <= set(WORKING_STATE)
        assert {event.actor_id for event in shown.events} <= {onlookers[who].user.pk}
        if theirs.status == 200:
            assert main_of(shown.content) == main_of(theirs.content)
            assert b"preview-banner" in shown.content and b"preview-banner" not in theirs.content
            assert shown.headers["Cache-Control"] == "no-store"
            seen += 1
    cells(2 * len(WHO))
    assert seen


@pytest.mark.parametrize("line", REST, ids=name)
def test_everything_else_is_refused_and_nothing_is_done(line, company, onlookers, cells):
    for who in WHO:
        with asking.nothing_done() as found:
            answer = asking.do(line, onlookers[who], company.own)
        assert answer.status == 403, who
        assert found == []
        assert {(event.name, event.actor_id) for event in answer.events} == {
            ("request.refused", onlookers[who].user.pk)
        }
    cells(len(WHO))


@pytest.mark.parametrize("line", SHOWN, ids=name)
def test_no_page_that_is_shown_takes_anything(line, company, onlookers):
    """Also where the portal has a form under the same address, and with the token that the person's own form carries."""
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        caller = onlookers["contact"]
        with asking.nothing_done() as found:
            answer = caller.browser.generic(method, line.address(company.own))
        assert answer.status_code in {403, 405}
        assert found == []


@pytest.mark.parametrize("line", [line for line in SHOWN if line.is_about_a_record], ids=name)
def test_a_record_of_another_firm_is_not_there(line, company, onlookers):
    statuses = {asking.do(line, onlookers[who], company.other).status for who in WHO}
    assert statuses <= {403, 404} and 404 in statuses


def test_a_preview_that_is_over_shows_nothing(company, cells):
    over = onlooker(company, "contact", minutes=-1)
    assert {asking.do(line, over, company.own).status for line in SHOWN} == {409}
    cells(len(SHOWN))

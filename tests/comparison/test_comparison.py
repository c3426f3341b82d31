"""Two subcontractors, or one on two days, line by line: what was held then, and what is not known says so."""

import csv
import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.actions import grants
from access.models import Grant
from core import clock
from core.actions.erasure import erase_details
from core.models import Event
from core.web.comparing import Line, Section, beside
from tests import make, make_access, make_agreements, make_dd, make_subs, make_training
from tests.vendors.test_pages import signed_in
from vendors.actions import vendors
from vendors.models import Weakness
from vendors.panels import compared

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def firm():
    return make.vendor("Corrib Test Works", tier=2, country="IE", legal_name="Corrib Ltd")


@pytest.fixture
def other():
    return make.vendor("Birch Works", tier=3, country="SE")


@pytest.fixture
def officer():
    return make.officer()


@pytest.fixture
def desk(officer):
    return signed_in(officer)


def held(vendor, officer, *, at=None, known_at=None) -> dict:
    """(section, line) -> text, of what the floor of the firms knows."""
    at = at or clock.now()
    sections = compared.as_it_stood(vendor, officer, at, known_at or at)
    return {(section.key, line.key): line.text for section in sections for line in section.lines}


def url(left, right=None, **more) -> str:
    query = {"left": left.pk, "right": (right or left).pk, **more}
    return reverse("comparison") + "?" + "&".join(f"{key}={value}" for key, value in query.items())


def on(name: str, days: int) -> dict:
    day = make_dd.days(days)
    return {f"{name}_on_day": day.day, f"{name}_on_month": day.month, f"{name}_on_year": day.year}


def lines(client, address: str) -> dict:
    """(part, what) -> (left, right, mark), as the file has them."""
    text = client.get(address + "&export=csv").content.decode("utf-8-sig")
    return {(row[0], row[1]): tuple(row[2:]) for row in list(csv.reader(io.StringIO(text)))[1:]}


def test_each_pair_is_marked_in_words():
    left = [
        Section("a", "A", [Line("1", "One", "x"), Line("2", "Two", "x"), Line("3", "Three", ""), Line("4", "Four", "")])
    ]
    right = [
        Section(
            "a", "A", [Line("2", "Two", "y"), Line("1", "One", "x"), Line("3", "Three", "z"), Line("4", "Four", "")]
        ),
        Section("b", "B", [Line("1", "One", "x")], absent="Nobody"),
    ]
    first, second = beside(left, right)
    assert [(pair.label, pair.mark) for pair in first["pairs"]] == [
        ("One", "same"), ("Two", "differs"), ("Three", "one_side"), ("Four", "unknown"),
    ]  # fmt: skip
    assert [(pair.left, pair.right, pair.words) for pair in second["pairs"]] == [("Nobody", "x", "Differs")]


def test_two_firms_differ_where_they_do(desk, firm, other):
    found = lines(desk, url(firm, other))
    assert found["Facts", "Country"] == ("Ireland", "Sweden", "Differs")
    assert found["Inherent risk", "Tier"] == ("Tier 2", "Tier 3, lowest", "Differs")
    assert found["Facts", "Running engagements"] == ("0", "0", "Same")
    assert found["Facts", "Registration number"] == ("", "", "Not known on either side")
    assert found["Facts", "Legal name"] == ("Corrib Ltd", "", "Known on one side only")


def test_the_details_are_those_of_then(firm, officer):
    before = clock.now()
    vendors.change(firm, name="Corrib Tests", country="FR", by=officer, at=before + HOUR)
    vendors.change(firm, name="Corrib", by=officer, at=before + 2 * HOUR)
    firm.refresh_from_db()
    assert held(firm, officer, at=before)["header", "name"] == "Corrib Test Works"
    assert held(firm, officer, at=before + HOUR)["header", "name"] == "Corrib Tests"
    assert held(firm, officer, at=before)["header", "country"] == "Ireland"
    changes = Event.objects.filter(name="subcontractor.changed")
    erase_details(changes, by=make.CLOCK, at=before, because="Asked for")
    assert held(firm, officer, at=before)["header", "name"] == ""


def test_before_it_was_registered_nothing_is_known(firm, officer):
    found = held(firm, officer, at=clock.now() - datetime.timedelta(days=900))
    assert found["header", "state"] == "Not in the register yet" and found["header", "name"] == ""
    assert found["tier", "tier"] == "Not assessed" and ("tier", "points") in found


def test_the_state_is_the_one_of_then(officer):
    firm = make.vendor(status="active")
    later = clock.now() + HOUR
    vendors.move(firm, "restricted", because="A finding", by=officer, at=later)
    assert held(firm, officer)["header", "state"] == "Active"
    assert held(firm, officer, at=later)["header", "state"] == "Restricted"


def test_certificates_are_read_by_what_was_known(firm, officer):
    before = clock.now()
    make.vendor_fact(firm, "certification", "iso27001")
    found = held(firm, officer, at=before + HOUR)
    assert found["certification", "count"] == "1" and "until" in found["certification", "iso27001"]
    early = before - datetime.timedelta(days=30)
    assert held(firm, officer, at=before + HOUR, known_at=early)["certification", "count"] == "0"


def test_findings_count_while_they_were_open(firm, officer):
    at = clock.now()
    said = {"reference": "FND-1", "title": "Prints", "severity": "high", "source_kind": "x", "source_id": firm.pk}
    Weakness.objects.create(vendor=firm, during=(at, at + HOUR), known=(at, None), due_on=make_dd.days(-3), **said)
    now, later = held(firm, officer, at=at), held(firm, officer, at=at + 2 * HOUR)
    assert (now["findings", "open"], now["findings", "late"], now["findings", "severity:high"]) == ("1", "1", "1")
    assert later["findings", "open"] == "0"


def test_sub_suppliers_stand_as_they_were_said(firm, officer):
    contact, at = make.contact(firm), clock.now() + HOUR
    node = make_subs.named(contact, reaches=True)
    make_subs.named(contact, name="Cleaner", parent=node)
    make_subs.approved(node, officer, make.staff_member("approver"))
    found = held(firm, officer, at=at)
    assert [found["below", key] for key in ("count", "approved", "reached", "countries")] == [
        "2",
        "1",
        "1",
        "Czech Republic",
    ]


def test_each_floor_hands_over_what_one_may_read(desk, firm, other):
    worker = make.person(firm, "Sean Daly")
    make_access.opened(worker, make_access.offered(worker))
    make_training.certificate(worker)
    make_agreements.signed(firm)
    found = lines(desk, url(firm, other))
    assert found["IP exposure", "Ways in"] == ("1", "0", "Differs")
    assert found["IP exposure", "Gripper test plans"] == ("1 can open it", "Nobody can open it", "Differs")
    assert any(
        part == "Training that counts" and pair[:2] == ("1 person", "Nobody") for (part, _what), pair in found.items()
    )
    assert found["Agreements", "In force"][:2] == ("1", "0")
    trainer = lines(signed_in(make.staff_member("trainer")), url(firm, other))
    parts = {part for part, _what in trainer}
    assert "Training that counts" in parts and parts.isdisjoint({"IP exposure", "Agreements"})


def test_one_firm_beside_itself_on_another_day(desk, firm, officer):
    worker = make.person(firm)
    make_access.opened(worker, make_access.offered(worker))
    grants.revoke(Grant.objects.get(), by=officer, at=clock.now(), because="Over")
    page = desk.get(url(firm, **on("left", -1))).content.decode()
    assert "Corrib Test Works, now" in page and "lines are not the same" in page
    assert lines(desk, url(firm))["Facts", "Name"] == ("Corrib Test Works", "Corrib Test Works", "Same")
    assert desk.get(url(firm, **on("left", 5))).status_code == 422
    assert desk.get(url(firm, left_on_day="31", left_on_month="2", left_on_year="2026")).status_code == 422


def test_only_what_differs_may_be_asked_for(desk, firm, other):
    marks = {mark for _left, _right, mark in lines(desk, url(firm, other, only="on")).values()}
    assert marks and "Same" not in marks


def test_the_picker_finds_and_the_address_carries(desk, firm, other):
    page = desk.get(reverse("comparison"), {"left_q": "corrib", "right": other.pk}).content.decode()
    assert f"left={firm.pk}" in page and f"right={other.pk}" in page and "Nobody chosen yet." in page
    assert f"left={other.pk}" in desk.get(reverse("comparison"), {"left_q": other.reference}).content.decode()
    assert "No subcontractor found." in desk.get(reverse("comparison"), {"left_q": "zzz"}).content.decode()
    assert f"?left={firm.pk}" in desk.get(reverse("subcontractor", args=[firm.pk])).content.decode()


def test_a_firm_out_of_sight_is_no_firm(firm, other):
    client = signed_in(make.steward(firm))
    assert client.get(url(firm)).status_code == 200
    assert client.get(url(firm, other)).status_code == 404
    assert client.get(reverse("comparison"), {"left": "nonsense"}).status_code == 404
    page = client.get(reverse("comparison"), {"left_q": "works"}).content.decode()
    assert "Corrib" in page and "Birch" not in page


def test_the_number_of_queries_does_not_follow_the_facts(desk, firm, other):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(url(firm, other)).status_code == 200

        return len(queries)

    contact = make.contact(firm)
    make_subs.named(contact)
    make.vendor_fact(firm, "certification", "iso27001")
    worker = make.person(firm)
    make_access.opened(worker, make_access.offered(worker))
    asked()  # the session is new
    few = asked()
    for number in range(4):
        make_subs.named(contact, name=f"More {number}")
        make.vendor_fact(firm, "certification", f"other-{number}")
        person = make.person(firm)
        make_access.opened(person, make_access.offered(person))
    assert asked() == few

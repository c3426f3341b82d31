"""Every kind of record that the search knows can be searched, by its reference, and only by who may see it."""

import pytest

from access.models import Asset
from core import search
from tests import make, make_access, make_dd, make_incidents, make_risk, make_signals

pytestmark = pytest.mark.django_db


def test_each_kind_can_be_asked_and_shown():
    viewer = make.staff_member("officer", "investigator")
    for kind in search.kinds():
        assert list(search._rows(kind, "zz", viewer, 5)) == []


def test_a_reference_finds_its_own_record_alone():
    for number in range(3):
        make_access.asset(f"Plans {number}")
    wanted = Asset.objects.order_by("reference").last()
    found = search.find(wanted.reference.lower(), make.officer(), most=5)
    assert [item["reference"] for group in found for item in group["items"]] == [wanted.reference]


def test_papers_are_found_by_their_number_and_documents_by_their_title():
    worker = make.person(make.vendor(status="active"))
    paper = make_dd.certificate(make.contact(worker.vendor), number="BRI-27001")
    (group,) = search.find("bri-27", make.officer(), most=5)
    assert [(item["label"], item["note"]) for item in group["items"]] == [(str(paper), worker.vendor.name)]
    thing = make_access.asset("Gripper test plans")
    document = make_access.document(thing, "Endurance protocol")
    (group,) = search.find("endurance", make.officer(), most=5)
    assert group["items"][0]["url"] == f"/desk/documents/{document.pk}/"
    assert search.find("endurance", make.staff_member("reader"), most=5) == []


def test_a_case_is_found_by_its_words_and_by_who_may_read_it():
    case = make_incidents.case(what="A drawing lay in the tram")
    (group,) = search.find("tram", make.staff_member("investigator"), most=5)
    assert (group["items"][0]["label"], group["items"][0]["reference"]) == ("A drawing lay in the tram", case.reference)
    assert search.find("tram", make.staff_member("analyst"), most=5) == []


def test_an_asset_is_found_by_name_but_not_by_staff_who_may_not_see_them():
    worker = make.person(make.vendor(status="active"), "Tomas Lindqvist")
    thing = make_access.offered(worker, make_access.asset("Gripper test plans"))
    make_access.requested(worker, thing)
    found = {str(group["label"]) for group in search.find("Gripper", make.officer(), most=5)}
    assert {"Protected information"} <= found
    assert search.find("Gripper", make.staff_member("reader"), most=5) == []


def test_an_account_is_found_by_name_and_address_and_only_by_who_keeps_accounts():
    wanted = make.staff_member("trainer", name="Siobhan Kehoe").user
    keeper = make.staff_member("administrator")
    for text in ("siobhan", "kehoe", wanted.email):
        (group,) = search.find(text, keeper, most=5)
        assert group["items"][0]["url"] == f"/desk/accounts/{wanted.pk}/"
    assert search.find("siobhan", make.officer(), most=5) == []


def test_an_account_of_a_subcontractor_is_no_account_of_staff():
    make.contact(make.vendor(status="active"), "Aoife Varga")
    assert search.find("aoife", make.staff_member("administrator"), most=5) == []


def test_accepted_risks_and_signals_are_found_by_what_they_say_and_by_the_firm():
    firm = make_risk.known_firm()
    accepted = make_risk.accept(firm, what="Late deliveries from one site")
    heard = make_signals.signal(firm, summary="A strike has begun at the plant")
    officer, reader = make.officer(), make.staff_member("reader")
    for text, kind, path in (
        ("late deliveries", "Accepted risks", f"/desk/risk-acceptances/{accepted.pk}/"),
        ("strike", "Signals", f"/desk/signals/{heard.pk}/"),
    ):
        (group,) = search.find(text, officer, most=5)
        assert (str(group["label"]), group["items"][0]["url"]) == (kind, path)
        assert search.find(text, reader, most=5) == []
    found = {str(group["label"]) for group in search.find(firm.name, officer, most=5)}
    assert {"Accepted risks", "Signals", "Subcontractors"} <= found

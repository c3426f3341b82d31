"""What several subcontractors hang on at once, of what one may see, however it is spelt."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from tests import make, make_dd, make_subs
from tests.vendors.test_pages import signed_in
from vendors import concentration
from vendors.actions import questionnaires, sub_approvals, sub_suppliers

pytestmark = pytest.mark.django_db
PAGE = "/desk/concentration/"


@pytest.fixture
def contacts():
    return [make.contact(make.vendor(name, country="IE")) for name in ("Ash Works", "Birch Works", "Cedar Works")]


@pytest.fixture
def officer():
    return make.officer()


def found(kind: str, viewer, **how) -> dict:
    """First name -> the firms that hang on it."""
    return {knot.names[0]: [firm.name for firm in knot.firms] for knot in concentration.knots(kind, viewer, **how)}


def test_one_company_by_two_spellings_is_one(contacts, officer):
    first, second, third = contacts
    make_subs.named(first, name="Ostrava Plating")
    make_subs.named(second, name="OSTRAVA PLATING s.r.o.")
    make_subs.named(third, name="Moravia Haulage")
    assert list(found("company", officer).values()) == [["Ash Works", "Birch Works"]]


def test_one_number_is_one_company_in_its_country_alone(contacts, officer):
    for contact, name, country in zip(contacts, ("Alpha", "Omega", "Zeta"), ("CZ", "CZ", "SK"), strict=True):
        make_subs.named(contact, name=name, registration_number="27 074 358", country=country)
    assert list(found("company", officer).values()) == [["Ash Works", "Birch Works"]]


def test_a_name_brings_two_numbers_together(contacts, officer):
    first, second, third = contacts
    make_subs.named(first, name="Alpha", registration_number="1")
    make_subs.named(second, name="Beta", registration_number="1")
    make_subs.named(third, name="Beta", registration_number="2")
    assert [len(firms) for firms in found("company", officer).values()] == [3]


def test_our_link_and_the_register_itself_count(contacts, officer):
    first, second, _third = contacts
    node = make_subs.named(first, name="Quite Another Name")
    assert found("company", officer) == {}
    sub_approvals.link(node, second.vendor, by=officer, at=clock.now())
    assert list(found("company", officer).values()) == [["Ash Works", "Birch Works"]]
    make_subs.named(second, name="Cedar Works")
    assert ["Birch Works", "Cedar Works"] in found("company", officer).values()


def test_what_has_ended_counts_no_more(contacts, officer):
    nodes = [make_subs.named(contact) for contact in contacts[:2]]
    said = {"last_on": make_dd.today(), "because": "Done", "at": clock.now()}
    sub_suppliers.end(nodes[0], by=make.as_person(contacts[0]), **said)
    assert found("company", officer) == {}


def test_countries_count_the_seat_and_those_below(contacts, officer):
    make_subs.named(contacts[0], country="CZ")
    make_subs.named(contacts[1], country="CZ", name="Another")
    assert found("country", officer) == {
        "Ireland": ["Ash Works", "Birch Works", "Cedar Works"],
        "Czech Republic": ["Ash Works", "Birch Works"],
    }
    assert list(found("country", officer, least=3)) == ["Ireland"]
    assert list(found("country", officer, text="czech")) == ["Czech Republic"]


def test_a_person_behind_two_is_found_in_any_order_of_the_name(contacts, officer):
    make_subs.named(contacts[0], key_person="Karel Dvorsky")
    make_subs.named(contacts[1], key_person="Dvorsky, Karel", name="Another")
    make_subs.named(contacts[2], key_person="Karel", name="A third")
    assert found("person", officer) == {"Dvorsky, Karel": ["Ash Works", "Birch Works"]}


def test_owners_come_from_accepted_answers(contacts, officer):
    for contact in contacts[:2]:
        row = questionnaires.send(contact.vendor, due_on=make_dd.days(14), by=officer, at=clock.now())
        make_dd.answer_everything(row, contact)
        owner = {"name": "Mara Kos", "country": "HR", "share": "60", "kind": "person"}
        row.answers.filter(question=concentration.OWNERS).update(value=[owner])
        questionnaires.submit(row, by=make.as_person(contact), at=clock.now())
        if contact is contacts[0]:
            assert "Mara Kos" not in found("person", officer)
        questionnaires.accept(row, because="Read", by=make_dd.analyst(), at=clock.now())
    assert found("person", officer)["Mara Kos"] == ["Ash Works", "Birch Works"]


def test_counts_are_of_what_one_may_see(contacts):
    first, second, third = contacts
    for contact in contacts:
        make_subs.named(contact)
    steward = make.steward(first.vendor)
    assert found("company", steward) == {} and found("country", steward) == {}
    make.steward(second.vendor)  # somebody else
    assert found("company", steward) == {}
    assert found("company", make.staff_member("administrator")) == {}
    page = signed_in(steward).get(PAGE).content.decode()
    assert "Birch" not in page and "Ostrava" not in page and third.vendor.name not in page


def test_a_tier_narrows_the_firms(contacts, officer):
    other = make.contact(make.vendor("Deal Works", tier=1, country="IE"))
    for contact in (*contacts[:2], other):
        make_subs.named(contact)
    assert list(found("company", officer).values())[0] == ["Ash Works", "Birch Works", "Deal Works"]
    assert list(found("company", officer, tier=2).values()) == [["Ash Works", "Birch Works"]]


def test_the_page_opens_one_and_leads_to_each_firm(contacts, officer):
    nodes = [make_subs.named(contact, reaches=True) for contact in contacts[:2]]
    client = signed_in(officer)
    page = client.get(PAGE).content.decode()
    assert "2 of 3" in page and "?key=name%3A" in page
    (knot,) = concentration.knots("company", officer)
    opened = client.get(PAGE, {"key": knot.key}).content.decode()
    for contact, node in zip(contacts, nodes, strict=False):
        assert f"/desk/subcontractors/{contact.vendor_id}/" in opened and f"/desk/sub-suppliers/{node.pk}/" in opened
    assert "Nothing goes by that name" in client.get(PAGE, {"key": "name:nothing"}).content.decode()
    assert client.get(f"{PAGE}planets/").status_code == 404
    assert client.get(PAGE, {"least": "0"}).status_code == 422


def test_the_file_holds_a_line_for_each_tie(contacts, officer):
    for contact in contacts[:2]:
        make_subs.named(contact, name="=Ostrava")
    text = signed_in(officer).get(PAGE, {"export": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["Company"], row["Subcontractor"], row["Subcontractors"]) for row in rows] == [
        ("'=Ostrava", "Ash Works", "2"),
        ("'=Ostrava", "Birch Works", "2"),
    ]


@pytest.mark.parametrize("kind", concentration.KINDS)
def test_the_number_of_queries_stays_the_same(contacts, officer, kind):
    client = signed_in(officer)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{PAGE}{kind}/").status_code == 200
        return len(queries)

    for contact in contacts[:2]:
        make_subs.named(contact, key_person="Karel Dvorsky")
    asked()  # the session is new
    few = asked()
    for number in range(5):
        contact = make.contact(make.vendor(f"More {number}"))
        make_subs.named(contact, key_person="Karel Dvorsky")
    assert asked() == few

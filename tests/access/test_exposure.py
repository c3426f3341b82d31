"""How far a subcontractor reaches is what the decision says of each of its people, and the sum of it can be followed."""

import csv
import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access import eligibility, exposure
from access.actions import grants, holds
from access.models import Grant
from access.panels.exposure import worst
from core import clock
from tests import make, make_access, make_subs
from tests.vendors.test_pages import signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def firm():
    return make.vendor("Corrib Test Works", status="active")


@pytest.fixture
def worker(firm):
    return make.person(firm, "Sean Daly")


def found(firm, *, at=None, known_at=None) -> exposure.Exposure:
    return exposure.of(firm, make.officer(), at=at or clock.now(), known_at=known_at)


def names(people) -> list[str]:
    return sorted(each.name for each in people.values())


def held(firm, worker):
    said = {"because": "A case of ours", "told_as": "We are looking at something", "source": firm}
    return holds.place(vendor=firm, person_id=worker.pk, by=make.officer(), at=make.earlier(), **said)


def test_it_says_what_the_decision_says_of_everybody(firm, worker):
    other = make.person(firm, "Aoife Byrne")
    first, second = make_access.offered(worker), make_access.offered(other)
    make_access.opened(worker, first)
    make_access.opened(other, second)
    held(firm, other)
    now = clock.now()
    for piece in found(firm).pieces:
        for person in (worker, other):
            assert (person.pk in piece.now) is bool(eligibility.decide(person.pk, piece.asset.pk, at=now))


def test_a_hold_shuts_and_stays_in_what_is_reached_at_most(firm, worker):
    thing = make_access.offered(worker)
    make_access.opened(worker, thing)
    held(firm, worker)
    (piece,) = found(firm).pieces
    assert (names(piece.now), piece.most, piece.points_now) == ([], 1, 0)
    ((person, decision),) = piece.shut.values()
    assert person == worker and [each.requirement for each in decision.unmet] == ["no_hold"]


def test_a_request_counts_at_most_and_an_offer_stands_apart(firm, worker):
    asked, offered = make_access.offered(worker), make_access.offered(worker)
    make_access.requested(worker, asked)
    result = found(firm)
    assert [names(piece.asked) for piece in result.pieces] == [["Sean Daly"]] and result.offered == [offered]
    grants.decline(Grant.objects.get(), by=make.officer(), at=clock.now(), because="No need")
    assert found(firm).pieces == []


def test_what_begins_later_is_reached_at_most(firm, worker):
    make_access.approved(make_access.requested(worker, make_access.offered(worker), at=clock.now() + 3 * DAY))
    (piece,) = found(firm).pieces
    assert names(piece.now) == [] and piece.most == 1
    assert names(found(firm, at=clock.now() + 5 * DAY).pieces[0].now) == ["Sean Daly"]


def test_the_sum_is_people_times_pieces_times_weight(firm, worker):
    klass = make_access.asset_class()
    other = make.person(firm, "Aoife Byrne")
    thing = make_access.offered(worker, make_access.asset(klass=klass))
    for person in (worker, other):
        make_access.opened(person, thing)
    make_access.opened(worker, make_access.offered(worker, make_access.asset("Second", klass=klass)))
    make_access.requested(other, make_access.offered(other, make_access.asset("Third", klass=klass)))
    result = found(firm)
    (line,) = result.by_class()
    assert (line["pieces_now"], line["pairs_now"], line["points_now"]) == (2, 3, 3 * klass.rank)
    assert (line["pieces_most"], line["pairs_most"], line["points_most"]) == (3, 4, 4 * klass.rank)
    assert (result.points_now, result.points_most) == (3 * klass.rank, 4 * klass.rank)
    assert (result.people_now, result.people_most) == (2, 2)


def test_both_axes_are_answered(firm, worker):
    thing, then = make_access.offered(worker), make.earlier()
    make_access.opened(worker, thing)
    grants.revoke(Grant.objects.get(), by=make.officer(), at=clock.now(), because="Over")
    half_an_hour = datetime.timedelta(minutes=30)
    on, late = then + half_an_hour, clock.now() + half_an_hour
    assert found(firm, at=late).pieces == []
    assert [names(piece.now) for piece in found(firm, at=on, known_at=late).pieces] == [["Sean Daly"]]
    assert [names(piece.now) for piece in found(firm, at=late, known_at=on).pieces] == [["Sean Daly"]]
    assert found(firm, at=then - DAY).pieces == []


def test_nothing_of_another_firm_is_in_it(firm, worker):
    other = make.person(make.vendor("Birch Works", status="active"))
    thing = make_access.offered(other)
    make_access.opened(other, thing)
    assert found(firm).pieces == [] and found(firm).offered == []


def test_the_worst_case_speaks_of_those_below(firm, worker):
    contact = make.contact(firm)
    make_subs.named(contact, reaches=True)
    make_subs.named(contact, name="Cleaner")
    said = " ".join(worst(found(firm)))
    assert "Nobody there can open anything" in said and "1 sub-supplier is told of it" in said


def test_the_page_names_people_and_reasons_and_no_case(firm, worker):
    thing = make_access.offered(worker)
    make_access.opened(worker, thing)
    held(firm, worker)
    page = signed_in(make.staff_member("auditor")).get(reverse("subcontractor_exposure", args=[firm.pk]))
    text = page.content.decode()
    assert "Sean Daly" in text and "Access is on hold." in text and "A case of ours" not in text


def test_a_row_for_each_person_and_piece_leaves_as_a_file(firm, worker):
    make_access.opened(worker, make_access.offered(worker))
    offered = make_access.offered(worker, make_access.asset("Unasked"))
    client = signed_in(make.officer())
    answer = client.get(reverse("subcontractor_exposure", args=[firm.pk]), {"export": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["Information"], row["Person"], row["State"]) for row in rows] == [
        ("Gripper test plans", "Sean Daly", "Can open it"),
        (offered.name, "", "Offered today, nobody asked"),
    ]


def test_who_reads_no_access_reads_no_exposure(firm, worker):
    make_access.opened(worker, make_access.offered(worker))
    for actor in (make.staff_member("trainer"), make.steward(firm)):
        client = signed_in(actor)
        assert client.get(reverse("subcontractor_exposure", args=[firm.pk])).status_code == 403
        assert "IP exposure" not in client.get(reverse("subcontractor", args=[firm.pk])).content.decode()
    record = signed_in(make.officer()).get(reverse("subcontractor", args=[firm.pk])).content.decode()
    assert "IP exposure" in record and "can open 1 piece of information now, through 1 person (ways in: 1)" in record


def test_the_number_of_queries_stays_the_same(firm, worker):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            found(firm)
        return len(queries)

    make_access.opened(worker, make_access.offered(worker))
    few = asked()
    for _each in range(4):
        person = make.person(firm)
        make_access.opened(person, make_access.offered(person))
    assert asked() == few

"""Something new: told in steps, sent, decided on with the law beside it, and ours once every share has come to us."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from agreements import deadlines, disclosure, invention_law, titles
from agreements.actions import inventions
from agreements.actions import titles as title_actions
from agreements.models import Agreement, Invention, TitleLink
from agreements.panels import inventions as panels_inventions
from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make, make_dd, make_ip
from tests import make_agreements as papers
from tests.agreements.test_pages import enter, post
from vendors import business_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    return make.vendor("Corrib Test Works", tier=2)


@pytest.fixture
def worker(firm):
    return make.person(firm, "Maren Holt")


@pytest.fixture
def colleague(firm):
    return make.person(firm, "Ida Brock")


def told(name: str) -> int:
    return Event.objects.filter(name=name).count()


def two(worker, colleague) -> list:
    return [(worker.name, "subcontractor", "IE", 70), (colleague.name, "subcontractor", "IE", 30)]


def test_nobody_else_sees_it_before_it_is_sent(firm, worker, colleague):
    row, contact, counsel = make_ip.begun(worker, people=two(worker, colleague)), make.contact(firm), papers.counsel()
    readers = [make.as_person(contact), make.as_person(colleague), counsel]
    assert [Invention.objects.visible_to(each).count() for each in readers] == [0, 0, 0]
    inventions.disclose(row, by=make.as_person(worker), at=clock.now())
    assert [Invention.objects.visible_to(each).count() for each in readers] == [1, 1, 1]
    outsiders = [make.as_person(make.person(firm)), make.as_person(make.contact(make.vendor()))]
    assert [Invention.objects.visible_to(each).count() for each in outsiders] == [0, 0]


def test_what_is_missing_is_named_before_it_can_be_sent(worker):
    row = inventions.begin(worker.vendor, title="Oil groove", by=make.as_person(worker), at=clock.now())
    with pytest.raises(NotNow) as refused:
        inventions.disclose(row, by=make.as_person(worker), at=clock.now())
    assert len(refused.value.unmet) == 4


def test_what_was_sent_stays_and_has_a_fingerprint(worker):
    row, by = make_ip.disclosed(worker), make.as_person(worker)
    assert row.digest == disclosure.digest(row)
    for change in (
        lambda: inventions.keep(row, solution="Other", by=by, at=clock.now()),
        lambda: inventions.name_contributors(row, [], by=by, at=clock.now()),
        lambda: inventions.discard(row, by=by, at=clock.now()),
    ):
        with pytest.raises(NotNow):
            change()
    assert inventions.disclose(row, by=by, at=clock.now()) == row and told("invention.disclosed") == 1


def test_only_its_writer_changes_it_and_only_counsel_decides(worker, colleague):
    row = make_ip.begun(worker)
    with pytest.raises(NotAllowed):
        inventions.keep(row, solution="Other", by=make.as_person(colleague), at=clock.now())
    row = inventions.disclose(row, by=make.as_person(worker), at=clock.now())
    said = {"classification": "patent", "owner": "company", "because": "New", "at": clock.now()}
    for by in (make.officer(), make.as_person(worker)):
        with pytest.raises(NotAllowed):
            inventions.claim(row, by=by, **said)


def test_a_question_gives_it_back_and_it_is_sent_again(worker):
    row = inventions.give_back(make_ip.disclosed(worker), because="How deep?", by=papers.counsel(), at=clock.now())
    assert row.status == "draft" and row.because == "How deep?"
    inventions.keep(row, solution="One millimetre", by=make.as_person(worker), at=clock.now())
    assert inventions.disclose(row, by=make.as_person(worker), at=clock.now()).status == "disclosed"


@pytest.mark.parametrize(("country", "months"), [("DE", 4), ("IE", None), ("US-CA", None), ("XX", None)])
def test_the_clock_is_ours_and_never_beyond_the_laws(worker, country, months):
    row = make_ip.claimed(worker, people=[(worker.name, "subcontractor", country[:2] if country != "XX" else "", 100)])
    on = business_days.day_of(row.disclosed_at)
    until = invention_law.law_until(country, on)
    assert (until is None) == (months is None)
    assert invention_law.assign_by(country, on) <= (until or datetime.date.max)
    assert row.assign_by and row.review_by > on


def test_the_law_of_the_decision_is_kept_with_source_and_month(worker):
    row = make_ip.claimed(worker, people=[(worker.name, "subcontractor", "DE", 100)])
    assert row.law["id"] == "DE" and row.law["as_of"] and row.law["sources"][0]["title"]
    assert "four months" in row.law["claim"]


@pytest.mark.parametrize(("shares", "words"), [((70, 20), "90 %"), ((70, 40), "110 %"), ((70, 30), "")])
def test_shares_beside_the_whole_are_said(worker, colleague, shares, words):
    people = [(worker.name, "subcontractor", "IE", shares[0]), (colleague.name, "subcontractor", "IE", shares[1])]
    row = make_ip.disclosed(worker, people=people)
    said = disclosure.share_words(list(row.contributors.all()))
    assert words in said and bool(said) == bool(words)
    decided = {
        "classification": "patent",
        "owner": "company",
        "because": "New",
        "by": papers.counsel(),
        "at": clock.now(),
    }
    if words:
        with pytest.raises(NotNow):
            inventions.claim(row, **decided)
    else:
        assert inventions.claim(row, **decided).status == "claimed"


def test_what_is_odd_is_said_to_counsel(firm, worker):
    papers.signed(firm, topics=["research"])
    people = [
        (worker.name, "subcontractor", "IE", 50),
        ("A Stranger", "subcontractor", "IE", 30),
        ("A Friend", "other", "", 20),
    ]
    row = make_ip.disclosed(worker, people=people, conceived_on=make_dd.days(-60), publication="A talk in May")
    said = " ".join(panels_inventions.oddities(row, make_dd.today()))
    assert "later than the agreement asks" in said and "shown to others" in said
    assert "A Stranger" in said and "A Friend" in said


def test_every_signature_is_a_link_and_the_last_one_makes_it_ours(firm, worker, colleague):
    counsel, contact = papers.counsel(), make.contact(firm)
    row = make_ip.claimed(worker, people=two(worker, colleague))
    one, other, whole = make_ip.assignments(row, by=counsel)
    assert title_actions.draft_papers(row, by=counsel, at=clock.now()) == []
    assert titles.gaps(titles.strands(row)) == [
        "No assignment by Maren Holt: 70 % are not ours.",
        "No assignment by Ida Brock: 30 % are not ours.",
    ]
    assert row.digest in one.html and "70 percent" in one.html and "hereby assign" in one.html
    papers.sign(one, make.as_person(worker))
    papers.sign(whole, make.as_person(contact))
    papers.sign(whole, counsel)
    row.refresh_from_db()
    assert row.status == "claimed"
    assert titles.gaps(titles.strands(row)) == ["No assignment by Ida Brock: 30 % are not ours."]
    papers.sign(other, make.as_person(colleague))
    row.refresh_from_db()
    assert row.status == "assigned" and titles.gaps(titles.strands(row)) == []
    assert TitleLink.objects.filter(invention=row).count() == 3 and told("invention.assigned") == 1
    linked = Event.objects.filter(name="title.linked").first()
    assert linked.cause.name == "agreement.signed"


def test_a_firm_that_did_not_pass_it_on_is_a_gap(firm, worker):
    row = make_ip.claimed(worker)
    own, _whole = make_ip.assignments(row)
    papers.sign(own, make.as_person(worker))
    assert titles.gaps(titles.strands(row)) == [
        "Corrib Test Works has not passed on the share of Maren Holt: 100 % are not ours."
    ]


def test_a_paper_signed_elsewhere_closes_a_gap_once(worker):
    row = make_ip.claimed(worker, people=[("Maren Holt", "subcontractor", "IE", 60), ("A Friend", "other", "", 40)])
    friend = row.contributors.get(name="A Friend")
    link = make_ip.paper_elsewhere(row, friend)
    assert make_ip.paper_elsewhere(row, friend) == link and link.share == Decimal(40)
    assert titles.gaps(titles.strands(row)) == ["No assignment by Maren Holt: 60 % are not ours."]


def test_two_inventions_of_one_person_wait_side_by_side(worker):
    first, second = make_ip.claimed(worker), make_ip.claimed(worker, "Second thing")
    assert {row.invention_id for row in [*make_ip.assignments(first), *make_ip.assignments(second)]} == {
        first.pk,
        second.pk,
    }
    assert Agreement.objects.awaiting().filter(person=worker).count() == 2


def test_deadlines_are_counsels_and_the_inventors(worker):
    counsel = papers.counsel()
    waiting, row = make_ip.disclosed(worker, "First"), make_ip.claimed(worker)
    found = {(each.key, each.users) for each in deadlines.inventions(clock.now())}
    assert any(key == f"invention-review:{waiting.pk}" and counsel.user.pk in users for key, users in found)
    assert (f"invention-assignment:{row.pk}", (worker.user_id,)) in found


def test_a_worker_tells_it_in_steps_and_goes_on_later(client, firm, worker):
    enter(client, worker.user).get("/portal/")
    answer = post(client, worker, reverse("portal_invention_new"), title="Oil groove")
    row = Invention.objects.get()
    assert answer["Location"] == reverse("portal_invention_step", args=[row.pk, "what"])
    step = lambda name, **said: post(client, worker, reverse("portal_invention_step", args=[row.pk, name]), **said)  # noqa: E731
    assert step("what", title="Oil groove", problem="Slips", solution="Groove")["Location"].endswith("/steps/who/")
    who = {"name_1": worker.name, "employer_1": "subcontractor", "country_1": "IE", "share_1": "60"}
    assert step("who", **who, then="later")["Location"] == reverse("portal_inventions")
    assert "Go on with: Oil groove" in client.get("/portal/").content.decode()
    day = make_dd.days(-2)
    step(
        "when", conceived_on_day=day.day, conceived_on_month=day.month, conceived_on_year=day.year, evidence="Lab book"
    )
    step("with", background="Our jaw", third_party="None")
    page = client.get(reverse("portal_invention_step", args=[row.pk, "public"])).content.decode()
    assert "can no longer be patented" in page
    assert step("public", publication="A talk")["Location"] == reverse("portal_invention", args=[row.pk])
    page = client.get(reverse("portal_invention", args=[row.pk])).content.decode()
    assert "sum to 60 %" in page and "Groove" in page
    post(client, worker, reverse("portal_invention_sending", args=[row.pk]))
    row.refresh_from_db()
    assert row.status == "disclosed" and row.contributors.get().person == worker


@pytest.mark.parametrize(
    ("step", "said", "words"),
    [
        ("what", {"title": ""}, "working title"),
        ("who", {"name_1": "Ash"}, "how much Ash contributed"),
        ("who", {"share_2": "20"}, "whose share this is"),
        ("who", {"name_1": "Ash", "share_1": "120"}, "less than or equal to 100"),
        (
            "when",
            {"conceived_on_day": 1, "conceived_on_month": 1, "conceived_on_year": 2190},
            "Choose today or an earlier day",
        ),
    ],
)
def test_what_is_wrong_in_a_step_is_said_there(client, worker, step, said, words):
    row = make_ip.begun(worker)
    enter(client, worker.user).get("/portal/")
    answer = post(client, worker, reverse("portal_invention_step", args=[row.pk, step]), **said)
    assert answer.status_code == 422 and words in answer.content.decode()


def test_counsel_claims_drafts_and_sees_chain_and_patent(client, worker):
    papers.library()
    row = make_ip.disclosed(worker, people=[(worker.name, "subcontractor", "DE", 100)])
    enter(client, papers.counsel().user)
    page = client.get(reverse("desk_invention", args=[row.pk])).content.decode()
    assert "Germany" in page and "Kuhlen" in page and "2026-08" in page
    here = reverse("desk_invention", args=[row.pk])
    assert client.post(here, {"answer": "claim", "because": "New"}).status_code == 422
    client.post(here, {"answer": "claim", "because": "New", "classification": "patent", "owner": "company"})
    client.post(reverse("desk_invention_papers", args=[row.pk]))
    assert Agreement.objects.filter(invention=row, status="draft").count() == 2
    day = make_dd.days(-1)
    said = {
        "country": "EP",
        "number": "EP 1",
        "filed_on_day": day.day,
        "filed_on_month": day.month,
        "filed_on_year": day.year,
    }
    client.post(reverse("desk_patent_new", args=[row.pk]), said)
    page = client.get(here).content.decode()
    assert "No assignment by Maren Holt: 100 % are not ours." in page and "EP 1" in page
    assert "<svg viewBox" in page and "Maren Holt to Corrib Test Works: no paper" in page
    patent = row.patents.get()
    early = {"granted_on_day": 1, "granted_on_month": 1, "granted_on_year": 2001}
    assert client.post(reverse("desk_patent", args=[patent.pk]), {**said, **early}).status_code == 422
    assert client.post(reverse("desk_patent", args=[patent.pk]), {**said, "note": "Fees paid"}).status_code == 302


def test_a_released_invention_is_nobodys_clock(worker):
    row = inventions.release(make_ip.disclosed(worker), because="Known", by=papers.counsel(), at=clock.now())
    assert row.status == "released" and list(deadlines.inventions(clock.now())) == []

"""Who accepts a risk, what is frozen with it, how it ends, and what it no longer covers."""

import datetime
import io

import pytest
from django.test import Client
from django.urls import reverse

from core import clock, files, reminders
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make, make_dd
from tests.make_risk import accept, boss, known_firm, override, typed
from vendors import accepted_risks, business_days, deadlines
from vendors.actions import risk_acceptances, scores, screenings
from vendors.models import RiskAcceptance, ScoreMethod
from vendors.panels import risk_acceptances as words

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def test_the_score_of_the_moment_is_frozen_with_the_act():
    firm = known_firm(3)
    row = accept(firm)
    override(firm, 1)
    row.refresh_from_db()
    assert (row.level, row.score, row.method, row.accepted_as, row.factor) == (
        3,
        45,
        ScoreMethod.objects.latest(),
        "approver",
        "totp",
    )
    assert sum(factor["points"] for factor in row.factors) == row.score and row.known["tier"]["tier"] == 1


def test_it_runs_out_by_itself_at_the_end_of_its_last_day():
    firm = known_firm()
    row = accept(firm, until_on=make_dd.days(10))
    end = business_days.end_of(make_dd.days(10))
    assert accepted_risks.standing(firm, end - datetime.timedelta(microseconds=1)) == row
    assert accepted_risks.standing(firm, end) is None
    assert words.tag(row, stands=False, level=3)["text"] == "Run out"


def test_a_level_that_rises_is_no_longer_covered_and_one_that_is_unknown_is_not_called_covered():
    row = accept(known_firm(2))
    said = {level: words.tag(row, stands=True, level=level)["text"] for level in range(5)}
    assert said == {0: "Too little known", 1: "Accepted", 2: "Accepted", 3: "No longer covers", 4: "No longer covers"}
    assert "Medium was accepted, and the level is Critical now" in words.sentence(row, 4)


def test_who_screened_or_set_the_score_accepts_nothing():
    firm, analyst = make.vendor(tier=1), make.staff_member("analyst", "approver", name="Two Hats")
    made = screenings.hand_in(make_dd.screening(firm, by=analyst), summary="Sound", by=analyst, at=clock.now())
    screenings.decide(made, "approve", by=make.officer(), at=clock.now(), because="Good")
    with pytest.raises(NotAllowed, match="part of the screening"):
        accept(firm, by=analyst)
    setter = make.officer("Setter")
    with pytest.raises(NotAllowed, match="set the score by hand"):
        accept(known_firm(by=setter), by=setter)
    with pytest.raises(NotAllowed, match="those who decide"):
        accept(firm, by=make_dd.analyst("Nobody"))


def test_nobody_accepts_what_is_not_known_or_was_not_shown_or_for_too_long():
    firm = known_firm()
    for day in (-1, 400):
        with pytest.raises(NotNow, match="twelve months"):
            accept(firm, until_on=make_dd.days(day))
    with pytest.raises(NotNow, match="changed meanwhile"):
        accept(firm, score=1)
    with pytest.raises(NotNow, match="Too little is known"):
        accept(make.vendor(tier=1))


def test_the_same_again_is_the_same_and_another_one_renews_the_first_by_name():
    firm, by = known_firm(), boss()
    first = accept(firm, by=by)
    assert accept(firm, by=by) == first
    second = accept(firm, by=by, because="Prolonged")
    assert second.renews == first and accepted_risks.standing(firm, clock.now()) == second
    assert Event.objects.filter(name="risk.acceptance-renewed", subject_id=first.pk).count() == 1
    assert words.tag(first, stands=False, level=3)["text"] == "Renewed"


def test_one_that_ran_out_is_taken_up_again_by_a_new_one_that_names_it():
    firm = known_firm()
    first = accept(firm, until_on=make_dd.today())
    assert accept(firm, at=business_days.end_of(make_dd.today()) + DAY).renews == first


def test_it_is_withdrawn_once_with_its_reason_and_then_counts_no_more():
    row = accept(known_firm())
    for _again in range(2):
        row = risk_acceptances.withdraw(row, because="The site burnt", by=make.officer(), at=clock.now())
    assert row.withdrawn_because == "The site burnt" and accepted_risks.standing(row.vendor, clock.now()) is None
    assert Event.objects.filter(name="risk.acceptance-withdrawn").count() == 1
    with pytest.raises(NotAllowed):
        risk_acceptances.withdraw(row, because="x", by=make_dd.analyst(), at=clock.now())


def test_what_is_over_cannot_be_withdrawn():
    firm = known_firm()
    first = accept(firm)
    accept(firm, because="Prolonged")
    with pytest.raises(NotNow, match="counts no more"):
        risk_acceptances.withdraw(first, because="x", by=make.officer(), at=clock.now())


def test_the_proof_is_sealed_once_and_the_firm_never_sees_it(organisation_key):
    row = accept(known_firm())
    assert risk_acceptances.seal_next(by=make.CLOCK, at=clock.now()) is True
    assert risk_acceptances.seal_next(by=make.CLOCK, at=clock.now()) is False
    row.refresh_from_db()
    assert files.verify(row.stored) and row.sealed_at and row.stored.vendor_id is None
    assert files.read(row.stored).startswith(b"%PDF") and b"ByteRange" in files.read(row.stored)
    assert not RiskAcceptance.objects.visible_to(make.as_person(make.contact(row.vendor))).exists()


def test_the_public_check_knows_the_proof_and_tells_nothing_of_the_firm(organisation_key, client):
    row = accept(known_firm())
    risk_acceptances.seal_next(by=make.CLOCK, at=clock.now())
    row.refresh_from_db()
    said = client.post("/verify/", {"paper": io.BytesIO(files.read(row.stored))}).content.decode()
    assert "Not a byte was changed" in said and "Acceptance of a residual risk" in said
    assert row.vendor.name not in said and row.accepted_by_name not in said


def test_a_rise_above_it_is_told_once():
    firm = known_firm(2)
    run()
    accept(firm)
    override(firm, 4)
    run(), scores.work_out([firm], by=make.CLOCK, at=clock.now())
    assert Event.objects.filter(name="risk.outgrown", vendor_id=firm.pk).count() == 1
    override(firm, 1)
    run()
    assert Event.objects.filter(name="risk.outgrown", vendor_id=firm.pk).count() == 1


def run() -> None:
    while scores.work_out_doubtful(by=make.CLOCK, at=clock.now()):
        pass


def test_who_accepted_and_who_owns_are_reminded_until_it_is_renewed():
    firm, by = known_firm(), boss()
    row = accept(firm, by=by, until_on=make_dd.days(20))
    (due,) = deadlines.accepted_risks(clock.now())
    assert set(due.users) == {by.user.pk, firm.owner_id} and isinstance(due, reminders.Deadline)
    accept(firm, by=by, because="Prolonged", until_on=make_dd.days(300))
    assert str(row.pk) not in {each.key.partition(":")[2] for each in deadlines.accepted_risks(clock.now())}


def client_of(actor, *, confirmed: bool = True) -> Client:
    client = Client()
    if confirmed:
        return make.confirm(client, actor.user)
    client.force_login(actor.user)
    return client


def test_without_a_second_factor_there_is_no_form_and_no_act():
    firm, client = known_firm(), client_of(boss(), confirmed=False)
    url = reverse("risk_accept", args=[firm.pk])
    text = client.get(url).content.decode()
    assert "Confirm that it is you" in text and 'name="what"' not in text
    assert client.post(url, typed(firm)).status_code == 303 and not RiskAcceptance.objects.exists()


def test_it_is_accepted_on_the_page_and_shown_wherever_the_risk_is(organisation_key):
    firm, who = known_firm(), boss()
    client = client_of(who)
    answer = client.post(reverse("risk_accept", args=[firm.pk]), typed(firm))
    row = RiskAcceptance.objects.get()
    assert answer["Location"] == reverse("risk_acceptance", args=[row.pk]) and row.factor == "totp"
    texts = {
        name: " ".join(client.get(reverse(name, args=[pk])).content.decode().split())
        for name, pk in [("risk_acceptance", row.pk), ("subcontractor_risk", firm.pk), ("subcontractor", firm.pk)]
    }
    assert (
        "It is being sealed" in texts["risk_acceptance"] and "It covers the level of now" in texts["subcontractor_risk"]
    )
    assert "Risk accepted until" in texts["subcontractor"] and "Residual risk accepted" in texts["subcontractor"]
    override(firm, 4)
    assert "Risk above what was accepted" in client.get(reverse("subcontractor", args=[firm.pk])).content.decode()
    assert client.get(reverse("risk_acceptance_file", args=[row.pk])).status_code == 404
    risk_acceptances.seal_next(by=make.CLOCK, at=clock.now())
    assert client.get(reverse("risk_acceptance_file", args=[row.pk]))["Content-Type"] == "application/pdf"


def test_a_page_that_shows_an_older_score_comes_back_with_the_new_one_and_what_was_typed():
    firm, client = known_firm(), client_of(boss())
    answer = client.post(reverse("risk_accept", args=[firm.pk]), typed(firm, score=1, what="My own words"))
    text = answer.content.decode()
    assert answer.status_code == 422 and "The score has changed meanwhile" in text and "My own words" in text
    assert 'name="score" value="45"' in text


def test_above_the_limit_the_page_asks_for_somebody_who_accepts_it():
    firm = known_firm(4)
    text = client_of(boss()).get(reverse("subcontractor_risk", args=[firm.pk])).content.decode()
    assert "above the limit, and nobody has accepted it" in text


def test_the_list_is_cut_down_to_those_that_count():
    counted, over = known_firm(), known_firm()
    accept(counted)
    risk_acceptances.withdraw(accept(over), because="x", by=make.officer(), at=clock.now())
    client = client_of(boss())
    by_state = {
        state: client.get(reverse("risk_acceptances"), {"counts": state}).content.decode() for state in ("yes", "no")
    }
    assert counted.name in by_state["yes"] and over.name not in by_state["yes"] and over.name in by_state["no"]


def test_a_request_that_waited_for_its_turn_sees_the_one_that_went_before():
    """The moment of a request is that of its start: a later start may have been first at the lock."""
    firm = known_firm()
    first = accept(firm, by=boss("One"), at=clock.now() + datetime.timedelta(seconds=2))
    with pytest.raises(NotNow, match="meanwhile"):
        accept(firm, by=boss("Two"))
    assert list(RiskAcceptance.objects.all()) == [first]

"""Until when may a paper be signed, who is reminded of it, and what is it afterwards?"""

import datetime

import pytest
from django.urls import reverse

from agreements import deadlines, tasks
from agreements.actions import signatures, times
from agreements.models import APPROVER, COMPANY, SUBCONTRACTOR
from agreements.rendering import terms
from core import clock, reminders
from core.models import Event, Notice
from core.refusals import NotAllowed, NotNow
from tests import make
from tests import make_agreements as papers
from tests.agreements.test_pages import enter

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def firm():
    return make.vendor("Corrib Test Works")


@pytest.fixture
def signatory(firm):
    return make.as_person(make.contact(firm, "Nora Byrne"))


@pytest.fixture
def agreement(firm, signatory):
    return papers.issued(firm)


def last_instant(agreement) -> datetime.datetime:
    return terms.start_of(agreement.sign_by + DAY, agreement.zone) - datetime.timedelta(microseconds=1)


def test_two_weeks_are_given_unless_another_day_is_said(agreement):
    assert agreement.sign_by == terms.day_of(agreement.issued_at, agreement.zone) + 14 * DAY


def test_a_press_after_the_last_instant_is_refused_with_the_day_though_no_sweep_came(agreement, signatory):
    late = last_instant(agreement) + datetime.timedelta(microseconds=1)
    with pytest.raises(NotNow, match="time to sign this ended with"):
        papers.sign(agreement, signatory, at=late)
    with pytest.raises(NotNow, match="time to sign this ended with"):
        signatures.decline(agreement, by=signatory, at=late, because="Too late anyway")
    assert not agreement.signatures.exists()
    papers.sign(agreement, signatory, at=last_instant(agreement))


def test_the_sweep_writes_down_that_it_lapsed_once(agreement, monkeypatch):
    for moment, events in [(last_instant(agreement), 0), (last_instant(agreement) + DAY, 1), (last_instant(agreement) + 2 * DAY, 1)]:  # fmt: skip
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        tasks.lapse.apply(throw=True)
        assert Event.objects.about(agreement).filter(name="agreement.lapsed").count() == events
    agreement.refresh_from_db()
    assert agreement.status == "lapsed" and agreement.closed_at


def test_more_time_is_given_with_a_reason_while_it_waits(agreement, signatory):
    counsel, day = papers.counsel(), agreement.sign_by + 7 * DAY
    for by, until, because, refusal, sentence in [
        (make.officer(), day, "Away", NotAllowed, "role"),
        (counsel, day, " ", NotNow, "Write down why"),
        (counsel, agreement.sign_by - DAY, "Away", NotNow, "less time"),
        (counsel, agreement.sign_by + 4000 * DAY, "Away", NotNow, "a year from now"),
    ]:
        with pytest.raises(refusal, match=sentence):
            times.extend(agreement, until, by=by, at=clock.now(), because=because)
    for _press in range(2):
        times.extend(agreement, day, by=counsel, at=clock.now(), because="She is away until Friday")
    assert Event.objects.about(agreement).filter(name="agreement.extended").count() == 1
    papers.sign(agreement, signatory, at=last_instant(agreement) + 5 * DAY)


def test_what_lapsed_gets_no_more_time_though_no_sweep_came(agreement):
    late = last_instant(agreement) + DAY
    with pytest.raises(NotNow, match="Draft it anew"):
        times.extend(agreement, agreement.sign_by + 30 * DAY, by=papers.counsel(), at=late, because="Sorry")


def test_after_it_lapsed_the_same_undertaking_can_be_issued_anew(firm):
    worker = make.person(firm)
    first = papers.undertaking(worker)
    assert times.lapse(first, by=make.CLOCK, at=last_instant(first) + DAY)
    assert papers.undertaking(worker).status == "issued"


def test_whose_turn_it_is_is_reminded_and_who_issued_it(firm, signatory):
    counsel = papers.counsel()
    agreement = papers.issued(firm, by=counsel)
    for at, told in [(agreement.issued_at, 0), (last_instant(agreement) - 6 * DAY, 2), (last_instant(agreement) - 5 * DAY, 0)]:  # fmt: skip
        assert reminders.remind(deadlines.signing(at), at=at) == told
    waits = Notice.objects.get(user=signatory.user)
    assert waits.title.startswith("Waits for you") and waits.url == f"/portal/agreements/{agreement.pk}/"
    assert Notice.objects.get(user=counsel.user).title.startswith("Not signed yet")
    papers.sign(agreement, signatory)
    (left,) = deadlines.signing(last_instant(agreement) - 6 * DAY)
    assert left.users == (counsel.user.pk,) and str(left.title).startswith("Waits for you")


def test_nobody_is_reminded_before_their_turn(firm, signatory):
    officer = make.officer()
    agreement = papers.at_table(firm, (APPROVER, 1, officer.user), (SUBCONTRACTOR, 2, None), (COMPANY, 3, None))
    reminded = {user for each in deadlines.signing(last_instant(agreement) - 6 * DAY) for user in each.users}
    assert officer.user.pk in reminded and signatory.user.pk not in reminded


def test_counsel_sets_the_day_and_gives_more_on_the_pages(client, firm):
    counsel = papers.counsel()
    draft = papers.draft(firm, by=counsel)
    day = terms.day_of(clock.now(), draft.zone) + 5 * DAY
    boxes = {"sign_by_day": day.day, "sign_by_month": day.month, "sign_by_year": day.year}
    enter(client, counsel.user)
    url = reverse("desk_agreement_issue", args=[draft.pk])
    why = {f"why-{name}": "Fits" for name in papers.reasons(draft)}
    assert client.post(url, {**why, **boxes, "sign_by_year": day.year - 3}).status_code == 409
    assert client.post(url, {**why, **boxes}).status_code == 302
    draft.refresh_from_db()
    assert draft.sign_by == day
    more = reverse("desk_agreement_more_time", args=[draft.pk])
    assert client.get(more).status_code == 200
    assert client.post(more, {"because": "", **boxes}).status_code == 422
    assert client.post(more, {"because": "Away", **boxes, "sign_by_year": day.year + 1}).status_code == 409
    later = day + 9 * DAY
    boxes = {"sign_by_day": later.day, "sign_by_month": later.month, "sign_by_year": later.year}
    assert client.post(more, {"because": "Away", **boxes}).status_code == 302
    draft.refresh_from_db()
    assert draft.sign_by == later and "Away" in client.get(reverse("desk_agreement", args=[draft.pk])).content.decode()

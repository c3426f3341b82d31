"""Does the other side read a draft when it is opened, no sooner, and only what was put before it?"""

import datetime

import pytest
from django.urls import reverse

from agreements.actions import agreements, negotiation
from agreements.models import SharedText
from agreements.panels import agreements as panels
from config.notices import NOTICES
from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make
from tests import make_agreements as papers
from tests.agreements.test_pages import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    return make.vendor("Corrib Test Works", tier=2)


@pytest.fixture
def signatory(firm):
    return make.contact(firm, "Nora Byrne")


def events_of(agreement) -> list[str]:
    return list(Event.objects.about(agreement).order_by("at", "id").values_list("name", flat=True))


def test_a_draft_is_read_by_the_other_side_once_it_is_opened(client, firm, signatory):
    agreement, counsel = papers.draft(firm), papers.counsel()
    enter(client, signatory.user)
    url = reverse("portal_negotiation", args=[agreement.pk])
    assert client.get(url).status_code == 404
    papers.opened(agreement, by=counsel)
    page = client.get(url).content.decode()
    assert "1.1" in page and "Durability testing of bearings" in page and agreement.reference not in page
    assert client.get(reverse("portal_agreement", args=[agreement.pk]))["Location"] == url
    assert client.get(reverse("portal_agreement_text", args=[agreement.pk])).status_code == 404
    assert agreement.title in client.get(reverse("portal_agreements")).content.decode()
    assert events_of(agreement) == ["agreement.drafted", "agreement.opened"]


def test_nobody_else_reads_it(client, firm, signatory):
    agreement = papers.opened(papers.draft(firm))
    for person in (make.person(firm), make.contact(make.vendor())):
        enter(client, person.user)
        assert client.get(reverse("portal_negotiation", args=[agreement.pk])).status_code == 404


def test_what_is_missing_or_who_has_no_right_opens_nothing(firm):
    gaps = papers.draft(firm, variables={"purpose": ""})
    with pytest.raises(NotNow) as refused:
        papers.opened(gaps)
    assert any("Purpose" in sentence for sentence in refused.value.unmet)
    with pytest.raises(NotAllowed):
        papers.opened(gaps, by=make.officer())
    yesterday = clock.now().date() - datetime.timedelta(days=2)
    with pytest.raises(NotNow, match="has passed"):
        papers.opened(papers.draft(make.vendor()), answers_due_on=yesterday)
    with pytest.raises(NotNow, match="not negotiated"):
        papers.opened(papers.draft(firm, "own-undertaking", person=make.person(firm)))
    assert not SharedText.objects.exists()


def test_opening_twice_and_sharing_the_same_changes_nothing(firm):
    agreement, counsel = papers.opened(papers.draft(firm)), papers.counsel()
    papers.opened(agreement, by=counsel)
    negotiation.share(agreement, by=counsel, at=clock.now())
    assert SharedText.objects.count() == 1
    assert events_of(agreement) == ["agreement.drafted", "agreement.opened"]


def test_a_changed_draft_is_shared_before_it_is_issued(client, firm, signatory):
    agreement, counsel = papers.opened(papers.draft(firm)), papers.counsel()
    agreements.set_variables(agreement, {"purpose": "Noise testing of bearings"}, by=counsel, at=clock.now())
    enter(client, signatory.user)
    url = reverse("portal_negotiation", args=[agreement.pk])
    assert "Noise" not in client.get(url).content.decode()
    with pytest.raises(NotNow, match="Share the changed text first"):
        agreements.issue(agreement, by=counsel, at=clock.now(), reasons=papers.reasons(agreement, "Fits"))
    enter(client, counsel.user)
    desk = reverse("desk_negotiation", args=[agreement.pk])
    assert "has changed since they saw it" in client.get(desk).content.decode()
    assert (
        client.post(reverse("desk_negotiation_text", args=[agreement.pk]), {"note": "Other tests"}).status_code == 302
    )
    assert "has changed since they saw it" not in client.get(desk).content.decode()
    enter(client, signatory.user)
    page = client.get(url).content.decode()
    assert "Other tests" in page and '<del><span class="vh">taken out: </span>Durability</del>' in page
    assert '<ins><span class="vh">put in: </span>Noise</ins>' in page
    agreements.issue(agreement, by=counsel, at=clock.now(), reasons=papers.reasons(agreement, "Fits"))
    assert "Noise testing" in client.get(reverse("portal_agreement", args=[agreement.pk])).content.decode()
    assert "The negotiation is over" in client.get(url).content.decode()


def test_closed_talks_leave_a_draft_that_both_still_read(client, firm, signatory):
    agreement, counsel = papers.opened(papers.draft(firm)), papers.counsel()
    enter(client, counsel.user)
    url = reverse("desk_negotiation_closing", args=[agreement.pk])
    assert client.post(url, {"because": ""}).status_code == 422
    assert client.post(url, {"because": "We talk by phone first"}).status_code == 302
    agreement.refresh_from_db()
    assert agreement.status == "draft"
    negotiation.close(agreement, because="Again", by=counsel, at=clock.now())
    assert events_of(agreement)[-1] == "agreement.talks-closed" and len(events_of(agreement)) == 3
    enter(client, signatory.user)
    page = client.get(reverse("portal_negotiation", args=[agreement.pk])).content.decode()
    assert "not open for negotiation now" in page
    assert papers.opened(agreement, by=counsel).status == "negotiating"
    assert SharedText.objects.filter(agreement=agreement).count() == 2


def test_a_negotiated_draft_can_be_withdrawn_with_a_reason(client, firm, signatory):
    agreement, counsel = papers.opened(papers.draft(firm)), papers.counsel()
    with pytest.raises(NotNow):
        agreements.withdraw(agreement, by=counsel, at=clock.now())
    agreements.withdraw(agreement, by=counsel, at=clock.now(), because="No work this year")
    enter(client, signatory.user)
    assert "No work this year" in client.get(reverse("portal_negotiation", args=[agreement.pk])).content.decode()


def test_counsel_opens_it_on_the_page_and_a_gap_is_named_there(client, firm):
    agreement, gaps = papers.draft(firm), papers.draft(make.vendor(), variables={"purpose": ""})
    enter(client, papers.counsel().user)
    assert "First put this right" in client.get(reverse("desk_negotiation_opening", args=[gaps.pk])).content.decode()
    url = reverse("desk_negotiation_opening", args=[agreement.pk])
    wrong = client.post(url, {"answers_due_on_day": "40", "note": "Kept words"})
    assert wrong.status_code == 422 and "Kept words" in wrong.content.decode()
    said = {"answers_due_on_day": 1, "answers_due_on_month": 9, "answers_due_on_year": 2035}
    assert client.post(url, said)["Location"] == reverse("desk_negotiation", args=[agreement.pk])
    assert client.get(reverse("desk_agreement", args=[agreement.pk]))["Location"].endswith("/negotiation/")
    assert "Version 1" in client.get(reverse("desk_negotiation", args=[agreement.pk])).content.decode()


def test_each_signatory_and_contact_is_asked_once_and_finds_it_among_the_tasks(firm, signatory):
    contact = make.contact(firm, is_signatory=False)
    agreement = papers.opened(papers.draft(firm))
    event = Event.objects.about(agreement).select_related("detail").get(name="agreement.opened")
    told = [each.user for each in NOTICES["agreement.opened"][0].audience(event, event.detail.data)]
    assert sorted(user.pk for user in told) == sorted([signatory.user_id, contact.user_id])
    todo = panels.portal_tasks(make.as_person(contact), clock.now())[0]
    assert todo.title.startswith("Read and propose changes") and todo.due_at > clock.now()

"""Does secrecy outlast the paper that promises it, on the record and in the calendar?"""

import datetime

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse

from agreements import deadlines
from agreements.actions import agreements
from agreements.models import BindingFact, SecrecyFact
from agreements.rendering import terms
from core import reminders
from core.models import Notice
from tests import make
from tests import make_agreements as papers

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def secrecy(agreement) -> dict:
    return {row.what: row.during for row in SecrecyFact.objects.current().filter(agreement=agreement)}


def test_secrecy_has_its_own_end_and_trade_secrets_have_none():
    agreement = papers.signed(variables={"term_months": 12, "secrecy_years": 3})
    held = BindingFact.objects.current().filter(source_id=agreement.pk).first()
    assert held.during.upper == terms.end_of(agreement.ends_on, agreement.zone)
    said = secrecy(agreement)
    assert said["information"].upper == terms.end_of(agreement.ends_on + relativedelta(years=3), agreement.zone)
    assert said["trade_secrets"].upper is None and said["trade_secrets"].lower == held.during.lower


def test_an_early_end_brings_the_end_of_secrecy_nearer_and_leaves_trade_secrets():
    agreement, counsel = papers.signed(variables={"term_months": 24, "secrecy_years": 3}), papers.counsel()
    at = agreement.signed_at + 40 * DAY
    agreements.terminate(agreement, by=counsel, at=at, because="They work for a rival")
    agreement.refresh_from_db()
    ended_on = terms.day_of(at, agreement.zone)
    assert agreement.binds_until == ended_on and agreement.ends_on > ended_on
    said = secrecy(agreement)
    assert said["information"].upper == terms.end_of(ended_on + relativedelta(years=3), agreement.zone)
    assert said["trade_secrets"].upper is None


def test_secrecy_without_a_term_runs_until_the_paper_is_ended():
    person = make.person(make.vendor())
    paper = papers.undertaking(person)
    papers.sign(paper, make.as_person(person))
    assert secrecy(paper)["information"].upper is None
    paper.refresh_from_db()
    at = paper.signed_at + 5 * DAY
    agreements.terminate(paper, by=papers.counsel(), at=at, because="Another task")
    years = int(paper.variables["secrecy_years"])
    last = terms.day_of(at, paper.zone) + relativedelta(years=years)
    assert secrecy(paper)["information"].upper == terms.end_of(last, paper.zone)


def test_both_sides_hear_of_the_end_of_secrecy_once():
    agreement = papers.signed(variables={"term_months": 12, "secrecy_years": 1})
    end = secrecy(agreement)["information"].upper
    assert list(deadlines.secrecy(end - 200 * DAY)) == []
    at = end - 20 * DAY
    assert reminders.remind(deadlines.secrecy(at), at=at)
    links = set(Notice.objects.filter(key__startswith="secrecy-end").values_list("url", flat=True))
    assert {f"/desk/agreements/{agreement.pk}/", f"/portal/agreements/{agreement.pk}/"} == links
    assert reminders.remind(deadlines.secrecy(at), at=at) == 0


def test_both_sides_see_how_long_it_lasts(client):
    firm = make.vendor()
    contact, agreement = make.contact(firm), papers.signed(firm)
    client.force_login(papers.counsel().user)
    desk = client.get(reverse("desk_agreement", args=[agreement.pk])).content.decode()
    client.force_login(contact.user)
    portal = client.get(reverse("portal_agreement", args=[agreement.pk])).content.decode()
    for page in (desk, portal):
        assert "time-bar" in page and "without a fixed end" in page and "Trade secrets" in page

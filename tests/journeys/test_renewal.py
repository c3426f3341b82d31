"""What closes at the end of a year, and does it open again once each thing is renewed?"""

import datetime

import pytest
from django.urls import reverse

from access import eligibility
from access import tasks as sweeper
from agreements.models import Agreement
from core import clock
from tests import make, make_access, make_agreements, make_dd
from tests.databases import committed
from tests.journeys import cast, proving, working
from tests.journeys.cast import day, deed, seen, sent, text_of, visitor, when
from tests.journeys.mails import reminded, told
from vendors import business_days
from vendors.actions import certificates, questionnaires
from vendors.models import Assessment

DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
SOON = 20  # days until the certificate ends
SHUT, OPEN = "Sean Daly: Your access is paused", "Sean Daly: Your access is open again"


@pytest.fixture
def world(house):
    """A firm a year on: a certificate that ends soon, an agreement of six months, answers that were accepted."""
    world = cast.engage()
    with deed() as at:
        world["firm"] = firm = make.vendor("Corrib Test Works", status="active", tier=3, by=world["officer"])
        world["contact"], world["worker"] = make.contact(firm, "Nora Byrne"), make.person(firm, "Sean Daly")
        paper = make_dd.certificate(world["contact"], valid_from=make_dd.days(-340), valid_until=make_dd.days(SOON))
        certificates.accept(paper, because="Seen", by=world["analyst"], at=at)
        world["ends_at"] = business_days.end_of(make_dd.days(SOON))
        world["first_after"] = make_dd.days(SOON + 1)
        agree(world)
        answered(world, at)
        klass = make_access.asset_class(
            ("employment", ""), ("certification", "iso27001"), ("agreement", "confidentiality-ip")
        )
        world["asset"] = make_access.offered(world["worker"], make_access.asset(klass=klass, by=world["owner"]))
        now = clock.now()
        make_access.approved(make_access.requested(world["worker"], world["asset"], at=now, days=300), at=now)
    sweeper.sweep()
    told()
    return world


def agree(world: dict) -> None:
    """An agreement of six months, signed by both."""
    world["agreement"] = made = make_agreements.issued(world["firm"], by=world["legal"], variables={"term_months": 6})
    make_agreements.sign(made, make.as_person(world["contact"]))
    make_agreements.sign(made, world["legal"])
    made.refresh_from_db()


def answered(world: dict, at) -> None:
    """The questionnaire of last year, accepted."""
    made = questionnaires.send(world["firm"], due_on=make_dd.days(10), by=world["officer"], at=at)
    make_dd.answer_everything(made, world["contact"])
    questionnaires.submit(made, by=make.as_person(world["contact"]), at=at)
    questionnaires.accept(made, because="Read in full", by=world["analyst"], at=at)


@pytest.mark.timeout(300)
def test_what_ends_closes_and_what_is_renewed_opens(world):
    assert is_open(world)
    renew_the_certificate(world)
    sign_anew(world)


@pytest.mark.timeout(300)
def test_last_years_answers_are_confirmed_and_sent(world):
    with deed() as at:
        due_on = business_days.day_of(at) + 14 * DAY
    contact, analyst = visitor(world["contact"].user), visitor(world["analyst"].user)
    sent(visitor(world["officer"].user), reverse("assessment_send", args=[world["firm"].pk]), day("due_on", due_on))
    with committed():
        asked = Assessment.objects.get(vendor=world["firm"], status="sent")
    assert any(each.startswith("Nora Byrne: Questionnaire to answer by") for each in told())
    page = reverse("portal_questionnaire", args=[asked.pk])
    earlier = reverse("portal_earlier_answers", args=[asked.pk])
    assert earlier in seen(contact, page)
    offered = [row["question"]["id"] for part in contact.get(earlier).context["sections"] for row in part["rows"]]
    kept_back, *taken = offered
    assert sent(contact, earlier, {"question": taken}) == page
    refused = proving.submit(contact, asked)
    assert refused.status_code == 409
    said = "Corrib Test Works Holding, 654321"
    proving.post_answer(contact, asked, asked.question(kept_back), said, file=proving.proof())
    proving.answer_all(contact, asked)
    assert proving.submit(contact, asked).status_code == 302
    told("Paul Adler: Answers to check: Corrib Test Works")
    record = reverse("assessment", args=[asked.pk])
    shown = text_of(seen(analyst, record))
    assert f"{said} Last time: As agreed" in shown
    sent(analyst, reverse("assessment_acceptance", args=[asked.pk]), {"because": "One changed"}, page=record)
    told("Nora Byrne: Your answers are accepted")
    assert str(contact.get(page).context["state"]["text"]) == "Accepted"


def is_open(world: dict) -> bool:
    with deed() as at:
        return bool(eligibility.decide(world["worker"].pk, world["asset"].pk, at=at))


def renew_the_certificate(world: dict) -> None:
    """Told beforehand; closed from the first second of the day after; open with the acceptance of the new one."""
    with when(world["ends_at"] - 5 * DAY):
        found = reminded()
        assert any(each.startswith("Nora Byrne: ISO/IEC 27001:2022 ends on") for each in found), found
        assert is_open(world)
    with when(world["ends_at"] + HOUR):
        assert not is_open(world)
        sweeper.sweep()
        told(SHUT, "Nora Byrne: Access of Sean Daly is paused", "Ines Moreau: Access paused: Sean Daly")
        assert "ISO/IEC 27001:2022" in text_of(seen(visitor(world["contact"].user), reverse("your_tasks")))
        proving.certify(world, "IS-772", world["first_after"], world["first_after"] + 365 * DAY)
        assert is_open(world)
        sweeper.sweep()
        told(OPEN, "Nora Byrne: Accepted: ISO/IEC 27001:2022")


def sign_anew(world: dict) -> None:
    """The agreement runs out; a new one is issued, signed for the firm and countersigned, and it is open again."""
    with committed():
        old = Agreement.objects.get(pk=world["agreement"].pk)
        over = business_days.end_of(old.ends_on)
    with when(over - 5 * DAY):
        found = reminded()
        assert any(each.startswith(f"Nora Byrne: {old.title} ends on") for each in found), found
    with when(over + HOUR):
        assert not is_open(world)
        sweeper.sweep()
        told(SHUT)
        with deed():
            new = make_agreements.issued(world["firm"], by=world["legal"])
        told(f"Nora Byrne: To sign: {new.title}")
        working.sign(world["contact"].user, "Nora Byrne", new, "portal_agreement_signature")
        assert not is_open(world)
        told(f"Lea Brandt: To countersign: {new.title}")
        working.sign(world["legal"].user, "Lea Brandt", new, "desk_agreement_signature")
        assert is_open(world)
        sweeper.sweep()
        told(OPEN)
        shown = text_of(seen(visitor(world["contact"].user), reverse("portal_agreements")))
        assert shown.count(new.title) == 2

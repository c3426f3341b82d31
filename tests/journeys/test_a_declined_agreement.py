"""What becomes of an agreement that somebody will not sign, gives away, or leaves until its last day has passed?"""

import datetime

import pytest
from django.urls import reverse
from lxml import html

from agreements import tasks
from agreements.models import Agreement
from tests import make
from tests.databases import committed
from tests.journeys import agreeing, cast, working
from tests.journeys.agreeing import end_of, events_of, filled, offered, reads
from tests.journeys.cast import day, deed, text_of, visitor, when
from tests.journeys.mails import reminded, told
from vendors import business_days

DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
TITLE = "Confidentiality and IP agreement"
REASON, AWAY = "Clause 9 takes what is ours already", "I am at sea until Christmas"


@pytest.mark.timeout(300)
def test_what_was_declined_is_drafted_anew_given_to_a_colleague_and_signed_in_more_time(house):
    world = cast.engage()
    issue(world)
    decline(world)
    draft_anew(world)
    give_to_a_colleague(world)
    approve_the_colleague(world)
    lapse(world)
    issue_once_more(world)
    ask_for_time(world)
    sign_late(world)


def issue(world: dict) -> None:
    with deed():
        world["firm"] = firm = make.vendor("Corrib Test Works", status="approved", tier=2, by=world["officer"])
        world["contact"] = make.contact(firm, "Nora Byrne")
        world["colleague"] = make.person(firm, "Aine Walsh", email="aine@corrib.test", by=world["officer"])
    told()
    made = agreeing.drafted(world, firm, "confidentiality-ip-tier-2", "IE", purpose="Tests of bearings in oil")
    world["agreement"] = agreeing.issued(world, made)
    told(f"Nora Byrne: To sign: {TITLE}")


def decline(world: dict) -> None:
    """With a reason, and after reading it; counsel and whoever looks after the firm hear why, nobody else does."""
    contact, made = visitor(world["contact"].user), world["agreement"]
    page = reverse("portal_agreement_refusal", args=[made.pk])
    assert offered(contact, page, because="").status_code == 422
    filled(contact, page, because=REASON)
    found = told(f"Lea Brandt: Signature refused: {TITLE}", f"Ines Moreau: Signature refused: {TITLE}")
    assert {each.partition(":")[0] for each in found} <= {"Lea Brandt", "Ines Moreau"}
    for user, name in ((world["contact"].user, "portal_agreement"), (world["legal"].user, "desk_agreement")):
        said = reads(user, reverse(name, args=[made.pk]))
        assert REASON in said and "Refused" in said, said[:400]
    assert f"Sign: {TITLE}" not in reads(world["contact"].user, reverse("your_tasks"))
    late = visitor(world["contact"].user, confirmed=True).get(reverse("portal_agreement_signature", args=[made.pk]))
    assert late.status_code == 409
    assert events_of(made)[-1] == "agreement.declined"


def draft_anew(world: dict) -> None:
    """What was typed the first time is there again, so that one clause is all the work there is."""
    editor = drafted_anew(world)
    assert "Tests of bearings in oil" in reads(world["legal"].user, editor)
    assert "Ready to be issued" in reads(world["legal"].user, editor)
    with committed():
        made = Agreement.objects.get(vendor=world["firm"], status="draft")
        sign_by = business_days.day_of(make.clock.now()) + 5 * DAY
    world["agreement"] = agreeing.issued(world, made, **day("sign_by", sign_by))
    assert world["agreement"].sign_by == sign_by
    told(f"Nora Byrne: To sign: {TITLE}")


def drafted_anew(world: dict) -> str:
    """By the button on the record of what came to nothing; the editor of the new draft."""
    counsel = visitor(world["legal"].user)
    record = html.fromstring(counsel.get(reverse("desk_agreement", args=[world["agreement"].pk])).text)
    (way,) = [each.get("href") for each in record.iter("a") if each.text_content().strip() == "Draft it anew"]
    assert counsel.get(way + "0").status_code == 404, "an address that was typed over"
    return filled(counsel, way)


def give_to_a_colleague(world: dict) -> None:
    """Somebody who may not sign yet is proposed; one of us looks at their authority before they have the seat."""
    made, contact = world["agreement"], visitor(world["contact"].user)
    page = reverse("portal_agreement_delegation", args=[made.pk])
    unknown = offered(contact, page, email="nobody@corrib.test", because=AWAY)
    assert unknown.status_code == 409 and "Nobody who can sign in here" in text_of(unknown.text)
    filled(contact, page, email="aine@corrib.test", because=AWAY)
    told(f"Lea Brandt: Somebody else is to sign: {TITLE}")
    assert visitor(world["colleague"].user).get(reverse("portal_agreement", args=[made.pk])).status_code == 404
    with committed():
        world["delegation"] = Agreement.objects.get(pk=made.pk).delegations.get()
    answer = reverse("desk_delegation", args=[world["delegation"].pk])
    assert answer in visitor(world["legal"].user).get(reverse("desk_agreement", args=[made.pk])).text
    too_soon = offered(visitor(world["legal"].user), answer, answer="approve")
    assert too_soon.status_code == 409 and "mark them as a signatory first" in text_of(too_soon.text)


def approve_the_colleague(world: dict) -> None:
    """Marked as a signatory by the officer, then approved; both hear of it and the seat is the colleague's alone."""
    officer = visitor(world["officer"].user)
    filled(officer, reverse("person_edit", args=[world["colleague"].pk]), is_signatory="on")
    counsel, answer = visitor(world["legal"].user), reverse("desk_delegation", args=[world["delegation"].pk])
    assert AWAY in reads(world["legal"].user, answer)
    filled(counsel, answer, answer="approve")
    told(f"Aine Walsh: To sign: {TITLE}", f"Nora Byrne: Your colleague signs instead: {TITLE}")
    made = world["agreement"]
    assert "You sign below" in reads(world["colleague"].user, reverse("portal_agreement", args=[made.pk]))
    given = visitor(world["contact"].user, confirmed=True).get(reverse("portal_agreement_signature", args=[made.pk]))
    assert given.status_code == 403


def lapse(world: dict) -> None:
    """Reminded before the last day; after it nobody signs, whether or not the sweep has come by, and all hear of it."""
    made = world["agreement"]
    over = end_of(made.sign_by)
    with when(over - DAY):
        assert any(each.startswith("Aine Walsh:") for each in reminded())
    with when(over + HOUR):
        url = reverse("portal_agreement_signature", args=[made.pk])
        assert visitor(world["colleague"].user, confirmed=True).get(url).status_code == 409
        tasks.lapse()
        told(f"Aine Walsh: Not signed in time: {TITLE}", f"Lea Brandt: Not signed in time: {TITLE}")
        assert "Not signed in time" in reads(world["colleague"].user, reverse("portal_agreement", args=[made.pk]))
        more = offered(visitor(world["legal"].user), reverse("desk_agreement_more_time", args=[made.pk]), because="x")
        assert more.status_code == 409
    assert events_of(made)[-1] == "agreement.lapsed"


def issue_once_more(world: dict) -> None:
    """To both who may sign, each in their own name."""
    drafted_anew(world)
    with committed():
        draft = Agreement.objects.get(vendor=world["firm"], status="draft")
    ticked = [str(world["contact"].pk), str(world["colleague"].pk)]
    world["agreement"] = agreeing.issued(world, draft, for_subcontractor=ticked)
    told(f"Nora Byrne: To sign: {TITLE}", f"Aine Walsh: To sign: {TITLE}")


def ask_for_time(world: dict) -> None:
    """A later day with a reason, which the signers are told."""
    counsel, page = visitor(world["legal"].user), reverse("desk_agreement_more_time", args=[world["agreement"].pk])
    world["later"] = later = world["agreement"].sign_by + 20 * DAY
    assert offered(counsel, page, because="", **day("sign_by", later)).status_code == 422
    filled(counsel, page, because="Their board meets next month", **day("sign_by", later))
    told(f"Nora Byrne: More time to sign: {TITLE}", f"Aine Walsh: More time to sign: {TITLE}")


def sign_late(world: dict) -> None:
    """On the last of the days that were added; both of the firm, then counsel, and it is in force."""
    made = world["agreement"]
    with when(end_of(world["later"]) - HOUR):
        working.sign(world["contact"].user, "Nora Byrne", made, "portal_agreement_signature")
        told()
        assert "Signed in part" in reads(world["legal"].user, reverse("desk_agreement", args=[made.pk]))
        working.sign(world["colleague"].user, "Aine Walsh", made, "portal_agreement_signature")
        told(f"Lea Brandt: To countersign: {TITLE}")
        working.sign(world["legal"].user, "Lea Brandt", made, "desk_agreement_signature")
        agreeing.sealed(made)
        told(f"Nora Byrne: Your signed copy: {TITLE}", f"Aine Walsh: Your signed copy: {TITLE}")
        listed = reads(world["contact"].user, reverse("portal_agreements"))
        assert all(state in listed for state in ("Refused", "Not signed in time", "In force"))

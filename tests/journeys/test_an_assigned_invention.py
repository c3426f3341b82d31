"""Does an invention of a subcontractor's people become ours, share by share, and is what was theirs before kept apart?"""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agreements import tasks
from agreements.models import Agreement, BackgroundItem, Invention, Patent
from tests import make, make_agreements, make_ip
from tests.databases import committed
from tests.journeys import agreeing, cast, sealing, working
from tests.journeys.agreeing import end_of, events_of, filled, offered, reads
from tests.journeys.cast import day, deed, seen, text_of, visitor, when
from tests.journeys.mails import reminded, told
from tests.make_dd import PDF
from vendors import business_days

DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
TITLE, RIG = "Oil groove in the jaw", "Bearing test rig"
PASSED_ON, CONFIRMED = "Assignment by an inventor", "Assignment of an invention"


@pytest.mark.timeout(300)
def test_an_invention_is_told_claimed_and_assigned_and_background_is_kept_apart(house):
    world = cast.engage()
    agree(world)
    keep_apart(world)
    tell(world)
    watch_the_clock(world)
    claim(world)
    assign(world)
    sign_each_share(world)
    enter_the_patent(world)
    declare_too_late(world)


def agree(world: dict) -> None:
    """A firm in Germany, where the law gives its people a say; two of them work for us."""
    with deed():
        said = {"status": "approved", "tier": 2, "country": "DE", "jurisdiction": "DE"}
        world["firm"] = firm = make.vendor("Isar Prüftechnik", **said, by=world["officer"])
        world["contact"] = make.contact(firm, "Ute Kern")
        world["worker"], world["colleague"] = make.person(firm, "Jan Vogt"), make.person(firm, "Mia Roth")
        make_agreements.signed(firm, by=world["legal"], jurisdiction="DE", topics=["research"])
    told()


def keep_apart(world: dict) -> None:
    """What the firm owned before, with its proof under seal; confirmed by counsel, and another firm claims the same."""
    contact = visitor(world["contact"].user)
    said = {
        "title": RIG, "description": "A rig that turns bearings under load until they fail", "kind": "know_how",
        "owner_name": "Isar Prüftechnik", "rights": "reserved", "proof": "typed", "sha256": "ab" * 32,
    }  # fmt: skip
    page = reverse("portal_background_new")
    assert offered(contact, page, **{**said, "sha256": "short"}).status_code == 422
    url = filled(contact, page, **said)
    told(f"Lea Brandt: Background declared: {RIG}")
    with committed():
        world["rig"] = BackgroundItem.objects.get(title=RIG)
    record = reverse("desk_background_item", args=[world["rig"].pk])
    filled(visitor(world["legal"].user), record, answer="confirm")
    told(f"Ute Kern: Confirmed: {RIG}")
    assert "Confirmed" in reads(world["contact"].user, url)
    with deed():
        rival = make.vendor("Corrib Test Works", tier=2, by=world["officer"])
        make_ip.declared(make.contact(rival, "Nora Byrne"), title=RIG)
    told()
    ours = reads(world["legal"].user, reverse("desk_ip"))
    assert "Claimed by two firms" in ours and "Corrib Test Works declares it as well" in ours
    assert "Corrib" not in seen(contact, url)


def tell(world: dict) -> None:
    """The worker in five steps, kept as they go and read by nobody before all of it is sent."""
    worker = visitor(world["worker"].user)
    step = filled(worker, reverse("portal_invention_new"), title=TITLE)
    with committed():
        world["invention"] = row = Invention.objects.get()
    assert step == reverse("portal_invention_step", args=[row.pk, "what"])
    early = worker.post(reverse("portal_invention_sending", args=[row.pk]), as_person(worker))
    assert early.status_code == 409 and "Say how it solves it" in text_of(early.text)
    step = filled(worker, step, problem="The gripper slips on oil", solution="A groove in the jaw leads the oil away")
    both = {"name_1": "Jan Vogt", "employer_1": "subcontractor", "country_1": "DE", "share_1": "60"}
    both |= {"name_2": "Mia Roth", "employer_2": "subcontractor", "country_2": "DE", "share_2": "40"}
    step = filled(worker, step, **both)
    with deed() as at:
        idea = business_days.day_of(at) - 3 * DAY
    step = filled(worker, step, evidence="Lab book 7, page 12", **day("conceived_on", idea))
    step = filled(worker, step, background=f"The {RIG}")
    filled(worker, step)
    assert visitor(world["legal"].user).get(reverse("desk_invention", args=[row.pk])).status_code == 404
    assert visitor(world["contact"].user).get(reverse("portal_invention", args=[row.pk])).status_code == 404
    page = reverse("portal_invention", args=[row.pk])
    filled(worker, page, reverse("portal_invention_sending", args=[row.pk]))
    told(f"Lea Brandt: Invention disclosed: {TITLE}", "Ute Kern: Jan Vogt told us of an invention")


def as_person(client) -> dict:
    return {"as_person": client.get(reverse("portal_inventions")).context["as_person"]}


def watch_the_clock(world: dict) -> None:
    """Our own time to decide, and the law's four months; counsel is reminded before ours is over."""
    with committed():
        world["invention"] = row = Invention.objects.get()
    said = reads(world["legal"].user, reverse("desk_invention", args=[row.pk]))
    assert "The law: Germany" in said and "The law's own last day" in said.replace("&#x27;", "'")
    assert "Decide by" in said and "Jan Vogt" in said and "Mia Roth" in said
    with when(end_of(row.review_by) - 20 * HOUR):
        assert any(each.startswith(f"Lea Brandt: Decide on {TITLE}") for each in reminded())


def claim(world: dict) -> None:
    """With what is to become of it, who owns it and why; both inventors' firm hears, and the clock of the papers runs."""
    counsel, page = visitor(world["legal"].user), reverse("desk_invention", args=[world["invention"].pk])
    assert offered(counsel, page, answer="claim", because="New").status_code == 422
    filled(counsel, page, answer="claim", classification="patent", owner="company", because="New and useful")
    told(f"Jan Vogt: Claimed: {TITLE}", f"Ute Kern: Claimed: {TITLE}")
    theirs = reads(world["worker"].user, reverse("portal_invention", args=[world["invention"].pk]))
    assert "New and useful" in theirs
    ours = reads(world["legal"].user, page)
    assert "0 % are ours" in ours and "No assignment by Jan Vogt: 60 % are not ours." in ours


def assign(world: dict) -> None:
    """A paper for each inventor and one for the firm, drafted in one press and issued by counsel."""
    counsel, page = visitor(world["legal"].user), reverse("desk_invention", args=[world["invention"].pk])
    filled(counsel, page, reverse("desk_invention_papers", args=[world["invention"].pk]))
    with committed():
        drafts = list(Agreement.objects.filter(invention=world["invention"]).order_by("created_at"))
    assert [each.title for each in drafts] == [PASSED_ON, PASSED_ON, CONFIRMED]
    world["papers"] = []
    for draft in drafts:
        filled(counsel, reverse("desk_draft", args=[draft.pk]), **answers_for(counsel, draft))
        world["papers"].append(agreeing.issued(world, draft))
    told(
        "Jan Vogt: To sign: the assignment of your invention", "Mia Roth: To sign: the assignment of your invention",
        f"Ute Kern: To sign: {CONFIRMED}",
    )  # fmt: skip
    own = reads(world["worker"].user, reverse("portal_agreement", args=[world["papers"][0].pk]))
    assert TITLE in own and world["invention"].digest in own and "60" in own
    assert (
        visitor(world["worker"].user).get(reverse("portal_agreement", args=[world["papers"][1].pk])).status_code == 404
    )


def answers_for(client, draft) -> dict:
    """What this draft asks for and has no answer to."""
    asked = client.get(reverse("desk_draft", args=[draft.pk])).context["form"].fields
    return {name: value for name, value in agreeing.answers().items() if name in asked}


def sign_each_share(world: dict) -> None:
    """Share by share it becomes ours; with the last paper it is, and both sides hear so."""
    first, second, firms = world["papers"]
    page = reverse("desk_invention", args=[world["invention"].pk])
    working.sign(world["worker"].user, "Jan Vogt", first, "portal_agreement_signature")
    said = reads(world["legal"].user, page)
    assert "Isar Prüftechnik has not passed on the share of Jan Vogt: 60 % are not ours." in said
    agreeing.signed_by_both(world, firms, world["contact"])
    said = reads(world["legal"].user, page)
    assert "60 % are ours" in said and "No assignment by Mia Roth: 40 % are not ours." in said
    told()
    working.sign(world["colleague"].user, "Mia Roth", second, "portal_agreement_signature")
    told(f"Jan Vogt: Assigned: {TITLE}", f"Lea Brandt: Assigned: {TITLE}")
    said = reads(world["legal"].user, page)
    assert "100 % are ours" in said and "Every share has come to us, paper by paper." in said
    for paper in world["papers"]:
        sealing.holds_elsewhere(agreeing.sealed(paper)["copy"])
    names = events_of(world["invention"])
    assert names.count("title.linked") == 3 and names[-1] == "invention.assigned"


def enter_the_patent(world: dict) -> None:
    """Its page shows the chain on which it rests, whole, with the paper behind each share."""
    counsel, new = visitor(world["legal"].user), reverse("desk_patent_new", args=[world["invention"].pk])
    with deed() as at:
        filed = business_days.day_of(at)
    filled(counsel, new, country="DE", number="10 2026 000 001.2", **day("filed_on", filed))
    with committed():
        patent = Patent.objects.get()
    page = reverse("desk_patent", args=[patent.pk])
    assert page in seen(counsel, reverse("desk_invention", args=[world["invention"].pk]))
    said = reads(world["legal"].user, page)
    assert "100 % are ours" in said and "Every share has come to us, paper by paper." in said
    assert said.count(PASSED_ON) >= 2 and CONFIRMED in said
    filled(counsel, page, **day("recorded_on", filed))
    assert "Our title entered" in reads(world["legal"].user, reverse("desk_invention", args=[world["invention"].pk]))


def declare_too_late(world: dict) -> None:
    """What is called the firm's own after it was told as a result is flagged, and disputed with a reason that it reads."""
    contact = visitor(world["contact"].user)
    said = {
        "title": TITLE, "description": "A groove in the jaw of a gripper", "kind": "know_how", "owner_name": "Isar Prüftechnik",
        "rights": "reserved", "proof": "kept",
    }  # fmt: skip
    url = filled(contact, reverse("portal_background_new"), **said, file=SimpleUploadedFile("groove.pdf", PDF))
    told(f"Lea Brandt: Background declared: {TITLE}")
    assert "Declared after the disclosure" in reads(world["legal"].user, reverse("desk_ip"))
    with committed():
        item = BackgroundItem.objects.get(title=TITLE)
    record = reverse("desk_background_item", args=[item.pk])
    assert offered(visitor(world["legal"].user), record, answer="dispute", because="").status_code == 422
    filled(visitor(world["legal"].user), record, answer="dispute", because="It was told as a result of the work")
    told(f"Ute Kern: Not agreed: {TITLE}")
    assert "It was told as a result of the work" in reads(world["contact"].user, url)
    tasks.seal_deposits()
    sealing.holds_elsewhere(b"".join(contact.get(reverse("portal_background_receipt", args=[item.pk]))))

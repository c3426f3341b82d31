"""What an agreement covers and who is to be told stand in its schedules, frozen with it; contacts change by notice."""

import datetime

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from agreements import amending, drafting, schedules
from agreements.actions import agreements, amendments
from agreements.actions import schedules as actions
from agreements.models import AgreementContact
from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make, make_access, make_elsewhere
from tests import make_agreements as papers
from tests.agreements.test_pages import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return make.person(make.vendor("Corrib Test Works", tier=2, status="active"))


def named(draft, **more):
    return actions.name_contact(draft, **make_elsewhere.contact(**more), by=papers.counsel(), at=clock.now())


def test_what_the_work_needs_is_listed_and_the_drafter_may_leave_some_out(worker):
    first, second = make_access.offered(worker), make_access.offered(worker)
    draft = papers.draft(worker.vendor)
    found = drafting.look(draft)
    assert {row["id"] for row in found.body["assets"]} == {str(first.pk), str(second.pk)}
    assert f"{found.body['asset_title']}: assets" in found.html and first.reference not in found.html
    draft = actions.list_assets(draft, [str(second.pk)], by=papers.counsel(), at=clock.now())
    assert [row["id"] for row in drafting.look(draft).body["assets"]] == [str(second.pk)]
    other = papers.draft(make.vendor("Other Works", tier=2))
    assert "assets" not in drafting.look(other).body


def test_contacts_are_numbered_after_the_other_schedules_and_frozen(worker):
    draft = papers.draft(worker.vendor)
    named(draft, name="Iris Kay")
    assert named(draft, name="Ivo Lang").name == "Ivo Lang" and AgreementContact.objects.count() == 1
    body = drafting.look(draft).body
    assert body["contact_title"] == "Schedule 3" and [row["name"] for row in body["contacts"]] == ["Ivo Lang"]
    made = agreements.issue(draft, by=papers.counsel(), at=clock.now(), because="Looked at")
    assert "Ivo Lang" in made.html
    with pytest.raises(NotNow):
        named(made, name="Somebody else")
    with pytest.raises(ProgrammingError), transaction.atomic():
        AgreementContact.objects.update(name="Somebody else")


def test_a_notice_names_somebody_else_from_its_day_and_the_text_stays(worker):
    signed = papers.signed(worker.vendor)
    today = clock.now().date()
    later = today + datetime.timedelta(days=10)
    said, lawyer = make_elsewhere.contact(name="Ivo Lang"), papers.counsel()
    actions.give_notice(signed, **said, holds_from=later, by=lawyer, at=clock.now())
    actions.give_notice(signed, **said, holds_from=later, by=lawyer, at=clock.now())
    (row,) = schedules.standing(signed, today)
    assert row["is_later"] and not schedules.standing(signed, later)[0]["is_later"]
    with pytest.raises(NotNow):
        actions.give_notice(signed, **{**said, "name": "Other"}, holds_from=later, by=lawyer, at=clock.now())
    with pytest.raises(NotAllowed):
        actions.give_notice(signed, **said, holds_from=today, by=make.staff_member("officer"), at=clock.now())
    before = signed.html
    signed.refresh_from_db()
    assert signed.html == before


def test_the_pages_keep_both_schedules_and_both_sides_read_the_contacts(client, worker):
    asset, draft = make_access.offered(worker), papers.draft(worker.vendor)
    enter(client, papers.counsel().user)
    where = reverse("desk_schedules", args=[draft.pk])
    assert asset.name in client.get(where).content.decode()
    assert client.post(where, {"deed": "assets"}).status_code == 302
    draft.refresh_from_db()
    assert "assets" not in drafting.look(draft).body
    wrong = client.post(where, {"deed": "contact", **make_elsewhere.contact(email="no")})
    assert wrong.status_code == 422 and "such as name@company.com" in wrong.content.decode()
    signed = papers.signed(worker.vendor)
    day = clock.now().date()
    sent = {
        **make_elsewhere.contact(name="Ivo Lang"),
        "holds_from_day": day.day,
        "holds_from_month": day.month,
        "holds_from_year": day.year,
    }
    assert client.post(reverse("desk_contact_notice", args=[signed.pk]), sent).status_code == 302
    assert "Ivo Lang" in client.get(reverse("desk_agreement", args=[signed.pk])).content.decode()
    enter(client, make.contact(worker.vendor).user)
    assert "Ivo Lang" in client.get(reverse("portal_agreement", args=[signed.pk])).content.decode()


def test_a_contact_of_a_draft_is_taken_out_again(client, worker):
    draft = papers.draft(worker.vendor)
    named(draft, name="Iris Kay")
    enter(client, papers.counsel().user)
    where = reverse("desk_schedules", args=[draft.pk])
    gone = {"deed": "removal", "side": make_elsewhere.contact()["side"], "about": make_elsewhere.contact()["about"]}
    assert "Iris Kay" in client.get(where).content.decode()
    assert client.post(where, gone).status_code == client.post(where, gone).status_code == 302
    assert "contacts" not in drafting.look(draft).body
    assert Event.objects.about(draft).filter(name="contact.dropped").count() == 1


@pytest.fixture
def agreement(worker):
    """Of two assets, with one contact of the firm; in force."""
    worker.assets = [make_access.offered(worker), make_access.offered(worker)]
    draft = papers.draft(worker.vendor)
    named(draft, name="Iris Kay")
    return papers.signed(worker.vendor)


def amendment(agreement, days: int):
    on = agreement.starts_on + datetime.timedelta(days=days)
    return amendments.draft(agreement, effective_on=on, by=papers.counsel(), at=clock.now())


def put_in_force(paper):
    counsel = papers.counsel()
    made = agreements.issue(paper, by=counsel, at=clock.now(), because="Looked at")
    papers.sign(made, make.as_person(make.contact(made.vendor)))
    papers.sign(made, counsel)
    return made


def told(agreement, days: int) -> list[str]:
    on = agreement.starts_on + datetime.timedelta(days=days)
    return [line["row"].name for line in schedules.standing(agreement, on) if not line["is_later"]]


def test_an_amendment_replaces_the_schedule_of_assets_from_its_day(worker, agreement):
    first, second = (str(asset.pk) for asset in worker.assets)
    paper = amendment(agreement, 5)
    assert {problem.id for problem in amending.look(paper).stops} == {"no-change"}
    actions.list_assets(paper, [second], by=papers.counsel(), at=clock.now())
    paper.refresh_from_db()
    made = put_in_force(paper)
    assert "Schedule 1 (assets) is replaced by the one at the end of this paper." in made.html
    before, after = (
        schedules.assets(agreement, agreement.starts_on + datetime.timedelta(days=days)) for days in (4, 5)
    )
    assert (before[0], {row["id"] for row in before[1]}) == (0, {first, second})
    assert (after[0], [row["id"] for row in after[1]]) == (1, [second])


def test_a_schedule_may_list_no_asset_any_more(worker, agreement):
    paper = amendment(agreement, 5)
    actions.list_assets(paper, [], by=papers.counsel(), at=clock.now())
    paper.refresh_from_db()
    assert "Schedule 1 lists no asset any more." in put_in_force(paper).html
    assert schedules.assets(agreement) == (1, [])


def test_an_amendment_replaces_the_contacts_as_a_whole_and_later_notices_stay(worker, agreement):
    counsel, other = papers.counsel(), make_elsewhere.contact(about="invoices", name="Ivo Lang")
    act = {"by": counsel, "at": clock.now()}
    paper = amendment(agreement, 5)
    actions.name_contact(paper, **make_elsewhere.contact(name="Iris Kay"), **act)
    assert "contacts" not in amending.look(paper).body  # nothing else than what stands
    actions.name_contact(paper, **other, **act)
    assert [row["name"] for row in amending.look(paper).body["contacts"]] == ["Iris Kay", "Ivo Lang"]
    actions.leave_contacts(paper, **act)
    assert {problem.id for problem in amending.look(paper).stops} == {"no-change"}
    actions.name_contact(paper, **other, **act)
    contact = make_elsewhere.contact()
    actions.drop_contact(paper, side=contact["side"], about=contact["about"], **act)
    with pytest.raises(NotNow, match="names somebody"):
        actions.drop_contact(paper, side=other["side"], about=other["about"], **act)
    for days, name in ((3, "Early"), (9, "Late")):
        on = agreement.starts_on + datetime.timedelta(days=days)
        actions.give_notice(agreement, **{**other, "name": name}, holds_from=on, **act)
    put_in_force(paper)
    assert [told(agreement, days) for days in (2, 4, 5, 9)] == [
        ["Iris Kay"], ["Iris Kay", "Early"], ["Ivo Lang"], ["Late"],
    ]  # fmt: skip


def test_the_text_of_a_day_has_its_schedules_and_says_where_they_come_from(client, worker, agreement):
    counsel = papers.counsel()
    enter(client, counsel.user)
    paper = amendment(agreement, 5)
    where = reverse("desk_schedules", args=[paper.pk])
    assert "Stays as it is" in client.get(where).content.decode()
    assert client.post(where, {"deed": "assets", "assets": [str(worker.assets[0].pk)]}).status_code == 302
    other = make_elsewhere.contact(about="invoices", name="Ivo Lang")
    assert client.post(where, {"deed": "contact", **other}).status_code == 302
    page = client.get(where).content.decode()
    assert "Leave it as it was signed" in page and "Iris Kay" in page
    for deed in ("as-it-is-assets", "as-it-is-contacts"):
        assert client.post(where, {"deed": deed}).status_code == 302
    paper.refresh_from_db()
    assert not amending.look(paper).schedules
    assert client.post(where, {"deed": "assets", "assets": [str(worker.assets[0].pk)]}).status_code == 302
    paper.refresh_from_db()
    put_in_force(paper)
    days = f"?on={agreement.starts_on + datetime.timedelta(days=5)}&against={agreement.starts_on}"
    found = client.get(reverse("desk_agreement_binding", args=[agreement.pk]) + days)
    last = [row for row in found.context["clauses"] if row["section"]["key"].startswith("schedule-")]
    assert [(row["section"]["title"], row["source"]) for row in last] == [
        ("Schedule 1: assets", "Amendment 1"), ("Schedule 3: contacts", "Original text"),
    ]  # fmt: skip
    assert [row["section"]["key"] for row in found.context["differences"]] == ["schedule-assets"]
    enter(client, make.contact(worker.vendor).user)
    theirs = client.get(reverse("portal_agreement_binding", args=[agreement.pk]) + days).content.decode()
    assert "Schedule 1: assets" in theirs and worker.assets[0].reference not in theirs

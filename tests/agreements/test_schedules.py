"""What an agreement covers and who is to be told stand in its schedules, frozen with it; contacts change by notice."""

import datetime

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from agreements import drafting, schedules
from agreements.actions import agreements
from agreements.actions import schedules as actions
from agreements.models import AgreementContact
from core import clock
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

"""Staff looks at the portal as one of its people: who may, at whose, for how long, and that it changes nothing."""

import datetime
from dataclasses import replace
from unittest import mock

import pytest
from django.db import InternalError, connection
from django.test import Client
from django.urls import reverse

from core import clock, events
from core.actors import Preview
from core.models import Event, KeptForm
from core.refusals import NotAllowed, NotNow
from core.roles import ROLES
from tests import make
from vendors.actions import people, previews, vendors
from vendors.models import Acknowledgement, Vendor

pytestmark = pytest.mark.django_db
WHY = {"because": "They cannot find the questionnaire"}
SECTIONS = {"vendors.read", "people.read", "agreements.read", "training.read", "access.read", "audits.read"}

MAY = [role for role in ROLES.values() if "portal.preview" in role.rights]


@pytest.fixture
def contact():
    return make.contact(make.vendor(), "Ada Okafor")


@pytest.fixture
def officer():
    return make.officer()


def looking(person, by) -> Client:
    """Signed in, confirmed, and in a preview."""
    client = make.confirm(Client(), by.user)
    assert client.post(reverse("person_preview", args=[person.pk]), WHY).headers["Location"] == "/portal/"
    return client


def refused(client: Client) -> None:
    response = client.get("/portal/")
    assert response.status_code in {403, 409}
    assert b"preview-banner" not in response.content


def test_the_portal_is_shown_as_that_person_sees_it_with_a_way_out(contact, officer):
    client = looking(contact, officer)
    page = client.get("/portal/company/").content.decode()
    assert "Preview: the portal as Ada Okafor" in page and contact.vendor.name in page and officer.label in page
    assert reverse("preview_ending") in page
    assert f"Printed by {officer.label} on" in page
    assert client.post(reverse("preview_ending")).headers["Location"] == reverse("person", args=[contact.pk])
    refused(client)


def test_beginning_and_ending_stand_in_the_history_of_the_firm(contact, officer):
    client = looking(contact, officer)
    client.post(reverse("preview_ending"))
    told = Event.objects.filter(vendor_id=contact.vendor_id, name__startswith="preview.").order_by("at", "id")
    assert [(each.name, each.actor_id, each.subject_id) for each in told] == [
        ("preview.started", officer.user.pk, contact.pk),
        ("preview.ended", officer.user.pk, contact.pk),
    ]
    page = client.get(reverse("subcontractor_tab", args=[contact.vendor_id, "timeline"])).content.decode()
    assert "Preview of the portal begun: Ada Okafor" in page and WHY["because"] in page


def test_pressed_twice_it_begins_once(contact, officer):
    client = looking(contact, officer)
    client.post(reverse("person_preview", args=[contact.pk]), WHY)
    assert Event.objects.filter(name="preview.started").count() == 1


def test_it_takes_a_reason_and_a_second_factor(contact, officer):
    path = reverse("person_preview", args=[contact.pk])
    client = make.confirm(Client(), officer.user)
    assert client.post(path, {"because": " "}).status_code == 422
    unconfirmed = Client()
    unconfirmed.force_login(officer.user)
    assert unconfirmed.post(path, WHY).headers["Location"].startswith("/account/confirm/")
    for each in (client, unconfirmed):
        refused(each)
    assert not Event.objects.filter(name="preview.started").exists()


@pytest.mark.parametrize("role", sorted(ROLES))
def test_only_a_role_with_the_right_may(role, contact):
    by = make.staff_member(role)
    if by.may("portal.preview"):
        previews.start(contact, **WHY, by=by, at=clock.now())
    else:
        with pytest.raises(NotAllowed):
            previews.start(contact, **WHY, by=by, at=clock.now())


@pytest.mark.parametrize("role", MAY, ids=lambda role: role.key)
def test_who_may_preview_reads_all_that_is_shown_at_the_desk(role):
    """A preview opens nobody's eyes for more than the desk does."""
    assert role.rights >= SECTIONS


def test_nobody_is_previewed_who_could_not_sign_in_here(contact, officer):
    at = clock.now()
    without = make.person(contact.vendor, with_account=False)
    closed = make.contact(contact.vendor)
    closed.user.is_active = False
    staff = make.contact(contact.vendor)
    staff.user.is_staff = True
    for each in (without, closed, staff):
        with pytest.raises(NotNow):
            previews.start(each, **WHY, by=officer, at=at)


def test_it_ends_by_itself(contact, officer):
    client = looking(contact, officer)
    with mock.patch("core.web.previews.clock", mock.Mock(now=lambda: clock.now() + previews.LENGTH)):
        refused(client)


def test_it_ends_when_the_person_leaves(contact, officer):
    client = looking(contact, officer)
    people.depart(contact, because="left", by=officer, at=clock.now())
    refused(client)


def test_it_ends_when_the_account_is_closed(contact, officer):
    client = looking(contact, officer)
    contact.user.is_active = False
    contact.user.save()
    refused(client)


def test_it_ends_with_the_right(contact, officer):
    client = looking(contact, officer)
    officer.user.groups.clear()
    refused(client)


def test_the_session_of_a_person_cannot_ask_for_one(contact):
    """A preview in the session of somebody who is not staff changes nothing of whom they stand for."""
    other = make.contact(make.vendor("Rival Forgings"))
    client = Client()
    client.force_login(contact.user)
    session = client.session
    until = clock.now() + datetime.timedelta(minutes=5)
    session["preview"] = {"person": str(other.pk), "until": until.isoformat()}
    session.save()
    page = client.get("/portal/company/").content.decode()
    assert contact.vendor.name in page and "Rival Forgings" not in page and "preview-banner" not in page


def test_of_other_firms_of_the_same_person_nothing_is_shown(contact, officer):
    twin = make.contact(make.vendor("Rival Forgings"))
    twin.user = contact.user
    twin.save()
    page = looking(contact, officer).get("/portal/company/").content.decode()
    assert "Rival Forgings" not in page and reverse("switch_firm") not in page


def test_what_is_sent_is_refused_and_not_even_kept(contact, officer):
    client = looking(contact, officer)
    typed = {"because": "something that was typed", "name": "Somebody Else"}
    for path in ("/portal/expectations/", "/portal/company/colleague/", "/portal/nowhere/"):
        assert client.post(path, typed).status_code == 403
    assert not Acknowledgement.objects.exists() and not KeptForm.objects.exists()
    denied = Event.objects.filter(name="request.refused")
    assert {(each.actor_kind, each.actor_id) for each in denied} == {("staff", officer.user.pk)}


def _writes(*args, **kwargs):
    """A page that forgot itself."""
    Vendor.objects.update(name="Written by a preview")


def test_the_database_refuses_what_a_page_would_write(contact, officer):
    client = looking(contact, officer)
    with mock.patch("config.pages.your_tasks.gather.todos", _writes):
        response = client.get("/portal/")
    assert response.status_code == 403 and b"writes something down" in response.content
    assert not Vendor.objects.filter(name="Written by a preview").exists()
    assert client.get("/portal/").status_code == 200


def _writes_as_staff(*args, **kwargs):
    from core.database import context

    context.step_into("ringfence_staff")
    with connection.cursor() as cursor:
        for statement in ("set transaction read write", "update vendors_vendor set name = 'Written by a preview'"):
            try:
                cursor.execute("savepoint s")
                cursor.execute(statement)
            except InternalError:
                cursor.execute("rollback to s")
    return []


def test_there_is_no_way_back_from_reading_only(contact, officer):
    """Neither in another role nor by asking for it."""
    client = looking(contact, officer)
    with mock.patch("config.pages.your_tasks.gather.todos", _writes_as_staff):
        client.get("/portal/")
    assert not Vendor.objects.filter(name="Written by a preview").exists()


def test_after_a_preview_the_desk_writes_as_before(contact, officer):
    """In the very same transaction of a connection that showed one: reading only ends with the page."""
    client = looking(contact, officer)
    client.get("/portal/")
    people.change(contact, job_title="Buyer", by=officer, at=clock.now())
    contact.refresh_from_db()
    assert contact.job_title == "Buyer"


def test_the_trail_takes_nothing_by_whoever_is_only_looked_at(contact, officer):
    seen = replace(make.as_person(contact), preview=Preview(by=officer, until=clock.now()))
    with pytest.raises(NotAllowed):
        events.record("person.changed", contact, by=seen, at=clock.now())
    with pytest.raises(NotAllowed):
        vendors.change(contact.vendor, name="x", by=seen, at=clock.now())


def test_the_account_pages_stay_those_of_staff(contact, officer):
    client = looking(contact, officer)
    page = client.get("/account/").content.decode()
    assert officer.label in page and contact.user.email not in page
    portal = client.get("/portal/").content.decode()
    for name in ("own_settings", "account_logout", "portal_notices"):
        assert f'"{reverse(name)}"' not in portal


def test_the_button_stands_where_the_preview_would_begin(contact, officer):
    client = make.confirm(Client(), officer.user)
    path = reverse("person_preview", args=[contact.pk])
    assert path in client.get(reverse("person", args=[contact.pk])).content.decode()
    without = make.person(contact.vendor, with_account=False)
    assert "/preview/" not in client.get(reverse("person", args=[without.pk])).content.decode()
    approver = make.confirm(Client(), make.staff_member("approver").user)
    assert path not in approver.get(reverse("person", args=[contact.pk])).content.decode()

"""Invitations: looked at as often as one likes, taken up once, by the address they were sent to."""

import datetime
import re

import pytest
from django.test import Client

from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make
from vendors import invitation_links, invitation_mail
from vendors.actions import invitations
from vendors.models import Invitation, Person

pytestmark = pytest.mark.django_db
FORM = {
    "name": "Petra Nowak",
    "password": "three green boats at sea",
    "language": "en-gb",
    "time_zone": "Europe/Dublin",
}


@pytest.fixture
def invitation():
    return invitations.send(
        make.vendor("Corvid Calibration"),
        name="Petra Nowak",
        email="petra@corvid.test",
        by=make.officer(),
        at=make.earlier(),
    )


def address(row) -> str:
    return f"/invitation/{invitation_links.token_of(row.pk)}/"


def out_of_date(row) -> None:
    Invitation.objects.filter(pk=row.pk).update(
        sent_at=clock.now() - datetime.timedelta(days=20), expires_at=clock.now() - datetime.timedelta(days=6)
    )


def test_the_token_is_kept_nowhere(invitation):
    token = invitation_links.token_of(invitation.pk)
    assert (
        len(token) == 43
        and invitation.digest == invitation_links.digest_of(token)
        and token not in str(vars(invitation))
    )


def test_looking_consumes_nothing(invitation):
    for _time in range(2):
        page = Client().get(address(invitation))
        assert page.status_code == 200 and b"Corvid Calibration" in page.content
    assert Invitation.objects.get(pk=invitation.pk).status == "open"


def test_accepting_makes_account_person_and_employment_and_signs_in(invitation):
    client = Client()
    page = client.post(address(invitation), FORM)
    assert page.status_code == 302 and page["Location"] == "/welcome/"
    person = Person.objects.get(email="petra@corvid.test")
    assert person.is_contact and person.user.name == "Petra Nowak" and make.employment_of(person).ends_at > clock.now()
    assert client.get("/welcome/").status_code == 200 and client.get("/portal/").status_code == 200
    assert Event.objects.filter(name="invitation.accepted", subject_id=invitation.pk).exists()


def test_a_link_is_good_once(invitation):
    assert Client().post(address(invitation), FORM).status_code == 302
    assert Client().post(address(invitation), {**FORM, "name": "Somebody else"}).status_code == 410
    assert Person.objects.filter(email="petra@corvid.test").count() == 1


def test_a_short_password_is_named_and_nothing_is_consumed(invitation):
    page = Client().post(address(invitation), {**FORM, "password": "short"})
    assert page.status_code == 422 and b"12 characters" in page.content
    assert Invitation.objects.get(pk=invitation.pk).status == "open"


@pytest.mark.parametrize("state", ["withdrawn", "over", "unknown"])
def test_every_dead_link_answers_alike(invitation, state):
    url = address(invitation)
    if state == "withdrawn":
        invitations.withdraw(invitation, by=make.officer(), at=clock.now())
    if state == "over":
        out_of_date(invitation)
    if state == "unknown":
        url = "/invitation/aaaa/"
    page = Client().get(url)
    assert page.status_code == 410 and b"Corvid" not in page.content and b"Send a new link" in page.content
    asked = Client().post(f"{url}new-link/")
    assert asked.status_code == 200 and b"Corvid" not in asked.content


def test_a_new_link_replaces_one_that_ran_out(invitation):
    out_of_date(invitation)
    Client().post(f"{address(invitation)}new-link/")
    fresh = Invitation.objects.open().get(vendor=invitation.vendor)
    assert fresh.pk != invitation.pk and fresh.email == invitation.email and fresh.expires_at > clock.now()
    assert Client().get(address(fresh)).status_code == 200


def test_an_open_link_is_not_renewed_by_a_stranger(invitation):
    Client().post(f"{address(invitation)}new-link/")
    assert Invitation.objects.filter(vendor=invitation.vendor).count() == 1


def test_sending_again_kills_the_older_link(invitation):
    fresh = invitations.send_again(invitation, by=make.officer(), at=clock.now())
    assert Client().get(address(invitation)).status_code == 410 and Client().get(address(fresh)).status_code == 200


def test_who_has_an_account_signs_in_and_joins(invitation):
    account = make.account("Petra Nowak", email="petra@corvid.test")
    make.person(make.vendor(), email="petra@corvid.test", with_account=False)
    asked = Client().get(address(invitation))
    assert b"Sign in" in asked.content and Client().post(address(invitation), FORM).status_code == 200
    client = Client()
    client.force_login(account)
    assert client.post(address(invitation)).status_code == 302
    assert Person.objects.get(vendor=invitation.vendor).user == account


def test_another_account_cannot_take_it(invitation):
    client = Client()
    client.force_login(make.account(email="mallory@corvid.test"))
    assert client.post(address(invitation)).status_code == 403
    assert Invitation.objects.get(pk=invitation.pk).status == "open"


def test_hr_knew_the_person_before():
    person = make.person(with_account=False, hr_id="E-9", hr_source="hr")
    row = invitations.send_to_person(person, by=make.officer(), at=make.earlier())
    Client().post(address(row), FORM)
    person.refresh_from_db()
    assert person.user.email == person.email and Person.objects.filter(vendor=person.vendor).count() == 1


def test_who_has_left_is_not_asked_in():
    person = make.person(with_account=False)
    person.departed_at = clock.now()
    with pytest.raises(NotNow):
        invitations.send_to_person(person, by=make.officer(), at=clock.now())


def test_an_auditor_cannot_invite():
    with pytest.raises(NotAllowed):
        invitations.send(make.vendor(), name="A", email="a@b.test", by=make.staff_member("auditor"), at=clock.now())


def test_staff_and_insiders_are_not_invited():
    firm = make.vendor()
    insider = make.contact(firm)
    for email in (insider.email, make.officer().user.email):
        with pytest.raises(NotNow):
            invitations.send(firm, name="A", email=email, by=make.officer(), at=clock.now())


def test_the_mail_carries_the_link_and_leaves_once(invitation):
    row_id = invitation_mail.claim(at=clock.now(), by=make.CLOCK)
    letter = invitation_mail.compose(row_id, at=clock.now(), by=make.CLOCK)
    assert invitation_links.token_of(invitation.pk) in letter.body and letter.to == ["petra@corvid.test"]
    invitation_mail.close(row_id, "", at=clock.now(), by=make.CLOCK)
    assert invitation_mail.claim(at=clock.now(), by=make.CLOCK) is None


def test_a_mail_that_failed_waits_for_its_next_try(invitation):
    row_id = invitation_mail.claim(at=clock.now(), by=make.CLOCK)
    invitation_mail.close(row_id, "550 no such mailbox", at=clock.now(), by=make.CLOCK)
    row = Invitation.objects.get(pk=row_id)
    assert row.mail_tries == 1 and row.mail_error.startswith("550") and row.mailed_at is None


def mailed(row):
    Invitation.objects.filter(pk=row.pk).update(mailed_at=row.sent_at)
    return row


def remind(at) -> list[str]:
    """The subjects of the reminders that leave at this moment."""
    subjects = []
    while row_id := invitation_mail.claim_reminder(at=at, by=make.CLOCK):
        subjects.append(invitation_mail.compose_reminder(row_id, at=at, by=make.CLOCK).subject)
        invitation_mail.close_reminder(row_id, "", at=at, by=make.CLOCK)
    return subjects


def test_one_reminder_leaves_before_the_link_runs_out_and_is_in_the_history(invitation):
    ends = mailed(invitation).expires_at
    assert remind(ends - invitation_mail.AHEAD - datetime.timedelta(minutes=1)) == []
    (subject,) = remind(ends - invitation_mail.AHEAD)
    assert "ends on" in subject and subject.endswith(f"[{invitation.pk.hex[-8:].upper()}]")
    assert remind(ends - datetime.timedelta(days=1)) == []
    assert Event.objects.filter(name="invitation.reminded", subject_id=invitation.pk).count() == 1


@pytest.mark.parametrize("state", ["accepted", "withdrawn", "over", "not mailed"])
def test_nobody_is_reminded_of_what_is_settled_or_never_left(invitation, state):
    at = invitation.expires_at - datetime.timedelta(days=1)
    if state != "not mailed":
        mailed(invitation)
    if state == "accepted":
        Client().post(address(invitation), FORM)
    if state == "withdrawn":
        invitations.withdraw(invitation, by=make.officer(), at=clock.now())
    if state == "over":
        at = invitation.expires_at
    assert remind(at) == []


def test_a_reminder_that_failed_waits_for_its_next_try(invitation):
    at = mailed(invitation).expires_at - invitation_mail.AHEAD
    row_id = invitation_mail.claim_reminder(at=at, by=make.CLOCK)
    invitation_mail.close_reminder(row_id, "451 later", at=at, by=make.CLOCK)
    assert invitation_mail.claim_reminder(at=at, by=make.CLOCK) is None
    assert len(remind(at + datetime.timedelta(minutes=1))) == 1


def said(answer) -> str:
    """The page without what differs each time it is drawn."""
    return re.sub(r"[A-Za-z0-9]{64}", "", answer.text.replace(answer["X-Request-Id"], ""))


def test_a_link_that_ran_out_is_exchanged_by_its_reader_from_mail_to_account(invitation):
    """The way of the third mail: the page of the dead link, a new mail, the new link, the account."""
    out_of_date(invitation)
    stranger = Client()
    assert "Send a new link" in stranger.get(address(invitation)).text
    answer = stranger.post(f"{address(invitation)}new-link/")
    unknown = stranger.post("/invitation/aaaa/new-link/")
    assert said(answer) == said(unknown)
    row_id = invitation_mail.claim(at=clock.now(), by=make.CLOCK)
    letter = invitation_mail.compose(row_id, at=clock.now(), by=make.CLOCK)
    link = next(word for word in letter.body.split() if "/invitation/" in word)
    assert letter.to == [invitation.email]
    joined = stranger.post(link.removeprefix("http://localhost:8000"), FORM)
    assert joined.status_code == 302 and Person.objects.get(email=invitation.email).user


def test_a_worker_is_invited_to_the_work_and_no_firm_is_asked_to_join():
    person = make.person(make.vendor("Lumen Harness"), with_account=False)
    row = invitations.send_to_person(person, by=make.officer(), at=make.earlier())
    letter = invitation_mail.compose(row.pk, at=clock.now(), by=make.CLOCK)
    assert (
        "invites you" in letter.subject
        and "You work for Lumen Harness" in letter.body
        and "asks Lumen" not in letter.body
    )
    assert "invites you" in Client().get(address(row)).text


def test_who_has_an_account_is_not_asked_to_make_one(invitation):
    before = invitation_mail.compose(invitation.pk, at=clock.now(), by=make.CLOCK)
    make.account("Petra Nowak", email=invitation.email.upper())
    after = invitation_mail.compose(invitation.pk, at=clock.now(), by=make.CLOCK)
    assert "2 minutes to make an account" in before.body and "2 minutes" not in after.body
    assert "You have an account with us already" in after.body

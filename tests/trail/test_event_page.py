"""One event with its detail, its proof and what followed; and its personal words go by the right hand alone."""

import pytest
from django.urls import reverse

from core import clock
from core.models import Event, EventDetail, KeptForm, LegalHold
from tests import make, make_incidents
from vendors.actions import people, vendors

pytestmark = pytest.mark.django_db
WHY = "Request of 3 March under article 17"


@pytest.fixture
def event():
    firm = make.vendor("Corrib Works", status="active")
    vendors.move(firm, "restricted", by=make.officer("Ines Moreau"), at=clock.now(), because="Under review")
    return Event.objects.get(name="subcontractor.restricted", subject_id=firm.pk)


@pytest.fixture
def counsel(client):
    found = make.staff_member("legal", name="Lea Brandt")
    make.confirm(client, found.user)
    return found


def erase(client, event, **said):
    return client.post(reverse("event_erasure", args=[event.pk]), {"reach": "this", "because": WHY, "typed": "corrib  works", **said})  # fmt: skip


def page_of(client, event) -> str:
    return client.get(reverse("event", args=[event.pk])).text


def test_it_says_what_who_when_and_why_and_leads_to_the_record(client, event, counsel):
    page = page_of(client, event)
    for words in (
        "Corrib Works",
        "Ines Moreau",
        "Under review",
        "Not sealed yet",
        reverse("subcontractor", args=[event.subject_id]),
    ):
        assert words in page, words


def test_what_followed_hangs_below_its_cause(client, counsel):
    person = make.person(name="Sean Daly")
    people.depart(person, by=make.officer(), at=clock.now(), because="Left")
    cause = Event.objects.get(name="person.departed")
    effect = Event.objects.filter(cause=cause).first()
    assert reverse("event", args=[effect.pk]) != "" and "Cause and effect" in page_of(client, effect)


@pytest.mark.parametrize("role", ["analyst", "trainer", "reader"])
def test_others_do_not_read_it(client, event, role):
    client.force_login(make.staff_member(role).user)
    assert client.get(reverse("event", args=[event.pk])).status_code == 403


def test_a_case_stays_with_who_reads_cases(client):
    case = make_incidents.case()
    event = Event.objects.filter(subject_kind="incidents.case", subject_id=case.pk).first()
    client.force_login(make.staff_member("administrator").user)
    assert client.get(reverse("event", args=[event.pk])).status_code == 404


def test_the_words_go_by_counsel_and_the_event_says_so(client, event, counsel):
    assert erase(client, event)["Location"] == reverse("event", args=[event.pk])
    page = page_of(client, event)
    assert "Erased on" in page and "Under review" not in page
    assert "The detail is erased, and an event says so" in page and "Damaged" not in page
    told = Event.objects.select_related("detail").get(name="detail.erased", subject_id=event.pk)
    assert told.detail.data == {"because": WHY} and told.actor_id == counsel.user.pk
    assert reverse("event", args=[told.pk]) in page and "Erase personal detail" not in page


@pytest.mark.parametrize("role", ["officer", "administrator", "investigator", "auditor"])
def test_nobody_else_erases(client, event, role):
    make.confirm(client, make.staff_member(role).user)
    assert "Erase personal detail" not in page_of(client, event)
    assert client.get(reverse("event_erasure", args=[event.pk])).status_code == 403
    assert erase(client, event).status_code == 403 and not EventDetail.objects.get(pk=event.pk).erased_at


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"because": " "}, "Give the reason for the erasure"),
        ({"typed": "Corrib"}, "Type exactly: Corrib Works"),
        ({"typed": ""}, "Type the words to confirm"),
        ({"reach": "everything"}, "Select a valid choice"),
    ],
)
def test_without_reason_and_typed_confirmation_nothing_goes(client, event, counsel, said, words):
    page = erase(client, event, **said)
    assert page.status_code == 422 and words in page.text
    assert not EventDetail.objects.get(pk=event.pk).erased_at


def test_it_asks_for_a_second_factor_and_keeps_what_was_typed(client, event):
    client.force_login(make.staff_member("legal").user)
    assert client.get(reverse("event_erasure", args=[event.pk]))["Location"].startswith("/account/confirm/")
    assert erase(client, event).status_code == 303 and KeptForm.objects.exists()
    assert not EventDetail.objects.get(pk=event.pk).erased_at


def test_it_reaches_as_far_as_was_said_and_counted(client, counsel):
    person = make.person(name="Sean Daly")
    event = Event.objects.filter(subject_kind="vendors.person", subject_id=person.pk).first()
    about = Event.objects.filter(subject_kind="vendors.person", subject_id=person.pk)
    page = client.get(reverse("event_erasure", args=[event.pk])).text
    assert f"Every event about the same record ({about.count()} event" in page
    erase(client, event, reach="subject", typed="Sean Daly")
    left = EventDetail.objects.filter(event__in=about.values("pk"), erased_at=None)
    assert not left.exists() and Event.objects.filter(name="detail.erased").count() == about.count()


def test_a_legal_hold_stands_against_it(client, event, counsel):
    LegalHold.objects.create(
        name="Case 7", because="court", subject_kind=event.subject_kind, subject_id=event.subject_id,
        placed_at=clock.now(), placed_by=counsel.user,
    )  # fmt: skip
    page = erase(client, event)
    assert page.status_code == 409 and "“Case 7” holds it" in page.text
    assert not EventDetail.objects.get(pk=event.pk).erased_at


def test_what_proves_an_erasure_stays(client, event, counsel):
    erase(client, event)
    told = Event.objects.get(name="detail.erased")
    assert "Erase personal detail" not in page_of(client, told)

"""Many agreements signed for the company by one act: each bound to its own text, and only what was listed."""

import dataclasses

import pytest
from django.urls import reverse

from agreements import authority, countersigning, reading
from agreements.actions import agreements, authorities, bulk_signings, papers, readings
from agreements.models import Agreement, BulkSigning, Signature
from config.notices import NOTICES
from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make, make_agreements, make_bulk
from tests.agreements.test_pages import enter
from vendors.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def counsel():
    return dataclasses.replace(make_agreements.counsel(), address="192.0.2.7")


@pytest.fixture
def waiting(counsel):
    return make_bulk.signed_there(make_bulk.issued(make_bulk.firms(3), by=counsel))


def give(papers_, by, **said):
    usual = {
        "typed_name": by.label,
        "consents": True,
        "confirmation": make_agreements.confirmation(),
        "at": clock.now(),
    }
    return bulk_signings.give([(paper, paper.document_sha256) for paper in papers_], by=by, **{**usual, **said})


def test_each_act_is_bound_to_its_own_text_and_puts_it_in_force(counsel, waiting):
    given = give(waiting, counsel)
    bulk_signings.go_on(given, at=clock.now())
    acts = Signature.objects.filter(user=counsel.user)
    assert {(row.agreement_id, row.document_sha256) for row in acts} == {
        (each.pk, each.document_sha256) for each in waiting
    }
    assert len({row.act_digest for row in acts}) == 3 and {row.signed_at for row in acts} == {given.given_at}
    assert {row.address for row in acts} == {"192.0.2.7"}
    assert {row.status for row in Agreement.objects.filter(pk__in=[each.pk for each in waiting])} == {"signed"}
    given.refresh_from_db()
    assert given.status == "done"


def test_it_is_written_once_however_often_a_worker_comes(counsel, waiting):
    given = give(waiting, counsel)
    for _round in range(3):
        bulk_signings.go_on(given, at=clock.now())
    assert Signature.objects.filter(user=counsel.user).count() == 3


def test_a_text_that_is_not_the_listed_one_is_not_signed_and_the_others_are(counsel, waiting):
    listed = [(paper, paper.document_sha256) for paper in waiting]
    listed[0] = (waiting[0], "0" * 64)
    usual = {
        "typed_name": counsel.label,
        "consents": True,
        "confirmation": make_agreements.confirmation(),
        "at": clock.now(),
    }
    given = bulk_signings.give(listed, by=counsel, **usual)
    agreements.withdraw(waiting[1], by=counsel, at=clock.now(), because="Another text")
    bulk_signings.go_on(given, at=clock.now())
    said = {line.agreement_id: (line.status, line.because) for line in given.lines.all()}
    assert said[waiting[0].pk][0] == said[waiting[1].pk][0] == "refused" and said[waiting[2].pk] == ("signed", "")
    assert "not the text" in said[waiting[0].pk][1] and "withdrawn" in said[waiting[1].pk][1]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"consents": False}, "have read"),
        ({"typed_name": "Somebody"}, "Type your name"),
        ({"confirmation": None}, "passkey"),
    ],
)
def test_without_consent_name_or_second_factor_nothing_begins(counsel, waiting, said, words):
    with pytest.raises(NotNow, match=words):
        give(waiting, counsel, **said)
    assert not BulkSigning.objects.exists()


def test_one_without_the_right_signs_nothing(waiting):
    with pytest.raises(NotAllowed):
        give(waiting, make.officer())


def test_the_page_lists_what_waits_and_signs_it_but_what_is_left_out(client, counsel, waiting):
    page = reverse("desk_countersignature")
    assert client.get(page).status_code == 302
    enter(client, counsel.user)
    assert client.get(page)["Location"].startswith(reverse("confirm"))
    enter(client, counsel.user, confirmed=True)
    shown = client.get(page)
    assert all(paper.document_sha256 in shown.content.decode() for paper in waiting)
    said = {
        "consents": "on",
        "typed_name": counsel.label,
        "listed": shown.context["form"]["listed"].initial,
        "without": waiting[0].pk.hex,
    }
    changed = {**said, "listed": said["listed"][:-2] + "xx"}
    assert client.post(page, changed).status_code == 422
    answer = client.post(page, said)
    given = BulkSigning.objects.get()
    assert answer["Location"] == reverse("desk_countersigned", args=[given.pk])
    assert "2 agreements are signed" in client.get(answer["Location"]).content.decode()
    assert [each.pk for each in countersigning.waiting(counsel, clock.now())] == [waiting[0].pk]
    enter(client, make_agreements.counsel("Other Counsel").user)
    assert client.get(answer["Location"]).status_code == 404


def test_who_countersigns_hears_of_one_of_many_in_the_morning_and_of_one_alone_soon(counsel, waiting):
    alone = make_agreements.issued(make.vendor())
    make_agreements.sign(alone, make.as_person(make.contact(alone.vendor)))
    run = waiting[0].bulk_line.run_id
    pages = {"daily": f"/desk/agreements/countersignature/?of={run}", "bundled": f"/desk/agreements/{alone.pk}/"}
    for paper, mail in ((waiting[0], "daily"), (alone, "bundled")):
        event = Event.objects.about(paper).select_related("detail").get(name="agreement.signed-in-part")
        told = [
            (line.mail, each.url)
            for line in NOTICES["agreement.signed-in-part"]
            for each in line.audience(event, event.detail.data)
            if each.user == counsel.user
        ]
        assert told == [(mail, pages[mail])]


@pytest.fixture
def unconfirmed(counsel):
    """Two firms have signed; of the one that is named first nobody has confirmed who may sign for it."""
    bare, sound = make_bulk.issued(make_bulk.firms(2), by=counsel).lines.order_by("vendor__name")
    for line in (bare, sound):
        who = make.as_person(Person.objects.get(vendor=line.vendor, is_signatory=True))
        make_agreements.sign(line.agreement, who, is_authorised=line is sound)
    return bare.agreement, sound.agreement


def test_what_nobody_may_sign_yet_stands_apart_with_the_reason(client, counsel, unconfirmed):
    bare, sound = unconfirmed
    enter(client, counsel.user, confirmed=True)
    page = client.get(reverse("desk_countersignature"))
    assert [each["line"].paper.pk for each in page.context["stopped"]] == [bare.pk]
    assert [each["line"].paper.pk for each in page.context["lines"]] == [sound.pk]
    assert "It is not confirmed that" in page.content.decode()
    said = {"consents": "on", "typed_name": counsel.label, "listed": page.context["form"]["listed"].initial}
    client.post(reverse("desk_countersignature"), said)
    assert set(BulkSigning.objects.get().lines.values_list("agreement_id", flat=True)) == {sound.pk}


def test_what_was_set_aside_is_signed_and_says_so(client, counsel, unconfirmed):
    bare, _sound = unconfirmed
    authorities.set_aside(bare, because="Known for years", by=counsel, at=clock.now())
    enter(client, counsel.user, confirmed=True)
    page = client.get(reverse("desk_countersignature"))
    assert not page.context["stopped"] and "Known for years" in page.content.decode()


def test_where_the_template_only_warns_it_is_signed_with_the_warning(client, counsel, monkeypatch):
    monkeypatch.setattr(authority, "asked_by", lambda template: "warn")
    line = make_bulk.issued(make_bulk.firms(1), by=counsel).lines.get()
    who = make.as_person(Person.objects.get(vendor=line.vendor, is_signatory=True))
    make_agreements.sign(line.agreement, who, is_authorised=False)
    enter(client, counsel.user, confirmed=True)
    page = client.get(reverse("desk_countersignature"))
    assert not page.context["stopped"] and "It is not confirmed that" in page.content.decode()


def test_the_page_says_which_parts_of_each_were_shown(client, counsel, waiting):
    enter(client, counsel.user, confirmed=True)
    page = reverse("desk_countersignature")
    total = countersigning.shown(waiting, counsel)[waiting[0].pk]["total"]
    assert client.get(page).content.decode().count(f"0 of {total} parts of the text were shown to you") == 3
    keys = [part.key for part in reading.parts(waiting[0])]
    sha256 = waiting[0].document_sha256
    readings.note(waiting[0], keys[:2], way="page", shown_sha256=sha256, by=counsel, at=clock.now())
    shown = client.get(page).content.decode()
    assert f"2 of {total} parts" in shown and f"Not shown to you yet: {total - 2} parts" in shown
    assert reverse("desk_agreement_part", args=[waiting[0].pk, 3]) in shown
    readings.note(waiting[0], keys, way="page", shown_sha256=sha256, by=counsel, at=clock.now())
    assert f"All {total} parts of the text were shown to you" in client.get(page).content.decode()


def test_what_is_signed_is_sealed_by_the_worker(counsel, waiting, organisation_key, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    bulk_signings.go_on(give(waiting[:1], counsel), at=clock.now())
    papers.seal(waiting[0], by=make.CLOCK, at=clock.now())
    assert {paper.kind for paper in waiting[0].papers.all()} == {"copy", "evidence"}

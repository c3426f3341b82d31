"""What was put before a signer, and does the record say no more than that?"""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from agreements import evidence, reading
from agreements.actions import readings
from agreements.models import PAGE, VIEW, ShownPart
from agreements.rendering import parts
from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make
from tests import make_agreements as papers
from tests.agreements.test_pages import enter, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    return make.vendor("Corrib Test Works")


@pytest.fixture
def signatory(firm):
    return make.contact(firm, "Nora Byrne")


@pytest.fixture
def agreement(firm):
    return papers.issued(firm)


def keys(agreement) -> list[str]:
    return [part.key for part in parts.split(agreement.html)]


def note(agreement, shown, by, **said):
    said = {"way": VIEW, "shown_sha256": agreement.document_sha256, "at": clock.now(), **said}
    return readings.note(agreement, shown, by=by, **said)


def test_the_parts_are_the_whole_text_and_nothing_else(firm):
    for paper in (
        papers.issued(firm),
        papers.undertaking(make.person(firm)),
        papers.draft(firm, "confidentiality-mutual"),
    ):
        html = paper.html or papers.drafting.look(paper).html
        found = parts.split(html)
        assert "".join("".join(part.html for part in found).split()) == "".join(parts._FRAME.sub("", html).split())
        assert [part.key for part in found][0] == "opening" and len({part.key for part in found}) == len(found) > 3
        assert [part.title for part in found if part.key.startswith("section-")] == [
            f"{section['number']}. {section['title']}"
            for section in (paper.body or papers.drafting.look(paper).body)["sections"]
        ]


def test_a_part_is_noted_once_with_the_moment_of_the_first_time(agreement, signatory):
    by, first = make.as_person(signatory), clock.now()
    assert note(agreement, ["section-2", "section-1", "no-such-part"], by, at=first) == ["section-1", "section-2"]
    later = first + datetime.timedelta(minutes=5)
    assert note(agreement, ["section-2", "section-3"], by, at=later, way=PAGE) == ["section-3"]
    rows = {row.part: row for row in ShownPart.objects.all()}
    assert {key: row.shown_at for key, row in rows.items()} == {
        "section-1": first,
        "section-2": first,
        "section-3": later,
    }
    assert {row.document_sha256 for row in rows.values()} == {agreement.document_sha256}
    assert [event.detail.data["parts"] for event in Event.objects.filter(name="agreement.shown").order_by("at")] == [
        ["section-1", "section-2"], ["section-3"],
    ]  # fmt: skip


def test_only_who_acts_on_it_is_noted_and_only_for_the_bytes_that_wait(agreement, firm, signatory):
    for who in (make.as_person(make.contact(firm, is_signatory=False)), make.officer()):
        with pytest.raises(NotAllowed):
            note(agreement, ["section-1"], who)
    with pytest.raises(NotNow, match="not the text"):
        note(agreement, ["section-1"], make.as_person(signatory), shown_sha256="0" * 64)
    papers.agreements.withdraw(agreement, by=papers.counsel(), at=clock.now(), because="Wrong firm")
    with pytest.raises(NotNow, match="not noted"):
        note(agreement, ["section-1"], make.as_person(signatory))
    assert not ShownPart.objects.exists() and not Event.objects.filter(name="agreement.shown").exists()


def test_what_was_shown_cannot_be_changed_or_taken_away(agreement, signatory):
    note(agreement, ["section-1"], make.as_person(signatory))
    for deed in (lambda: ShownPart.objects.update(part="section-9"), lambda: ShownPart.objects.all().delete()):
        with pytest.raises(DatabaseError, match="stays|permission denied"), transaction.atomic():
            deed()


def test_the_certificate_tells_what_was_shown_before_the_signature_and_what_was_not(agreement, signatory):
    by = make.as_person(signatory)
    note(agreement, ["section-1"], by)
    papers.sign(agreement, by)
    with pytest.raises(NotNow, match="You have signed"):
        note(agreement, ["section-2"], by)
    shown = evidence.signers(agreement)[0]["shown"]
    said = {row["title"]: bool(row["row"]) for row in shown["rows"]}
    assert shown["shown"] == 1 and shown["total"] == len(keys(agreement)) == len(said)
    assert [title for title, was in said.items() if was] == [reading.title_of(parts.split(agreement.html)[1])]
    assert "agreement.shown" not in {row["key"] for row in evidence.history(agreement)}


def test_a_text_is_read_part_by_part_and_goes_on_where_it_was_left(client, agreement, signatory):
    enter(client, signatory.user, confirmed=True)
    whole = client.get(reverse("portal_agreement", args=[agreement.pk])).content.decode()
    assert agreement.html in whole and f"0 of {len(keys(agreement))} parts" in whole

    def page(number):
        return reverse("portal_agreement_part", args=[agreement.pk, number])

    first = client.get(page(1)).content.decode()
    assert "Parties and background" in first and 'id="section-1"' not in first
    said = {"shown_sha256": agreement.document_sha256}
    assert client.get(page(99)).status_code == 404
    assert not ShownPart.objects.exists()  # looking alone changes nothing
    assert post(client, signatory, page(1), **said).url == page(2)
    assert post(client, signatory, page(3), **said).url == page(4)
    assert post(client, signatory, page(4), shown_sha256="0" * 64).status_code == 409
    elsewhere = enter(type(client)(), signatory.user, confirmed=True)  # another device
    assert (
        f'href="{page(2)}">Go on part by part'
        in elsewhere.get(reverse("portal_agreement", args=[agreement.pk])).content.decode()
    )
    sign = elsewhere.get(reverse("portal_agreement_signature", args=[agreement.pk])).content.decode()
    assert f"2 of {len(keys(agreement))} parts" in sign and "Not shown to you yet" in sign and page(2) in sign
    for number in (2, *range(4, len(keys(agreement)))):
        post(elsewhere, signatory, page(number), **said)
    last = post(elsewhere, signatory, page(len(keys(agreement))), **said)
    assert last.url == reverse("portal_agreement_signature", args=[agreement.pk])
    sign = elsewhere.get(last.url).content.decode()
    assert f"All {len(keys(agreement))} parts" in sign and "Not shown to you yet" not in sign
    assert set(ShownPart.objects.values_list("way", flat=True)) == {PAGE}


def test_the_script_names_what_came_into_view_and_gets_what_is_missing(client, agreement, signatory):
    enter(client, signatory.user)
    url = reverse("portal_agreement_reading", args=[agreement.pk])
    said = {"shown_sha256": agreement.document_sha256, "part": ["opening", "section-1"]}
    answer = post(client, signatory, url, **said)
    assert answer.status_code == 200 and f"2 of {len(keys(agreement))} parts" in answer.content.decode()
    assert client.get(url).status_code == 405
    assert set(ShownPart.objects.values_list("part", "way")) == {("opening", VIEW), ("section-1", VIEW)}


def test_the_company_reads_the_same_way(client, agreement, signatory):
    papers.sign(agreement, make.as_person(signatory))
    counsel = papers.counsel()
    enter(client, counsel.user, confirmed=True)
    page = reverse("desk_agreement_part", args=[agreement.pk, 2])
    assert 'id="section-1"' in client.get(page).content.decode()
    client.post(page, {"shown_sha256": agreement.document_sha256})
    assert ShownPart.objects.get().user == counsel.user
    sign = client.get(reverse("desk_agreement_signature", args=[agreement.pk])).content.decode()
    assert f"1 of {len(keys(agreement))} parts" in sign

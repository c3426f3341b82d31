"""Versions, who edits, how long it is kept and what holds it: what the vault promises for one document."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from access.actions import check_outs, documents
from access.documents import comparing
from access.models import CheckOut
from agreements.rendering.differing import IN, OUT
from config.demo.documents import draw
from core import files, legal_holds, page_images
from core.actions import legal_holds as holding
from core.facts import span
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make, make_access

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def owner():
    return make_access.owner()


@pytest.fixture
def document(owner):
    return make_access.document(make_access.asset(by=owner))


def upload(content: bytes = b"Another page.\n", name: str = "plan.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def added(document, by, content: bytes = b"Another page.\n", because: str = "Corrected", at=None, name="plan.txt"):
    at = at or make_access.now()
    return documents.add_version(document, upload=upload(content, name), because=because, by=by, at=at)


def names_of(document) -> list[str]:
    return list(Event.objects.about(document).order_by("at", "id").values_list("name", flat=True))


def test_while_somebody_edits_nobody_else_adds_a_version_or_checks_it_out(document, owner):
    officer, at = make.officer(), make_access.now()
    said = {"days": 3, "because": "Annex C", "at": at}
    mine = check_outs.check_out(document, by=owner, **said)
    assert check_outs.check_out(document, by=owner, **said) == mine
    for attempt in (lambda: added(document, officer), lambda: check_outs.check_out(document, by=officer, **said)):
        with pytest.raises(NotNow, match=owner.label):
            attempt()
    version = added(document, owner)
    assert (version.number, version.because) == (2, "Corrected") and check_outs.live(
        document, make_access.now()
    ) is None
    assert names_of(document)[1:] == ["document.checked-out", "document.version-added"]


def test_a_check_out_ends_by_itself_or_is_released_by_another_hand(document, owner):
    officer, at = make.officer(), make_access.now()
    first = check_outs.check_out(document, days=1, because="Annex", by=owner, at=at)
    assert check_outs.live(document, first.ends_at - datetime.timedelta(seconds=1)) == first
    assert check_outs.live(document, first.ends_at) is None
    check_outs.release(document, by=officer, at=at + DAY / 2)
    check_outs.release(document, by=officer, at=at + DAY / 2)
    assert names_of(document).count("document.released") == 1
    assert check_outs.check_out(document, days=1, because="Mine", by=officer, at=at + DAY / 2).holder == officer.user


def test_the_table_takes_one_editor_at_a_time(document, owner):
    at = make_access.now()
    check_outs.check_out(document, days=3, because="Annex", by=owner, at=at)
    with pytest.raises(IntegrityError, match="one_person_edits"), transaction.atomic():
        during = span(at + DAY, at + 2 * DAY)
        CheckOut.objects.create(document=document, holder=make.officer().user, because="x", during=during)


def test_who_does_not_keep_the_document_does_none_of_it(document):
    analyst, at = make.staff_member("analyst"), make_access.now()
    for attempt in (
        lambda: check_outs.check_out(document, days=1, because="x", by=analyst, at=at),
        lambda: check_outs.release(document, by=analyst, at=at),
        lambda: documents.set_retention(document, until_on=None, because="x", by=analyst, at=at),
        lambda: holding.place(document, name="x", because="x", by=make_access.owner("Other"), at=at),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert names_of(document) == ["document.added"]


def test_a_retention_grows_by_its_keepers_hand_and_shrinks_by_counsels(document, owner):
    at, day = make_access.now(), make_access.now().date()
    said = {"because": "Contract law", "at": at}
    for _press in range(2):
        kept = documents.set_retention(document, until_on=day + 10 * DAY, by=owner, **said)
    documents.set_retention(document, until_on=day + 20 * DAY, by=owner, **said)
    for shorter in (day + 10 * DAY, None):
        with pytest.raises(NotAllowed, match="legal counsel"):
            documents.set_retention(document, until_on=shorter, by=owner, **said)
    assert names_of(document).count("document.retention-set") == 2
    counsel = make.staff_member("legal")
    assert documents.set_retention(kept, until_on=None, by=counsel, **said).keep_until_on is None


def test_a_matter_holds_a_document_once_until_it_is_released(document):
    counsel, at = make.staff_member("legal"), make_access.now()
    holds = [holding.place(document, name="Orchard", because="Claim", by=counsel, at=at) for _press in range(2)]
    assert holds[0] == holds[1] == legal_holds.over(document).get()
    for _press in range(2):
        holding.release(document, holds[0], because="Settled", by=counsel, at=at)
    assert not legal_holds.over(document).exists()
    assert names_of(document)[1:] == ["hold.placed", "hold.released"]


def test_versions_are_compared_word_by_word_with_the_lines_around(document, owner):
    lines = [f"Line {number} of the plan." for number in range(1, 40)]
    older = added(document, owner, "\n".join(lines).encode())
    lines[19] = "Line 20 of the changed plan."
    newer = added(document, owner, "\n".join(lines).encode())
    found = comparing.compare(older, newer)
    (stretch,) = found.stretches
    assert stretch.skipped == 17 and len(stretch.rows) == 5
    assert [(part.op, part.text) for row in stretch.rows for part in row if part.op in {IN, OUT}] == [(IN, "changed ")]


def test_the_words_of_pdfs_are_compared_and_pictures_say_why_not(document, owner):
    older = added(document, owner, draw("Plan", ["Set-up", "Cycles"]), name="plan.pdf")
    newer = added(document, owner, draw("Plan", ["Set-up", "Wear"]), name="plan.pdf")
    parts = [p for s in comparing.compare(older, newer).stretches for row in s.rows for p in row]
    assert {(OUT, "Cycles"), (IN, "Wear")} <= {(part.op, part.text.strip()) for part in parts}
    image, _kind = page_images.encode(page_images.draw(files.read(newer.file), "application/pdf", 1), "png")
    picture = added(document, owner, image, name="plan.png")
    assert "picture or a scan" in comparing.compare(newer, picture).why_not
    assert comparing.compare(picture, picture).is_same


def test_a_long_rewrite_is_shown_line_by_line():
    before, after = ([f"{word} {number}" for number in range(3000)] for word in ("old", "new"))
    (stretch,) = comparing.stretches(before, after)
    assert {part.op for row in stretch.rows for part in row} == {IN, OUT} and len(stretch.rows) == 6000


def test_the_page_shows_versions_edits_and_holds_and_their_acts(client, document, owner):
    at = make_access.now()
    added(document, owner, because="Bore of the housing")
    check_outs.check_out(document, days=3, because="Annex C", by=owner, at=at)
    holding.place(document, name="Orchard", because="Claim", by=make.staff_member("legal"), at=at)
    client.force_login(owner.user)
    page = client.get(reverse("desk_document", args=[document.pk])).content.decode()
    for words in ("Bore of the housing", "Annex C", "Orchard", "Release it now", "Compare versions"):
        assert words in page
    assert "Place a hold" not in page and "Check out" not in page.replace("Checked out", "")
    client.force_login(make.staff_member("analyst").user)
    page = client.get(reverse("desk_document", args=[document.pk])).content.decode()
    assert "New version" not in page and "Release it now" not in page


def test_the_pages_of_the_acts_do_them(client, document, owner):
    client.force_login(owner.user)

    def url(name, *more):
        return reverse(name, args=[document.pk, *more])

    assert client.post(url("document_check_out"), {"days": "2", "because": ""}).status_code == 422
    assert client.post(url("document_check_out"), {"days": "3", "because": "Annex"}).status_code == 302
    assert client.post(url("version_new"), {"file": upload()}).status_code == 422
    assert client.post(url("version_new"), {"file": upload(), "because": "Annex"}).status_code == 302
    assert client.get(url("version_comparison")).status_code == 200
    assert client.get(url("version_comparison"), {"older": "1", "newer": "9"}).status_code == 404
    later = (make_access.now() + 30 * DAY).date()
    said = {"until_on_day": later.day, "until_on_month": later.month, "until_on_year": later.year, "because": "Law"}
    assert client.post(url("document_retention"), said).status_code == 302
    document.refresh_from_db()
    assert document.keep_until_on == later
    client.force_login(make.staff_member("legal").user)
    assert client.post(url("legal_hold_new"), {"name": "Orchard", "because": "Claim"}).status_code == 302
    hold = legal_holds.over(document).get()
    assert client.post(url("legal_hold_release", hold.pk), {"because": "Settled"}).status_code == 302
    assert not legal_holds.over(document).exists()


def test_one_version_has_nothing_to_compare(client, document, owner):
    client.force_login(owner.user)
    assert client.get(reverse("version_comparison", args=[document.pk])).status_code == 404

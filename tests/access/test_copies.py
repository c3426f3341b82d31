"""Every copy that is given out is a line of the ledger, and its state is what the decision says."""

import datetime
import hashlib

import pypdfium2
import pytest
from django.urls import reverse
from PIL import Image

from access import copies, reading
from access.actions import class_downloads, grants, holds, openings
from access.actions import copies as handing
from access.documents import marked
from access.models import Opening, PageView
from core.models import Event
from core.refusals import NotAllowed, NotNow
from core.web.viewer import form_token
from tests import make, make_access

pytestmark = pytest.mark.django_db
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def worker():
    return make.person(make.vendor(status="active"), "Tomas Lindqvist")


@pytest.fixture
def thing(worker):
    found = make_access.offered(worker, make_access.asset(klass=make_access.asset_class(may_download=True)))
    make_access.document(found, content=b"First line of a secret plan.\n" * 90)
    return found


@pytest.fixture
def taken(worker, thing):
    make_access.opened(worker, thing, level="download")
    return hand_over(worker, thing)[0]


def hand_over(worker, thing):
    return handing.hand_over(thing.documents.get(), by=make.as_person(worker), at=make_access.now())


def read(worker, thing, *pages: int, at=None) -> Opening:
    at = at or make_access.now()
    by = make.as_person(worker)
    opening = openings.open_document(thing.documents.get(), by=by, at=at)
    for place, number in enumerate(pages):
        openings.look_at_page(opening, number, by=by, at=at + 10 * place * SECOND)
    return opening


def state(copy, at=None) -> str:
    copy.refresh_from_db()
    return copies.states([copy], at or make_access.now())[copy.pk]


def test_a_marked_file_is_pictures_alone_with_its_own_mark_and_a_line_with_its_fingerprint(worker, thing):
    make_access.opened(worker, thing, level="download")
    (copy, content), (second, other) = hand_over(worker, thing), hand_over(worker, thing)
    assert copy.pk != second.pk and content != other
    assert copy.sha256 == hashlib.sha256(content).hexdigest() and copy.kind == "file"
    document = pypdfium2.PdfDocument(content)
    assert len(document) == copy.version.pages == 2
    assert "".join(page.get_textpage().get_text_bounded() for page in document) == "" and b"secret" not in content
    assert document[0].get_size() == (595, 842) and copy.pk.hex.encode() in content
    assert Event.objects.filter(name="document.copied", vendor_id=worker.vendor_id).count() == 2


def test_the_pages_of_the_file_are_those_of_the_viewer_with_the_mark(worker, thing):
    pages = [Image.new("RGB", (200, 300), colour) for colour in ("red", "blue")]
    content = b"".join(marked.pdf(iter(pages), mark="ab12"))
    shown = [page.render(scale=1).to_pil().convert("RGB").getpixel((50, 75)) for page in pypdfium2.PdfDocument(content)]
    assert [max(range(3), key=pixel.__getitem__) for pixel in shown] == [0, 2]


def test_without_the_class_or_a_grant_of_its_own_level_there_is_no_file(worker, thing):
    make_access.opened(worker, thing)  # to read, no more
    with pytest.raises(NotNow, match="take a copy"):
        hand_over(worker, thing)
    make_access.opened(worker, thing, level="download")
    said = {"because": "Leak", "by": make.officer(), "at": make_access.now()}
    for _press in range(2):
        class_downloads.allow(thing.asset_class, False, **said)
    with pytest.raises(NotNow, match="never handed over"):
        hand_over(worker, thing)
    assert Event.objects.about(thing.asset_class).filter(name="class.downloads-stopped").count() == 1
    assert not Opening.objects.exists()


def test_a_document_of_too_many_pages_stays_in_the_viewer(worker, thing, monkeypatch):
    make_access.opened(worker, thing, level="download")
    monkeypatch.setattr(marked, "MOST_PAGES", 1)
    with pytest.raises(NotNow, match="1 pages at most"):
        hand_over(worker, thing)


def test_a_hold_that_comes_while_the_file_is_made_stops_it(worker, thing, monkeypatch):
    make_access.opened(worker, thing, level="download")
    drawn = handing.draw.page

    def drawn_and_held(version, number):
        holds.place(
            vendor=worker.vendor,
            source=worker.vendor,
            by=make.officer(),
            at=make_access.now(),
            because="x",
            told_as="y",
        )
        return drawn(version, number)

    monkeypatch.setattr(handing.draw, "page", drawn_and_held)
    with pytest.raises(NotNow):
        handing.hand_over(thing.documents.get(), by=make.as_person(worker), at=make_access.now() + SECOND)
    assert not Opening.objects.exists()


def test_what_was_read_is_revoked_by_the_decision_and_what_is_out_is_unknown(worker, thing, taken):
    make_access.opened(worker, thing)
    seen = read(worker, thing, 1)
    assert (state(seen), state(taken)) == (copies.LIVE, copies.LIVE)
    for grant in worker.grants.all():
        grants.revoke(grant, by=make.officer(), at=make_access.now(), because="Done")
    assert (state(seen), state(taken)) == (copies.REVOKED, copies.UNKNOWN)
    assert copies.unknown(make.officer(), make_access.now()) == [taken.pk]


def test_a_file_that_is_out_comes_back_or_is_attested_once(worker, taken):
    officer, at = make.officer(), make_access.now()
    handing.settle(taken, "destroyed", note="Shredded", by=make.as_person(worker), at=at)
    again = handing.settle(taken, "returned", note="Other", by=officer, at=at)
    assert (again.settled_as, again.settled_note, again.settled_by_name) == ("destroyed", "Shredded", worker.name)
    assert state(taken) == copies.DESTROYED and not copies.still_out(taken.document)
    assert Event.objects.filter(name__startswith="copy.").count() == 1


def test_only_who_had_the_copy_and_who_answers_for_access_settle_it(worker, taken):
    at = make_access.now()
    for by in (make.as_person(make.person(worker.vendor)), make.staff_member("analyst")):
        with pytest.raises(NotAllowed):
            handing.settle(taken, "returned", note="x", by=by, at=at)
    with pytest.raises(NotNow, match="no file"):
        handing.settle(_as_pages(taken), "returned", note="x", by=make.officer(), at=at)


def _as_pages(copy) -> Opening:
    Opening.objects.filter(pk=copy.pk).update(kind="pages")
    return copy


def test_a_reading_is_told_page_by_page_with_the_time_that_is_known(worker, thing):
    make_access.opened(worker, thing)
    opening = read(worker, thing, 1, 2, 1)
    found = reading.looks(opening.pages.all())
    assert [(look.page, look.is_jump, look.read_for) for look in found] == [
        (1, False, "10 s"),
        (2, False, "10 s"),
        (1, False, ""),
    ]
    assert reading.said(reading.total(found)) == "20 s"


def test_jumps_reloads_and_pauses_are_told_as_what_they_are():
    def view(page, seconds):
        return PageView(page=page, at=datetime.datetime(2026, 11, 1, 9, tzinfo=datetime.UTC) + seconds * SECOND)

    found = reading.looks([view(5, 0), view(5, 2), view(9, 65), view(8, 2000)])
    assert [(look.page, look.is_jump, look.read_for) for look in found] == [
        (5, False, "1 min 05 s"),
        (9, True, ""),
        (8, False, ""),
    ]


def test_the_ledger_lists_filters_and_exports_with_the_state(client, worker, thing, taken):
    make_access.opened(worker, thing)
    read(worker, thing, 1)
    client.force_login(make.officer().user)
    page = client.get(reverse("copies")).content.decode()
    assert page.count("Tomas Lindqvist") >= 2 and "Live" in page and "Marked file" in page
    page = client.get(reverse("copies"), {"kind": "file", "state": "out"}).content.decode()
    assert "Marked file" in page and "1 copy" in page
    file = b"".join(client.get(reverse("copies"), {"export": "csv"})).decode()
    assert taken.sha256 in file and "Live" in file and taken.grant.reference in file
    assert "1 copy" not in client.get(reverse("asset_openings", args=[thing.pk])).content.decode()
    other = make_access.asset()
    assert "No copy was given out yet" in client.get(reverse("asset_openings", args=[other.pk])).content.decode()


def test_a_copy_has_a_page_on_which_it_is_settled(client, worker, thing, taken):
    make.confirm(client, make.officer().user)
    url = reverse("copy", args=[taken.pk])
    assert taken.sha256 in client.get(url).content.decode()
    assert client.post(url, {"outcome": "returned", "note": ""}).status_code == 422
    assert client.post(url, {"outcome": "returned", "note": "On a stick, by hand"}).status_code == 302
    page = client.get(url).content.decode()
    assert "Returned" in page and "Settle this copy" not in page


def test_a_person_sees_what_is_kept_takes_a_copy_and_attests_its_end(client, worker, thing):
    make_access.opened(worker, thing, level="download")
    make_access.opened(worker, thing)
    token = {"as_person": form_token(make.as_person(worker))}
    url = reverse("document_copy", args=[thing.documents.get().pk])
    client.force_login(worker.user)
    assert client.post(url, token).status_code == 303  # a second factor first
    answer = make.confirm(client, worker.user).post(url, token)
    content = b"".join(answer.streaming_content)
    copy = Opening.objects.get(kind="file")
    assert hashlib.sha256(content).hexdigest() == copy.sha256 and "attachment" in answer["Content-Disposition"]
    read(worker, thing, 1, 2)
    page = client.get(reverse("portal_copies")).content.decode()
    assert "2 pages shown" in page and "With you" in page and "What for" in page
    own = reverse("portal_copy", args=[copy.pk])
    assert client.post(own, {"note": "Shredded", **token}).status_code == 422
    assert client.post(own, {"note": "Shredded", "attests": "on", **token}).status_code == 302
    assert state(copy) == copies.DESTROYED
    client.force_login(make.person(worker.vendor).user)
    assert client.get(own).status_code == 404


def test_the_request_offers_files_only_where_the_class_allows_them(client, worker, thing):
    client.force_login(worker.user)
    url = reverse("access_request", args=[thing.pk])
    assert "Take marked copies as files" in client.get(url).content.decode()
    said = {"purpose": "Tests", "level": "download", "days": 1, "as_person": form_token(make.as_person(worker))}
    assert client.post(url, said).status_code == 302
    assert worker.grants.get().level == "download"
    plain = make_access.offered(worker)
    assert "marked copies" not in client.get(reverse("access_request", args=[plain.pk])).content.decode()


def test_an_officer_settles_whether_a_class_is_handed_over(client, thing):
    url = reverse("class_downloads", args=[thing.asset_class.key])
    make.confirm(client, make.officer().user)
    assert client.post(url, {"is_allowed": "no", "because": "Leak"}).status_code == 302
    thing.asset_class.refresh_from_db()
    assert not thing.asset_class.may_download
    assert "Read in the viewer alone" in client.get(reverse("classes")).content.decode()

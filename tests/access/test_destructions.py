"""What is destroyed is gone for good, by a person with a reason, never under a hold, and a sealed paper says so."""

import datetime

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from access import copies
from access.actions import check_outs, destructions, documents
from access.actions import copies as handing
from access.checker import check
from core import clock, files, legal_holds
from core.actions import legal_holds as holding
from core.files import FileShredded
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make, make_access
from tests.access.test_documents import added

pytestmark = pytest.mark.django_db
SAID = {"because": "The project is over", "seen": 0}


@pytest.fixture
def owner():
    return make_access.owner()


@pytest.fixture
def worker():
    return make.person(make.vendor(status="active"))


@pytest.fixture
def document(owner, worker):
    thing = make_access.asset(by=owner, klass=make_access.asset_class(may_download=True))
    return make_access.document(make_access.offered(worker, thing, by=owner))


def destroy(document, by, **said):
    return destructions.destroy(document, **{**SAID, **said}, by=by, at=make_access.now())


def test_every_version_is_shredded_and_what_was_is_kept_in_words(document, owner, django_capture_on_commit_callbacks):
    added(document, owner)
    versions = list(document.versions.select_related("file"))
    with django_capture_on_commit_callbacks(execute=True):
        made = destroy(document, owner)
    assert destroy(document, owner) == made
    for version in versions:
        assert not default_storage.exists(version.file.storage_name)
        version.file.refresh_from_db()
        with pytest.raises(FileShredded):
            files.read(version.file)
    assert [each["sha256"] for each in made.files] == [version.file.sha256 for version in reversed(versions)]
    assert Event.objects.about(document).filter(name="document.destroyed").count() == 1


def test_a_hold_or_a_retention_keeps_it_until_it_is_over(document, owner):
    counsel, at, today = make.staff_member("legal"), make_access.now(), make_access.now().date()
    hold = documents.place_hold(document, name="Orchard", because="Claim", by=counsel, at=at)
    with pytest.raises(NotNow, match="legal hold") as refusal:
        destroy(document, owner)
    assert "Orchard" in refusal.value.unmet[0]
    holding.release(document, hold, because="Settled", by=counsel, at=at)
    said = {"because": "Contract", "by": counsel, "at": at}
    documents.set_retention(document, until_on=today, **said)
    with pytest.raises(NotNow, match="kept until"):
        destroy(document, owner)
    documents.set_retention(document, until_on=today - datetime.timedelta(days=1), **said)
    assert destroy(document, owner).files


def test_only_its_keepers_destroy_it_and_nobody_while_another_edits(document, owner):
    with pytest.raises(NotAllowed):
        destroy(document, make.staff_member("analyst"))
    check_outs.check_out(document, days=1, because="Annex", by=owner, at=make_access.now())
    with pytest.raises(NotNow, match="edits this document"):
        destroy(document, make.officer())
    destroy(document, owner)
    assert check_outs.live(document, make_access.now()) is None


def test_who_destroys_it_has_seen_who_still_holds_a_copy(document, owner, worker):
    make_access.opened(worker, document.asset, level="download")
    handing.hand_over(document, by=make.as_person(worker), at=make_access.now())
    with pytest.raises(NotNow, match="have changed meanwhile"):
        destroy(document, owner)
    made = destroy(document, owner, seen=1)
    assert [(each["person"], each["firm"]) for each in made.copies] == [(worker.name, worker.vendor.name)]
    assert len(copies.still_out(document)) == 1, "the file that is out stays in the ledger"


def test_afterwards_nothing_is_done_with_it_any_more(document, owner):
    destroy(document, owner)
    at, counsel = make_access.now(), make.staff_member("legal")
    for attempt in (
        lambda: added(document, owner),
        lambda: check_outs.check_out(document, days=1, because="x", by=owner, at=at),
        lambda: documents.set_retention(document, until_on=at.date(), because="x", by=owner, at=at),
        lambda: documents.place_hold(document, name="x", because="x", by=counsel, at=at),
    ):
        with pytest.raises(NotNow, match="was destroyed"):
            attempt()
    assert not legal_holds.over(document).exists()
    again = make_access.document(document.asset)
    assert again != document and again.versions.get().file.sha256 == document.versions.get().file.sha256


def test_a_sealed_certificate_says_what_was_destroyed_and_the_public_check_knows_it(document, owner, organisation_key):
    made = destroy(document, owner)
    assert destructions.seal_next(by=make.CLOCK, at=clock.now()) and not destructions.seal_next(
        by=make.CLOCK, at=clock.now()
    )
    made.refresh_from_db()
    known = check(sha256=made.stored.sha256, code="")
    assert (known.kind, known.sealed_at) == ("Certificate of destruction", made.sealed_at)
    assert check(sha256="0" * 64, code="") is None and files.read(made.stored).startswith(b"%PDF")


def test_the_page_asks_for_a_second_factor_a_reason_and_a_look_at_the_copies(client, document, owner, worker):
    make_access.opened(worker, document.asset, level="download")
    handing.hand_over(document, by=make.as_person(worker), at=make_access.now())
    url, here = (reverse(name, args=[document.pk]) for name in ("document_destruction", "desk_document"))
    client.force_login(owner.user)
    assert client.get(url).status_code == 303
    make.confirm(client, owner.user)
    page = client.get(url).content.decode()
    assert worker.name in page and "1 copy is still out" in page
    assert client.post(url, {"seen": 1, "because": "Over"}).status_code == 422
    assert client.post(url, {"seen": 1, "because": "Over", "knows": "on"}).status_code == 302
    page = client.get(here).content.decode()
    assert "Destroyed" in page and "New version" not in page and "Place a hold" not in page
    assert client.get(url).status_code == 409
    assert client.get(reverse("destruction_certificate", args=[document.pk])).status_code == 404
    client.force_login(worker.user)
    assert client.get(reverse("document", args=[document.pk])).status_code == 404

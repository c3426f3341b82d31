"""Personal words leave the trail by an act that is itself an event, and the chain stays whole."""

from datetime import UTC, datetime

import pytest

from core import actors, events
from core.actions import erasure
from core.models import ApiClient, Event, EventDetail, LegalHold, User
from core.refusals import NotNow
from tests.databases import committed
from tests.trail import world


@pytest.fixture
def officer(sealed):
    with committed():
        return User.objects.create(email="officer@example.com", name="Olga Officer", is_staff=True)


def erase(officer, position: int = 2) -> int:
    chosen = Event.objects.filter(pk=world.order()[position - 1])
    with committed():
        return erasure.erase_details(chosen, by=actors.staff(officer), at=datetime.now(UTC), because="asked for it")


def test_an_erased_detail_is_empty_and_the_trail_stays_whole(officer):
    assert erase(officer) == 1
    with committed():
        detail = EventDetail.objects.get(pk=world.order()[1])
    assert (detail.salt, detail.labels, detail.data) == ("", {}, {}) and detail.erased_at
    assert world.examine().is_whole
    world.seal()
    assert world.examine().is_whole


def test_the_erasure_is_an_event_about_the_event(officer):
    erase(officer)
    with committed():
        told = Event.objects.select_related("detail").get(name="detail.erased")
    assert (told.subject_kind, str(told.subject_id), told.actor_id) == ("core.event", world.order()[1], officer.pk)
    assert told.detail.data == {"because": "asked for it"}


def test_erasing_again_does_and_records_nothing(officer):
    erase(officer)
    assert erase(officer) == 0
    with committed():
        assert Event.objects.filter(name="detail.erased").count() == 1


def test_what_proves_an_erasure_is_never_erased(officer):
    erase(officer)
    with committed():
        proof = Event.objects.filter(name="detail.erased")
        assert erasure.erase_details(proof, by=actors.staff(officer), at=datetime.now(UTC), because="again") == 0


@pytest.mark.parametrize("held", ["subject", "vendor", "actor"])
def test_a_legal_hold_blocks_it_until_it_is_released(officer, held):
    at = datetime.now(UTC)
    with committed():
        client = ApiClient.objects.create(name="HR", digest="d", last_four="abcd", expires_at=at)
        event = events.record("client.created", client, by=actors.staff(officer), at=at, vendor=world.FIRMS[1])
        kind, pk = {
            "subject": ("core.apiclient", client.pk),
            "vendor": ("vendors.vendor", world.FIRMS[1]),
            "actor": ("core.user", officer.pk),
        }[held]
        hold = LegalHold.objects.create(
            name="Case 7", because="court", subject_kind=kind, subject_id=pk, placed_at=at, placed_by=officer
        )
    world.seal()
    position = world.order().index(str(event.pk)) + 1
    with pytest.raises(NotNow) as refused:
        erase(officer, position)
    assert refused.value.unmet == ["“Case 7” holds it: court"]
    with committed():
        LegalHold.objects.filter(pk=hold.pk).update(released_at=at, released_by=officer)
    assert erase(officer, position) == 1


def test_a_detail_brought_back_from_a_backup_is_found(officer, tamper):
    with committed():
        before = EventDetail.objects.values("salt", "labels", "data").get(pk=world.order()[1])
    erase(officer)
    tamper(
        "update core_eventdetail set erased_at = null, salt = %(salt)s, data = %(data)s, labels = %(labels)s where erased_at is not null",
        salt=before["salt"],
        data='{"number": 1}',
        labels='{"actor": "test", "subject": ""}',
    )
    assert [(damage.kind, damage.what) for damage in world.examine().damages] == [
        ("erasure", "the detail was erased, and is back")
    ]

"""Each event proves itself from its own seal, and any change to it shows on its page."""

import pytest

from core import trail_proof
from core.models import Event
from tests.databases import committed
from tests.trail import world


def proof(position: int) -> trail_proof.Proof:
    with committed():
        return trail_proof.of(Event.objects.get(pk=world.order()[position - 1]))


def wrong(position: int) -> list[str]:
    return [check["text"] for check in proof(position).checks if not check["met"]]


def test_every_sealed_event_is_whole(sealed):
    for position in range(1, 13):
        found = proof(position)
        assert found.is_whole and (found.position, found.seal) == (position, (position - 1) // 4 + 1)


def test_one_that_waits_for_its_seal_says_so(sealed):
    (pk,) = world.happen()
    with committed():
        found = trail_proof.of(Event.objects.get(pk=pk))
    assert found.seal is None and found.is_whole


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("update core_event set door = 'desk' where id = %(id)s", "The event is what was sealed"),
        ("update core_eventdetail set data = '{}' where event_id = %(id)s", "The detail is what the event committed to"),
        ("delete from core_eventdetail where event_id = %(id)s", "The event's detail is missing"),
        ("update core_eventdetail set erased_at = now(), salt = '', data = '{}', labels = '{}' where event_id = %(id)s", "The detail is erased, and an event says so"),
        ("delete from core_sealedevent where position = 5", "The seal closes over exactly its events"),
        ("update core_sealedevent set vendor_chain = repeat('0', 64) where position = 5", "It follows from the event before it in its chain"),
        ("update core_seal set digest = repeat('0', 64) where number = 1", "The seal follows from the seal before it"),
        ("update core_seal set sealed_at = now() where number = 2", "The seal follows from the seal before it"),
    ],
)  # fmt: skip
def test_a_change_behind_its_back_shows(sealed, tamper, statement, words):
    tamper(statement, id=world.order()[5])
    assert words in wrong(6)

"""The nightly check writes its outcome into the trail and tells the administrators of damage."""

import pytest
from django.contrib.auth.models import Group

from core import sealing, tasks
from core.models import Event, Notice, User
from tests.databases import committed
from tests.trail import world


@pytest.fixture
def administrator(sealed):
    with committed():
        user = User.objects.create(email="admin@example.com", name="Ada", is_staff=True)
        user.groups.add(Group.objects.get(name="administrator"))
        return user


def test_a_whole_trail_is_noted_and_nobody_is_told(administrator):
    tasks.verify()
    with committed():
        assert sealing.state()["is_whole"] and sealing.state()["checked_at"]
        assert Event.objects.select_related("detail").get(name="trail.checked").detail.data["events"] == 12
    tasks.tell()
    with committed():
        assert not Notice.objects.exists()


def test_damage_is_recorded_with_its_place_and_administrators_are_told_at_once(administrator, tamper):
    tamper("update core_event set door = 'desk' where id = (select event_id from core_sealedevent where position = 7)")
    tasks.verify()
    tasks.tell()
    with committed():
        assert sealing.state()["is_whole"] is False
        told = Notice.objects.get()
        assert "position 7" in told.context["places"][0] and (told.user_id, told.urgent) == (administrator.pk, True)
    world.seal()
    assert world.kinds(world.examine()) == {"event-edited"}

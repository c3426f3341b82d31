"""Does the organisation's name reach its pages and seals, and is a wrong setting refused?"""

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from core.models import Event, Organisation
from core.signing import authority

pytestmark = pytest.mark.django_db


def test_the_name_that_was_set_stands_in_the_certificates(tmp_path):
    call_command("set_organisation", name="Halden Robotics", time_zone="Europe/Dublin", verbosity=0)
    with override_settings(SIGNING_KEY_DIR=tmp_path / "keys"):
        call_command("make_signing_authority", verbosity=0)
        assert "O=Halden Robotics" in authority.load().certificate.subject.rfc4514_string()
    assert Organisation.current().time_zone == "Europe/Dublin"


def test_the_same_again_records_nothing():
    for _again in range(2):
        call_command("set_organisation", name="Halden Robotics", verbosity=0)
    assert Event.objects.filter(name="organisation.changed").count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"), [({"name": " "}, "needs a name"), ({"time_zone": "Dublin"}, "no time zone"), ({}, "Say what")]
)
def test_what_is_wrong_is_named_and_nothing_set(wrong, said):
    with pytest.raises(CommandError, match=said):
        call_command("set_organisation", **wrong)
    assert not Event.objects.filter(name="organisation.changed").exists()

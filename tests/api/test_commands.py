"""Keys from the command line: printed once, working at once, dead at once."""

import pytest
from django.core.management import CommandError, call_command

from core import ids
from core.models import ApiClient, Event
from tests.api.conftest import Caller


@pytest.fixture
def made(db, capsys):
    call_command("create_api_client", "HR system", "--scope", "people:read", "--days", "30")
    return capsys.readouterr().out.strip()


def test_the_printed_key_opens_what_was_asked_for(made):
    assert Caller(made)("GET", "jobs").status_code == 200
    assert Caller(made)("POST", "jobs", {"title": "a"}).status_code == 403
    assert Event.objects.filter(name="client.created").count() == 1


def test_a_revoked_key_is_dead_and_no_longer_listed(made, capsys):
    client = ids.show("cli", ApiClient.objects.get().pk)
    call_command("revoke_api_client")
    assert client in capsys.readouterr().out
    call_command("revoke_api_client", client, "--because", "lost")
    assert Caller(made)("GET", "jobs").status_code == 401
    call_command("revoke_api_client")
    assert client not in capsys.readouterr().out


@pytest.mark.parametrize("words", [["cli_0"], ["cli_0", "--because", "x"]])
def test_a_key_that_is_not_there_or_has_no_reason_is_refused(db, words):
    with pytest.raises(CommandError):
        call_command("revoke_api_client", *words)


def test_a_subcontractors_key_cannot_be_given_the_companys_scopes(db):
    firm = ids.show("sub", ids.new())
    with pytest.raises(CommandError):
        call_command("create_api_client", "theirs", "--scope", "people:write", "--subcontractor", firm)
    with pytest.raises(CommandError):
        call_command("create_api_client", "theirs", "--scope", "people:read", "--subcontractor", "SUB-0047")

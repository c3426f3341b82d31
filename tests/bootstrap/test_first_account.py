"""Can the first person of a new installation be let in, and is what cannot be an account refused with its reason?"""

import io

import pytest
from django.core.management import CommandError, call_command

from core.models import Event, User

PASSWORD = "seven grey herons on the quay"


@pytest.fixture
def make(db, monkeypatch, capsys):
    def call(email="ines@halden.test", *words, password=PASSWORD, name="Ines Moreau"):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        call_command("create_officer", email, "--name", name, *words)
        return capsys.readouterr().out

    return call


def test_the_first_account_signs_in(make, client):
    told = make("ines@halden.test", "--role", "officer", "--role", "administrator")
    assert "ines@halden.test at http" in told and "second factor" in told
    user = User.objects.get(email="ines@halden.test")
    assert set(user.groups.values_list("name", flat=True)) == {"officer", "administrator"}
    assert Event.objects.filter(name="user.invited", subject_id=user.pk).count() == 1
    answer = client.post("/login/", {"login": user.email, "password": PASSWORD})
    assert answer.status_code == 302 and client.get("/desk/").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"email": "ines"}, "valid email"),
        ({"password": "short"}, "too short"),
        ({"password": "ines@halden.test"}, "too similar"),
        ({"password": ""}, "too short"),
        ({"name": " "}, "--name is empty"),
    ],
)
def test_what_cannot_be_an_account_is_refused_with_its_reason(make, wrong, sentence):
    with pytest.raises(CommandError, match=sentence):
        make(**wrong)
    assert not User.objects.exists()


def test_an_address_has_one_account(make):
    make()
    with pytest.raises(CommandError, match="has an account already"):
        make("INES@halden.test")


def test_an_unknown_role_is_refused_and_the_known_are_named(make):
    with pytest.raises(CommandError, match="officer"):
        make("ines@halden.test", "--role", "king")


def test_two_passwords_that_differ_make_nothing(make, monkeypatch):
    typed = iter([PASSWORD, "another"])
    monkeypatch.setattr("core.management.commands.create_officer.getpass", lambda _prompt: next(typed))
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    monkeypatch.setattr("core.management.commands.create_officer.sys.stdin", terminal)
    with pytest.raises(CommandError, match="differ"):
        call_command("create_officer", "ines@halden.test", "--name", "Ines Moreau")
    assert not User.objects.exists()

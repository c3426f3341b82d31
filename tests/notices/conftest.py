"""Two accounts that hear of exports, and a mail server that takes or refuses what it is handed."""

import socket
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.controller import Controller
from django.test import override_settings

from config.notices import NOTICES
from core import actors, clock, events
from core.models import Organisation, User
from core.notices import Listener, Tell
from tests.databases import committed

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Sink:
    """Keeps each letter; answers with `refusal` where one is set."""

    def __init__(self):
        self.letters, self.refusal = [], ""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(envelope.content.decode())
        return "250 OK"


@pytest.fixture
def sink():
    """A real SMTP server on a free port of the loopback."""
    handler = Sink()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
        EMAIL_USE_TLS=False,
    ):
        yield handler
    server.stop()


@pytest.fixture
def hour(monkeypatch):
    """The clock of tasks: `hour.at` is what they read."""

    class Hour:
        at = START

        def pass_by(self, **time):
            self.at += timedelta(**time)

    stopped = Hour()
    monkeypatch.setattr(clock, "now", lambda: stopped.at)
    return stopped


@pytest.fixture
def anna(committing_database):
    with committed():
        Organisation.objects.create(name="Norra Works", help_name="Hal Helper", help_email="hal@example.com")
        return User.objects.create(email="anna@example.com", name="Anna", is_staff=True, time_zone="Europe/Berlin")


@pytest.fixture
def bert(anna):
    with committed():
        return User.objects.create(email="bert@example.com", name="Bert", is_staff=True)


@pytest.fixture
def told(monkeypatch, anna, bert):
    """Exports are told to Anna and Bert; `mail` is how."""

    def by(mail="bundled", **options):
        listeners = [Listener(user, "/desk/exports/", why="you asked to be told") for user in (anna, bert)]
        line = Tell(lambda event, detail: listeners, "Export %(number)s made until %(until)s", mail=mail, **options)
        monkeypatch.setitem(NOTICES, "export.made", [line])

    by()
    return by


@pytest.fixture
def export(hour):
    """Commit one export, by the clock or by somebody."""

    def make(number=1, by=None):
        with committed():
            actor = actors.staff(by) if by else actors.system("test")
            return events.record(
                "export.made", None, by=actor, at=hour.at, number=number, until=START, because="asked for"
            )

    return make

"""Does the web come through while its database is away, say so clearly, and serve again at once when it is back?"""

import http.client
import os
import socket
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import Client
from psycopg2.extensions import quote_ident

from core import clock
from core.actions import clients
from core.actors import system
from core.database import absence
from tests import databases, make

PATIENCE = 60  # seconds until the web serves
API = "/api/v1/subcontractors"


@pytest.fixture
def web(committing_database, tmp_path):
    """The web as it is served, in one process with one thread: every request finds the connection of the last."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        env = {
            **{name: value for name, value in os.environ.items() if not name.startswith("PYTEST")},
            "DATABASE_URL": os.environ["DATABASE_URL"].replace("/ringfence?", f"/{committing_database}?"),
            "RINGFENCE_LOGIN": "web",
            "RINGFENCE_BIND": f"fd://{door.fileno()}",
            "RINGFENCE_WEB_WORKERS": "1",
            "RINGFENCE_WEB_THREADS": "1",
            "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
        }
        argv = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "config.wsgi"]
        with (tmp_path / "log").open("wb") as log:
            process = subprocess.Popen(
                argv, env=env, cwd=settings.BASE_DIR, pass_fds=[door.fileno()], stdout=log, stderr=log
            )
        yield door.getsockname()[1]
        process.terminate()
        process.wait()


@pytest.fixture
def visit(web, committing_database):
    """`visit(path, method="GET")` -> the answer, as an officer (pages) and as a program with a key (API)."""
    with databases.committed():
        at = clock.now()
        _client, key = clients.create(
            "HR system", scopes=["subcontractors:read"], expires_at=at.replace(year=at.year + 1), by=system("x"), at=at
        )
        officer = make.staff_member("officer").user
        browser = Client()
        browser.force_login(officer)
    cookie = f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"

    def ask(path: str, method: str = "GET"):
        line = http.client.HTTPConnection("127.0.0.1", web, timeout=PATIENCE)
        headers = {"Host": "testserver", "Authorization": f"Bearer {key}", "Cookie": cookie}
        line.request(method, path, headers=headers)
        answer = line.getresponse()
        answer.text = answer.read().decode()
        line.close()
        return answer

    return ask


@pytest.fixture
def server():
    """A superuser's connection beside the database of the test."""
    connection = databases.connect_as_superuser()
    yield connection
    connection.close()


def cut(server, name: str) -> int:
    """Ends every connection to the database; returns how many there were."""
    with server.cursor() as cursor:
        cursor.execute("select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity where datname = %s", [name])
        return cursor.fetchone()[0]


@pytest.fixture
def away(server, committing_database):
    """`away(True)` closes the database to everybody and throws out who is in; `away(False)` opens it."""

    def turn(is_away: bool) -> None:
        with server.cursor() as cursor:
            name = quote_ident(committing_database, server)
            cursor.execute(f"alter database {name} allow_connections {not is_away}")
        if is_away:
            cut(server, committing_database)

    return turn


def test_a_connection_that_dies_between_two_requests_is_replaced(visit, server, committing_database):
    for path in (API, "/desk/subcontractors/", "/login/"):
        assert visit(path).status in {200, 302}
        assert cut(server, committing_database) > 0
        assert visit(path).status in {200, 302}


def test_while_the_database_is_away_pages_and_api_say_so_and_when_to_return(visit, away):
    assert visit("/desk/subcontractors/").status == 200
    away(True)
    for path in ("/desk/subcontractors/", "/login/", "/portal/", "/nowhere/"):
        page = visit(path)
        assert (page.status, int(page.headers["Retry-After"]) > 0) == (503, True), path
        assert page.headers["X-Request-Id"] in page.text and f'href="{path}"' in page.text
        assert "'self'" in page.headers["Content-Security-Policy"] and page.headers["Cache-Control"] == "no-store"
    for path in (API, "/api/v1/people/E-1"):
        problem = visit(path)
        assert (problem.status, problem.headers["Content-Type"]) == (503, "application/problem+json")
        assert '"code": "unavailable"' in problem.text and problem.headers["X-Request-Id"] in problem.text
        assert int(problem.headers["Retry-After"]) > 0
    assert visit("/readyz").status == 503 and visit("/healthz").status == 200
    away(False)
    assert visit("/desk/subcontractors/").status == 200
    assert visit(API).status == 200


def test_what_was_sent_while_it_is_away_is_not_offered_to_be_sent_by_a_link(visit, away):
    assert visit("/login/").status in {200, 302}
    away(True)
    page = visit("/login/", "POST")
    assert page.status == 503
    assert 'href="/login/"' not in page.text


@pytest.mark.parametrize(
    ("code", "passes"),
    [
        ("57P01", True),
        ("57P03", True),
        ("55P03", True),
        ("40P01", True),
        ("08006", True),
        ("57014", False),
        ("22012", False),
    ],
)
@pytest.mark.django_db
def test_what_comes_back_is_told_from_what_is_wrong(code, passes):
    with pytest.raises(DatabaseError) as raised, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"do $$ begin raise exception using errcode = '{code}'; end $$")
    assert absence.is_passing(raised.value) is passes

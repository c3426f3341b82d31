"""How long until the first page, how much memory does a worker hold, how long does an empty database take to migrate?

These limits are in seconds and megabytes, since what they compare with is a person's patience and a machine's price.
The web is started as `bin/run` starts it, with one worker, so that every page lands in the same process.
"""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from core.roles import ROLES
from tests import databases, make
from tests.bench.yardstick import verdict

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]
LARGE = ("weasyprint", "pyhanko", "openpyxl", "pypdfium2", "boto3", "celery", "redis", "PIL", "cryptography")
DESK = [
    "",
    "search/?q=a",
    "notices/",
    "subcontractors/",
    "people/",
    "grants/",
    "assets/",
    "classes/",
    "holds/",
    "agreements/",
]
DESK += [
    "agreements/new/",
    "training/",
    "audits/",
    "findings/",
    "incidents/",
    "screening/",
    "assessments/",
    "people/imports/new/",
]
DESK += ["subcontractors/?export=xlsx", "subcontractors/?export=csv"]
PORTAL = [
    "",
    "company/",
    "expectations/",
    "evidence/",
    "agreements/",
    "training/",
    "access/",
    "documents/",
    "findings/",
    "incidents/",
]
PUBLIC = ["/login/", "/verify/", "/api/v1/openapi.json", "/readyz"]
SMAPS = re.compile(r"^(Rss|Pss|Private_Dirty):\s+(\d+) kB$", re.M)


@pytest.fixture
def world(committing_database):
    """A subcontractor with a contact, and cookies of an officer and of that contact."""
    with databases.committed():
        officer = make.staff_member(*ROLES)
        firm = make.vendor(by=officer, status="active")
        contact = make.contact(firm)
    yield firm, _cookie(officer.user), _cookie(contact.user)


def _cookie(user) -> str:
    client = Client()
    with databases.committed():
        client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


@pytest.fixture
def web(committing_database, tmp_path):
    """Starts the web; gives (its process, its port, when it was started)."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        env = {
            **_environment(committing_database),
            "RINGFENCE_LOGIN": "web",
            "RINGFENCE_BIND": f"fd://{door.fileno()}",
            "RINGFENCE_WEB_WORKERS": "1",
            "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
        }
        argv = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "config.wsgi"]
        began = time.perf_counter()
        process = subprocess.Popen(
            argv, env=env, cwd=settings.BASE_DIR, pass_fds=[door.fileno()], stderr=subprocess.DEVNULL
        )
    yield process, port, began
    process.terminate()
    process.wait()


def _environment(name: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST")}
    return {**kept, "DATABASE_URL": os.environ["DATABASE_URL"].replace("/ringfence?", f"/{name}?")}


def _get(port: int, path: str, cookie: str = "") -> bytes:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", path, headers={"Host": "testserver", "Cookie": cookie})
    answer = line.getresponse()
    body = answer.read()
    assert answer.status == 200, f"{path}: {answer.status}"
    return body


def test_the_first_page_after_a_cold_start(web):
    process, port, began = web
    _get(port, "/login/")
    taken = time.perf_counter() - began
    print(f"\nprocessor time: {_processor(process.pid) + _processor(_worker(process.pid)):.2f} s")
    verdict("first page after a cold start of the web", taken, 2.5, "s")


def test_what_a_worker_holds_after_a_page_of_each_kind(world, web):
    firm, desk, portal = world
    process, port, _began = web
    _get(port, "/login/")
    print(f"\nafter sign-in's page: {_memory(process.pid)}")
    for path in [*DESK, f"subcontractors/{firm.pk}/"]:
        _get(port, f"/desk/{path}", desk)
    _get(port, "/api/docs/", desk)
    for path in PORTAL:
        _get(port, f"/portal/{path}", portal)
    for path in PUBLIC:
        _get(port, path)
    held = _memory(process.pid)
    print(f"after {len(DESK + PORTAL + PUBLIC) + 2} kinds of page: {held}")
    print(f"large libraries that it has read by then: {', '.join(_libraries(process.pid))}")
    verdict("memory of a web worker", held["Rss"], 170, "MB")


def _worker(master: int) -> int:
    return int(Path(f"/proc/{master}/task/{master}/children").read_text().split()[0])


def _processor(pid: int) -> float:
    """Seconds of processor time; the wall clock tells the same only where nothing else runs."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _memory(master: int) -> dict[str, int]:
    """Megabytes: everything that is mapped in, its share of what it shares, and what is its alone."""
    told = Path(f"/proc/{_worker(master)}/smaps_rollup").read_text()
    return {name: int(kilobytes) // 1024 for name, kilobytes in SMAPS.findall(told)}


def _libraries(master: int) -> list[str]:
    """Those with a compiled part that is mapped in; the others leave no trace outside the process."""
    maps = Path(f"/proc/{_worker(master)}/maps").read_text()
    return [name for name in LARGE if f"/site-packages/{name}" in maps]


def test_an_empty_database_is_migrated(django_db_setup):
    name = "ringfence_empty"
    databases.drop(name)
    manage = [sys.executable, "manage.py"]
    try:
        subprocess.run([*manage, "prepare_database"], env=_environment(name), cwd=settings.BASE_DIR, check=True)
        began, before = time.perf_counter(), os.times()
        migrate = [*manage, "migrate", "--no-input", "--skip-checks", "--verbosity", "0"]
        subprocess.run(migrate, env=_environment(name), cwd=settings.BASE_DIR, check=True)
        taken, after = time.perf_counter() - began, os.times()
        print(f"\nprocessor time, without the server's: {after.children_user - before.children_user:.2f} s")
        verdict("an empty database migrated", taken, 20, "s")
    finally:
        databases.drop(name)

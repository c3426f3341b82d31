"""Health tells load balancers the truth, and the details to those who hold the token."""

import datetime
import os
import subprocess
import sys

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client

from core import clock, health
from core.models import Event, Notice, User

TOKEN = {"Authorization": "Bearer metrics-token"}


@pytest.fixture(autouse=True)
def _the_real_addresses(settings):
    settings.ROOT_URLCONF = "config.urls"
    settings.METRICS_TOKEN = "metrics-token"


@pytest.fixture
def visit():
    client = Client()
    return lambda path, **headers: client.get(path, headers=headers)


@pytest.fixture
def database_gone(monkeypatch):
    """Every statement fails as it does when the server is not there."""
    from django.db import OperationalError

    def refuse(*args, **kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)
    monkeypatch.setattr(connection, "set_autocommit", refuse)
    monkeypatch.setattr(health._Migrations, "seen_done", False)


def test_alive_needs_nothing_else(visit, database_gone, settings):
    for cookie in ({}, {"Cookie": f"{settings.SESSION_COOKIE_NAME}=somebody"}):
        response = visit("/healthz", **cookie)
        assert (response.status_code, response.json()) == (200, {"status": "alive"})


def test_a_sound_installation_is_ready_and_says_no_more_to_strangers(db, visit):
    response = visit("/readyz")
    assert response.status_code == 200
    assert set(response.json()) == {"status"}
    probes = visit("/readyz", **TOKEN).json()["probes"]
    assert set(probes) == {"database", "migrations", "storage", "files", "broker", "mail", "clock", "scheduled work"}
    assert [probes[name]["state"] for name in ("database", "migrations", "storage", "clock")] == ["good"] * 4


@pytest.mark.django_db
def test_without_a_database_it_is_not_ready_and_metrics_still_answer(visit, database_gone):
    response = visit("/readyz", **TOKEN)
    assert (response.status_code, response.json()["status"]) == (503, "not ready")
    assert response.json()["probes"]["database"]["state"] == "down"
    figures = visit("/metrics", **TOKEN)
    assert figures.status_code == 200 and b"ringfence_database_up 0.0" in figures.content


def test_pending_migrations_stop_it(db, visit, monkeypatch):
    monkeypatch.setattr(health._Migrations, "seen_done", False)
    monkeypatch.setattr(
        "django.db.migrations.executor.MigrationExecutor.migration_plan", lambda self, targets: [("0002", False)]
    )
    assert visit("/readyz").status_code == 503


def test_a_store_that_cannot_be_written_stops_it(db, visit, monkeypatch):
    def refuse(name, content):
        raise OSError("No space left on device")

    monkeypatch.setattr(default_storage, "save", refuse)
    assert visit("/readyz").status_code == 503


def test_mail_that_does_not_leave_only_degrades(db, visit):
    user = User.objects.create_user("a@example.org", name="A", is_staff=True)
    Notice.objects.create(key="k", user=user, template="t", title="T", url="/")
    assert health.look()["mail"].state == health.GOOD
    Notice.objects.update(created_at=clock.now() - datetime.timedelta(hours=1))
    assert health.look()["mail"].state == health.DEGRADED
    assert visit("/readyz").status_code == 200


def test_events_that_nobody_seals_show_that_the_clock_stands(db):
    from core import events
    from core.actors import system

    events.record("job.started", None, by=system("test"), at=clock.now())
    assert health.look()["scheduled work"].state == health.GOOD
    events.record("job.started", None, by=system("test"), at=clock.now() - datetime.timedelta(minutes=20))
    assert Event.objects.count() == 2 and health.look()["scheduled work"].state == health.DEGRADED


def test_metrics_are_for_the_token_alone(db, visit, settings):
    assert visit("/metrics").status_code == 401
    assert visit("/metrics", Authorization="Bearer wrong").status_code == 401
    settings.METRICS_TOKEN = ""
    assert visit("/metrics", Authorization="Bearer ").status_code == 404


def test_without_a_token_there_are_no_figures_even_without_a_database(visit, settings, database_gone):
    settings.METRICS_TOKEN = ""
    assert visit("/metrics").status_code == 404


def test_requests_are_counted_by_route_and_never_by_address(db, visit):
    visit("/verify/some-secret-link/")
    visit("/readyz")
    text = visit("/metrics", **TOKEN).content.decode()
    assert 'view="/readyz"' in text and "some-secret-link" not in text
    for name in [
        "ringfence_request_seconds_bucket",
        "ringfence_outbox_age_seconds",
        "ringfence_unsealed_events",
        "ringfence_jobs_open",
    ]:
        assert name in text


def test_what_several_workers_counted_is_told_as_one(tmp_path):
    def in_a_worker(deed):
        script = f"import django; django.setup(); from core import metrics; {deed}"
        env = {
            **os.environ,
            "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
            "DATABASE_URL": "postgresql:///none?host=/nowhere",
        }
        return subprocess.run(
            [sys.executable, "-c", script], env=env, check=True, capture_output=True, text=True
        ).stdout

    for _ in range(2):
        in_a_worker("metrics.observe('GET', '/desk/', 200, 0.1)")
    told = in_a_worker("print(metrics.text().decode())")
    assert 'ringfence_requests_total{method="GET",status="200",view="/desk/"} 2.0' in told

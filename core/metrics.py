"""What can be counted? Requests as they pass, and how much work waits, read when asked."""

import os
from collections.abc import Iterator

from django.db import DatabaseError, connection, transaction
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from core.database import context
from core.database.roles import STAFF

REQUESTS = CollectorRegistry()
ANSWERED = Counter("ringfence_requests_total", "Requests answered", ["method", "view", "status"], registry=REQUESTS)
SECONDS = Histogram(
    "ringfence_request_seconds",
    "Time until the answer was ready",
    ["view"],
    registry=REQUESTS,
    buckets=(0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10),
)
_WAITING = {
    "ringfence_outbox_age_seconds": (
        "Age of the oldest news that nobody was told yet",
        "select coalesce(extract(epoch from now() - min(e.at)), 0) from core_outbox o join core_event e on e.id = o.event_id "
        "where o.told_at is null",
    ),
    "ringfence_mails_waiting": (
        "Mails that have not left",
        "select count(*) from core_notice where by_mail and mailed_at is null and given_up_at is null",
    ),
    "ringfence_unsealed_events": (
        "Events of the last seven days without a seal",
        "select count(*) from core_event e where at > now() - interval '7 days' "
        "and not exists (select from core_sealedevent s where s.event_id = e.id)",
    ),
    "ringfence_jobs_open": (
        "Long work waiting or running",
        "select count(*) from core_job where status in ('waiting', 'running')",
    ),
}


class Waiting(Collector):
    """Gauges read from the database; without it, only that it is not there."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            values = {name: _one(sql) for name, (_what, sql) in _WAITING.items()}
        except DatabaseError:
            values = {}
        yield GaugeMetricFamily("ringfence_database_up", "Whether the database answers", value=float(bool(values)))
        for name, value in values.items():
            yield GaugeMetricFamily(name, _WAITING[name][0], value=float(value))


def observe(method: str, view: str, status: int, seconds: float) -> None:
    ANSWERED.labels(method, view, str(status)).inc()
    SECONDS.labels(view).observe(seconds)


def text() -> bytes:
    """In Prometheus' text form; of all processes together where PROMETHEUS_MULTIPROC_DIR is set."""
    requests = REQUESTS
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        requests = CollectorRegistry()
        multiprocess.MultiProcessCollector(requests)
    waiting = CollectorRegistry()
    waiting.register(Waiting())
    return generate_latest(requests) + generate_latest(waiting)


def _one(sql: str):
    with transaction.atomic():
        context.step_into(STAFF)
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0]

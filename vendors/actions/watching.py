"""Compare the register with the watchlists, by difference: an update with everybody, and whoever is new or changed with every entry."""

import datetime
from collections.abc import Callable
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from core import ids
from core.actors import Actor
from core.events import record, record_each
from core.models import Event
from core.workflow import become
from vendors import watch_subjects
from vendors.matching.party import Match, Party
from vendors.models import EntryVersion, WatchHit, WatchlistVersion, WatchRun, WatchSubject
from vendors.watch_subjects import Subject

CHUNK = 2000  # subjects in one transaction
Find = Callable[[Party], list[Match]]


def begin(
    version: WatchlistVersion, *, by: Actor, at: datetime.datetime, cause: Event | None = None
) -> WatchRun | None:
    """An update came into force: hits on what it changed or removed lapse, and what it brought is compared from here on."""
    _lapse(WatchHit.objects.filter(entry_version__ended_in=version), by=by, at=at, cause=cause)
    if not EntryVersion.objects.filter(added_in=version).exists():
        return None
    total = sum(watch_subjects.all_of(kind).count() for kind in watch_subjects.KINDS)
    return WatchRun.objects.create(version=version, cursor=f"{watch_subjects.KINDS[0]}:", total=total, started_at=at)


def carry_on(run: WatchRun, *, by: Actor, at: datetime.datetime) -> bool:
    """Compare the next chunk of subjects; True while there are more."""
    held = WatchRun.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=run.pk, status="running").first()
    if held is None:  # done, or another worker is at it
        return False
    run = held
    kind, _colon, last = run.cursor.partition(":")
    rows = watch_subjects.all_of(kind).order_by("pk")
    chunk = [watch_subjects.read(kind, row) for row in (rows.filter(pk__gt=last) if last else rows)[:CHUNK]]
    if chunk:
        run.hits += len(_compare(chunk, _of_version(run.version_id), by=by, at=at))
        run.done += len(chunk)
    run.cursor = f"{kind}:{chunk[-1].key}" if len(chunk) == CHUNK else _next(kind)
    run.save(update_fields=["cursor", "done", "hits"])
    if run.cursor:
        return True
    _finish(run, by=by, at=at)
    return False


def compare_changed(*, by: Actor, at: datetime.datetime) -> bool:
    """Whoever is new or called otherwise, against every entry in force; True while there are more."""
    if not _one_at_a_time():
        return False
    for kind in watch_subjects.KINDS:
        chunk = [watch_subjects.read(kind, row) for row in watch_subjects.not_compared(kind).order_by("pk")[:CHUNK]]
        if chunk:
            _changed(kind, chunk, by=by, at=at)
            return True
    return False


def _changed(kind: str, chunk: list[Subject], *, by: Actor, at: datetime.datetime) -> None:
    versions = tuple(WatchlistVersion.objects.filter(status="in_force").order_by("pk").values_list("pk", flat=True))
    hits = _compare(chunk, _of_everything(versions), by=by, at=at) if versions else []
    _lapse(_outdated(kind, chunk), by=by, at=at)
    WatchSubject.objects.bulk_create(
        [WatchSubject(vendor_id=each.vendor_id, kind=kind, person_id=each.person_id, digest=each.digest, compared_at=at) for each in chunk],
        update_conflicts=True, unique_fields=["vendor", "kind", "person"], update_fields=["digest", "compared_at"], batch_size=500,
    )  # fmt: skip
    if hits:
        run = WatchRun.objects.create(total=len(chunk), done=len(chunk), hits=len(hits), started_at=at)
        _finish(run, by=by, at=at)


def _finish(run: WatchRun, *, by: Actor, at: datetime.datetime) -> None:
    event = record(become(run, "done", finished_at=at), run, by=by, at=at, subjects=run.done, hits=run.hits)
    if run.hits:
        record("watchlist.hits-found", run, by=by, at=at, cause=event, hits=run.hits)


def _compare(chunk: list[Subject], find: Find, *, by: Actor, at: datetime.datetime) -> list[WatchHit]:
    """The hits that were not there before."""
    found = [(subject, match) for subject in chunk for match in find(subject.party)]
    if not found:
        return []
    entries = EntryVersion.objects.current().in_bulk([match.key for _subject, match in found])
    hits = [_hit(subject, match, entries[match.key], at) for subject, match in found if match.key in entries]
    known = _known(hits)
    fresh = [hit for hit in hits if _identity(hit) not in known]
    WatchHit.objects.bulk_create(fresh, batch_size=500, ignore_conflicts=True)
    kept = set(WatchHit.objects.filter(pk__in=[hit.pk for hit in fresh]).values_list("pk", flat=True))
    fresh = [hit for hit in fresh if hit.pk in kept]  # another worker may have come first
    record_each("hit.found", [(hit, {"score": hit.score, "theirs": hit.theirs}) for hit in fresh], by=by, at=at)
    return fresh


def _hit(subject: Subject, match: Match, entry: EntryVersion, at: datetime.datetime) -> WatchHit:
    return WatchHit(
        id=ids.new(), vendor_id=subject.vendor_id, subject=subject.kind, person_id=subject.person_id, digest=subject.digest,
        called=subject.called[:200], entry_id=entry.entry_id, entry_version=entry, score=match.score, ours=match.ours[:300], theirs=match.theirs[:300],
        lines=[[line.kind, line.points, line.ours, line.theirs] for line in match.lines], found_at=at,
    )  # fmt: skip


def _known(hits: list[WatchHit]) -> set[tuple]:
    rows = WatchHit.objects.filter(vendor__in={hit.vendor_id for hit in hits}, entry__in={hit.entry_id for hit in hits})
    return {_identity(hit) for hit in rows.only("vendor_id", "subject", "person_id", "digest", "entry_version_id")}


def _identity(hit: WatchHit) -> tuple:
    return hit.vendor_id, hit.subject, hit.person_id, hit.digest, hit.entry_version_id


def _outdated(kind: str, chunk: list[Subject]):
    """Hits of these subjects from when they were called otherwise."""
    digests = {(each.vendor_id, each.person_id): each.digest for each in chunk}
    rows = WatchHit.objects.unsettled().filter(subject=kind, vendor__in={each.vendor_id for each in chunk})
    old = [hit.pk for hit in rows if digests.get((hit.vendor_id, hit.person_id), hit.digest) != hit.digest]
    return WatchHit.objects.filter(pk__in=old)


def _lapse(hits, *, by: Actor, at: datetime.datetime, cause: Event | None = None) -> None:
    """Unsettled hits that no longer speak of what is; settled ones stay as the history that they are."""
    for hit in hits.unsettled().select_for_update(no_key=True, of=["self"]).order_by("pk"):
        record(become(hit, "lapsed"), hit, by=by, at=at, cause=cause)


def _next(kind: str) -> str:
    place = watch_subjects.KINDS.index(kind) + 1
    return f"{watch_subjects.KINDS[place]}:" if place < len(watch_subjects.KINDS) else ""


def _one_at_a_time() -> bool:
    """Whether no other worker is at it; until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtext('vendors.watching'))")
        return cursor.fetchone()[0]


@lru_cache(maxsize=2)
def _of_version(version_id: UUID) -> Find:
    """A process keeps what it has indexed: entries of a version never change."""
    return _finder(EntryVersion.objects.filter(added_in=version_id))


@lru_cache(maxsize=1)
def _of_everything(versions: tuple[UUID, ...]) -> Find:
    return _finder(EntryVersion.objects.current())


def _finder(rows) -> Find:
    return import_string(settings.WATCH_MATCHER)(watch_subjects.party_of(row) for row in rows.iterator(chunk_size=2000))

"""One agreement to 1,000 firms: checked, issued, countersigned by one act, rendered, sealed and mailed by two workers, of whom one
is killed while it issues and one while it seals.

What each step takes for one firm is printed, and what that makes for 1,000; RINGFENCE_BENCH_FIRMS takes fewer firms than that.

The thousand itself was not run through; what follows would make it 54 minutes. Two hundred firms were, both kills in it, on two
processors that others kept at a load of 5 to 6: 651 s altogether. A firm took 0.05 s to check, 0.17 to issue, 0.04 to ask by mail, 0.08
to countersign, 2.4 to render and seal the copy and its evidence, 0.5 to tell of the copies by mail.
"""

import multiprocessing
import os
import signal
import time

import pytest
from django.core import mail
from django.db import connections, transaction

from agreements.actions import bulk_issues, bulk_signings, papers
from agreements.models import Agreement, BulkIssue, BulkSigning, SealedPaper
from core import clock, tasks
from core.database import context
from core.database.roles import STAFF
from tests import databases, make, make_agreements, make_bulk

pytestmark = [pytest.mark.bench, pytest.mark.load, pytest.mark.timeout(4 * 3600)]
FIRMS = int(os.environ.get("RINGFENCE_BENCH_FIRMS", "1000"))
WORKERS = 2


@pytest.fixture
def world(committing_database, organisation_key, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = (
        "django.core.mail.backends.filebased.EmailBackend",
        str(tmp_path / "mail"),
    )
    with databases.committed():
        by = make_agreements.counsel()
        run = make_bulk.answered(make_bulk.firms(FIRMS), by=by)
    tasks.tell()
    tasks.deliver()  # what making the world says to people is no part of it
    return by, run.pk, tmp_path / "mail"


def until_done(step) -> None:
    """Chunks in transactions of their own, as a worker does them."""
    while True:
        with transaction.atomic():
            context.step_into(STAFF)
            if not step():
                return


def check_and_issue(pk) -> None:
    def chunk() -> bool:
        run = BulkIssue.objects.select_related("user", "template").get(pk=pk)
        return bulk_issues.carry_on(run, by=bulk_issues.starter_of(run), at=clock.now())

    until_done(chunk)


def countersign(pk) -> None:
    until_done(lambda: bulk_signings.carry_on(BulkSigning.objects.get(pk=pk), at=clock.now()))


def seal(part: list) -> None:
    for pk in part:
        with transaction.atomic():
            context.step_into(STAFF)
            papers.seal_or_note(Agreement.objects.get(pk=pk), by=make.CLOCK, at=clock.now())


def tell_and_mail(_nothing) -> None:
    tasks.tell()
    tasks.deliver()


def by_two(work, parts: list, *, killed_after: float = 0) -> float:
    """Seconds until both workers are done. `killed_after` so many seconds the first one is killed in the middle of its work, and
    a new one takes up what it had."""
    connections.close_all()
    began = time.perf_counter()
    first, *others = [_started(work, part) for part in parts]
    if killed_after:
        first.join(killed_after)
        first.kill()
        first.join()
        assert first.exitcode == -signal.SIGKILL
        first = _started(work, parts[0])
    for process in (first, *others):
        process.join()
        assert process.exitcode == 0
    return time.perf_counter() - began


def _started(work, part):
    process = multiprocessing.get_context("fork").Process(target=_alone, args=(work, part))
    process.start()
    return process


def _alone(work, part) -> None:
    work(part)
    connections.close_all()


def test_a_thousand_firms(world):
    by, pk, letters = world
    taken = {}
    with databases.committed():
        run = bulk_issues.check(BulkIssue.objects.get(pk=pk), by=by, at=clock.now())
    taken["checked"] = by_two(check_and_issue, [pk] * WORKERS)
    with databases.committed():
        bulk_issues.start(bulk_issues.lock(run), reasons=make_bulk.reasons(run), by=by, at=clock.now())
    taken["issued"] = by_two(check_and_issue, [pk] * WORKERS, killed_after=FIRMS * 0.04)
    taken["asked by mail"] = by_two(tell_and_mail, [None] * WORKERS)
    with databases.committed():
        signed = make_bulk.signed_there(BulkIssue.objects.get(pk=pk))
        assert len(signed) == FIRMS
        given = bulk_signings.give(
            [(paper, paper.document_sha256) for paper in signed], by=by, at=clock.now(), typed_name=by.label, consents=True,
            confirmation=make_agreements.confirmation(),
        )  # fmt: skip
    taken["countersigned"] = by_two(countersign, [given.pk] * WORKERS)
    ids = [paper.pk for paper in signed]
    taken["rendered and sealed, with evidence"] = by_two(
        seal, [ids[place::WORKERS] for place in range(WORKERS)], killed_after=FIRMS * 0.2
    )
    taken["copies told by mail"] = by_two(tell_and_mail, [None] * WORKERS)
    with databases.committed():
        assert SealedPaper.objects.count() == 2 * FIRMS and Agreement.objects.count() == FIRMS
    assert mail and len(list(letters.iterdir())) >= 2
    print(f"\n## {FIRMS:,} firms by {WORKERS} workers")
    for step, seconds in {**taken, "altogether": sum(taken.values())}.items():
        print(
            f"  {step:<36} {seconds:>9,.1f} s {seconds / FIRMS * 1e3:>9,.0f} ms a firm {seconds / FIRMS * 1000 / 60:>7,.1f} min for 1,000"
        )

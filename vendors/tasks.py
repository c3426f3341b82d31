"""What does the clock do for the register? Queued after commit or by config/schedule.py; ids in, nothing out."""

from tempfile import TemporaryFile

from celery import shared_task
from django.conf import settings

from core import mail, outbound
from core.refusals import NotThis
from core.task import in_transaction, request_named, task
from vendors import business_days, invitation_mail
from vendors.actions import (
    hr_silence,
    import_checks,
    import_undo,
    imports,
    people,
    risk_acceptances,
    scores,
    signals,
    watch_fetching,
    watching,
    watchlists,
)
from vendors.models import PeopleImport, WatchlistVersion, WatchRun


@shared_task(bind=True, ignore_result=True)
def mail_invitations(celery_task):
    """Every invitation whose mail or reminder is due; each is sent between two short transactions."""
    with request_named(celery_task.request.id):
        _mail(invitation_mail.claim, invitation_mail.compose, invitation_mail.close)
        _mail(invitation_mail.claim_reminder, invitation_mail.compose_reminder, invitation_mail.close_reminder)


def _mail(claim, compose, close) -> None:
    while invitation_id := in_transaction(claim, name="mail_invitations"):
        letter = in_transaction(compose, invitation_id, name="mail_invitations")
        error, _for_good = mail.send(letter)
        in_transaction(close, invitation_id, error, name="mail_invitations")


@task
def depart_leavers(*, at, by):
    """Whoever's last day is over leaves, even when nobody reports it."""
    return people.depart_leavers(by=by, at=at, most=100) == 100


@task
def keep_with_hr(*, at, by):
    """While HR is silent the access of its people ends soon; once it speaks, it does not."""
    return hr_silence.keep_in_step(by=by, at=at) > 0


@task
def apply_import(run_id, *, at, by):
    """A chunk a transaction, of checking, applying or undoing, in the name of whoever began the import."""
    run = PeopleImport.objects.select_related("user", "client").get(pk=run_id)
    doing = {"checking": import_checks, "undoing": import_undo}.get(run.status, imports)
    return doing.carry_on(run, by=imports.starter_of(run), at=at)


@task
def apply_imports(*, at, by):
    """Imports whose worker died go on."""
    for run in PeopleImport.objects.filter(status__in=["checking", "applying", "undoing"])[:5]:
        apply_import.delay_on_commit(str(run.pk))


@shared_task(bind=True, ignore_result=True)
def fetch_watchlists(celery_task):
    """Every list that has an address; what is written down stands in short transactions before and after."""
    with request_named(celery_task.request.id):
        for watchlist_id in in_transaction(watch_fetching.due, name="fetch_watchlists"):
            _fetch(watchlist_id)


@shared_task(bind=True, ignore_result=True)
def fetch_watchlist(celery_task, watchlist_id):
    with request_named(celery_task.request.id):
        _fetch(watchlist_id)


def _fetch(watchlist_id) -> None:
    address = in_transaction(watch_fetching.where, watchlist_id, name="fetch_watchlists")
    with TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as into:
        try:
            outbound.fetch(address, into, most=settings.UPLOAD_LIMIT)
        except (outbound.Unreachable, NotThis) as why:
            in_transaction(watch_fetching.fail, watchlist_id, why.sentence, name="fetch_watchlists")
        else:
            in_transaction(watch_fetching.keep, watchlist_id, into, name="fetch_watchlists")


@task
def read_watchlist(version_id, *, at, by):
    """Read a version of a watchlist; what it brought is compared next."""
    version = watchlists.read_in(WatchlistVersion.objects.get(pk=version_id), by=by, at=at)
    for run in version.runs.filter(status="running"):
        compare_watchlist.delay_on_commit(str(run.pk))


@task
def compare_watchlist(run_id, *, at, by):
    """A chunk of subjects a transaction."""
    return watching.carry_on(WatchRun.objects.get(pk=run_id), by=by, at=at)


@task
def watch(*, at, by):
    """Versions and runs whose worker died go on; whoever is new or changed is compared."""
    for version in WatchlistVersion.objects.filter(status="uploaded").order_by("uploaded_at")[:5]:
        read_watchlist.delay_on_commit(str(version.pk))
    for run in WatchRun.objects.filter(status="running").order_by("started_at")[:5]:
        compare_watchlist.delay_on_commit(str(run.pk))
    compare_changed.delay_on_commit()


@task
def compare_changed(*, at, by):
    return watching.compare_changed(by=by, at=at)


@task
def score_doubtful(*, at, by):
    """The scores of firms about which something happened."""
    return scores.work_out_doubtful(by=by, at=at)


@task
def seal_acceptances(*, at, by):
    """True while there may be more: one proof a transaction."""
    return risk_acceptances.seal_next(by=by, at=at)


@task
def note_lapsed(*, at, by):
    """A signal for each certificate whose last day is over."""
    return signals.note_lapsed(by=by, at=at)


@task
def score_aged(*, at, by):
    """All scores that nobody worked out since the day began: what was fresh gets old, what was in force ends."""
    day = business_days.start_of(business_days.day_of(at))
    return scores.work_out_aged(by=by, at=at, before=day)

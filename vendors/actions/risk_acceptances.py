"""Accept the risk that is left with a subcontractor, withdraw that, and seal the proof of it. It runs out by itself."""

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import facts, files, pdf, signing
from core.actors import Actor
from core.events import record
from vendors import acceptance_papers, accepted_risks, business_days, score_inputs
from vendors.actions import scores
from vendors.models import AcceptedRisk, RiskAcceptance, Vendor
from vendors.policies import risk_acceptances as policy
from vendors.scoring import arithmetic

Instant = datetime.datetime
SAID = ("what", "because", "measures", "until_on")


def accept(
    vendor: Vendor, *, score: int, level: int, until_on: datetime.date, factor: str, by: Actor, at: Instant, **said
) -> RiskAcceptance:
    """From now to the end of `until_on`. `score` and `level`: as the person saw them; `factor`: by which they confirmed that
    it was they; `said`: what, because, measures. One that counts is renewed by it, and so is the last one that ran out. The
    same again changes nothing. Raises NotAllowed, NotNow."""
    today = business_days.day_of(at)
    policy.check_can_accept(by, vendor, today, at)
    policy.check_ends_soon_enough(until_on, today)
    method, known = scores.newest_method(), score_inputs.of([vendor], at)[vendor.pk]
    result = arithmetic.score(method.content, known)
    policy.check_is_known(result)
    policy.check_is_as_shown(result, score, level)
    content = {"measures": "", **said, "until_on": until_on}
    before = _held(vendor, at)
    if before and _is_same(before, content, result, by=by):
        return before
    policy.check_was_first(before, at)
    frozen = {"method": method, "known": known, "factor": factor, **result, **content}
    try:
        with transaction.atomic():
            return _write(vendor, before, frozen, by=by, at=at)
    except IntegrityError as refused:
        # The table takes one at a time: somebody accepted in this very moment.
        first = accepted_risks.newest(vendor, at)
        if first is None:
            raise
        if _is_same(first, content, result, by=by):
            return first
        raise policy.came_second(first) from refused


def _write(vendor: Vendor, before: RiskAcceptance | None, frozen: dict, *, by: Actor, at: Instant) -> RiskAcceptance:
    row = RiskAcceptance.objects.create(
        vendor=vendor, accepted_at=at, accepted_by=by.user, accepted_by_name=by.label, accepted_as=policy.role_of(by),
        renews=_last(vendor), **frozen,
    )  # fmt: skip
    event = record(
        "risk.accepted", row, by=by, at=at, because=row.because, score=row.score, level=row.level, until_on=row.until_on,
        method=row.method.version, factor=row.factor, renews=row.renews_id,
    )  # fmt: skip
    if before:
        _end(before, at=at)
        record("risk.acceptance-renewed", before, by=by, at=at, cause=event)
    during = facts.span(at, business_days.end_of(row.until_on))
    facts.assert_fact(AcceptedRisk, at=at, during=during, vendor=vendor, acceptance=row)
    return row


def withdraw(acceptance: RiskAcceptance, *, because: str, by: Actor, at: Instant) -> RiskAcceptance:
    """It counts no more from now on. Withdrawing twice is withdrawing once. Raises NotAllowed, NotNow."""
    policy.check_can_withdraw(by, acceptance)
    row = (
        RiskAcceptance.objects.select_for_update(no_key=True, of=["self"])
        .select_related("vendor")
        .get(pk=acceptance.pk)
    )
    if row.withdrawn_at:
        return row
    policy.check_stands(row, at)
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_because = at, by.user, because
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    _end(row, at=at)
    record("risk.acceptance-withdrawn", row, by=by, at=at, because=because)
    return row


def seal_next(*, by: Actor, at: Instant) -> bool:
    """Print and seal one acceptance that has no proof yet. False when none is left; two workers never take the same one."""
    waiting = RiskAcceptance.objects.select_for_update(skip_locked=True, of=["self"]).filter(stored=None)
    row = waiting.select_related("vendor", "method", "renews").order_by("accepted_at").first()
    if row is None:
        return False
    content = pdf.render(acceptance_papers.TEMPLATE, acceptance_papers.context(row))
    sealed = signing.seal(content, reason=_("Acceptance of a residual risk"), at=at, name=row.accepted_by_name)
    name = acceptance_papers.file_name(row)
    row.stored = files.store(sealed.content, purpose="sealed", name=name, at=at)
    row.sealed_at, row.seal_level = at, sealed.level
    row.save(update_fields=["stored", "sealed_at", "seal_level"])
    record("risk.acceptance-sealed", row, by=by, at=at, sha256=sealed.sha256, level=sealed.level)
    return True


def _held(vendor: Vendor, at: Instant) -> RiskAcceptance | None:
    """The one that counts, held so that nobody ends it meanwhile; asked again, since somebody may just have done so."""
    row = accepted_risks.newest(vendor, at)
    if row is None:
        return None
    RiskAcceptance.objects.select_for_update(no_key=True).get(pk=row.pk)
    return accepted_risks.newest(vendor, at)


def _is_same(row: RiskAcceptance, content: dict, result: dict, *, by: Actor) -> bool:
    said = {**content, **result}
    return row.accepted_by_id == by.id and all(getattr(row, name) == said[name] for name in said)


def _last(vendor: Vendor) -> RiskAcceptance | None:
    return RiskAcceptance.objects.filter(vendor=vendor).order_by("-accepted_at", "-pk").first()


def _end(row: RiskAcceptance, *, at: Instant) -> None:
    for fact in AcceptedRisk.objects.current().filter(acceptance=row):
        facts.end(fact, at=at)

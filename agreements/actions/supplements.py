"""A dated page that adds background to an agreement that was issued: proposed by counsel, confirmed by the subcontractor."""

import datetime

from agreements import background
from agreements.actions import agreements
from agreements.models import Agreement, Supplement
from agreements.policies import background as policy
from agreements.rendering import frozen, terms
from core.actors import Actor
from core.events import record
from core.workflow import become


def propose(agreement: Agreement, *, by: Actor, at: datetime.datetime) -> Supplement:
    """All confirmed background that the agreement does not name yet. One that waits already is returned. Raises NotNow."""
    policy.check_can_propose(by)
    agreement = agreements.lock(agreement)
    policy.check_takes_supplement(agreement)
    if waiting := Supplement.objects.filter(agreement=agreement, status="proposed").first():
        return waiting
    items = background.not_on_paper(agreement)
    policy.check_adds_something(items)
    rows = [background.row_of(item) for item in items]
    number = Supplement.objects.filter(agreement=agreement).count() + 1
    dated_on = terms.day_of(at, agreement.zone)
    html = background.supplement_text(agreement, number, dated_on, rows)
    supplement = Supplement.objects.create(
        vendor_id=agreement.vendor_id, agreement=agreement, number=number, dated_on=dated_on, items=rows, html=html,
        sha256=frozen.fingerprint(html), proposed_at=at, proposed_by=by.user,
    )  # fmt: skip
    record(
        "supplement.proposed", supplement, by=by, at=at, number=number, sha256=supplement.sha256, agreement=agreement.pk
    )
    return supplement


def confirm(supplement: Supplement, *, by: Actor, at: datetime.datetime, because: str = "") -> Supplement:
    return _settle(supplement, "confirmed", by=by, at=at, because=because)


def refuse(supplement: Supplement, *, by: Actor, at: datetime.datetime, because: str) -> Supplement:
    policy.check_may_settle(by, supplement)
    policy.check_says_why(because)
    return _settle(supplement, "refused", by=by, at=at, because=because)


def _settle(supplement: Supplement, status: str, *, by: Actor, at, because: str) -> Supplement:
    policy.check_may_settle(by, supplement)
    rows = Supplement.objects.select_for_update(no_key=True, of=["self"]).select_related("agreement")
    supplement = rows.get(pk=supplement.pk)
    if supplement.status == status:
        return supplement
    policy.check_is_proposed(supplement)
    frozen.shown(supplement.html, supplement.sha256)
    owed = become(supplement, status, settled_at=at, settled_by=by.user, settled_by_name=by.label, because=because)
    record(owed, supplement, by=by, at=at, because=because, sha256=supplement.sha256, agreement=supplement.agreement_id)
    return supplement

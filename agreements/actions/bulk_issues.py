"""One agreement to many firms: begin, answer, check, issue. Checking writes no agreement; issuing makes one a firm, once."""

import datetime
from collections import Counter

from django.db import transaction
from django.utils.translation import gettext as _

from agreements import bulk
from agreements.actions import agreements
from agreements.models import AgreementTemplate, BulkIssue, BulkLine
from agreements.policies import agreements as policies
from agreements.policies import bulk as policies_bulk
from core import events, nudges
from core.actors import Actor, staff
from core.refusals import NotNow, Refusal
from core.workflow import become
from vendors.actions import vendors as firms

CHUNK = 10  # firms in one transaction
AT_ONCE = 10  # firms that are looked at while the caller waits
SIDE_BY_SIDE = 2  # workers asked to go on with a large one


def begin(vendors: list, *, by: Actor, at: datetime.datetime) -> BulkIssue:
    """Keep who is meant, each under its own law; nothing goes out yet. The same firms once more are the act that waits for its
    template. Raises NotAllowed, NotNow."""
    policies.check_can_write(by)
    policies_bulk.check_so_many(len(vendors))
    if waiting := _waiting(vendors, by):
        return waiting
    run = BulkIssue.objects.create(user=by.user)
    BulkLine.objects.bulk_create(
        [BulkLine(run=run, vendor=each, jurisdiction=each.jurisdiction or each.country) for each in vendors],
        batch_size=500,
    )
    events.record("bulk-issue.begun", run, by=by, at=at, count=len(vendors))
    return run


def _waiting(vendors: list, by: Actor) -> BulkIssue | None:
    mine, wanted = (
        BulkIssue.objects.filter(user=by.user, status="composing", template=None),
        {each.pk for each in vendors},
    )
    return next((run for run in mine if set(run.lines.values_list("vendor_id", flat=True)) == wanted), None)


def choose(
    run: BulkIssue, template_key: str, *, jurisdiction: str, sign_by: datetime.date, topics: list[str], by: Actor, at: datetime.datetime
) -> BulkIssue:  # fmt: skip
    """Which agreement, under which law: one for all, or ("") each firm's own; until when it is signed."""
    run = _to_change(run, by)
    template = AgreementTemplate.objects.newest().get(key=template_key)
    if template.content["kind"] != "agreement" or "about" in template.content:
        raise NotNow(_("This template is for one person or one invention. Choose an agreement with the firm."))
    moved = []
    for line in run.lines.select_related("vendor"):
        wanted = jurisdiction or line.vendor.jurisdiction or line.vendor.country
        if line.jurisdiction != wanted:
            line.jurisdiction = wanted
            moved.append(line)
    BulkLine.objects.bulk_update(moved, ["jurisdiction"], batch_size=500)
    _changed(run, by, at, is_new=bool(moved), template=template, sign_by=sign_by, topics=sorted(topics))
    return run


def answer(run: BulkIssue, variables: dict, *, by: Actor, at: datetime.datetime) -> BulkIssue:
    """What all firms share."""
    run = _to_change(run, by)
    policies_bulk.check_has_template(run)
    _changed(run, by, at, variables={**run.variables, **variables})
    return run


def answer_for(run: BulkIssue, rows: list[tuple], *, by: Actor, at: datetime.datetime) -> BulkIssue:
    """(firm's id, law or "", its own answers) each; one that is not in it changes nothing."""
    run = _to_change(run, by)
    policies_bulk.check_has_template(run)
    lines = {line.vendor_id: line for line in run.lines.select_for_update(no_key=True).order_by("pk")}
    changed = []
    for vendor_id, jurisdiction, variables in rows:
        if line := lines.get(vendor_id):
            was = line.jurisdiction, line.variables
            line.jurisdiction, line.variables = jurisdiction or line.jurisdiction, {**line.variables, **variables}
            changed += [line] if (line.jurisdiction, line.variables) != was else []
    BulkLine.objects.bulk_update(changed, ["jurisdiction", "variables"], batch_size=500)
    _changed(run, by, at, is_new=bool(changed))
    return run


def drop(run: BulkIssue, vendor_id, *, by: Actor, at: datetime.datetime) -> BulkIssue:
    """One firm fewer."""
    run = _to_change(run, by)
    if run.lines.filter(vendor_id=vendor_id).delete()[0]:
        events.record("bulk-issue.changed", run, by=by, at=at, without=vendor_id)
    return run


def discard(run: BulkIssue, *, by: Actor, at: datetime.datetime) -> BulkIssue:
    policies.check_can_write(by)
    run = lock(run)
    if run.status != "discarded":
        events.record(become(run, "discarded"), run, by=by, at=at)
    return run


def check(run: BulkIssue, *, by: Actor, at: datetime.datetime) -> BulkIssue:
    """Begin to look at each firm; `carry_on` does it. Nothing is made."""
    policies.check_can_write(by)
    run = lock(run)
    if run.status == "checking":
        return run
    policies_bulk.check_has_template(run)
    policies_bulk.check_so_many(run.lines.count())
    owed = become(run, "checking")
    run.lines.update(status="waiting", problems=[])
    events.record(owed, run, by=by, at=at, count=run.lines.count())
    return run


def start(run: BulkIssue, *, reasons: dict[str, str], by: Actor, at: datetime.datetime) -> BulkIssue:
    """Begin to issue. `reasons`: id of a warning -> why it does not stand against it; a firm with a warning that has none
    is left out, as is each at which something stops. Raises NotAllowed, NotNow."""
    policies.check_can_write(by)
    run = lock(run)
    if run.status in ("running", "done"):
        return run
    policies_bulk.check_can_start(by, run, at, bulk.today(at))
    reasons = {key: words.strip() for key, words in reasons.items() if words.strip()}
    policies_bulk.check_may_override(by, reasons)
    out = [
        (line, against)
        for line in run.lines.filter(status__in=["stops", "warns"])
        if (against := _against(line, reasons))
    ]
    policies_bulk.check_reaches_somebody(run.lines.count() - len(out))
    owed = become(run, "running", started_at=at, reasons=reasons)
    for line, against in out:
        _leave_out(line, against)
    events.record(owed, run, by=by, at=at, count=run.lines.to_do().count(), reasons=sorted(reasons))
    return run


def _against(line: BulkLine, reasons: dict[str, str]) -> list[str]:
    return [row["message"] for row in line.problems if row["kind"] != "warn" or row["id"] not in reasons]


def carry_on(run: BulkIssue, *, by: Actor, at: datetime.datetime) -> bool:
    """Do the next chunk of firms, of checking or of issuing; True while there are more. Several may carry on side by side: each
    holds the firms that it does, and whoever finds none left ends it."""
    run.refresh_from_db()
    if run.status not in ("checking", "running"):
        return False
    is_check = run.status == "checking"
    rows = run.lines.filter(status="waiting") if is_check else run.lines.to_do()
    chunk = list(rows.select_for_update(skip_locked=True, of=("self",)).select_related("vendor").order_by("pk")[:CHUNK])
    for line in chunk:
        if is_check:
            _judge(run, line, at)
        else:
            _issue(run, line, by, at)
    return bool(chunk) or _finish(run, by, at)


def _judge(run: BulkIssue, line: BulkLine, at) -> None:
    found = bulk.problems(run, line, at)
    line.problems = [{"kind": each.kind, "id": each.id, "message": str(each.message)} for each in found]
    line.status = "stops" if any(each.stops for each in found) else "warns" if found else "ready"
    line.save(update_fields=["problems", "status"])


def _issue(run: BulkIssue, line: BulkLine, by: Actor, at) -> None:
    """Draft and issue in one step. What refuses this firm leaves nothing of it behind and stands in nobody's way."""
    try:
        with transaction.atomic():
            firms.lock(line.vendor)  # so that nobody begins a draft of it between the look and the deed
            if new := _unseen(run, line, at):
                raise NotNow(_("Since the check something else stands against it."), new)
            made = agreements.draft(
                line.vendor, run.template.key, jurisdiction=line.jurisdiction, topics=run.topics,
                variables=bulk.answers(run, line, bulk.today(at)), by=by, at=at,
            )  # fmt: skip
            agreements.issue(made, by=by, at=at, reasons=run.reasons, sign_by=run.sign_by)
    except Refusal as refusal:
        _leave_out(line, [refusal.sentence, *refusal.unmet])
        return
    line.status, line.agreement = "issued", made
    line.save(update_fields=["status", "agreement"])


def _unseen(run: BulkIssue, line: BulkLine, at) -> list[str]:
    """What is against it now and was not set aside."""
    found = bulk.problems(run, line, at)
    return [str(each.message) for each in found if each.stops or each.id not in run.reasons]


def _leave_out(line: BulkLine, sentences: list[str]) -> None:
    line.status, line.left_because = "left_out", " ".join(sentences)
    line.save(update_fields=["status", "left_because"])


def _finish(run: BulkIssue, by: Actor, at) -> bool:
    """The end, by whoever finds nothing left, once. What another one holds is theirs to end."""
    run = lock(run)
    open_ = run.lines.filter(status="waiting") if run.status == "checking" else run.lines.to_do()
    if run.status not in ("checking", "running") or open_.exists():
        return False
    counts = dict(Counter(run.lines.values_list("status", flat=True)))
    owed = become(run, "checked") if run.status == "checking" else become(run, "done", finished_at=at)
    waits = run.user_id if sum(counts.values()) > AT_ONCE else None
    events.record(owed, run, by=by, at=at, counts=counts, waited_by=waits)
    return False


def go_on(run: BulkIssue, *, by: Actor, at: datetime.datetime) -> None:
    """A few firms while the caller waits, many by the worker."""
    count = run.lines.count()
    if count > AT_ONCE:
        carry_on_later(run)
        return
    while carry_on(run, by=by, at=at):
        pass


def carry_on_later(run: BulkIssue) -> None:
    """The workers go on after commit; without a broker their sweep does."""
    nudges.after_commit("agreements.tasks.carry_on_bulk", run.pk, workers=SIDE_BY_SIDE)


def starter_of(run: BulkIssue) -> Actor:
    """In whose name it is issued, whoever's process does it, with the rights that they have now."""
    return staff(run.user)


def lock(run: BulkIssue) -> BulkIssue:
    return (
        BulkIssue.objects.select_for_update(no_key=True, of=("self",)).select_related("template", "user").get(pk=run.pk)
    )


def _to_change(run: BulkIssue, by: Actor) -> BulkIssue:
    policies.check_can_write(by)
    run = lock(run)
    policies_bulk.check_can_change(by, run)
    return run


def _changed(run: BulkIssue, by: Actor, at, *, is_new: bool = False, **values) -> None:
    """A check is worth nothing any more once an answer changed; the same once more changes nothing."""
    if not is_new and all(getattr(run, name) == value for name, value in values.items()):
        return
    owed = become(run, "composing", **values)
    run.lines.exclude(status="waiting").update(status="waiting", problems=[])
    events.record(owed, run, by=by, at=at)

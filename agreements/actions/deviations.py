"""Proposing another wording, deciding on it, answering: the writer of Deviation, its steps, rounds and remarks.

What was agreed becomes the text at once: the next SharedText while the talks are open, and agreements.drafting reads it.
"""

import datetime

from django.utils.translation import gettext as _

from agreements import drafting
from agreements.actions.agreements import about, lock
from agreements.actions.negotiation import put
from agreements.models import (
    OURS,
    THEIRS,
    Agreement,
    Deviation,
    DeviationRemark,
    DeviationStep,
    ProposalRound,
    SharedText,
)
from agreements.policies import agreements as policies
from agreements.policies import deviations as policy
from agreements.rendering import deviating, terms
from core import events
from core.actors import Actor
from core.refusals import NotNow
from core.workflow import become

Instant = datetime.datetime
TO_ANSWER = datetime.timedelta(days=10)
STEPS = {"accept": "accepted", "refuse": "refused", "counter": "countered", "answer": "answered", "insist": "insisted"}


def keep(
    agreement: Agreement, clause: str, *, kind: str, because: str, by: Actor, at: Instant, typed=(), title: str = ""
) -> Deviation:
    """The other side's proposal on one clause, kept until the round is sent; said again, it is changed.

    `clause` is empty for a new one, `typed` the sentences. Raises NotAllowed, NotNow.
    """
    policy.check_may_propose(by, agreement)
    agreement = lock(agreement)
    policy.check_can_propose(by, agreement)
    section = _section(SharedText.objects.latest_of(agreement).body, clause, kind)
    kept = Deviation.objects.filter(agreement=agreement, side=THEIRS, status="kept", clause=clause).first()
    said = _said(agreement, section or (_as_section(kept) if kept else None), kind, typed, title, because)
    if kept and all(getattr(kept, name) == value for name, value in said.items()):
        return kept
    if kept is None:
        _check_free(agreement, clause, THEIRS)
        kept = _made(agreement, clause or _own_key(agreement, THEIRS), THEIRS, said, by, at)
    else:
        for name, value in said.items():
            setattr(kept, name, value)
        kept.save(update_fields=list(said))
    events.record("deviation.kept", kept, by=by, at=at, clause=kept.clause, agreement=agreement.pk)
    return kept


def send_round(agreement: Agreement, *, by: Actor, at: Instant, note: str = "", nothing: bool = False) -> ProposalRound:
    """All kept proposals in one go; with `nothing`, that there is nothing to change. A second press returns the first round."""
    policy.check_may_propose(by, agreement)
    agreement = lock(agreement)
    text, last = SharedText.objects.latest_of(agreement), agreement.rounds.order_by("number").last()
    kept = list(
        Deviation.objects.select_for_update(no_key=True)
        .filter(agreement=agreement, side=THEIRS, status="kept")
        .order_by("pk")
    )
    if last and not kept and (not nothing or (last.proposals == 0 and last.text_id == text.pk)):
        return last
    policy.check_can_propose(by, agreement)
    _check_round(kept, nothing)
    sent = ProposalRound.objects.create(
        agreement=agreement, vendor_id=agreement.vendor_id, number=last.number + 1 if last else 1, text=text, proposals=len(kept),
        note=note, sent_at=at, sent_by=by.user, sent_by_name=by.label,
    )  # fmt: skip
    for row in kept:
        become(row, "open", round=sent, sent_at=at, due_on=_answer_by(agreement, at))
        _step(row, "proposed", by, at, row.because)
    events.record(
        "agreement.round-sent", agreement, by=by, at=at, number=sent.number, proposals=len(kept), note=note,
        approvers=sorted({row.approver for row in kept}), clauses=[row.title for row in kept], due_on=_answer_by(agreement, at), **about(agreement),
    )  # fmt: skip
    return sent


def propose(
    agreement: Agreement, clause: str, *, kind: str, because: str, by: Actor, at: Instant, typed=(), title: str = ""
) -> Deviation:
    """Our own side wants a clause otherwise than the standard: it goes to the clause's approver. Raises NotAllowed, NotNow."""
    policies.check_can_write(by)
    agreement = lock(agreement)
    policy.check_can_deviate(by, agreement)
    found = drafting.look(agreement)
    section = _section(found.to_share, clause, kind)
    said = _said(agreement, section, kind, typed, title, because, fill=found.filled)
    waiting = Deviation.objects.filter(agreement=agreement, side=OURS, clause=clause).undecided().first()
    if waiting and all(getattr(waiting, name) == value for name, value in said.items()):
        return waiting
    _check_free(agreement, clause, OURS)
    row = _made(agreement, clause or _own_key(agreement, OURS), OURS, said, by, at)
    become(row, "open", sent_at=at, due_on=_answer_by(agreement, at))
    _step(row, "proposed", by, at, because)
    events.record(
        "agreement.change-proposed", agreement, by=by, at=at, because=because, clause=row.title, deviation=row.pk,
        approvers=[row.approver], **about(agreement),
    )  # fmt: skip
    return row


def decide(
    deviation: Deviation, *, answer: str, by: Actor, at: Instant, because: str = "", typed=(), seen: int | None = None
) -> Deviation:
    """The approver's word: accept, refuse, counter (with `typed` sentences) or, to a question, answer. `seen`: the number of
    steps that the page showed. Raises NotAllowed, NotNow."""
    policy.check_may_decide(by, deviation)
    row = _locked(deviation)
    if _is_done(row, answer, by):
        return row
    policy.check_seen(row, seen)
    policy.check_can_decide(by, row, answer, because)
    fill = drafting.look(row.agreement).filled if answer == "counter" else None
    return _take(row, answer, typed, because, by, at, fill)


def reply(
    deviation: Deviation, *, answer: str, by: Actor, at: Instant, because: str = "", typed=(), seen: int | None = None
) -> Deviation:
    """The other side's word on a wording of ours: accept, refuse, or insist on one of their own."""
    policy.check_may_propose(by, deviation.agreement)
    row = _locked(deviation)
    if _is_done(row, answer, by):
        return row
    policy.check_seen(row, seen)
    policy.check_can_answer(by, row, answer, because)
    return _take(row, answer, typed, because, by, at, None)


def withdraw(deviation: Deviation, *, by: Actor, at: Instant, because: str = "") -> Deviation:
    """By the side that proposed it. What was never sent goes without a word to the other side."""
    policy.check_may_withdraw(by, deviation)
    row = _locked(deviation)
    if row.status == "withdrawn":
        return row
    was_kept = row.status == "kept"
    owed = become(row, "withdrawn")
    if was_kept:
        events.record(owed, row, by=by, at=at, clause=row.clause, agreement=row.agreement_id)
        return row
    _step(row, "withdrawn", by, at, because)
    _tell(owed, row, by, at, because)
    return row


def remark(deviation: Deviation, *, text: str, by: Actor, at: Instant) -> DeviationRemark:
    """For one's own side alone; the trail says that there is one, and not what it says."""
    policy.check_may_remark(by, deviation)
    last = DeviationRemark.objects.filter(deviation=deviation, side=policy.side_of(by)).last()
    if last and (last.text, last.made_by_id) == (text, by.id):
        return last
    made = DeviationRemark.objects.create(
        deviation=deviation, vendor_id=deviation.vendor_id, side=policy.side_of(by), text=text, made_at=at, made_by=by.user,
        made_by_name=by.label,
    )  # fmt: skip
    events.record("deviation.remarked", deviation, by=by, at=at, clause=deviation.clause, side=made.side)
    return made


def _take(row: Deviation, answer: str, typed, because: str, by: Actor, at: Instant, fill) -> Deviation:
    """One step of the talk, and what follows from it."""
    stamps: dict = {}
    if answer in ("counter", "insist"):
        stamps = {"words": _other_words(row, typed, because, fill), "due_on": _answer_by(row.agreement, at)}
    if answer in ("accept", "refuse", "answer"):
        stamps = {"decided_at": at, "decided_by": by.user, "decided_by_name": by.label, "decided_because": because}
    owed = become(row, policy.ANSWERS[answer], **stamps)
    _step(row, STEPS[answer], by, at, because, side=policy.side_of(by))
    if answer == "accept" and row.agreement.status == "negotiating":
        latest = SharedText.objects.latest_of(row.agreement)
        body = deviating.patched(latest.body, row.as_agreed)
        put(
            row.agreement,
            body,
            by,
            at,
            note=_("Agreed: %(clause)s") % {"clause": row.title},
            answers_due_on=latest.answers_due_on,
        )
    _tell(owed, row, by, at, because)
    return row


def _other_words(row: Deviation, typed, because: str, fill) -> list[dict]:
    """Sentences that either side has said already keep their variables."""
    said = {"sentences": [*row.words, *_as_section(row)["sentences"]]}
    words = deviating.words_of(typed, said, fill)
    policy.check_says_something("add", None, words, row.title, because)
    if [each["text"] for each in words] == row.texts:
        raise NotNow(_("This is the wording that was proposed. Accept it, or change a sentence."))
    return words


def _said(agreement, section, kind: str, typed, title: str, because: str, fill=None) -> dict:
    words = deviating.words_of(typed, section, fill) if kind in ("change", "add") else []
    policy.check_says_something(kind, section, words, title, because)
    return {
        "kind": kind, "title": title if kind == "add" else section["title"], "because": because, "words": words,
        "before": [] if kind == "add" else list(section["sentences"]),
        "approver": "legal" if kind == "add" else section["approver"] or "legal",
    }  # fmt: skip


def _section(body: dict, clause: str, kind: str) -> dict | None:
    """The clause in the text that lies on the table; nothing for a new one."""
    found = next((section for section in body["sections"] if section["key"] == clause), None)
    if found is None and kind != "add":
        raise NotNow(_("That clause is not in the text any more. Read it again."))
    return found


def _as_section(row: Deviation) -> dict:
    return {"title": row.title, "approver": row.approver, "sentences": row.before}


def _made(agreement: Agreement, clause: str, side: str, said: dict, by: Actor, at: Instant) -> Deviation:
    return Deviation.objects.create(
        agreement=agreement, vendor_id=agreement.vendor_id, clause=clause, side=side, made_at=at, made_by=by.user, made_by_name=by.label,
        **said,
    )  # fmt: skip


def _own_key(agreement: Agreement, side: str) -> str:
    """A side numbers its own: it does not see what the other has not sent."""
    made = Deviation.objects.filter(agreement=agreement, side=side, kind="add").count()
    head = f"{agreement.amendment.number}-{side}" if agreement.is_amendment else side
    return f"{head}-{made + 1}"


def _check_free(agreement: Agreement, clause: str, side: str) -> None:
    if clause and Deviation.objects.filter(agreement=agreement, clause=clause, side=side).undecided().exists():
        raise NotNow(_("A proposal on this clause waits for its answer. Take it back first, if you want another one."))


def _check_round(kept: list[Deviation], nothing: bool) -> None:
    if nothing and kept:
        raise NotNow(_("You have proposals that are not sent. Send or drop them first."))
    if not nothing and not kept:
        raise NotNow(_("There is nothing to send yet. Propose a change, or say that you have none."))


def _is_done(row: Deviation, answer: str, by: Actor) -> bool:
    """A second press: the last step was this one, by the same person."""
    last = row.steps.order_by("number").last()
    return last is not None and last.kind == STEPS.get(answer) and last.made_by_id == by.id


def _step(row: Deviation, kind: str, by: Actor, at: Instant, because: str, side: str = "") -> None:
    DeviationStep.objects.create(
        deviation=row, vendor_id=row.vendor_id, number=row.steps.count() + 1, kind=kind, side=side or row.side, because=because,
        words=row.words if kind in ("proposed", "countered", "insisted") else [], made_at=at, made_by=by.user, made_by_name=by.label,
    )  # fmt: skip


def _tell(owed: str, row: Deviation, by: Actor, at: Instant, because: str) -> None:
    left = Deviation.objects.filter(agreement=row.agreement_id, side=THEIRS, status="open").count()
    events.record(
        owed, row.agreement, by=by, at=at, because=because, clause=row.title, deviation=row.pk, side=row.side, left=left,
        approvers=[row.approver], due_on=row.due_on, **about(row.agreement),
    )  # fmt: skip


def _answer_by(agreement: Agreement, at: Instant) -> datetime.date:
    return terms.day_of(at + TO_ANSWER, agreement.zone)


def _locked(deviation: Deviation) -> Deviation:
    """With its agreement, which is locked first: it may be issued at this moment."""
    agreement = lock(deviation.agreement)
    row = Deviation.objects.select_for_update(no_key=True).get(pk=deviation.pk)
    row.agreement = agreement
    return row

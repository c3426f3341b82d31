"""What a signed paper makes true, written down as facts: called by the actions that sign, change and end papers."""

import datetime

from agreements import in_force
from agreements.actions import obligations
from agreements.models import Agreement, Amendment, BindingFact, SecrecyFact
from agreements.rendering import terms
from agreements.standing import keys_of
from core import events, facts
from core.actors import Actor


def take_effect(paper: Agreement, *, cause, by: Actor, at: datetime.datetime) -> None:
    """Everybody has signed: it binds, or changes the paper that it amends; one that it replaces ends as it begins."""
    amendment = Amendment.objects.filter(paper=paper).first()
    if amendment is None:
        settle(paper, at=at)
    if amendment is None and not paper.is_from_elsewhere:  # whose duties stand in words that we do not have
        obligations.owe(paper, at=at, on=terms.day_of(in_force.begins_at(paper), paper.zone))
    for name, pk in (
        ("agreement.amended", amendment and amendment.amends_id),
        ("agreement.replaced", paper.replaces_id),
    ):
        if pk:
            other = Agreement.objects.select_for_update(no_key=True, of=("self",)).get(pk=pk)
            settle(other, at=at)
            if amendment:
                obligations.owe(other, at=at, on=paper.starts_on)
            events.record(
                name, other, by=by, at=at, cause=cause, paper=paper.pk, effective_on=paper.starts_on, until=other.binds_until,
                kind=other.kind, about=other.person_id,
            )  # fmt: skip


def settle(agreement: Agreement, *, at: datetime.datetime) -> None:
    """Bring the facts in line with what binds from now on; what is past stays as it was. The caller holds the lock.

    One that was signed elsewhere bound before we knew of it: its facts hold from the day on which it began.
    """
    found = in_force.of(agreement)
    if agreement.binds_until != found.until:
        agreement.binds_until = found.until
        agreement.save(update_fields=["binds_until"])
    about = {"vendor_id": agreement.vendor_id, "person_id": agreement.person_id}
    paper = {"source_kind": agreement._meta.label_lower, "source_id": agreement.pk}
    binds = (found.binds[0], at) if in_force.is_suspended(agreement) else found.binds
    for key in keys_of(agreement.template_key):
        _keep(BindingFact, binds, at, agreement, **about, **paper, requirement=agreement.kind, key=key)
    for what, span in found.secrecy.items():
        _keep(SecrecyFact, span, at, agreement, **about, agreement_id=agreement.pk, what=what)


def _keep(model, span: in_force.Span, at: datetime.datetime, agreement: Agreement, **about) -> None:
    """One fact for what is left of the span. A fact that holds already gets the span's end and no gap before it."""
    begins, ends = span
    rows = list(model.objects.current().filter(**about, during__isempty=False).select_for_update(no_key=True))
    if agreement.is_from_elsewhere and not rows:
        facts.assert_fact(model, at=at, during=facts.span(begins, ends), **about)
        return
    live = next((row for row in rows if row.ends_at is None or row.ends_at > at), None)
    if live is not None and ends is not None and ends <= max(at, live.starts_at):
        facts.end(live, at=at)
    elif live is not None:
        facts.correct(live, at=at, during=facts.span(live.starts_at, ends))
    elif ends is None or ends > at:
        facts.assert_fact(model, at=at, during=facts.span(max(at, begins), ends), **about)

"""Drafting what changes a paper in force. Issuing and signing go the way of every paper."""

import datetime

from django.utils.translation import gettext as _

from agreements import consolidated
from agreements.actions.agreements import about, lock
from agreements.models import ADD, AMENDMENT, DRAFTING, REPLACE, STRIKE, Agreement, Amendment
from agreements.policies import agreements as policies
from agreements.policies import negotiation as policies_negotiation
from agreements.rendering import wording
from core import events, references
from core.actors import Actor
from core.refusals import NotNow


def draft(
    agreement: Agreement, *, effective_on: datetime.date, by: Actor, at: datetime.datetime, kind: str = "change",
    variables: dict | None = None,
) -> Agreement:  # fmt: skip
    """The paper of a new amendment. One that is drafted already is returned as it is."""
    policies.check_can_write(by)
    agreement = lock(agreement)
    policies.check_can_amend(by, agreement)
    found = agreement.amendments.filter(paper__status__in=DRAFTING).select_related("paper").first()
    if found:
        return found.paper
    number = agreement.amendments.count() + 1
    paper = Agreement.objects.create(
        vendor=agreement.vendor, reference=references.next_of("AGR"), kind=agreement.kind, template=agreement.template,
        template_key=f"{AMENDMENT}{agreement.pk.hex}", title=_title(agreement, number), person=agreement.person,
        engagement=agreement.engagement, jurisdiction=agreement.jurisdiction, signed_by=agreement.signed_by, consent=agreement.consent,
        zone=agreement.zone, drafted_by=by.user, variables={"effective_on": effective_on.isoformat()},
    )  # fmt: skip
    Amendment.objects.create(
        vendor_id=agreement.vendor_id, paper=paper, amends=agreement, kind=kind, number=number, effective_on=effective_on,
        variables=variables or {},
    )  # fmt: skip
    events.record(
        "amendment.drafted", paper, by=by, at=at, amends=agreement.pk, effective_on=effective_on, variables=variables or {}, **about(paper)
    )  # fmt: skip
    return paper


def renew(agreement: Agreement, *, months: int, by: Actor, at: datetime.datetime) -> Agreement:
    """A renewal: the same words for so many months more, from the day after the last one."""
    policies.check_can_write(by)
    agreement = lock(agreement)
    last_on = policies.check_can_renew(by, agreement)
    term = wording.as_number(consolidated.values(agreement).get("term_months"))
    variables = {"term_months": int(term or 0) + months}
    return draft(
        agreement, effective_on=last_on + datetime.timedelta(days=1), kind="renewal", variables=variables, by=by, at=at
    )


def set_values(
    paper: Agreement, *, effective_on: datetime.date, variables: dict, by: Actor, at: datetime.datetime
) -> Agreement:
    """When it takes effect, and the values that it sets anew."""
    amendment = _drafted(paper, by)
    return _keep(amendment, {"effective_on": effective_on, "variables": variables}, by, at)


def set_clause(
    paper: Agreement, *, key: str, op: str, title: str, sentences: list[str], by: Actor, at: datetime.datetime
) -> Agreement:
    """What becomes of one clause. An empty `op` leaves it as it is; an empty `key` adds a clause."""
    amendment = _drafted(paper, by)
    policies_negotiation.check_is_not_agreed(amendment.paper, key)
    there = {section["key"]: section for section in consolidated.text(amendment.amends)}
    changes = [change for change in amendment.changes if change["key"] != key]
    if not key and any((row["title"], row["sentences"]) == (title, sentences) for row in changes):
        return amendment.paper
    if not key:
        key, op = _new_key(amendment), ADD
    elif key in there and op in (REPLACE, STRIKE):
        title = title or there[key]["title"]
    elif op and not any(change["key"] == key for change in amendment.changes):
        raise NotNow(_("That clause is not in the agreement."))
    if op in (REPLACE, ADD) and not sentences:
        raise NotNow(_("Write down what the clause says, one sentence in each line."))
    if op:
        changes.append({"op": op, "key": key, "title": title, "sentences": [] if op == STRIKE else sentences})
    return _keep(amendment, {"changes": changes}, by, at)


def _drafted(paper: Agreement, by: Actor) -> Amendment:
    policies.check_can_write(by)
    paper = lock(paper)
    policies.check_is_draft(paper)
    return Amendment.objects.select_related("amends", "paper").get(paper=paper)


def _keep(amendment: Amendment, said: dict, by: Actor, at: datetime.datetime) -> Agreement:
    before = {name: getattr(amendment, name) for name in said}
    if before != said:
        for name, value in said.items():
            setattr(amendment, name, value)
        amendment.save(update_fields=list(said))
        events.record("amendment.changed", amendment.paper, by=by, at=at, before=before, after=said)
    return amendment.paper


def _new_key(amendment: Amendment) -> str:
    taken = {change["key"] for change in amendment.changes}
    return next(key for place in range(1, 1000) if (key := f"added-{amendment.number}-{place}") not in taken)


def _title(agreement: Agreement, number: int) -> str:
    return (f"Amendment {number}: {agreement.title}")[:200]

"""Drafting, issuing and ending papers: the only writer of Agreement apart from the signers' acts in signatures.py."""

import datetime

from django.utils.translation import gettext as _

from agreements import authority, drafting
from agreements.actions import bindings, obligations, seats
from agreements.models import AWAITING, DRAFTING, Agreement, AgreementTemplate, Jurisdiction, SharedText
from agreements.policies import agreements as policies
from agreements.policies import deviations as policies_deviations
from agreements.policies import negotiation as policies_negotiation
from agreements.rendering import frozen, terms
from agreements.shelves import SHELVES
from agreements.table import Place
from core import events, references
from core.actors import Actor
from core.models import Organisation
from core.refusals import NotNow
from core.workflow import become
from vendors.actions import people
from vendors.actions import vendors as firms


def draft(
    vendor,
    template_key: str,
    *,
    jurisdiction: str,
    by: Actor,
    at: datetime.datetime,
    person=None,
    engagement=None,
    replaces: Agreement | None = None,
    invention=None,
    topics=(),
    variables: dict | None = None,
    choices: dict | None = None,
) -> Agreement:
    """A draft of the newest edition of the template. One that waits already for the same paper is returned as it is.

    `person` makes it that person's own undertaking. `choices` maps clause key -> in or out, `topics` say what the work is about.
    `replaces` names the one in force that ends on the day on which this one begins.
    """
    policies.check_can_write(by)
    template = AgreementTemplate.objects.newest().get(key=template_key)
    vendor, person = firms.lock(vendor), person and people.lock(person)
    _check_fits(template, vendor, person, engagement, invention, jurisdiction)
    found = Agreement.objects.filter(
        vendor=vendor,
        person=person,
        template_key=template_key,
        engagement=engagement,
        invention=invention,
        status__in=DRAFTING,
    ).first()
    if found:
        return found
    if replaces is not None:
        _check_replaces(by, lock(replaces), vendor, person)
    agreement = Agreement.objects.create(
        vendor=vendor, reference=references.next_of("AGR"), kind=template.content["kind"], template=template, template_key=template_key,
        title=template.title, person=person, engagement=engagement, replaces=replaces, invention=invention, jurisdiction=jurisdiction,
        topics=list(topics), signed_by=template.content["signed_by"],
        choices={**({} if invention else drafting.demanded_clauses(vendor)), **(choices or {})},
        consent=template.content["consent"], zone=Organisation.current().time_zone, drafted_by=by.user,
        variables={"effective_on": terms.day_of(at, Organisation.current().time_zone).isoformat(), **(variables or {})},
    )  # fmt: skip
    agreement.editions = drafting.look(agreement).numbers
    agreement.save(update_fields=["editions"])
    events.record(
        "agreement.drafted", agreement, by=by, at=at, template=template_key, person=person, **about(agreement)
    )
    return agreement


def set_variables(
    agreement: Agreement,
    variables: dict,
    *,
    by: Actor,
    at: datetime.datetime,
    choices: dict | None = None,
    topics=None,
    jurisdiction: str = "",
) -> Agreement:
    """Keep the drafter's answers. What another country's profile had proposed goes when the country changes."""
    agreement = lock(agreement)
    policies.check_can_write(by)
    policies.check_is_draft(agreement)
    before = _answers(agreement)
    agreement.variables = {**agreement.variables, **variables}
    agreement.choices = {**agreement.choices, **(choices or {})}
    agreement.topics = agreement.topics if topics is None else sorted(topics)
    if jurisdiction and jurisdiction != agreement.jurisdiction:
        _check_country(jurisdiction)
        agreement.variables = _without_law(agreement)
        agreement.jurisdiction = jurisdiction
        agreement.editions = drafting.look(_unpinned(agreement, "countries")).numbers
    if _answers(agreement) != before:
        agreement.save(update_fields=["variables", "choices", "topics", "jurisdiction", "editions"])
        events.record("agreement.changed", agreement, by=by, at=at, before=before, after=_answers(agreement))
    return agreement


def take_edition(
    agreement: Agreement, kind: str, key: str, number: int, *, by: Actor, at: datetime.datetime
) -> Agreement:
    """Let the draft be made of the newest edition of a clause, its template or its country. `number`: what was compared.

    Raises NotNow where a still newer one was published since.
    """
    agreement = lock(agreement)
    policies.check_can_write(by)
    policies.check_is_draft(agreement)
    policies_negotiation.check_is_whole(agreement)
    newest = SHELVES[kind].model.objects.newest().get(key=key)
    if newest.number != number:
        raise NotNow(_("A still newer edition was published meanwhile. Compare that one first."))
    before = _editions(agreement)
    if kind == "templates":
        agreement.template, agreement.title = newest, newest.title
        agreement.signed_by, agreement.consent = newest.content["signed_by"], newest.content["consent"]
        agreement.editions = drafting.look(agreement).numbers
    else:
        agreement.editions = {**agreement.editions, kind: {**agreement.editions.get(kind, {}), key: number}}
    if (after := _editions(agreement)) != before:
        agreement.save(update_fields=["template", "title", "signed_by", "consent", "editions"])
        events.record("agreement.changed", agreement, by=by, at=at, before=before, after=after)
    return agreement


def _editions(agreement: Agreement) -> dict:
    return {**agreement.editions, "templates": {agreement.template_key: agreement.template.number}}


def issue(
    agreement: Agreement,
    *,
    by: Actor,
    at: datetime.datetime,
    because: str = "",
    reasons: dict[str, str] | None = None,
    places: list[Place] | None = None,
    sign_by: datetime.date | None = None,
) -> Agreement:
    """Freeze the text, take its fingerprint (H1) and put it before the signers. `reasons`: id of a warning ->
    why it is set aside, and `because` why those are that have no reason of their own.
    `places` names who approves, signs, witnesses and gets a copy; without it the template's roles sign in their order. After `sign_by` (two weeks unless it is said) nobody signs it.

    Raises NotNow with everything that is missing, contradictory or barred by the law of the country.
    """
    agreement = lock(agreement)
    policies.check_can_write(by)
    if agreement.is_awaiting:
        return agreement
    found = drafting.look(agreement)
    reasons = {problem.id: (reasons or {}).get(problem.id) or because for problem in found.warnings}
    policies.check_can_issue(by, agreement, found, reasons)
    policies_deviations.check_none_is_open(agreement)
    policies_negotiation.check_was_shared(agreement, found, SharedText.objects.latest_of(agreement))
    _check_alone(agreement)
    agreement.sign_by = sign_by or terms.day_of(at, agreement.zone) + policies.TIME_TO_SIGN
    policies.check_last_day(agreement, agreement.sign_by, at)
    _freeze(agreement, found, by, at, reasons)
    asked = seats.lay(agreement, places, at=at)
    owed = become(agreement, "issued", issued_at=at, issued_by=by.user)
    events.record(
        owed, agreement, by=by, at=at, document_sha256=agreement.document_sha256, jurisdiction=agreement.jurisdiction,
        template=agreement.template_key, edition=agreement.template.number, warnings=[row["id"] for row in agreement.overrides],
        reasons=[row["because"] for row in agreement.overrides], asked=asked, sign_by=agreement.sign_by.isoformat(), **about(agreement),
    )  # fmt: skip
    return agreement


def withdraw(agreement: Agreement, *, by: Actor, at: datetime.datetime, because: str = "") -> Agreement:
    """Take a draft or an unsigned agreement back. What was signed in part stays on record and binds nobody."""
    agreement = lock(agreement)
    policies.check_can_write(by)
    if agreement.status == "withdrawn":
        return agreement
    policies.check_can_withdraw(by, agreement, because)
    owed = become(agreement, "withdrawn", closed_at=at, closed_by=by.user, closed_because=because)
    events.record(owed, agreement, by=by, at=at, because=because, **about(agreement))
    return agreement


def withdraw_of_leaver(*, event, subject, by: Actor, at: datetime.datetime) -> None:
    """A person left: what still waits for their signature, or was drafted for them, is taken back. A reaction."""
    rows = Agreement.objects.filter(person=subject, status__in=[*DRAFTING, *AWAITING])
    for agreement in rows.select_for_update(no_key=True, of=("self",)).order_by("pk"):
        owed = become(agreement, "withdrawn", closed_at=at, closed_by=by.user, closed_because=_("The person left."))
        events.record(owed, agreement, by=by, at=at, cause=event, because=agreement.closed_because, **about(agreement))


def terminate(
    agreement: Agreement, *, by: Actor, at: datetime.datetime, because: str, ended_for: str = "", notice_until: datetime.date | None = None
) -> Agreement:  # fmt: skip
    """End an agreement in force before its term, at this instant or with the last day of a notice. Its signatures stay."""
    agreement = lock(agreement)
    policies.check_can_write(by)
    if agreement.status == "terminated":
        return agreement
    policies.check_can_terminate(by, agreement, because, notice_until, at)
    owed = become(
        agreement, "terminated", closed_at=at, closed_by=by.user, closed_because=because, ended_for=ended_for, notice_until=notice_until
    )  # fmt: skip
    bindings.settle(agreement, at=at)
    obligations.raise_for(agreement, at=at)
    said = {"ended_for": ended_for, "until": agreement.binds_until}
    events.record(owed, agreement, by=by, at=at, because=because, **said, **about(agreement))
    return agreement


def _freeze(agreement: Agreement, found, by: Actor, at, reasons: dict[str, str]) -> None:
    agreement.starts_on, agreement.ends_on, agreement.secret_until = terms.term(
        found.values, terms.day_of(at, agreement.zone)
    )
    agreement.binds_until = agreement.ends_on
    agreement.variables, agreement.body, agreement.html = found.values, found.body, found.html
    agreement.editions = getattr(found, "editions", {})  # an amendment has those of what it changes
    agreement.save(update_fields=["editions"])
    agreement.document_sha256 = frozen.fingerprint(found.html)
    agreement.authority_rule = authority.asked_by(agreement.template)
    agreement.overrides = [
        {**problem.as_data(), "because": reasons[problem.id].strip(), "by": by.label} for problem in found.warnings
    ]
    agreement.save(update_fields=[
        "sign_by", "starts_on", "ends_on", "binds_until", "secret_until", "variables", "body", "html", "document_sha256", "overrides",
        "authority_rule",
    ])  # fmt: skip


def _check_fits(template: AgreementTemplate, vendor, person, engagement, invention, jurisdiction: str) -> None:
    _check_country(jurisdiction)
    if (template.content["kind"] == "undertaking") != (person is not None):
        raise NotNow(_("An undertaking is signed by one person, an agreement by the firm."))
    for row in (person, engagement, invention):
        if row is not None and row.vendor_id != vendor.pk:
            raise NotNow(_("That person or engagement belongs to another subcontractor."))
    if (template.content.get("about") == "invention") != (invention is not None):
        raise NotNow(_("An assignment is made from a disclosed invention, on its page."))
    if person is not None and person.departed_at:
        raise NotNow(_("%(name)s no longer works there.") % {"name": person.name})


def _check_replaces(by: Actor, old: Agreement, vendor, person) -> None:
    if (old.vendor_id, old.person_id) != (vendor.pk, person and person.pk):
        raise NotNow(_("A new agreement takes the place of one with the same subcontractor and the same person."))
    policies.check_can_replace(by, old)


def _check_country(code: str) -> None:
    country = Jurisdiction.objects.newest().filter(key=code).first()
    if country is None or not country.content["usable"]:
        raise NotNow(_("No usable profile of that country is in the library."))


def _check_alone(agreement: Agreement) -> None:
    same = {"template_key": agreement.template_key, "invention": agreement.invention_id}
    others = Agreement.objects.awaiting().filter(person=agreement.person, **same)
    if agreement.person_id and others.exclude(pk=agreement.pk).exists():
        raise NotNow(_("The same undertaking already waits for this person's signature."))


def _unpinned(agreement: Agreement, kind: str) -> Agreement:
    """The draft without the editions of this kind: looked at, it is made of the newest ones."""
    agreement.editions = {name: numbers for name, numbers in agreement.editions.items() if name != kind}
    return agreement


def _without_law(agreement: Agreement) -> dict:
    """The answers without those that the old country's profile had given."""
    definitions = drafting.look(agreement).definitions
    return {
        name: value
        for name, value in agreement.variables.items()
        if not definitions.get(name, {}).get("from", "").startswith("jurisdiction.")
    }


def _answers(agreement: Agreement) -> dict:
    kept = {
        "variables": agreement.variables,
        "choices": agreement.choices,
        "topics": agreement.topics,
        "jurisdiction": agreement.jurisdiction,
    }
    return {key: value.copy() if isinstance(value, dict | list) else value for key, value in kept.items()}


def about(agreement: Agreement) -> dict:
    """What every event of a paper says of it."""
    kind = "assignment" if agreement.invention_id and agreement.person_id else agreement.kind
    return {"kind": kind, "about": agreement.person_id, "reference": agreement.reference}


def lock(agreement: Agreement) -> Agreement:
    """The paper as it is now, held until the transaction ends; its person first, by the house's lock order."""
    if agreement.person_id:
        people.lock(agreement.person)
    return (
        Agreement.objects.select_for_update(no_key=True, of=("self",))
        .select_related("vendor", "person")
        .get(pk=agreement.pk)
    )

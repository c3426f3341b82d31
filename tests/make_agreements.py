"""How does a test get an agreement? Drafted, issued and signed through the actions."""

import datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from agreements import drafting
from agreements.actions import (
    agreements,
    amendments,
    authorities,
    breaches,
    negotiation,
    obligations,
    papers,
    penalties,
    signatures,
    starter,
)
from agreements.models import Agreement, AgreementTemplate, Authority, Breach, Obligation
from agreements.table import Place
from core import clock
from core.actors import Actor
from tests import make, make_dd
from vendors.models import Person

FIRM_ANSWERS = {
    "company_address": "1 Fence Street, Dublin",
    "company_registration": "IE 100",
    "subcontractor_address": "2 Mill Road, Cork",
    "subcontractor_registration": "IE 200",
    "purpose": "Durability testing of bearings",
    "countries": ["Ireland"],
    "incident_contact": "+353 1 555 0100",
    "non_compete_territory": "Ireland",
    "non_compete_activity": "Testing of bearings",
    "penalty_reason": "The cost of one year of development",
    "certificates": ["ISO/IEC 27001"],
}


def library() -> None:
    """What manage.py load_starter brings for this app; cheap when it is there already."""
    if not AgreementTemplate.objects.exists():
        starter.load(by=make.CLOCK, at=clock.now())


def counsel(name: str = "Lea Brandt") -> Actor:
    """Legal counsel: drafts, issues, sets warnings aside, countersigns."""
    return make.staff_member("legal", name=name)


def draft(
    firm=None,
    template: str = "confidentiality-ip-tier-2",
    *,
    by: Actor | None = None,
    jurisdiction: str = "IE",
    variables=None,
    **more,
) -> Agreement:
    """A draft with every answer that the starter's templates ask for."""
    library()
    return agreements.draft(
        firm or make.vendor(), template, jurisdiction=jurisdiction, by=by or counsel(), at=clock.now(),
        variables={**FIRM_ANSWERS, **(variables or {})}, **more,
    )  # fmt: skip


def issued(firm=None, template: str = "confidentiality-ip-tier-2", *, by: Actor | None = None, **more) -> Agreement:
    by = by or counsel()
    return agreements.issue(
        draft(firm, template, by=by, **more), by=by, at=clock.now(), because="Looked at; fits this firm"
    )


def reasons(agreement: Agreement, because: str = "Looked at") -> dict[str, str]:
    """The same reason for each warning that stands against issuing it."""
    return {warning.id: because for warning in drafting.look(agreement).warnings}


def at_table(firm, *places, by: Actor | None = None, **more) -> Agreement:
    """Waiting for those who are named: (role, position, holder), where nobody in particular holds it: None."""
    by, laid = by or counsel(), [Place(*place) for place in places]
    made = draft(firm, by=by, **more)
    return agreements.issue(made, by=by, at=clock.now(), because="Looked at; fits this firm", places=laid)


def undertaking(person, *, by: Actor | None = None, **more) -> Agreement:
    """A person's own undertaking, waiting for the signature."""
    return issued(person.vendor, "own-undertaking", by=by, person=person, **more)


def confirmation(at: datetime.datetime | None = None) -> dict:
    """What core.web.step_up.latest gives right after a passkey or code."""
    return {"method": "mfa", "type": "totp", "at": (at or clock.now()).timestamp()}


def authority(person, *, by: Actor | None = None, **said) -> Authority:
    """What the firm states of its signatory; it waits to be checked."""
    usual = {
        "ground": "register",
        "said": "Companies Register, CRO 200",
        "manner": "sole",
        "from_on": datetime.date(2020, 1, 1),
    }
    return authorities.state(person, **{**usual, **said}, by=by or make.as_person(person), at=clock.now())


def authorised(person, **said) -> Authority:
    """Confirmed: this person may sign for the firm. One that is there already is returned."""
    if found := Authority.objects.filter(person=person).covering(clock.now().date()).first():
        return found
    looked = {"source": "The register, entry of today", "looked_on": clock.now().date()}
    return authorities.confirm(authority(person, **said), **looked, by=make.officer(), at=clock.now())


def sign(agreement: Agreement, by: Actor, *, is_authorised: bool = True, **said):
    """With the authority of who signs for the firm confirmed, unless the test is about that."""
    at = said.pop("at", None) or clock.now()
    if is_authorised and by.is_person and agreement.kind == "agreement" and "signatory" in by.hats:
        authorised(Person.objects.get(pk=by.person_id))
    said = {
        "shown_sha256": agreement.document_sha256,
        "typed_name": by.label,
        "consents": True,
        "confirmation": confirmation(at),
        **said,
    }
    return signatures.sign(agreement, by=by, at=at, **said)


def signed(firm=None, template: str = "confidentiality-ip-tier-2", *, by: Actor | None = None, **more) -> Agreement:
    """In force: signed by the firm's contact and countersigned by counsel."""
    firm, by = firm or make.vendor(), by or counsel()
    agreement = issued(firm, template, by=by, **more)
    sign(agreement, make.as_person(make.contact(firm)))
    sign(agreement, by)
    agreement.refresh_from_db()
    return agreement


def amended(agreement: Agreement, *, by: Actor | None = None, words: str = "We look twice a year.") -> Agreement:
    """The draft of an amendment that replaces the clause on audits."""
    by, at = by or counsel(), clock.now()
    paper = amendments.draft(agreement, effective_on=agreement.starts_on, by=by, at=at)
    return amendments.set_clause(paper, key="audit", op="replace", title="", sentences=[words], by=by, at=at)


def agreed_sum(paper: Agreement, *, by: Actor | None = None, **said):
    """A fixed sum for a disclosure, in the draft's table."""
    usual = {
        "event": "disclosure",
        "formula": "fixed",
        "amount": Decimal(25_000),
        "currency": "EUR",
        "clause": "use-restriction",
    }
    return penalties.set_term(paper, **{**usual, **said}, by=by or counsel(), at=clock.now())


def obligation(agreement: Agreement, key: str = "insurance-proof") -> Obligation:
    """One that is owed by the subcontractor and open; the duty falls due today."""
    duty = agreement.duties.get(key=key)
    today = clock.now().date()
    return Obligation.objects.create(vendor_id=agreement.vendor_id, agreement=agreement, duty=duty, due_on=today)


def handed_in(
    agreement: Agreement,
    contact,
    *,
    key="certificate-proof",
    said="It is done",
    name="report.pdf",
    content: bytes = make_dd.PDF,
) -> Obligation:
    key = key if agreement.duties.filter(key=key).exists() else "training-proof"
    row, source = obligation(agreement, key), SimpleUploadedFile(name, content)
    return obligations.submit(row, said=said, source=source, name=name, by=make.as_person(contact), at=clock.now())


def breach(agreement: Agreement, *, what: str = "Files went out", by: Actor | None = None, **said) -> Breach:
    at = clock.now()
    return breaches.record(agreement, what=what, noticed_on=at.date(), by=by or counsel(), at=at, **said)


def sealed(firm=None, **more) -> Agreement:
    """In force, with the signed copy and its evidence sealed."""
    agreement = signed(firm, **more)
    papers.seal(agreement, by=make.CLOCK, at=clock.now())
    return agreement


def opened(agreement: Agreement, *, by: Actor | None = None, answers_due_on=None, **said) -> Agreement:
    """Before the other side, which may propose changes."""
    due = answers_due_on or clock.now().date() + datetime.timedelta(days=14)
    negotiation.open_talks(agreement, answers_due_on=due, by=by or counsel(), at=clock.now(), **said)
    agreement.refresh_from_db()
    return agreement

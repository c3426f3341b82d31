"""What was signed and taught in the demo? Firm agreements, undertakings of people, the course on protection of IP."""

import datetime
from decimal import Decimal

from agreements.actions import agreements, amendments, authorities, obligations, penalties, signatures
from config.demo.firms import WORKS
from config.demo.story import Story
from core.actors import Actor
from training.actions import enrolments
from training.models import Course, Enrolment
from vendors import expectations as sheets
from vendors.actions import expectations
from vendors.models import ExpectationSheet

ANSWERS = {
    "company_address": "14 Foundry Quay, Dublin 2",
    "company_registration": "IE 500 100",
    "subcontractor_registration": "DEMO 200",
    "incident_contact": "+353 1 555 0142",
    "non_compete_territory": "Ireland and Germany",
    "non_compete_activity": "Development of grippers for others",
    "penalty_reason": "The cost of one year of development",
    "certificates": ["ISO/IEC 27001"],
}
READY = ["tomas", "sinead", "emre", "grace", "petra"]  # have signed, acknowledged and passed
STARTED = ["julia"]
WORKS_FIRST = next(iter(WORKS))


def sign(tale: Story) -> None:
    """Kestrel's and Northfell's agreements are in force, and so is Brightmoor's; undertakings wait for those who come new."""
    for key in WORKS:
        agreement = _issue_to_firm(tale, key, at=tale.ago(58))
        contact = next(
            each for each in tale.people.values() if each.vendor_id == tale.firms[key].pk and each.is_contact
        )
        _prove_authority(tale, contact, tale.person(contact.email.split("@")[0]))
        _put_name(agreement, tale.person(contact.email.split("@")[0]), tale.ago(56))
        _put_name(agreement, tale.staff("legal"), tale.ago(55))
        _hand_in_the_report(tale, agreement, tale.person(contact.email.split("@")[0]), accepted=key == WORKS_FIRST)
        if key == WORKS_FIRST:
            _amend(tale, agreement, tale.person(contact.email.split("@")[0]))
    for first_name in [*READY, *STARTED, "liam"]:
        undertaking = _issue_to_person(tale, first_name, at=tale.ago(54 if first_name in READY else 3))
        if first_name in READY:
            _put_name(undertaking, tale.person(first_name), tale.ago(53))
            _acknowledge(tale, first_name, tale.ago(53))


def _prove_authority(tale: Story, contact, by: Actor) -> None:
    """Stated by the firm, looked up by the officer before we sign."""
    row = authorities.state(
        contact, ground="register", said=f"Companies register, entry {contact.vendor.registration_number or 'DEMO 200'}", manner="sole",
        from_on=tale.ago(900).date(), by=by, at=tale.ago(57),
    )  # fmt: skip
    looked_on = tale.ago(56).date()
    authorities.confirm(
        row, source="Extract of the companies register", looked_on=looked_on, by=tale.staff("officer"), at=tale.ago(56)
    )


def teach(tale: Story) -> None:
    course = Course.objects.get(key="ip-protection")
    for first_name in [*READY, *STARTED, "liam"]:
        given = tale.ago(54 if first_name in READY else 5)
        enrolment = enrolments.assign(
            tale.people[first_name], course, due_on=(given + datetime.timedelta(days=21)).date(), because="Works with our drawings",
            by=tale.staff("trainer"), at=given,
        )  # fmt: skip
        if first_name in READY:
            _pass(tale.person(first_name), enrolment, at=tale.ago(50))
            for asked in Enrolment.objects.filter(person=tale.people[first_name]).exclude(status="passed"):
                _pass(tale.person(first_name), asked, at=tale.ago(49))
        elif first_name in STARTED:
            lesson = enrolment.version.lessons[0]["id"]
            enrolments.read_lesson(enrolment, lesson, by=tale.person(first_name), at=tale.ago(1))


def _issue_to_firm(tale: Story, key: str, *, at):
    firm = tale.firms[key]
    variables = {
        **ANSWERS, "subcontractor_address": f"{firm.name}, Harbour Road 2", "purpose": firm.work, "countries": [firm.country],
    }  # fmt: skip
    template = f"confidentiality-ip-tier-{firm.tier}"
    draft = agreements.draft(
        firm, template, jurisdiction=firm.jurisdiction, variables=variables, by=tale.staff("legal"), at=at
    )
    return agreements.issue(draft, because="Read in full; fits this firm", by=tale.staff("legal"), at=at)


def _issue_to_person(tale: Story, first_name: str, *, at):
    person = tale.people[first_name]
    firm = person.vendor
    draft = agreements.draft(
        firm, "own-undertaking", person=person, jurisdiction=firm.jurisdiction, by=tale.staff("legal"), at=at,
        variables={**ANSWERS, "subcontractor_address": "Harbour Road 2", "purpose": firm.work, "countries": [firm.country]},
    )  # fmt: skip
    return agreements.issue(draft, because="Read in full; fits this person", by=tale.staff("legal"), at=at)


def _hand_in_the_report(tale: Story, agreement, contact: Actor, *, accepted: bool) -> None:
    """The first monthly report; the other firms' waits to be looked at."""
    agreement.refresh_from_db()
    obligations.raise_for(agreement, at=tale.ago(27))
    for row in agreement.obligations.filter(duty__key="monthly-report"):
        said = "Two people worked on it. Nothing stands open, and we have no doubt about security."
        obligations.submit(row, said=said, by=contact, at=tale.ago(22))
        if accepted:
            obligations.accept(row, by=tale.staff("legal"), at=tale.ago(21), because="Complete")


def _amend(tale: Story, agreement, contact: Actor) -> None:
    """A year more, and a sum for each day on which the return is late."""
    legal, months = tale.staff("legal"), int(agreement.variables["term_months"]) + 12
    paper = amendments.draft(
        agreement, effective_on=tale.ago(20).date(), variables={"term_months": months}, by=legal, at=tale.ago(22)
    )
    penalties.set_term(
        paper, event="late_return", formula="per_day", amount=Decimal(500), currency="EUR", clause="return-destruction",
        cap_event=Decimal(10_000), cap_year=Decimal(20_000), cure_days=5, by=legal, at=tale.ago(22),
    )  # fmt: skip
    agreements.issue(paper, by=legal, at=tale.ago(21))
    _put_name(paper, contact, tale.ago(20))
    _put_name(paper, legal, tale.ago(20))


def _put_name(agreement, by: Actor, at) -> None:
    agreement.refresh_from_db()
    signatures.sign(
        agreement, shown_sha256=agreement.document_sha256, typed_name=by.label, consents=True, by=by, at=at,
        confirmation={"method": "mfa", "type": "totp", "at": at.timestamp()},
    )  # fmt: skip


def _acknowledge(tale: Story, first_name: str, at) -> None:
    person = tale.people[first_name]
    text = sheets.as_text(ExpectationSheet.objects.latest(), person.vendor)
    expectations.acknowledge(person, shown=expectations.digest_of(text), by=tale.person(first_name), at=at)


def _pass(learner: Actor, enrolment, *, at) -> None:
    for lesson in enrolment.version.lessons:
        enrolments.read_lesson(enrolment, lesson["id"], by=learner, at=at)
    attempt = enrolments.start_attempt(enrolment, by=learner, at=at)
    right = enrolment.version.quiz_key.answers
    answers = {row["question"]: right[row["question"]]["correct"] for row in attempt.drawn}
    enrolments.submit(attempt, answers, by=learner, at=at + datetime.timedelta(minutes=9))

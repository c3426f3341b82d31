"""How does a test get one agreement to many firms? Begun, answered, checked and issued through the actions."""

import datetime

from agreements.actions import bulk_issues
from agreements.models import BulkIssue, BulkSignature, BulkSigning
from core import clock
from core.actors import Actor
from tests import make, make_agreements
from vendors.models import Person

SHARED = {
    name: value
    for name, value in make_agreements.FIRM_ANSWERS.items()
    if not name.startswith(("subcontractor_", "purpose"))
}
OWN = {
    name: make_agreements.FIRM_ANSWERS[name]
    for name in ("subcontractor_address", "subcontractor_registration", "purpose")
}


def firms(count: int) -> list:
    """Each with somebody who may sign for it."""
    found = [make.vendor(country="IE") for _each in range(count)]
    for firm in found:
        make.contact(firm)
    return found


def begun(
    vendors: list, *, by: Actor | None = None, template: str = "confidentiality-mutual", law: str = "IE"
) -> BulkIssue:
    """The agreement is chosen; nothing is answered yet."""
    make_agreements.library()
    by, at = by or make_agreements.counsel(), clock.now()
    run = bulk_issues.begin(vendors, by=by, at=at)
    last = at.date() + datetime.timedelta(days=20)
    return bulk_issues.choose(run, template, jurisdiction=law, sign_by=last, topics=[], by=by, at=at)


def answered(vendors: list, *, by: Actor | None = None, **more) -> BulkIssue:
    by, at = by or make_agreements.counsel(), clock.now()
    run = bulk_issues.answer(begun(vendors, by=by, **more), SHARED, by=by, at=at)
    return bulk_issues.answer_for(run, [(firm.pk, "", OWN) for firm in vendors], by=by, at=at)


def checked(vendors: list, *, by: Actor | None = None, **more) -> BulkIssue:
    by = by or make_agreements.counsel()
    run = bulk_issues.check(answered(vendors, by=by, **more), by=by, at=clock.now())
    while bulk_issues.carry_on(run, by=by, at=clock.now()):
        pass
    return bulk_issues.lock(run)


def reasons(run: BulkIssue, because: str = "Looked at") -> dict[str, str]:
    """For every warning that the check found."""
    return {row["id"]: because for problems in run.lines.values_list("problems", flat=True) for row in problems}


def issued(vendors: list, *, by: Actor | None = None, **more) -> BulkIssue:
    by = by or make_agreements.counsel()
    run = checked(vendors, by=by, **more)
    bulk_issues.start(run, reasons=reasons(run), by=by, at=clock.now())
    while bulk_issues.carry_on(run, by=by, at=clock.now()):
        pass
    return bulk_issues.lock(run)


def signed_there(run: BulkIssue) -> list:
    """Every firm has signed; the company's turn."""
    found = []
    for line in run.lines.exclude(agreement=None).select_related("agreement", "vendor"):
        signatory = Person.objects.filter(vendor=line.vendor, is_signatory=True).first()
        make_agreements.sign(line.agreement, make.as_person(signatory))
        found.append(line.agreement)
    return found


def signing(paper, user) -> BulkSigning:
    """An act of signing of which nothing is written yet."""
    given = BulkSigning.objects.create(
        user=user, typed_name=user.name, confirmation=make_agreements.confirmation(), given_at=clock.now()
    )
    sha256 = paper.document_sha256 or "0" * 64
    BulkSignature.objects.create(signing=given, agreement=paper, vendor_id=paper.vendor_id, document_sha256=sha256)
    return given

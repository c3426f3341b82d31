"""How does a test get an audit and a finding? Through the actions, by people who are not the same."""

import datetime
import re

from audits.actions import audits, findings, remedies, starter
from audits.models import Audit, Finding, Programme
from core import clock
from core.actors import Actor
from tests import make
from vendors import business_days
from vendors.models import Vendor


def programme() -> Programme:
    if not Programme.objects.exists():
        starter.load(by=make.CLOCK, at=make.earlier())
    return Programme.objects.latest()


def auditor(name: str = "Aino Laine") -> Actor:
    return make.staff_member("auditor", name=name)


def audit(
    firm: Vendor | None = None,
    *,
    by: Actor | None = None,
    lead=None,
    in_days: int = 0,
    under_way: bool = True,
    **values,
) -> Audit:
    """Planned for today, led by who planned it, and under way unless told otherwise."""
    programme()
    by, at = by or auditor(), make.earlier()
    day = business_days.day_of(at) + datetime.timedelta(days=in_days)
    values = {"scope": "The test hall and its network", "checks": ["signed-undertakings", "access-need"], **values}
    made = audits.plan(firm or make.vendor(), lead=lead or by.user, planned_on=day, by=by, at=at, **values)
    return audits.start(made, by=by, at=at) if under_way else made


def finding(of: Audit, *, by: Actor, kind: str = "major", severity: str = "high", **values) -> Finding:
    values = {
        "title": "People work without an undertaking",
        "requirement": "Everyone with access has signed.",
        "seen": "3 of 20 people had not signed.",
        **values,
    }
    return findings.record(of, kind=kind, severity=severity, by=by, at=clock.now(), **values)


def planned(found: Finding, contact: Actor, *, accepted_by: Actor) -> Finding:
    """The contact's plan, accepted."""
    steps = [("Have the three people sign", found.due_on)]
    remedies.submit_plan(found, cause="Nobody checked", steps=steps, by=contact, at=clock.now())
    return findings.accept_plan(found, because="Reasonable", by=accepted_by, at=clock.now())


def with_evidence(
    found: Finding, contact: Actor, *, accepted_by: Actor, content: bytes = b"Signed by all three."
) -> Finding:
    from django.core.files.uploadedfile import SimpleUploadedFile

    planned(found, contact, accepted_by=accepted_by)
    upload = SimpleUploadedFile("signed.txt", content)
    remedies.add_evidence(found, upload=upload, note="The signatures", by=contact, at=clock.now())
    return Finding.objects.get(pk=found.pk)


def repeated_ids(page: str) -> list[str]:
    """The ids that an HTML page says more than once: a label or a heading would point to the wrong place."""
    said = re.findall(r'\sid="([^"]+)"', page)
    return sorted({each for each in said if said.count(each) > 1})

"""Is it confirmed that those who sign for the firm may do so, and what does the paper's template ask for?"""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from agreements.models import (
    SUBCONTRACTOR,
    UNASKED,
    Agreement,
    AgreementTemplate,
    Authority,
    AuthorityWaiver,
    Signature,
)
from agreements.models.authority import JOINT, REQUIRED
from agreements.rendering import terms


def rule(agreement: Agreement) -> str:
    """What the template asked for at issue, or would now; of an undertaking, which a person signs alone, and of what was signed
    elsewhere, nothing."""
    if agreement.kind != "agreement" or agreement.is_from_elsewhere:
        return UNASKED
    return agreement.authority_rule if agreement.issued_at else asked_by(agreement.template)


def asked_by(template: AgreementTemplate) -> str:
    return template.content.get("authority", REQUIRED)


def waiver(agreement: Agreement) -> AuthorityWaiver | None:
    return AuthorityWaiver.objects.filter(agreement=agreement).first()


def of(person_id, day: datetime.date) -> Authority | None:
    """The confirmed ground on which this person may sign for the firm on that day."""
    return Authority.objects.filter(person=person_id).covering(day).select_related("person", "decided_by").first()


def at_signature(signature: Signature) -> Authority | None:
    """Of a signature for the firm: the ground that held on its day. Once everybody has signed, as it was confirmed then;
    before, as it is confirmed now."""
    if signature.role != SUBCONTRACTOR or signature.person_id is None:
        return None
    day, at = terms.day_of(signature.signed_at, signature.agreement.zone), signature.agreement.signed_at
    if at is None:
        return of(signature.person_id, day)
    rows = Authority.objects.filter(person=signature.person_id).covered(day, at)
    return rows.select_related("person", "decided_by", "stored").first()


def missing(agreement: Agreement, at: datetime.datetime, also: Any = None) -> list[str]:
    """A sentence for each who signed for the firm (and `also`, a person about to) without a confirmed authority; and one
    where all of them may sign only jointly and there is just one."""
    signed = [row for row in agreement.signatures.all() if row.role == SUBCONTRACTOR]
    found = [(row.signer_name, at_signature(row)) for row in signed]
    if also is not None and also.pk not in {row.person_id for row in signed}:
        found.append((also.name, of(also.pk, terms.day_of(at, agreement.zone))))
    bare = [
        _("It is not confirmed that %(name)s may sign for %(firm)s.") % {"name": name, "firm": agreement.vendor.name}
        for name, row in found
        if row is None
    ]
    held = [row for _name, row in found if row is not None]
    seats = [seat for seat in agreement.seats.all() if seat.role == SUBCONTRACTOR]
    if held and not bare and len(seats) < 2 and all(row.manner == JOINT for row in held):
        row = held[0]
        bare.append(
            _("%(name)s may sign only together with %(other)s, who has no place in it.")
            % {"name": row.person.name, "other": row.joint_with}
        )
    return bare

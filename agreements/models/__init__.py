"""The paper: clauses, agreements, signatures; one file a noun."""

from agreements.models.agreement import AWAITING, DRAFTING, Agreement
from agreements.models.facts import BindingFact
from agreements.models.library import AgreementTemplate, ClauseEdition, Jurisdiction
from agreements.models.negotiation import OURS, THEIRS, SharedText
from agreements.models.seat import (
    APPROVER,
    COMPANY,
    NAMED,
    RECIPIENT,
    ROLES,
    SIGNING,
    SUBCONTRACTOR,
    WITNESS,
    WORKER,
    Seat,
)
from agreements.models.signature import SealedPaper, Signature

__all__ = [
    "APPROVER", "AWAITING", "COMPANY", "DRAFTING", "NAMED", "OURS", "RECIPIENT", "ROLES", "SIGNING", "SUBCONTRACTOR", "THEIRS",
    "WITNESS", "WORKER", "Agreement", "AgreementTemplate", "BindingFact", "ClauseEdition", "Jurisdiction", "SealedPaper", "Seat",
    "SharedText", "Signature",
]  # fmt: skip

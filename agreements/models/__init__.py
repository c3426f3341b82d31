"""The paper: clauses, agreements, signatures; one file a noun."""

from agreements.models.agreement import AWAITING, COMPANY, DRAFTING, ROLES, SUBCONTRACTOR, WORKER, Agreement
from agreements.models.facts import BindingFact
from agreements.models.library import AgreementTemplate, ClauseEdition, Jurisdiction
from agreements.models.negotiation import OURS, THEIRS, SharedText
from agreements.models.signature import SealedPaper, Signature

__all__ = [
    "AWAITING", "COMPANY", "DRAFTING", "OURS", "ROLES", "SUBCONTRACTOR", "THEIRS", "WORKER", "Agreement", "AgreementTemplate",
    "BindingFact", "ClauseEdition", "Jurisdiction", "SealedPaper", "SharedText", "Signature",
]  # fmt: skip

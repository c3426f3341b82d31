"""The paper: clauses, agreements, signatures; one file a noun."""

from agreements.models.agreement import AMENDMENT, AWAITING, DRAFTING, ENDED, NEVER_SIGNED, Agreement
from agreements.models.amendment import ADD, REPLACE, STRIKE, Amendment
from agreements.models.authority import UNASKED, Authority, AuthorityWaiver
from agreements.models.background_item import BackgroundItem, ProofOpening
from agreements.models.bulk_issue import BulkIssue, BulkLine
from agreements.models.bulk_signing import BulkSignature, BulkSigning
from agreements.models.contact import AgreementContact
from agreements.models.delegation import Delegation
from agreements.models.deviation import UNDECIDED, Deviation, DeviationRemark, DeviationStep, ProposalRound
from agreements.models.elsewhere import ElsewherePaper, ElsewhereRun, ElsewhereRunFile
from agreements.models.facts import INFORMATION, TRADE_SECRETS, BindingFact, SecrecyFact
from agreements.models.independent_invention import IndependentInvention
from agreements.models.invention import Contributor, Invention
from agreements.models.joint_development import JointDevelopment, JointDuty
from agreements.models.library import AgreementTemplate, ClauseEdition, Jurisdiction
from agreements.models.library_draft import LibraryDraft, StarterOffer
from agreements.models.negotiation import OURS, THEIRS, SharedText
from agreements.models.obligation import OPEN, THEM, US, Breach, Duty, Obligation
from agreements.models.penalty import PenaltyTerm
from agreements.models.screening_answer import ScreeningAnswer
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
from agreements.models.shown_part import PAGE, VIEW, ShownPart
from agreements.models.signature import SealedPaper, Signature
from agreements.models.signing_question import SigningQuestion
from agreements.models.supplement import Supplement
from agreements.models.title import Patent, TitleLink

__all__ = [
    "ADD", "AMENDMENT", "APPROVER", "AWAITING", "Agreement", "AgreementTemplate", "Amendment", "BindingFact", "Breach", "COMPANY",
    "ClauseEdition", "DRAFTING", "Delegation", "Duty", "ENDED", "INFORMATION", "Jurisdiction", "LibraryDraft", "NAMED", "NEVER_SIGNED", "OPEN", "OURS", "Obligation",
    "PenaltyTerm", "RECIPIENT", "REPLACE", "ROLES", "SIGNING", "STRIKE", "SUBCONTRACTOR", "SealedPaper", "Seat", "SecrecyFact",
    "SharedText", "Signature", "StarterOffer", "THEIRS", "THEM", "TRADE_SECRETS", "US", "WITNESS", "WORKER",
]  # fmt: skip
__all__ += [
    "Authority",
    "AuthorityWaiver",
    "UNASKED",
    "Deviation",
    "DeviationRemark",
    "DeviationStep",
    "ProposalRound",
    "ScreeningAnswer",
    "UNDECIDED",
    "BackgroundItem",
    "BulkIssue",
    "BulkLine",
    "BulkSignature",
    "BulkSigning",
    "Contributor",
    "AgreementContact",
    "ElsewherePaper",
    "ElsewhereRun",
    "ElsewhereRunFile",
    "IndependentInvention",
    "Invention",
    "JointDevelopment",
    "JointDuty",
    "PAGE",
    "Patent",
    "ProofOpening",
    "ShownPart",
    "SigningQuestion",
    "Supplement",
    "TitleLink",
    "VIEW",
]

"""The subcontractor's tables, one file a noun."""

from vendors.models.answer_sheet import AnswerSheet
from vendors.models.catalogues import LineCatalogue, QuestionnaireVersion, SchemeCatalogue, ScreeningGuide
from vendors.models.certification import Certificate
from vendors.models.correction import Correction, CorrectionComment
from vendors.models.delegation import Delegation
from vendors.models.engagement import Engagement, EngagementPerson
from vendors.models.expectations import Acknowledgement, ExpectationSheet
from vendors.models.facts import PersonFact, VendorFact
from vendors.models.hr_word import HrWord
from vendors.models.insurance import InsurancePolicy
from vendors.models.invitation import Invitation
from vendors.models.panel_review import PanelReview
from vendors.models.people_import import ImportedPerson, ImportLine, PeopleImport
from vendors.models.person import Person
from vendors.models.proposal import Proposal
from vendors.models.questionnaire import OPEN, Answer, AnswerFile, Assessment, Submission
from vendors.models.questionnaire_draft import QuestionnaireDraft
from vendors.models.questionnaire_import import QuestionnaireImport
from vendors.models.risk_acceptance import AcceptedRisk, RiskAcceptance
from vendors.models.score import RiskScore, ScoreDoubt, ScoreMethod, ScoreOverride, VendorRisk, Weakness
from vendors.models.screening import ConditionAnswer, Screening, ScreeningCondition, ScreeningProposal, ScreeningScore
from vendors.models.signal import Signal
from vendors.models.statement import FinanceMethod, Statement
from vendors.models.sub_supplier import SubSupplier, SubSupplierDetails, SubSupplierFact, SubSupplierLink
from vendors.models.tiering import RiskForm, TierAssessment
from vendors.models.timing import Pause, TimeRequest
from vendors.models.vendor import (
    REFUSED,
    STATE_NAMES,
    TIERS,
    Vendor,
    VendorGroupObjectPermission,
    VendorRow,
    VendorUserObjectPermission,
)
from vendors.models.watch_hit import WatchHit, WatchSubject
from vendors.models.watchlist import EntryVersion, Watchlist, WatchlistEntry, WatchlistVersion, WatchRun

__all__ = [
    "ConditionAnswer",
    "REFUSED",
    "STATE_NAMES",
    "TIERS",
    "AcceptedRisk",
    "Acknowledgement",
    "OPEN",
    "Answer",
    "AnswerFile",
    "AnswerSheet",
    "Assessment",
    "Certificate",
    "Correction",
    "CorrectionComment",
    "Delegation",
    "Engagement",
    "EngagementPerson",
    "EntryVersion",
    "ExpectationSheet",
    "FinanceMethod",
    "HrWord",
    "ImportLine",
    "ImportedPerson",
    "InsurancePolicy",
    "Invitation",
    "LineCatalogue",
    "Pause",
    "PanelReview",
    "PeopleImport",
    "Person",
    "PersonFact",
    "Proposal",
    "QuestionnaireDraft",
    "QuestionnaireImport",
    "QuestionnaireVersion",
    "RiskAcceptance",
    "RiskForm",
    "RiskScore",
    "ScoreDoubt",
    "ScoreMethod",
    "ScoreOverride",
    "SchemeCatalogue",
    "Screening",
    "ScreeningCondition",
    "ScreeningGuide",
    "ScreeningProposal",
    "ScreeningScore",
    "Signal",
    "Statement",
    "SubSupplier",
    "SubSupplierDetails",
    "SubSupplierFact",
    "SubSupplierLink",
    "Submission",
    "TierAssessment",
    "TimeRequest",
    "Vendor",
    "VendorFact",
    "VendorGroupObjectPermission",
    "VendorRisk",
    "VendorRow",
    "VendorUserObjectPermission",
    "WatchHit",
    "WatchRun",
    "WatchSubject",
    "Watchlist",
    "Weakness",
    "WatchlistEntry",
    "WatchlistVersion",
]

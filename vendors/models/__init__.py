"""The subcontractor's tables, one file a noun."""

from vendors.models.engagement import Engagement, EngagementPerson
from vendors.models.expectations import Acknowledgement, ExpectationSheet
from vendors.models.facts import PersonFact, VendorFact
from vendors.models.invitation import Invitation
from vendors.models.people_import import ImportedPerson, PeopleImport
from vendors.models.person import Person
from vendors.models.tiering import RiskForm, TierAssessment
from vendors.models.vendor import TIERS, Vendor, VendorGroupObjectPermission, VendorRow, VendorUserObjectPermission

__all__ = [
    "TIERS",
    "Acknowledgement",
    "Engagement",
    "EngagementPerson",
    "ExpectationSheet",
    "ImportedPerson",
    "Invitation",
    "PeopleImport",
    "Person",
    "PersonFact",
    "RiskForm",
    "TierAssessment",
    "Vendor",
    "VendorFact",
    "VendorGroupObjectPermission",
    "VendorRow",
    "VendorUserObjectPermission",
]

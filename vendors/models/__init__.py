"""The subcontractor's tables, one file a noun."""

from vendors.models.engagement import Engagement, EngagementPerson
from vendors.models.facts import PersonFact, VendorFact
from vendors.models.person import Person
from vendors.models.vendor import TIERS, Vendor, VendorGroupObjectPermission, VendorRow, VendorUserObjectPermission

__all__ = [
    "TIERS",
    "Engagement",
    "EngagementPerson",
    "Person",
    "PersonFact",
    "Vendor",
    "VendorFact",
    "VendorGroupObjectPermission",
    "VendorRow",
    "VendorUserObjectPermission",
]

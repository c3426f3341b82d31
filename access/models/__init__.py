"""The company's information, who may open it, and what was opened; one file a noun."""

from access.models.asset import Asset, AssetClass, AssetOffer, AssetUserObjectPermission, Requirement
from access.models.document import CheckOut, Document, DocumentVersion, Opening, PageView
from access.models.grant import Approval, Grant, GrantPeriod
from access.models.hold import Hold
from access.models.objection import Objection, ObjectionAnswer
from access.models.standing import Doubt, Usability

__all__ = [
    "Approval",
    "Asset",
    "AssetClass",
    "AssetOffer",
    "AssetUserObjectPermission",
    "CheckOut",
    "Document",
    "DocumentVersion",
    "Doubt",
    "Grant",
    "GrantPeriod",
    "Hold",
    "Objection",
    "ObjectionAnswer",
    "Opening",
    "PageView",
    "Requirement",
    "Usability",
]

"""The company's information, who may open it, and what was opened; one file a noun."""

from access.models.asset import Asset, AssetClass, AssetOffer, AssetUserObjectPermission, Requirement
from access.models.conflict import (
    Conflict,
    ConflictAsset,
    ConflictException,
    ConflictPerson,
    ConflictSet,
    ExceptionPeriod,
)
from access.models.document import CheckOut, Destruction, Document, DocumentVersion, Opening, PageView
from access.models.emergency import Emergency
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
    "Conflict",
    "ConflictAsset",
    "ConflictException",
    "ConflictPerson",
    "ConflictSet",
    "Destruction",
    "Document",
    "DocumentVersion",
    "Doubt",
    "Emergency",
    "ExceptionPeriod",
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

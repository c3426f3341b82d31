"""The names of the deeds here, each with its sentence for people."""

from django.utils.translation import gettext_lazy as _l

NAMES = {
    "asset.registered": _l("Asset registered"),
    "asset.changed": _l("Asset changed"),
    "asset.offered": _l("Asset offered to an engagement"),
    "class.changed": _l("Class policy changed"),
    "document.added": _l("Document added"),
    "document.version-added": _l("Document version added"),
    "document.checked-out": _l("Document checked out for editing"),
    "document.released": _l("Check-out of a document ended"),
    "document.retention-set": _l("Retention of a document set"),
    "document.opened": _l("Document opened"),
    "document.refused": _l("Opening a document refused"),
    "grant.requested": _l("Access requested"),
    "grant.first-approved": _l("Access approved by the first approver"),
    "grant.opened": _l("Access granted"),
    "grant.declined": _l("Access declined"),
    "grant.withdrawn": _l("Access request withdrawn"),
    "grant.revoked": _l("Access revoked"),
    "grant.returned": _l("Access given back"),
    "grant.lapsed": _l("Access paused: a condition is no longer met"),
    "grant.restored": _l("Access open again"),
    "hold.access-placed": _l("Access hold placed"),
    "hold.access-lifted": _l("Access hold lifted"),
    "objection.lodged": _l("Subcontractor objects to a decision"),
    "objection.upheld": _l("Objection upheld"),
    "objection.partly-upheld": _l("Objection upheld in part"),
    "objection.dismissed": _l("Objection dismissed"),
}

"""What went wrong, what do we know of it, and which evidence do we hold; one file a noun."""

from incidents.models.case import Case, CaseLink, CaseUserObjectPermission
from incidents.models.entry import CaseEntry
from incidents.models.evidence import CustodyEntry, EvidenceItem
from incidents.models.playbook import Playbook

__all__ = [
    "Case",
    "CaseEntry",
    "CaseLink",
    "CaseUserObjectPermission",
    "CustodyEntry",
    "EvidenceItem",
    "Playbook",
]

"""The ground's tables, one file a noun."""

from core.models.api_client import ApiClient, IdempotentCall
from core.models.event import Checkpoint, Event, EventDetail, Outbox, Seal, SealedEvent
from core.models.file import StoredFile
from core.models.job import Job
from core.models.kept_form import KeptFile, KeptForm
from core.models.known_browser import KnownBrowser
from core.models.legal_hold import LegalHold
from core.models.notice import Notice
from core.models.organisation import Organisation
from core.models.user import Session, User

__all__ = [
    "ApiClient",
    "Checkpoint",
    "Event",
    "EventDetail",
    "IdempotentCall",
    "Job",
    "KeptFile",
    "KeptForm",
    "KnownBrowser",
    "LegalHold",
    "Notice",
    "Organisation",
    "Outbox",
    "Seal",
    "SealedEvent",
    "Session",
    "StoredFile",
    "User",
]

"""Where is each copy that was given out? Its state, by the decision of this moment and what was vouched for.

Pages read in the viewer leave nothing behind: they are live while the decision says yes, revoked from the moment it says no. A
file stays with whoever has it: once the decision says no it is unknown what became of it, until it is returned or its
destruction is attested.
"""

import datetime
import uuid
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _l

from access import eligibility
from access.models import Opening
from core.actors import Actor

LIVE, REVOKED, RETURNED, DESTROYED, UNKNOWN = "live", "revoked", "returned", "destroyed", "unknown"
LEVELS = {"pages": "view", "file": "download"}
# State -> what it is called, the tone and icon of its tag, and what it says.
STATES = {
    LIVE: (_l("Live"), "ok", "check", _l("The decision says yes at this moment.")),
    REVOKED: (
        _l("Revoked"),
        "plain",
        "ban",
        _l("The decision says no. It was read in the viewer, so nothing is left of it."),
    ),
    UNKNOWN: (_l("Unknown"), "warn", "circle-alert", _l("A file is out, and the decision says no. Ask for it back.")),
    RETURNED: (_l("Returned"), "plain", "check", _l("Somebody vouched that it came back.")),
    DESTROYED: (_l("Attested destroyed"), "plain", "check", _l("Somebody attested that it was destroyed.")),
}


def states(copies: Iterable[Opening], at: datetime.datetime) -> dict[uuid.UUID, str]:
    """Copy -> its state; the decision is asked once for all that are not settled."""
    copies = list(copies)
    asked = {_triple(copy) for copy in copies if not copy.settled_as}
    allowed = {
        triple for triple, decision in zip(asked, eligibility.decide_many(asked, at=at), strict=True) if decision
    }
    return {copy.pk: copy.settled_as or _unsettled(copy, _triple(copy) in allowed) for copy in copies}


def _triple(copy: Opening) -> eligibility.Triple:
    return copy.person_id, copy.document.asset_id, LEVELS[copy.kind]


def _unsettled(copy: Opening, is_allowed: bool) -> str:
    if is_allowed:
        return LIVE
    return UNKNOWN if copy.kind == "file" else REVOKED


def unknown(viewer: Actor, at: datetime.datetime) -> list[uuid.UUID]:
    """Files that are out with people to whom the decision says no, of those that this viewer sees."""
    out = Opening.objects.visible_to(viewer).filter(kind="file", settled_as="").select_related("document")
    return [key for key, state in states(out, at).items() if state == UNKNOWN]


def still_out(document) -> list[Opening]:
    """Files of this document that were neither returned nor attested destroyed, whatever the decision says now."""
    rows = document.openings.filter(kind="file", settled_as="")
    return list(rows.select_related("person", "vendor", "document").order_by("vendor__name", "person__name", "at"))

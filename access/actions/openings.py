"""Open a document in the protected viewer, page by page. Each look asks the rule again and is written down."""

import datetime

from access import watermark
from access.documents import draw
from access.models import Document, Grant, GrantPeriod, Opening, PageView
from access.policies import grants as policies
from core import events, page_images
from core.actors import Actor

SAME_READING = datetime.timedelta(minutes=15)  # the viewer's idle limit: after it, coming back is a new opening


def open_document(document: Document, *, by: Actor, at: datetime.datetime) -> Opening:
    """One opening, with the decision that allowed it. Coming back within the viewer's limit continues the same one.

    Raises NotAllowed, or NotNow with the conditions that are not met.
    """
    decision = policies.check_can_open(by, document, at=at)
    version = document.versions.first()
    recent = (
        Opening.objects.filter(person_id=by.person_id, version=version, kind="pages", at__gt=at - SAME_READING)
        .order_by("-at")
        .first()
    )
    if recent:
        return recent
    opening = Opening.objects.create(
        vendor_id=by.vendor_id,
        person_id=by.person_id,
        document=document,
        version=version,
        grant=grant_of(by.person_id, document, "view", at),
        at=at,
        address=by.address or None,
        reasons=kept(decision),
    )
    events.record(
        "document.opened",
        document,
        by=by,
        at=at,
        vendor=by.vendor_id,
        person=by.person_id,
        opening=opening,
        version=version.number,
        reasons=[reason.name for reason in decision.reasons],
    )
    return opening


def grant_of(person_id, document: Document, level: str, at: datetime.datetime) -> Grant:
    """Under which grant this person opens it; for what the rule has allowed."""
    periods = GrantPeriod.objects.believed(at).holding(at).select_related("grant")
    return periods.filter(person_id=person_id, asset_id=document.asset_id, level=level).first().grant


def kept(decision) -> list[dict]:
    """The reasons of a decision as a ledger line keeps them."""
    return [{"requirement": r.requirement, "key": r.key, "ok": r.ok} for r in decision.reasons]


def look_at_page(opening: Opening, number: int, *, by: Actor, at: datetime.datetime) -> tuple[bytes, str]:
    """The page as an image with the reader's mark in its pixels, and its media type. Decides anew, so a lapse closes the next page.

    Raises NotAllowed, NotNow; IndexError for a page that the document does not have.
    """
    policies.check_can_open(by, opening.document, at=at)
    if not 1 <= number <= opening.version.pages:
        raise IndexError(number)
    lines = mark_lines(opening, by=by, at=at)
    image = watermark.burn(draw.page(opening.version, number), lines, seed=f"{opening.pk}:{number}")
    PageView.objects.create(vendor_id=by.vendor_id, opening=opening, page=number, at=at, mark=" | ".join(lines)[:120])
    return page_images.encode(image, "webp")


def mark_lines(opening: Opening, *, by: Actor, at: datetime.datetime) -> list[str]:
    """What the mark says: who, for which firm, when (UTC), which opening."""
    firm = next((m.vendor_name for m in by.memberships if m.person_id == by.person_id), "")
    return [by.label, firm, at.strftime("%Y-%m-%d %H:%M UTC"), opening.pk.hex[-12:]]

"""Hand over a marked copy as a file, and write down what becomes of it. Each copy is a line of the ledger."""

import datetime
import hashlib

from access import watermark
from access.actions import openings
from access.documents import draw, marked
from access.models import Document, Opening
from access.policies import copies as policies
from access.policies import grants as grant_policies
from core import events
from core.actors import Actor


def hand_over(document: Document, *, by: Actor, at: datetime.datetime) -> tuple[Opening, bytes]:
    """The newest version as a PDF of page images, each with this person's mark in its pixels, and its line of the ledger.

    The rule is asked anew before every page. Raises NotAllowed; NotNow; marked.TooLong.
    """
    decision = grant_policies.check_can_download(by, document, at=at)
    version = document.versions.select_related("file").first()
    marked.check_length(version.pages)
    copy = Opening(
        vendor_id=by.vendor_id, person_id=by.person_id, document=document, version=version, kind="file", at=at,
        grant=openings.grant_of(by.person_id, document, "download", at), address=by.address or None,
        reasons=openings.kept(decision),
    )  # fmt: skip
    lines = openings.mark_lines(copy, by=by, at=at)

    def pages():
        for number in range(1, version.pages + 1):
            grant_policies.check_can_download(by, document, at=at)
            yield watermark.burn(draw.page(version, number), lines, seed=f"{copy.pk}:{number}")

    content = b"".join(marked.pdf(pages(), mark=copy.pk.hex))
    copy.sha256 = hashlib.sha256(content).hexdigest()
    copy.save(force_insert=True)
    events.record(
        "document.copied", document, by=by, at=at, vendor=by.vendor_id, person=by.person_id, copy=copy,
        version=version.number, sha256=copy.sha256, reasons=[reason.name for reason in decision.reasons],
    )  # fmt: skip
    return copy, content


def settle(copy: Opening, outcome: str, *, note: str, by: Actor, at: datetime.datetime) -> Opening:
    """`outcome`: returned or destroyed, as `by` vouches for it. What was said first stays; saying it again records nothing."""
    policies.check_can_settle(by, copy)
    copy = Opening.objects.select_for_update(no_key=True, of=("self",)).select_related("document").get(pk=copy.pk)
    policies.check_is_a_file(copy)
    if copy.settled_as:
        return copy
    copy.settled_as, copy.settled_at, copy.settled_by = outcome, at, by.user
    copy.settled_by_name, copy.settled_note = by.label, note
    copy.save(update_fields=["settled_as", "settled_at", "settled_by", "settled_by_name", "settled_note"])
    events.record(f"copy.{outcome}", copy, by=by, at=at, person=copy.person_id, because=note)
    return copy

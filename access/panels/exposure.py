"""What does the record of a subcontractor say of its reach into what we protect? The short form; the page has it whole."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access import exposure
from access.exposure import Exposure
from core.actors import Actor
from vendors.models import Vendor


def vendor_panels(vendor: Vendor, viewer: Actor, at: datetime.datetime) -> list[dict]:
    if not viewer.may("access.read"):
        return []
    found = exposure.of(vendor, viewer, at=at, counts_views=False)
    if not found.pieces:
        return []
    return [
        {
            "title": _("IP exposure"), "template": "desk/access/exposure_panel.html",
            "context": {"found": found, "kinds": found.by_kind(), "worst": worst(found)},
            "url": reverse("subcontractor_exposure", args=[vendor.pk]), "more": _("Who reaches what, and at most"),
        }
    ]  # fmt: skip


def worst(found: Exposure) -> list[str]:
    """The worst case in words: what is out if everybody there turned on us."""
    now, most = len(found.open_now), len(found.pieces)
    said = []
    if now:
        said.append(_said_now(found, now))
    else:
        said.append(_("Nobody there can open anything at this moment."))
    if (found.ways_most, most) != (found.ways_now, now):
        said.append(_said_most(found, most))
    if found.below:
        said.append(
            ngettext(
                "It may go further: %(n)d sub-supplier is told of it, and who works there is not known to us.",
                "It may go further: %(n)d sub-suppliers are told of it, and who works there is not known to us.",
                len(found.below),
            )
            % {"n": len(found.below)}
        )
    return said


def _said_now(found: Exposure, pieces: int) -> str:
    words = ngettext(
        "Everybody there together can open %(pieces)s piece of information now, through %(people)s (ways in: %(ways)s).",
        "Everybody there together can open %(pieces)s pieces of information now, through %(people)s (ways in: %(ways)s).",
        pieces,
    )
    return words % {"pieces": pieces, "people": _people(found.people_now), "ways": found.ways_now}


def _said_most(found: Exposure, pieces: int) -> str:
    words = ngettext(
        "At most, with every hold lifted, every condition met and every request approved: %(pieces)s piece, through %(people)s (ways in: %(ways)s).",
        "At most, with every hold lifted, every condition met and every request approved: %(pieces)s pieces, through %(people)s (ways in: %(ways)s).",
        pieces,
    )
    return words % {"pieces": pieces, "people": _people(found.people_most), "ways": found.ways_most}


def _people(count: int) -> str:
    return ngettext("%(n)d person", "%(n)d people", count) % {"n": count}

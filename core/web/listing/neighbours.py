"""Where in its list does a record stand? A row's link carries the list as it was asked for, and the record's page finds it
again: "3 of 7 in High or critical", the one before, the one after."""

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from core import limits, paging
from core.web.listing.listing import Listing
from core.web.listing.page import Total, count
from core.web.listing.state import CARRIED, State


def of(request: HttpRequest, listing: Listing, record, *, list_url: str) -> dict:
    """position, label, list_url, previous_url and next_url; {} for a page that was not reached from the list, or a record
    that does not stand in it any more."""
    if CARRIED not in request.GET:
        return {}
    declared = listing.bind(request.viewer)
    asked = declared.read(QueryDict(request.GET[CARRIED]))
    found = declared.narrow(listing.rows(request.viewer), asked)
    if asked.misread or not (beside := paging.beside(found, asked.order, record.pk, most=limits.EXACT_COUNT)):
        return {}
    said = {"number": Total(beside.before + 1), "total": count(found)}
    return {
        "position": _("%(number)s of %(total)s in") % said,
        "label": _label(declared, asked),
        "list_url": list_url + asked.url(),
        "previous_url": asked.carried_by(declared.link(beside.previous)) if beside.previous else "",
        "next_url": asked.carried_by(declared.link(beside.next)) if beside.next else "",
    }


def _label(declared: Listing, asked: State):
    return next((view.label for view in declared.views if view.key == asked.view), declared.title)

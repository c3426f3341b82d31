"""Which rows did somebody choose? Those that were ticked, or all that match the list as it was shown."""

import uuid

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from core import limits
from core.web.listing.listing import Listing


def chosen(request: HttpRequest, listing: Listing, rows: QuerySet | None = None) -> QuerySet:
    """The rows behind a POST of the bulk bar, out of those that this viewer sees: what was never shown is never chosen."""
    start = listing.rows(request.viewer) if rows is None else rows
    if "matching" in request.POST:
        return _matching(request, listing.bind(request.viewer), start)
    ticked = (_id(text) for text in request.POST.getlist("row")[: limits.CHOSEN_ROWS])
    return start.filter(pk__in=[each for each in ticked if each])


def _matching(request, declared: Listing, start: QuerySet) -> QuerySet:
    """By the address of the list; one that is not understood chooses nothing."""
    asked = declared.read(QueryDict(request.POST["matching"].removeprefix("?")))
    return start.none() if asked.misread else declared.narrow(start, asked)


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None

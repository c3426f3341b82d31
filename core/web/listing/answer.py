"""How does a door answer with a list? As a page, as the region that htmx swaps, or as a file."""

from itertools import islice

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core import clock, limits, paging
from core.actions import exports as export_actions
from core.policies import check_can_export
from core.refusals import NotNow
from core.web.listing.listing import Listing
from core.web.listing.page import ListPage

PAGE, REGION = "desk/list.html", "components/list/region.html"
STRETCH = 2000  # rows of a file that are worked out at once


def respond(
    request: HttpRequest, listing: Listing, *, rows: QuerySet | None = None, template: str = PAGE, **context
) -> HttpResponse:
    """The list with this request's filters, order and page. Raises NotAllowed and NotNow for an export."""
    page = ListPage(request, listing, rows)
    if kind := request.GET.get("export"):
        return export(request, page, kind)
    htmx = getattr(request, "htmx", None)
    swap = htmx and not htmx.boosted and not htmx.history_restore_request
    return render(request, REGION if swap else template, {**context, "title": listing.title, "listing": page})


def export(request: HttpRequest, page: ListPage, kind: str) -> HttpResponse:
    """The filtered rows and the chosen columns as a file, written down in the trail."""
    if kind not in {"csv", "xlsx"} or not page.declared.can_export:
        raise Http404
    check_can_export(page.viewer)
    if page.misread:
        raise NotNow(
            _("The address asks for something that this list does not know: %(what)s.") % {"what": page.misread}
        )
    rows = list(_all_rows(page))
    if len(rows) > limits.EXPORT_ROWS:
        raise NotNow(
            _("An export holds %(most)s rows at most. Narrow the list and export it again.")
            % {"most": limits.EXPORT_ROWS}
        )
    columns = [(column.key, str(column.label)) for column in _columns(page)]
    export_actions.made(
        page.declared.key, kind=kind, query=page.state.url().lstrip("?"), rows=len(rows), by=page.viewer, at=clock.now()
    )
    from core import exports

    return exports.respond(request, page.declared.key, columns, rows, kind)


def _columns(page: ListPage) -> tuple:
    return (*page.state.columns, *page.declared.filed)


def _all_rows(page: ListPage):
    ordered = paging.start(page.found, page.state.order, None)[: limits.EXPORT_ROWS + 1]
    found = ordered.iterator(chunk_size=STRETCH)
    while stretch := list(islice(found, STRETCH)):
        if page.declared.prepare:
            page.declared.prepare(stretch)
        for row in stretch:
            yield [column.plain(row) for column in _columns(page)]

"""What is kept about my reading, which copies did I take, and what became of them? One's own lines of the copy ledger."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access import copies, reading
from access.actions import copies as handing
from access.forms.copies import AttestForm
from access.models import Document, Opening
from core import clock
from core.files.answers import attach_chunks
from core.web import step_up

MOST = 200  # lines of the page, the newest


def _own(request):
    rows = Opening.objects.visible_to(request.viewer)
    return rows.select_related("document__asset", "version").prefetch_related("pages")


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Everything that is kept about one's own reading, newest first, with what it is kept for."""
    rows = list(_own(request).order_by("-at")[: MOST + 1])
    found = [_line(copy) for copy in rows[:MOST]]
    context = {"title": _("What is kept about your reading"), "rows": found, "is_cut": len(rows) > MOST, "most": MOST}
    return render(request, "portal/access/copies.html", context)


def _line(copy: Opening) -> dict:
    looks = reading.looks(copy.pages.all())
    state = None
    if copy.kind == "file":
        text, tone, icon, _what = copies.STATES[copy.settled_as or copies.LIVE]
        state = (
            {"text": text, "tone": tone, "icon": icon}
            if copy.settled_as
            else {"text": _("With you"), "tone": "info", "icon": ""}
        )
    return {
        "copy": copy,
        "pages": sorted({look.page for look in looks}),
        "read_for": reading.said(reading.total(looks)),
        "state": state,
    }


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, pk) -> HttpResponse:
    """One line: page by page as it was read. A file is attested to be destroyed here."""
    copy = get_object_or_404(_own(request), pk=pk)
    form = AttestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        handing.settle(copy, "destroyed", note=form.cleaned_data["note"], by=request.viewer, at=clock.now())
        messages.success(request, _("Thank you. It is written down that this file is destroyed."))
        return redirect("portal_copies")
    looks = reading.looks(copy.pages.all())
    context = {
        "title": copy.document.title,
        "copy": copy,
        "looks": looks,
        "line": _line(copy),
        "form": form if copy.kind == "file" and not copy.settled_as else None,
    }
    return render(request, "portal/access/copy.html", context, status=422 if form.errors else 200)


@require_POST
def download(request: HttpRequest, pk) -> HttpResponseBase:
    """A marked file of one's own; each is another line of the ledger."""
    rows = Document.objects.visible_to(request.viewer).select_related("asset__asset_class")
    document = get_object_or_404(rows, pk=pk)
    step_up.require(request)
    copy, content = handing.hand_over(document, by=request.viewer, at=clock.now())
    name = f"{document.title}, {copy.version.number}.pdf"
    return attach_chunks(iter([content]), name, "application/pdf", len(content))

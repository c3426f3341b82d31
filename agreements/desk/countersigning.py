"""How does somebody sign for the company what many firms have signed? All that waits for them on one page, one confirmed act."""

from collections import Counter

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from agreements import countersigning
from agreements.actions import bulk_signings
from agreements.desk.pages import page
from agreements.forms.countersigning import CountersignForm
from agreements.listings.bulk import SIGNATURES
from agreements.models import Agreement, BulkIssue, BulkSigning
from agreements.policies import authority as policies_authority
from agreements.policies import bulk as policies_bulk
from core import clock
from core.web import named, step_up
from core.web.listing import respond


@require_http_methods(["GET", "POST"])
def countersignature(request):
    """What is listed, and nothing else, is signed: each act names the fingerprint that stood beside its agreement. What
    cannot be signed yet stands apart, with the reason."""
    policies_bulk.check_can_countersign(request.viewer)
    confirmation, at = step_up.require(request), clock.now()
    lines = countersigning.lines(countersigning.waiting(request.viewer, at, of=_of(request)), request.viewer, at)
    papers = [line.paper for line in lines if not line.stops]
    form = CountersignForm(request.POST or None, papers=papers, name=request.viewer.label, at=at)
    if request.method == "POST" and form.is_valid():
        listed, (opened_at, _shown) = form.chosen(), form.cleaned_data["listed"]
        rows = Agreement.objects.visible_to(request.viewer).filter(pk__in=listed).defer("html", "body", "variables")
        given = bulk_signings.give(
            [(row, listed[row.pk.hex]) for row in rows.order_by("pk")], by=request.viewer, at=at, typed_name=form.cleaned_data["typed_name"],
            consents=form.cleaned_data["consents"], confirmation=confirmation, opened_at=opened_at,
        )  # fmt: skip
        bulk_signings.go_on(given, at=at)
        return redirect("desk_countersigned", given.pk)
    shown = countersigning.shown(papers, request.viewer)
    return page(request, "countersignature", {
        "title": _("Sign for the company"), "form": form, "left_out": form.left_out, "consents": sorted({row.consent for row in papers}),
        "lines": [{"line": line, "reading": shown[line.paper.pk]} for line in lines if not line.stops],
        "stopped": [
            {"line": line, "may_set_aside": policies_authority.can_set_aside(request.viewer, line.paper)} for line in lines if line.stops
        ],
    }, bad=bool(form.errors))  # fmt: skip


@require_GET
def signed(request, pk):
    given = get_object_or_404(BulkSigning.objects.visible_to(request.viewer), pk=pk)
    counts = Counter(given.lines.values_list("status", flat=True))
    said = ngettext(
        "%(count)s agreement is signed for the company.",
        "%(count)s agreements are signed for the company.",
        counts["signed"],
    )
    job = {
        "title": _("Signing for the company"), "status": given.status, "done": counts.total() - counts["waiting"], "total": counts.total(),
        "sentence": said % {"count": counts["signed"]} if given.status == "done" else "",
    }  # fmt: skip
    crumbs = [
        {"label": _("Agreements"), "url": reverse("desk_agreements")},
        {"label": _("Sign for the company"), "url": reverse("desk_countersignature")},
        {"label": _("What was signed")},
    ]
    rows = SIGNATURES.rows(request.viewer).filter(signing=given)
    context = {"job": job, "refresh_url": request.path, "crumbs": crumbs, "given": given}
    return respond(request, SIGNATURES, rows=rows, template="desk/agreements/countersigned.html", **context)


def _of(request) -> BulkIssue | None:
    if not request.GET.get("of"):
        return None
    return get_object_or_404(BulkIssue.objects.visible_to(request.viewer), pk=named.id_in(request.GET, "of"))

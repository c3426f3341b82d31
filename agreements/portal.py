"""What does a subcontractor do with papers? Read them in full, sign or refuse, and keep the proof."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from agreements import policies
from agreements.actions import signatures
from agreements.forms import ReasonForm, SignForm
from agreements.models import Agreement
from agreements.panels import record
from agreements.states import tag_of
from core import clock
from core.files.answers import attach
from core.web import step_up


@require_GET
def listing(request):
    at = clock.now()
    rows = (
        Agreement.objects.visible_to(request.viewer)
        .select_related("person")
        .defer("html", "body")
        .order_by("-issued_at")
    )
    shown = [
        {"agreement": row, "state": tag_of(row), "may_sign": policies.can_sign(request.viewer, row, at)} for row in rows
    ]
    return render(request, "portal/agreements/list.html", {
        "title": _("Agreements"), "mine": [row for row in shown if row["may_sign"]], "others": [row for row in shown if not row["may_sign"]],
    })  # fmt: skip


@require_GET
def detail(request, pk):
    """The text in full and, as long as it waits for this person, the way to sign."""
    agreement, at = _find(request, pk), clock.now()
    return render(request, "portal/agreements/detail.html", {
        **record(agreement, request.viewer, at), "agreement": agreement, "title": agreement.title, "state": tag_of(agreement),
        "may_sign": policies.can_sign(request.viewer, agreement, at),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def signature(request, pk):
    agreement, at = _find(request, pk), clock.now()
    if done := agreement.signatures.filter(user=request.viewer.user).first():
        return redirect("portal_agreement", done.agreement_id)
    policies.check_can_sign(request.viewer, agreement, at)
    confirmation = step_up.require(request)
    form = SignForm(request.POST or None, agreement=agreement, name=request.viewer.label, at=at)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        signatures.sign(
            agreement, by=request.viewer, at=at, shown_sha256=said["shown_sha256"], typed_name=said["typed_name"], consents=said["consents"],
            confirmation=confirmation, opened_at=form.opened_at(),
        )  # fmt: skip
        messages.success(request, _("Signed. The sealed copy comes when everybody has signed."))
        return redirect("portal_agreement", agreement.pk)
    return render(request, "portal/agreements/signature.html", {
        **record(agreement, request.viewer, at), "agreement": agreement, "form": form, "title": _("Sign: %(paper)s") % {"paper": agreement.title},
    }, status=422 if form.errors else 200)  # fmt: skip


@require_http_methods(["GET", "POST"])
def refusal(request, pk):
    agreement, at = _find(request, pk), clock.now()
    form = ReasonForm(request.POST or None)
    form.fields["because"].label = _("Why do you not want to sign?")
    if request.method == "POST" and form.is_valid():
        signatures.decline(agreement, by=request.viewer, at=at, because=form.cleaned_data["because"])
        messages.success(request, _("Your refusal was sent with its reason"))
        return redirect("portal_agreement", agreement.pk)
    policies.check_can_sign(request.viewer, agreement, at)
    return render(request, "portal/agreements/refusal.html", {
        "agreement": agreement, "form": form, "title": _("Refuse to sign: %(paper)s") % {"paper": agreement.title},
    }, status=422 if form.errors else 200)  # fmt: skip


@require_GET
def paper(request, pk, kind):
    found = _find(request, pk).papers.filter(kind=kind).select_related("stored").first()
    if found is None:
        raise Http404
    return attach(found.stored)


@require_GET
def text(request, pk):
    """The exact bytes that H1 is the fingerprint of."""
    agreement = _find(request, pk)
    return HttpResponse(agreement.html.encode(), content_type="application/octet-stream", headers={
        "Content-Disposition": f'attachment; filename="{agreement.document_sha256[:12]}.html"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    })  # fmt: skip


def _find(request, pk) -> Agreement:
    return get_object_or_404(Agreement.objects.visible_to(request.viewer).select_related("vendor", "person"), pk=pk)

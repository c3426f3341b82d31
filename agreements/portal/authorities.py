"""On what ground does somebody sign for our company? Its contact says so, before or at signing, and reads what became of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from agreements.actions import authorities
from agreements.forms.authorities import AuthorityForm
from agreements.models import Authority
from agreements.models.scope import SPEAKERS
from agreements.panels import authority as panels_authority
from core import clock
from core.files.answers import attach
from core.forms.refused import refused_at
from core.refusals import NotAllowed


@require_GET
def listing(request):
    _check_speaks(request.viewer)
    return render(request, "portal/agreements/authorities.html", {
        "title": _("Who may sign for your company"), "bare": panels_authority.bare(request.viewer),
        "rows": panels_authority.of_firm(request.viewer.vendor_id, request.viewer, clock.now().date()),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def new(request):
    _check_speaks(request.viewer)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AuthorityForm(*sent, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name not in ("person", "file")}
        source = form.cleaned_data["file"]
        with refused_at(form):
            authorities.state(
                form.cleaned_data["person"], **said, source=source, name=source.name if source else "", by=request.viewer, at=clock.now()
            )  # fmt: skip
            messages.success(request, _("Sent. We check it and tell you."))
            return redirect("portal_authorities")
    return render(request, "portal/agreements/authority_new.html", {
        "title": _("State who may sign"), "form": form,
    }, status=422 if form.errors else 200)  # fmt: skip


@require_GET
def file(request, pk):
    row = get_object_or_404(Authority.objects.visible_to(request.viewer).select_related("stored"), pk=pk)
    if row.stored is None:
        raise Http404
    return attach(row.stored)


def _check_speaks(viewer) -> None:
    if not viewer.hats & SPEAKERS:
        raise NotAllowed(_("Only a contact or a signatory of the company states who may sign for it."))

"""What does a subcontractor do with certificates and policies? See what is wanted, upload it, follow what we make of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.files.answers import attach
from core.forms.refused import refused_at
from core.web import named
from vendors import business_days
from vendors.actions import certificates, insurance
from vendors.forms.evidence import CertificateForm, PolicyForm
from vendors.models import Certificate, InsurancePolicy, LineCatalogue, SchemeCatalogue, Vendor
from vendors.panels import dd_words, due_diligence
from vendors.policies import due_diligence as policy


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    policy.check_can_supply(request.viewer, request.viewer.vendor_id)
    vendor, today = _vendor(request), business_days.day_of(clock.now())
    rows = [*_rows(request, Certificate, today), *_rows(request, InsurancePolicy, today)]
    context = {
        "title": _("Certificates and insurance"), "rows": sorted(rows, key=lambda row: row["row"].uploaded_at, reverse=True),
        "wanted": due_diligence.wanted(vendor, today),
    }  # fmt: skip
    return render(request, "portal/vendors_dd/evidence.html", context)


@require_GET
def choose(request: HttpRequest, kind: str) -> HttpResponse:
    """Which scheme, or which line?"""
    policy.check_can_supply(request.viewer, request.viewer.vendor_id)
    is_certificate = kind == "certificates"
    catalogue = (SchemeCatalogue if is_certificate else LineCatalogue).objects.latest()
    entries = catalogue.content["schemes" if is_certificate else "lines"]
    choices = [
        {
            "url": reverse("portal_evidence_new", args=[kind, entry["id"]]),
            "name": entry["name"],
            "hint": entry.get("shows", ""),
        }
        for entry in entries
    ]
    title = (
        _("Which certificate do you want to upload?") if is_certificate else _("Which insurance do you want to upload?")
    )
    return render(request, "portal/vendors_dd/choose.html", {"title": title, "choices": choices})


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """`?replaces=` names the one that this renews."""
    policy.check_can_supply(request.viewer, request.viewer.vendor_id)
    vendor, at, old = _vendor(request), clock.now(), _replaced(request, kind)
    form, name = _form(request, kind, key, vendor, business_days.day_of(at), old)
    if request.method == "POST" and form.is_valid():
        row = _upload(request, kind, key, vendor, form, old, at)
        if row is not None:
            messages.success(request, _("Uploaded. We check it and tell you here what we find."))
            return redirect("portal_evidence_record", kind, row.pk)
    title = _("Renew: %(name)s") % {"name": name} if old else _("Upload: %(name)s") % {"name": name}
    return render(
        request, "portal/vendors_dd/upload.html", {"title": title, "form": form}, status=422 if form.errors else 200
    )


@require_GET
def record(request: HttpRequest, kind: str, pk) -> HttpResponse:
    row, today = _find(request, kind, pk), business_days.day_of(clock.now())
    context = {
        "title": str(row), "row": row, "kind": kind, "state": dd_words.tag(row, today), "facts": due_diligence.facts_of(row),
        "can_renew": row.status in {"accepted", "rejected", "revoked"}, "key": row.key, "zone": business_days.zone().key,
    }  # fmt: skip
    return render(request, "portal/vendors_dd/evidence_record.html", context)


@require_GET
def file(request: HttpRequest, kind: str, pk) -> HttpResponseBase:
    return attach(_find(request, kind, pk).stored)


@require_POST
def withdrawal(request: HttpRequest, kind: str, pk) -> HttpResponse:
    row = _find(request, kind, pk)
    (certificates if kind == "certificates" else insurance).withdraw(row, by=request.viewer, at=clock.now())
    messages.success(request, _("Taken back"))
    return redirect("portal_evidence")


def _vendor(request) -> Vendor:
    return get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=request.viewer.vendor_id)


def _model(kind: str):
    return Certificate if kind == "certificates" else InsurancePolicy


def _rows(request, model, today) -> list[dict]:
    return [
        {"row": row, "kind": due_diligence.kind_of(row), "state": dd_words.tag(row, today)}
        for row in model.objects.visible_to(request.viewer)
    ]


def _find(request, kind, pk):
    return get_object_or_404(
        _model(kind).objects.visible_to(request.viewer).select_related("stored", "catalogue"), pk=pk
    )


def _replaced(request, kind):
    key = named.id_in(request.GET, "replaces") or named.id_in(request.POST, "replaces")
    return _find(request, kind, key) if key else None


def _form(request, kind, key, vendor, today, old):
    """The form of this scheme or line, with what the last one said."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    initial = {"holder_name": vendor.legal_name or vendor.name, "insured_name": vendor.legal_name or vendor.name}
    if kind == "certificates":
        scheme = SchemeCatalogue.objects.latest().scheme(key)
        if scheme is None:
            raise Http404
        return CertificateForm(scheme, *sent, today=today, initial={**initial, **_said(CertificateForm, old)}), scheme[
            "name"
        ]
    catalogue = LineCatalogue.objects.latest()
    line = catalogue.line(key)
    if line is None:
        raise Http404
    return PolicyForm(
        catalogue.content["fields"], *sent, today=today, initial={**initial, **_said(PolicyForm, old)}
    ), line["name"]


def _said(form, old) -> dict:
    """What does not change from one year to the next, so that nobody types it again."""
    return {**{rule: getattr(old, name) for rule, name in form.names.items()}, **old.details} if old else {}


def _upload(request, kind, key, vendor, form, old, at):
    """The new row, or None with the reason at the field: a file that is refused is an answer to the form."""
    sent, actions = form.cleaned_data["file"], certificates if kind == "certificates" else insurance
    with refused_at(form):
        return actions.upload(vendor, key, sent, name=sent.name, replaces=old, by=request.viewer, at=at, **form.said)
    return None

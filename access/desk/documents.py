"""Which versions has a document, who edits it, how long is it kept, and what holds it?"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access import copies
from access.actions import check_outs, destructions, documents
from access.desk.assets import crumbs, stored
from access.documents import comparing
from access.forms.documents import (
    CheckOutForm,
    DestructionForm,
    LegalHoldForm,
    OtherVersionForm,
    RetentionForm,
    VersionForm,
)
from access.forms.grants import ReasonForm
from access.models import Destruction, Document
from access.policies import documents as policies
from core import clock, legal_holds, refusals
from core.actions import legal_holds as holding
from core.files.answers import attach
from core.policies import check_can_keep_holds
from core.web import history, step_up
from core.web.dates import say_day
from vendors import business_days


def _found(request, pk) -> Document:
    rows = Document.objects.visible_to(request.viewer).select_related("asset__asset_class", "asset__owner")
    return get_object_or_404(rows, pk=pk)


@require_GET
def page(request: HttpRequest, pk) -> HttpResponse:
    document, at = _found(request, pk), clock.now()
    editing = check_outs.live(document, at)
    versions = list(document.versions.select_related("file", "added_by"))
    stands = document.destroyed_at is None
    may_keep = stands and refusals.can(policies.check_can_keep, request.viewer, document)
    context = {
        "title": document.title,
        "document": document,
        "identity": identity(document, len(versions)),
        "crumbs": _crumbs(document, ""),
        "versions": versions,
        "editing": editing,
        "may_keep": may_keep,
        "may_add": may_keep and refusals.can(policies.check_is_free, request.viewer, editing),
        "destruction": None if stands else document.destruction,
        "may_retain": stands and refusals.can(policies.check_can_set_retention, request.viewer, document),
        "may_hold": stands and refusals.can(check_can_keep_holds, request.viewer),
        "holds": legal_holds.over(document),
        "entries": history.of(document),
    }
    return render(request, "desk/access/document.html", context)


def identity(document: Document, count: int) -> dict:
    return {
        "name": document.title,
        "reference": document.reference,
        "mark": document.title,
        "meta": [
            document.asset.name,
            document.asset.asset_class.name,
            ngettext("%(n)d version", "%(n)d versions", count) % {"n": count},
        ],
        "owner": document.asset.owner,
    }


def _crumbs(document: Document, label: str) -> list[dict]:
    asset = {"label": document.asset.name, "url": reverse("asset", args=[document.asset_id])}
    here = {"label": document.title, "url": reverse("desk_document", args=[document.pk]) if label else ""}
    return [*crumbs(), asset, here, *([{"label": label, "url": ""}] if label else [])]


def _asked(request, document: Document, form, *, title: str, submit: str, lede: str = "") -> HttpResponse:
    """One form as a page, with the way back to the document."""
    context = {
        "title": title, "lede": lede, "form": form, "submit": submit,
        "cancel_url": reverse("desk_document", args=[document.pk]), "crumbs": _crumbs(document, title),
    }  # fmt: skip
    return render(request, "desk/access/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def add_version(request: HttpRequest, pk) -> HttpResponse:
    document, at = _found(request, pk), clock.now()
    policies.check_can_add(request.viewer, document.asset)
    policies.check_stands(document)
    policies.check_is_free(request.viewer, check_outs.live(document, at))
    form = VersionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = {"upload": form.cleaned_data["file"], "because": form.cleaned_data["because"]}
        if stored(form, lambda: documents.add_version(document, **said, by=request.viewer, at=at)):
            messages.success(request, _("Version added. Readers see it from now on."))
            return redirect("desk_document", pk=document.pk)
    title = _("New version of %(title)s") % {"title": document.title}
    lede = _("Readers see the newest version; older ones stay for the record. Your check-out ends with it.")
    return _asked(request, document, form, title=title, submit=_("Add the version"), lede=lede)


@require_GET
def comparison(request: HttpRequest, pk) -> HttpResponse:
    """Two versions; the newest and the one before it unless the address names others."""
    document = _found(request, pk)
    versions = {each.number: each for each in document.versions.select_related("file", "added_by")}
    if len(versions) < 2:
        raise Http404
    newest, before, *_rest = versions
    asked = request.GET if {"older", "newer"} & set(request.GET) else {"older": before, "newer": newest}
    form = OtherVersionForm(asked, numbers=list(versions))
    if not form.is_valid():
        raise Http404
    older, newer = (versions[form.cleaned_data[name]] for name in ("older", "newer"))
    title = _("What changed in %(title)s") % {"title": document.title}
    context = {
        "title": title, "document": document, "form": form, "older": older, "newer": newer,
        "found": comparing.compare(older, newer), "crumbs": _crumbs(document, _("What changed")),
    }  # fmt: skip
    return render(request, "desk/access/comparison.html", context)


@require_http_methods(["GET", "POST"])
def check_out(request: HttpRequest, pk) -> HttpResponse:
    document, at = _found(request, pk), clock.now()
    policies.check_can_keep(request.viewer, document)
    policies.check_stands(document)
    policies.check_is_free(request.viewer, check_outs.live(document, at))
    form = CheckOutForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        check_outs.check_out(document, **form.cleaned_data, by=request.viewer, at=at)
        messages.success(request, _("It is yours to edit. Nobody else adds a version until it ends."))
        return redirect("desk_document", pk=document.pk)
    title = _("Check out %(title)s") % {"title": document.title}
    lede = _("Meanwhile nobody else adds a version. It ends by itself, with your new version, or when it is released.")
    return _asked(request, document, form, title=title, submit=_("Check it out"), lede=lede)


@require_POST
def release(request: HttpRequest, pk) -> HttpResponse:
    document = _found(request, pk)
    check_outs.release(document, by=request.viewer, at=clock.now())
    messages.success(request, _("Released. Whoever keeps the document can edit it."))
    return redirect("desk_document", pk=document.pk)


@require_http_methods(["GET", "POST"])
def retention(request: HttpRequest, pk) -> HttpResponse:
    document = _found(request, pk)
    policies.check_can_set_retention(request.viewer, document)
    policies.check_stands(document)
    form = RetentionForm(request.POST or None, document=document)
    if request.method == "POST" and form.is_valid():
        kept = documents.set_retention(document, **form.cleaned_data, by=request.viewer, at=clock.now())
        until = kept.keep_until_on
        words = _("Kept until %(day)s at least") % {"day": say_day(until, "full")} if until else _("No day is set")
        messages.success(request, words)
        return redirect("desk_document", pk=document.pk)
    title = _("Retention of %(title)s") % {"title": document.title}
    lede = _("A day that is set can be moved further; legal counsel or an investigator alone moves it closer.")
    return _asked(request, document, form, title=title, submit=_("Set it"), lede=lede)


@require_http_methods(["GET", "POST"])
def place_hold(request: HttpRequest, pk) -> HttpResponse:
    document, form = _found(request, pk), LegalHoldForm(request.POST or None)
    check_can_keep_holds(request.viewer)
    policies.check_stands(document)
    if request.method == "POST" and form.is_valid():
        documents.place_hold(document, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Held. Nothing destroys the document until the hold is released."))
        return redirect("desk_document", pk=document.pk)
    title = _("Legal hold on %(title)s") % {"title": document.title}
    lede = _("While it stands nothing destroys the document, whatever its retention says. Access goes on as it is.")
    return _asked(request, document, form, title=title, submit=_("Place the hold"), lede=lede)


@require_http_methods(["GET", "POST"])
def release_hold(request: HttpRequest, pk, hold_id) -> HttpResponse:
    document = _found(request, pk)
    check_can_keep_holds(request.viewer)
    hold, form = get_object_or_404(legal_holds.over(document), pk=hold_id), ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        holding.release(document, hold, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("The hold is released"))
        return redirect("desk_document", pk=document.pk)
    title = _("Release the hold “%(name)s”") % {"name": hold.name}
    return _asked(request, document, form, title=title, submit=_("Release it"))


@require_http_methods(["GET", "POST"])
def destruction(request: HttpRequest, pk) -> HttpResponse:
    """Says what goes, and who still has a copy; a second factor and a reason destroy the keys for good."""
    document, at = _found(request, pk), clock.now()
    policies.check_can_keep(request.viewer, document)
    policies.check_stands(document)
    policies.check_is_free(request.viewer, check_outs.live(document, at))
    policies.check_can_destroy(document, holds=legal_holds.over(document), today=business_days.day_of(at))
    step_up.require(request)
    out = copies.still_out(document)
    form = DestructionForm(request.POST or None, out=len(out))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        destructions.destroy(document, because=said["because"], seen=said["seen"], by=request.viewer, at=at)
        messages.success(request, _("Destroyed. The certificate is sealed within a minute."))
        return redirect("desk_document", pk=document.pk)
    title = _("Destroy %(title)s") % {"title": document.title}
    context = {
        "title": title, "document": document, "form": form, "out": out, "versions": document.versions.select_related("file"),
        "cancel_url": reverse("desk_document", args=[document.pk]), "crumbs": _crumbs(document, _("Destroy")),
    }  # fmt: skip
    return render(request, "desk/access/destruction.html", context, status=422 if form.errors else 200)


@require_GET
def certificate(request: HttpRequest, pk) -> HttpResponseBase:
    """The sealed certificate of the destruction; 404 until it is sealed."""
    rows = Destruction.objects.visible_to(request.viewer).select_related("stored")
    return attach(get_object_or_404(rows, document=pk, stored__isnull=False).stored)

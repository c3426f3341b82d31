"""The next edition of a clause, a template or a country profile, written at the desk: its form, preview and publishing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements import previewing, shelves
from agreements.actions import library
from agreements.desk.library import crumbs, find
from agreements.forms.library import EntryForm, NewEntryForm, PublishForm, SetAsideForm
from agreements.forms.previews import PreviewForm
from agreements.listings.library import address
from agreements.models import LibraryDraft, StarterOffer
from agreements.panels import library as panels_library
from agreements.policies import agreements as policies
from agreements.rendering import proving
from agreements.shelves import SHELVES
from core import clock
from core.refusals import can, why_not
from core.web import history, step_up
from vendors.questionnaire_edits import identifier


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """An entry of our own begins with its name; the form of the draft asks the rest."""
    policies.check_can_write_library(request.viewer)
    shelf = _shelf(kind)
    form = NewEntryForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        taken = set(shelf.model.objects.visible_to(request.viewer).values_list("key", flat=True)) | {"new"}
        key = said.get("code") or identifier(said["title"], taken)
        content = shelves.empty(kind, key, said["title"], f"{clock.now():%Y-%m}")
        draft = library.start_new(kind, key, content, by=request.viewer, at=clock.now())
        return redirect("library_draft", draft.kind, draft.key)
    context = {
        "title": _("Add: %(what)s") % {"what": shelf.one},
        "form": form,
        "submit": _("Begin the draft"),
        "cancel_url": reverse("library"),
        "crumbs": crumbs(kind, _("Add")),
    }
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


@require_POST
def start(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    policies.check_can_write_library(request.viewer)
    find(request, kind, key)
    library.start(kind, key, by=request.viewer, at=clock.now())
    return redirect("library_draft", kind, key)


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The form, and beside it what keeps the draft from being published and what it changes."""
    row, known = _draft(request, kind, key), shelves.known(kind, key)
    seen = shelves.digest_of(row.content)
    form = EntryForm(request.POST or None, kind=kind, content=row.content, known=known, seen=seen)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["seen"] == seen:
            library.put(row, form.value, seen=seen, by=request.viewer, at=clock.now())
            messages.success(request, _("Draft saved"))
            return redirect("library_draft", kind, key)
        form.add_error(None, _("Somebody changed this draft meanwhile. What you wrote stands below; open the draft in another window and compare before you save."))  # fmt: skip
    base = library.base_of(row)
    found = proving.problems(kind, row.content, known)
    context = {
        "title": _("Draft: %(title)s") % {"title": row},
        "row": row,
        "form": form,
        "problems": found,
        "cannot_publish": why_not(policies.check_can_publish, request.viewer, row, found, base),
        "changes": panels_library.changes(kind, base, row.content) if base else [],
        "identity": {"name": str(row), "mark": str(row), "meta": [SHELVES[kind].one, _said_base(row)]},
        "entries": history.of(row),
        "crumbs": _crumbs(row, _("Draft")),
    }
    return render(request, "desk/library/draft.html", context, status=422 if form.errors else 200)


@require_safe
def preview(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """As it would read in an agreement: `?template=&tier=&country=&topics=`."""
    row = _draft(request, kind, key)
    form = PreviewForm(request.GET or None, viewer=request.viewer, draft=row)
    context = {
        "title": _("Preview: %(title)s") % {"title": row},
        "row": row,
        "form": form,
        "look": previewing.look(row, **form.said()),
        "crumbs": _crumbs(row, _("Preview"), (_("Draft"), reverse("library_draft", args=[kind, key]))),
    }
    return render(request, "desk/library/preview.html", context)


@require_http_methods(["GET", "POST"])
def discarding(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    row = _draft(request, kind, key)
    if request.method == "POST":
        library.discard(row, by=request.viewer, at=clock.now())
        messages.success(request, _("Draft discarded"))
        return redirect(address(kind, key) if row.base_number else reverse("library"))
    base = library.base_of(row)
    context = {
        "title": _("Discard the draft of %(title)s") % {"title": row},
        "row": row,
        "changes": panels_library.changes(kind, base, row.content) if base else [],
        "crumbs": _crumbs(row, _("Discard"), (_("Draft"), reverse("library_draft", args=[kind, key]))),
    }
    return render(request, "desk/library/discard.html", context)


@require_http_methods(["GET", "POST"])
def publication(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """What the new edition changes, and why. Asks for a fresh second factor."""
    row = _draft(request, kind, key)
    form = PublishForm(request.POST or None, initial={"seen": shelves.digest_of(row.content)})
    if request.method == "POST":
        step_up.require(request)
        if form.is_valid():
            edition = library.publish(row, **form.cleaned_data, by=request.viewer, at=clock.now())
            messages.success(request, _("Edition %(number)s is published") % {"number": edition.number})
            return redirect(address(kind, key))
    base, found = library.base_of(row), proving.problems(kind, row.content, shelves.known(kind, key))
    context = {
        "title": _("Publish %(title)s") % {"title": row},
        "row": row,
        "form": form,
        "confirm_url": step_up.first(request),
        "problems": found,
        "is_complete": can(policies.check_can_publish, request.viewer, row, found, base),
        "changes": panels_library.changes(kind, base, row.content) if base else [],
        "crumbs": _crumbs(row, _("Publish"), (_("Draft"), reverse("library_draft", args=[kind, key]))),
    }
    return render(request, "desk/library/publish.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The newer text that came with the product beside ours; posting sets it aside, with a reason."""
    row, newest = _offer(request, kind, key)
    form = SetAsideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        library.set_offer_aside(row, because=form.cleaned_data["because"], by=request.viewer, at=clock.now())
        messages.success(request, _("Set aside"))
        return redirect(address(kind, key))
    context = {
        "title": _("What came with the product: %(title)s") % {"title": row},
        "row": row,
        "form": form,
        "changes": panels_library.changes(kind, newest.content, row.content),
        "cancel_url": address(kind, key),
        "crumbs": crumbs(kind, _("What came with the product"), (newest.title, address(kind, key))),
    }
    return render(request, "desk/library/offer.html", context, status=422 if form.errors else 200)


@require_POST
def taking(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    row, _newest = _offer(request, kind, key)
    library.take_offer(row, by=request.viewer, at=clock.now())
    return redirect("library_draft", kind, key)


def _shelf(kind: str) -> shelves.Shelf:
    if kind not in SHELVES:
        raise Http404
    return SHELVES[kind]


def _draft(request: HttpRequest, kind: str, key: str) -> LibraryDraft:
    policies.check_can_write_library(request.viewer)
    rows = LibraryDraft.objects.visible_to(request.viewer).select_related("changed_by")
    return get_object_or_404(rows, kind=kind, key=key)


def _offer(request: HttpRequest, kind: str, key: str):
    """The newest offer that waits, and our newest edition."""
    policies.check_can_write_library(request.viewer)
    _found, editions = find(request, kind, key)
    rows = StarterOffer.objects.visible_to(request.viewer).filter(settled_at=None).order_by("-offered_at")
    row = rows.filter(kind=kind, key=key).first()
    if row is None:
        raise Http404
    return row, editions[0]


def _said_base(row: LibraryDraft) -> str:
    if not row.base_number:
        return _("New in the library")
    return _("Draft after edition %(number)s") % {"number": row.base_number}


def _crumbs(row: LibraryDraft, label: str, *between: tuple[str, str]) -> list[dict]:
    entry = [(str(row), address(row.kind, row.key))] if row.base_number else []
    return crumbs(row.kind, label, *entry, *between)

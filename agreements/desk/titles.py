"""How does counsel bring an invention home? Drafts its assignments, notes papers signed elsewhere, keeps its patents."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements.actions import titles
from agreements.forms.titles import PaperForm, PatentForm
from agreements.models import Contributor, Invention, Patent, TitleLink
from agreements.panels.titles import chain
from agreements.policies import titles as policy
from core import clock
from core.files.answers import attach
from core.forms.refused import refused_at
from vendors import business_days

KEPT = ("country", "number", "filed_on", "granted_on", "expires_on", "recorded_on", "note")


@require_POST
def papers(request: HttpRequest, pk) -> HttpResponse:
    """A draft of each assignment that is missing."""
    policy.check_can_keep(request.viewer)
    invention = _find(request, pk)
    made = titles.draft_papers(invention, by=request.viewer, at=clock.now())
    words = ngettext(
        "%(count)s assignment drafted; issue it next", "%(count)s assignments drafted; issue them next", len(made)
    )
    messages.success(
        request, words % {"count": len(made)} if made else _("Every assignment is drafted or signed already")
    )
    return redirect("desk_invention", invention.pk)


@require_http_methods(["GET", "POST"])
def paper_elsewhere(request: HttpRequest, pk) -> HttpResponse:
    policy.check_can_keep(request.viewer)
    invention = _find(request, pk)
    policy.check_takes_links(invention)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    people = Contributor.objects.visible_to(request.viewer).filter(invention=invention).exclude(employer="company")
    form = PaperForm(*sent, people=people, today=business_days.day_of(clock.now()))
    if request.method == "POST" and form.is_valid() and _noted(request, invention, form):
        messages.success(request, _("Noted in the chain of title"))
        return redirect("desk_invention", invention.pk)
    title = _("Note a paper that was signed elsewhere")
    return _form(
        request,
        invention,
        form,
        title,
        _("Note it"),
        _("An assignment that was not signed here. It counts as a link of the chain."),
    )


@require_http_methods(["GET", "POST"])
def patent_new(request: HttpRequest, pk) -> HttpResponse:
    policy.check_can_keep(request.viewer)
    invention, form = _find(request, pk), PatentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        titles.enter_patent(invention, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Entered"))
        return redirect("desk_invention", invention.pk)
    return _form(request, invention, form, _("Enter a patent or application"), _("Enter it"), "")


@require_http_methods(["GET", "POST"])
def patent(request: HttpRequest, pk) -> HttpResponse:
    """What is entered of it, and the chain of title on which it rests."""
    policy.check_can_keep(request.viewer)
    rows = Patent.objects.visible_to(request.viewer).select_related("invention__vendor")
    row = get_object_or_404(rows, pk=pk)
    form = PatentForm(request.POST or None, initial={name: getattr(row, name) for name in KEPT})
    if request.method == "POST" and form.is_valid():
        titles.correct_patent(row, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Changed"))
        return redirect("desk_invention", row.invention_id)
    return _form(
        request,
        row.invention,
        form,
        str(row),
        _("Save it"),
        "",
        "desk/agreements/patent.html",
        **chain(row.invention, request.viewer),
    )


@require_GET
def file(request: HttpRequest, pk) -> HttpResponseBase:
    rows = TitleLink.objects.visible_to(request.viewer).exclude(stored=None).select_related("stored")
    return attach(get_object_or_404(rows, pk=pk).stored)


def _noted(request, invention, form) -> bool:
    """False with the reason at the field: a file that is refused is an answer to the form."""
    said = dict(form.cleaned_data)
    source = said.pop("file")
    with refused_at(form):
        titles.note_paper(
            invention, **said, source=source, name=source.name if source else "", by=request.viewer, at=clock.now()
        )
        return True
    return False


def _form(
    request, invention: Invention, form, title: str, submit: str, lede: str, template: str = "desk/vendors/form.html", **more
) -> HttpResponse:  # fmt: skip
    here = reverse("desk_invention", args=[invention.pk])
    context = {
        "title": title, "lede": lede, "form": form, "submit": submit, "cancel_url": here, "invention": invention, **more,
        "crumbs": [
            {"label": _("Inventions"), "url": reverse("desk_inventions")}, {"label": invention.title, "url": here}, {"label": title, "url": ""},
        ],
    }  # fmt: skip
    return render(request, template, context, status=422 if form.errors else 200)


def _find(request, pk) -> Invention:
    return get_object_or_404(Invention.objects.visible_to(request.viewer).select_related("vendor"), pk=pk)

"""What do staff do with agreements that were signed elsewhere? Upload the file, type its key data, compare, let it take effect."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements.actions import elsewhere
from agreements.forms.elsewhere import CompareForm, FileForm, KeyDataForm
from agreements.listings.elsewhere import ELSEWHERE
from agreements.models import ElsewherePaper
from agreements.panels import elsewhere as panels
from agreements.policies import elsewhere as policy
from agreements.rendering import terms
from core import clock, files, page_images
from core.files.answers import attach
from core.forms.refused import refused_at
from core.models import Organisation
from core.refusals import can
from core.web import history
from core.web.listing import neighbours, respond


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    may_enter = policy.can_enter(request.viewer)
    return respond(request, ELSEWHERE, template="desk/agreements/elsewhere_list.html", may_enter=may_enter)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The file first: it is kept, and then nothing that is typed about it can be lost."""
    policy.check_can_enter(request.viewer)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = FileForm(*sent, viewer=request.viewer, initial={"subcontractor": request.GET.get("subcontractor")})
    if request.method == "POST" and form.is_valid() and (paper := _entered(request, form)):
        return redirect("desk_elsewhere_data" if paper.status == "entered" else "desk_elsewhere", paper.pk)
    title = _("Upload a signed agreement")
    context = {
        "title": title, "form": form, "submit": _("Keep the file and go on"), "crumbs": crumbs(title), "cancel_url": reverse("desk_elsewhere_list"),
        "lede": _("It counts for nothing yet. You type its key data next, and a second person compares that with the file."),
    }  # fmt: skip
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


def _entered(request: HttpRequest, form: FileForm) -> ElsewherePaper | None:
    """The paper, or None with the reason at the field: a file that is refused is an answer to the form."""
    vendor, source = form.cleaned_data["subcontractor"], form.cleaned_data["file"]
    with refused_at(form):
        return elsewhere.enter(vendor, source, name=source.name, by=request.viewer, at=clock.now())
    return None


@require_http_methods(["GET", "POST"])
def key_data(request: HttpRequest, pk) -> HttpResponse:
    """The file beside its key data; `deed`: keep, or hand-in."""
    paper, at = find(request, pk), clock.now()
    policy.check_can_enter(request.viewer)
    if paper.status != "entered" and request.method == "GET":
        return redirect("desk_elsewhere", paper.pk)
    policy.check_is_entered(paper)
    today = terms.day_of(at, Organisation.current().time_zone)
    form = KeyDataForm(request.POST or None, paper=paper, today=today, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        elsewhere.change(paper, **form.answers(), by=request.viewer, at=at)
        if request.POST.get("deed") == "hand-in":
            elsewhere.propose(paper, by=request.viewer, at=at)
            messages.success(request, _("Handed in; a second person compares it with the file"))
        else:
            messages.success(request, _("Kept. Hand it in once it is complete"))
        return redirect("desk_elsewhere", paper.pk)
    context = {
        **_head(paper),
        "form": form,
        "look": _look(request, paper),
        "signatures": panels.signatures(paper),
        "looked": panels.looked(paper),
    }
    return render(request, "desk/agreements/elsewhere_data.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, pk) -> HttpResponse:
    """The file beside what was typed; POST `answer` of a second person: confirm or return."""
    paper = find(request, pk)
    form = CompareForm(request.POST or None, initial={"seen": elsewhere.digest_of(paper)})
    if request.method == "POST":
        policy.check_may_confirm(request.viewer)
        if form.is_valid():
            return _answered(request, paper, form.cleaned_data)
    may_confirm = policy.can_confirm(request.viewer, paper)
    context = {
        **_head(paper), "look": _look(request, paper), "facts": panels.facts(paper), "clauses": panels.clauses(paper), "signatures": panels.signatures(paper),
        "looked": panels.looked(paper), "entries": history.of(paper), "form": form if may_confirm else None,
        "neighbours": neighbours(request, ELSEWHERE, paper, list_url=reverse("desk_elsewhere_list")),
        "decision": {"title": _("Compare with the file"), "foot": _("It takes effect at once, from its first day on, and access decisions count it.")},
        "acts": [{"value": "confirm", "label": _("Confirm"), "tone": "primary"}, {"value": "return", "label": _("Give back"), "tone": "danger"}],
        "may_enter": policy.can_enter(request.viewer) and paper.status == "entered",
        "may_remove": paper.status in ("entered", "proposed") and can(policy.check_can_remove, request.viewer, paper),
    }  # fmt: skip
    return render(request, "desk/agreements/elsewhere.html", context, status=422 if form.errors else 200)


def _answered(request: HttpRequest, paper: ElsewherePaper, said: dict) -> HttpResponse:
    if request.POST.get("answer") == "confirm":
        agreement = elsewhere.confirm(paper, seen=said["seen"], by=request.viewer, at=clock.now())
        messages.success(request, _("Confirmed; it is in force"))
        return redirect("desk_agreement", agreement.pk)
    elsewhere.give_back(paper, because=said["because"], by=request.viewer, at=clock.now())
    messages.success(request, _("Given back; whoever entered it reads why"))
    return redirect("desk_elsewhere", paper.pk)


@require_POST
def removal(request: HttpRequest, pk) -> HttpResponse:
    elsewhere.remove(find(request, pk), by=request.viewer, at=clock.now())
    messages.success(request, _("Removed; the file is destroyed"))
    return redirect("desk_elsewhere_list")


@require_GET
def file(request: HttpRequest, pk) -> HttpResponseBase:
    return attach(find(request, pk).stored)


@require_GET
def page_image(request: HttpRequest, pk, number: int) -> HttpResponse:
    """One page of the file as a picture; 404 where it has no such page."""
    stored = find(request, pk).stored
    try:
        picture = page_images.draw(files.read(stored), stored.media_type, number)
    except page_images.CannotShow as error:
        raise Http404 from error
    content, media_type = page_images.encode(picture)
    return HttpResponse(content, content_type=media_type, headers={"Cache-Control": "no-store"})


def find(request: HttpRequest, pk) -> ElsewherePaper:
    """One that was not removed. Raises Http404."""
    rows = ElsewherePaper.objects.visible_to(request.viewer).exclude(status="removed")
    named = (
        "vendor",
        "stored",
        "template",
        "person",
        "replaces",
        "agreement",
        "entered_by",
        "proposed_by",
        "confirmed_by",
    )
    return get_object_or_404(rows.select_related(*named), pk=pk)


def crumbs(here: str) -> list[dict]:
    return [
        {"label": _("Agreements"), "url": reverse("desk_agreements")},
        {"label": _("Signed elsewhere"), "url": reverse("desk_elsewhere_list")},
        {"label": here, "url": ""},
    ]


def _look(request: HttpRequest, paper: ElsewherePaper) -> dict:
    """The page of the file that is shown (?page=), with its neighbours."""
    asked = request.GET.get("page", "")
    number = min(max(int(asked), 1), paper.pages) if asked.isdecimal() else 1
    return {
        "image": reverse("desk_elsewhere_page", args=[paper.pk, number]), "number": number, "pages": paper.pages,
        "before": number - 1, "after": number + 1 if number < paper.pages else 0,
    }  # fmt: skip


def _head(paper: ElsewherePaper) -> dict:
    return {
        "paper": paper, "title": str(paper), "crumbs": crumbs(str(paper)),
        "identity": {"name": str(paper), "mark": paper.vendor.name, "state": panels.tag_of(paper), "meta": [paper.vendor.name, paper.stored.name]},
    }  # fmt: skip

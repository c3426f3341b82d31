"""What do staff do with agreements? List, draft, issue, countersign, prove, end."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements import drafting, policies, printing
from agreements.actions import agreements, signatures
from agreements.forms import DraftForm, IssueForm, NewDraftForm, ReasonForm, SignForm, SubcontractorForm
from agreements.models import AWAITING, Agreement
from agreements.panels import bindings, record
from agreements.states import tag_of
from core import clock, pdf
from core.files.answers import attach
from core.models import Organisation
from core.web import step_up
from core.web.listing import Cell, Choice, Column, Days, Empty, Listing, View, neighbours, respond
from vendors import places


def _state(agreement):
    said = tag_of(agreement)
    return Cell(said["text"], kind="tag", tone=said["tone"], icon=said["icon"])


def _end(agreement: Agreement) -> Cell:
    """An agreement in force without a last day runs until somebody ends it."""
    if agreement.ends_on is None and agreement.status == "signed":
        return Cell(_("Until it is ended"))
    return Cell(agreement.ends_on, kind="day", label=_("Ends"))


AGREEMENTS = Listing(
    key="agreements",
    title=_l("Agreements"),
    rows=lambda viewer: Agreement.objects.visible_to(viewer).select_related("vendor", "person").defer("html", "body", "variables"),
    columns=(
        Column("title", _l("Agreement"), sort="title"),
        Column("reference", _l("Reference"), kind="id", sort="reference"),
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("person", _l("Worker"), show="person.name", kind="person"),
        Column("status", _l("State"), show=_state, sort="status"),
        Column("issued", _l("Issued"), show="issued_at", kind="moment", sort="issued_at"),
        Column("ends", _l("Ends"), show=_end, sort="ends_on", export=lambda agreement: agreement.ends_on),
        Column("jurisdiction", _l("Law"), show=lambda agreement: places.name_of(agreement.jurisdiction), sort="jurisdiction", hidden=True),
    ),
    sort="-reference",
    filters=(
        Choice("status", _l("State"), Agreement.WORKFLOW.choices),
        Choice("kind", _l("Kind"), [("agreement", _l("Agreement")), ("undertaking", _l("Own undertaking"))]),
        Days("ends", _l("Ends"), field="ends_on", moments=False),
    ),
    search=("title", "reference", "vendor__name", "person__name"),
    views=(
        View("all", _l("All")),
        View("drafts", _l("Drafts"), {"status": "draft"}),
        View("waiting", _l("Waiting for signature"), {"status": ",".join(AWAITING)}, done=True, counted=True),
        View("signed", _l("In force"), {"status": "signed"}),
    ),
    link=lambda agreement: address(agreement),
    count_as=ngettext_lazy("%(count)s agreement", "%(count)s agreements", "count"),
    empty=Empty(_l("No agreement yet"), _l("Draft the first one from the clause library."), url="/desk/agreements/new/", action=_l("Draft an agreement"), rights=("agreements.write",)),
)  # fmt: skip


def address(agreement: Agreement) -> str:
    return reverse("desk_draft" if agreement.status == "draft" else "desk_agreement", args=[agreement.pk])


@require_GET
def listing(request):
    return respond(
        request, AGREEMENTS, template="desk/agreements/list.html", may_write=policies.can_write(request.viewer)
    )


@require_http_methods(["GET", "POST"])
def new(request):
    """First the subcontractor (in the URL), then what is drafted for it."""
    policies.check_can_write(request.viewer)
    chosen = SubcontractorForm(request.GET if "subcontractor" in request.GET else None, viewer=request.viewer)
    if not chosen.is_bound or not chosen.is_valid():
        return _page(request, "choose", {"form": chosen, "title": _("Draft an agreement")}, bad=chosen.is_bound)
    vendor = chosen.cleaned_data["subcontractor"]
    form = NewDraftForm(request.POST or None, vendor=vendor, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = agreements.draft(
            vendor, said["template"], jurisdiction=said["jurisdiction"], person=said["person"], engagement=said["engagement"],
            topics=said["topics"], by=request.viewer, at=clock.now(),
        )  # fmt: skip
        return redirect("desk_draft", made.pk)
    assessment = drafting.vendor_assessment(vendor)
    return _page(request, "new", {
        "form": form, "vendor": vendor, "title": _("Draft an agreement for %(firm)s") % {"firm": vendor.name},
        "demands": [demand for demand in (assessment.demands if assessment else []) if demand["kind"] in ("agreement", "undertaking", "clause")],
    }, bad=bool(form.errors))  # fmt: skip


@require_http_methods(["GET", "POST"])
def draft(request, pk):
    """The editor: answers and clauses on one side, what they give and what stands against it on the other."""
    agreement = _find(request, pk)
    policies.check_can_write(request.viewer)
    if agreement.status != "draft" and request.method == "GET":
        return redirect("desk_agreement", agreement.pk)
    policies.check_is_draft(agreement)
    found = drafting.look(agreement)
    form = DraftForm(request.POST or None, draft=found)
    if request.method == "POST" and form.is_valid():
        agreements.set_variables(agreement, **form.answers(), by=request.viewer, at=clock.now())
        messages.success(request, _("Draft saved"))
        return redirect("desk_draft", agreement.pk)
    return _page(request, "draft", {**_editor(request, agreement, found), "form": form}, bad=bool(form.errors))


@require_POST
def draft_preview(request, pk):
    """The words as the answers on the page would give them; nothing is kept."""
    agreement = _find(request, pk)
    policies.check_can_write(request.viewer)
    policies.check_is_draft(agreement)
    form = DraftForm(request.POST, draft=drafting.look(agreement))
    if form.is_valid():
        said = form.answers()
        agreement.variables = {**agreement.variables, **said["variables"]}
        agreement.choices = {**agreement.choices, **said["choices"]}
        agreement.topics = agreement.topics if said["topics"] is None else said["topics"]
    return render(request, "desk/agreements/_draft_look.html", _editor(request, agreement, drafting.look(agreement)))


@require_GET
def preview_pdf(request, pk):
    """The same words on paper, signature boxes empty; for a draft and for what waits."""
    agreement = _find(request, pk)
    organisation = Organisation.current()
    context = (
        printing.preview(agreement, drafting.look(agreement), organisation)
        if agreement.status == "draft"
        else printing.context(agreement, organisation)
    )
    if agreement.status == "draft":
        policies.check_can_write(request.viewer)
    return _download(
        pdf.render(printing.TEMPLATE, context), printing.file_name(agreement, "preview"), "application/pdf"
    )


@require_POST
def issue(request, pk):
    agreement = _find(request, pk)
    found = drafting.look(agreement)
    form = IssueForm(request.POST, draft=found)
    if agreement.status == "draft" and request.viewer.may("agreements.override") and not form.is_valid():
        context = {**_editor(request, agreement, found), "form": DraftForm(draft=found), "issue_form": form}
        return _page(request, "draft", context, bad=True)
    agreements.issue(agreement, by=request.viewer, at=clock.now(), because=form["because"].value() or "")
    messages.success(request, _("Agreement issued; the signers are told"))
    return redirect("desk_agreement", agreement.pk)


@require_GET
def detail(request, pk):
    agreement = _find(request, pk)
    if agreement.status == "draft":
        return redirect("desk_draft", agreement.pk)
    return _page(
        request,
        "detail",
        {
            **_head(agreement),
            "neighbours": neighbours(request, AGREEMENTS, agreement, list_url=reverse("desk_agreements")),
            **record(agreement, request.viewer, clock.now()),
            **_acts(request, agreement),
            "bindings": bindings(agreement),
        },
    )


@require_http_methods(["GET", "POST"])
def signature(request, pk):
    """The company's own signature: the same bytes, consent and second factor as on the other side."""
    agreement = _find(request, pk)
    at = clock.now()
    policies.check_can_sign(request.viewer, agreement, at)
    confirmation = step_up.require(request)
    form = SignForm(request.POST or None, agreement=agreement, name=request.viewer.label, at=at)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        signatures.sign(
            agreement, by=request.viewer, at=at, shown_sha256=said["shown_sha256"], typed_name=said["typed_name"], consents=said["consents"],
            confirmation=confirmation, opened_at=form.opened_at(),
        )  # fmt: skip
        messages.success(request, _("Signed for the company"))
        return redirect("desk_agreement", agreement.pk)
    return _page(request, "signature", {
        **_head(agreement, _("Countersign")), **record(agreement, request.viewer, at), "form": form,
        "title": _("Countersign for the company"),
    }, bad=bool(form.errors))  # fmt: skip


@require_http_methods(["GET", "POST"])
def ending(request, pk, deed):
    """Take back what is not signed, or end early what is in force; with a reason."""
    agreement = _find(request, pk)
    policies.check_can_write(request.viewer)
    act = {"withdrawal": agreements.withdraw, "termination": agreements.terminate}[deed]
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act(agreement, by=request.viewer, at=clock.now(), because=form.cleaned_data["because"])
        return redirect(
            "desk_agreements" if agreement.status == "draft" else "desk_agreement",
            *([] if agreement.status == "draft" else [agreement.pk]),
        )
    words = {"withdrawal": _("Withdraw this agreement"), "termination": _("End this agreement early")}
    return _page(
        request,
        "ending",
        {**_head(agreement, words[deed]), "form": form, "deed": deed, "title": words[deed]},
        bad=bool(form.errors),
    )


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
    if agreement.status == "draft":
        raise Http404
    return _download(agreement.html.encode(), f"{agreement.document_sha256[:12]}.html", "application/octet-stream")


def _find(request, pk) -> Agreement:
    rows = Agreement.objects.visible_to(request.viewer).select_related("vendor", "person", "engagement", "template")
    return get_object_or_404(rows, pk=pk)


def _page(request, name: str, context: dict, *, bad: bool = False):
    crumbs = context.pop("crumbs", None) or [
        {"label": _("Agreements"), "url": reverse("desk_agreements")},
        {"label": context["title"]},
    ]
    return render(request, f"desk/agreements/{name}.html", {**context, "crumbs": crumbs}, status=422 if bad else 200)


def _head(agreement: Agreement, here: str = "") -> dict:
    trail = [
        {"label": _("Agreements"), "url": reverse("desk_agreements")},
        {"label": agreement.title, "url": address(agreement)},
    ]
    return {
        "agreement": agreement, "title": agreement.title, "crumbs": [*trail, {"label": here}] if here else trail,
        "identity": {
            "name": agreement.title, "reference": agreement.reference, "mark": agreement.vendor.name, "state": tag_of(agreement),
            "meta": [said for said in (agreement.vendor.name, agreement.person and agreement.person.name, places.name_of(agreement.jurisdiction)) if said],
        },
    }  # fmt: skip


def _editor(request, agreement: Agreement, found: drafting.Draft) -> dict:
    return {
        **_head(agreement), "draft": found, "issue_form": IssueForm(draft=found), "text": printing.preview(agreement, found, None)["text"],
        "may_override": request.viewer.may("agreements.override"),
        "missing": [problem for problem in found.stops if problem.kind == "missing"],
        "barred": [problem for problem in found.stops if problem.kind != "missing"],
    }  # fmt: skip


def _acts(request, agreement: Agreement) -> dict:
    may_write = policies.can_write(request.viewer)
    return {
        "may_sign": policies.can_sign(request.viewer, agreement, clock.now()),
        "may_withdraw": may_write and agreement.is_awaiting,
        "may_terminate": may_write and agreement.status == "signed",
    }


def _download(content: bytes, name: str, media_type: str) -> HttpResponse:
    return HttpResponse(content, content_type=media_type, headers={
        "Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": "sandbox; default-src 'none'",
    })  # fmt: skip

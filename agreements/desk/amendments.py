"""How is a paper in force changed, renewed, and read as it stands on a day?"""

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from agreements import amending, binding_text, printing
from agreements.actions import amendments
from agreements.desk.pages import find, head, page
from agreements.forms.amendments import AmendmentForm, ClauseForm, RenewalForm, ValuesForm
from agreements.models import Agreement
from agreements.panels.deviations import agreed, undecided
from agreements.policies import agreements as policies
from agreements.policies import negotiation as policies_negotiation
from agreements.rendering import terms, wording
from core import clock


@require_http_methods(["GET", "POST"])
def new(request, pk):
    agreement, at = find(request, pk), clock.now()
    policies.check_can_amend(request.viewer, agreement)
    starts = max(terms.day_of(at, agreement.zone), agreement.starts_on)
    form = AmendmentForm(request.POST or None, initial={"effective_on": starts})
    if request.method == "POST" and form.is_valid():
        paper = amendments.draft(agreement, effective_on=form.cleaned_data["effective_on"], by=request.viewer, at=at)
        return redirect("desk_amendment", paper.pk)
    return page(
        request, "form", {**head(agreement, _("Amend")), "form": form, "submit": _("Begin the amendment"), "title": _("Amend this agreement"),
        "lede": _("An amendment is a paper of its own. It is signed by both sides, and names the agreement that it changes.")},
        bad=bool(form.errors),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def renewal(request, pk):
    """The same words for some months more: one press, and the paper lies there to be issued."""
    agreement = find(request, pk)
    policies.check_can_renew(request.viewer, agreement)
    months = wording.as_number(agreement.variables.get("term_months"))
    form = RenewalForm(request.POST or None, initial={"months": int(months) if months else 12})
    if request.method == "POST" and form.is_valid():
        paper = amendments.renew(agreement, **form.cleaned_data, by=request.viewer, at=clock.now())
        return redirect("desk_amendment", paper.pk)
    return page(
        request, "form", {**head(agreement, _("Renew")), "form": form, "submit": _("Draft the renewal"), "title": _("Renew this agreement"),
        "lede": _("Once both sides have signed, it goes on from the day after its last one, and access that needs it never closes.")},
        bad=bool(form.errors),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def draft(request, pk):
    """The editor of an amendment: what changes, the paper that it makes, and what stands against issuing it."""
    paper = _find(request, pk)
    policies.check_can_write(request.viewer)
    if not paper.is_drafting and request.method == "GET":
        return redirect("desk_agreement", paper.pk)
    policies.check_is_draft(paper)
    found = amending.look(paper)
    form = ValuesForm(request.POST or None, draft=found)
    if request.method == "POST" and form.is_valid():
        said = {"effective_on": form.cleaned_data["effective_on"], "variables": form.variables()}
        amendments.set_values(paper, **said, by=request.viewer, at=clock.now())
        messages.success(request, _("Draft saved"))
        return redirect("desk_amendment", paper.pk)
    changed, talked = {change["key"]: change for change in found.changes}, {each["clause"] for each in found.agreed}
    return page(request, "amendment", {
        **head(paper), "draft": found, "form": form, "barred": found.stops, "undecided": undecided(paper), "agreed": agreed(paper),
        "text": printing.preview(paper, found, None)["text"], "amends": found.amends,
        "clauses": [{"section": row, **_row(paper, row["key"], changed.get(row["key"]), talked)} for row in found.before],
        "added": [_row(paper, each["key"], each, talked) for each in found.changes if each["op"] == "add"],
    }, bad=bool(form.errors))  # fmt: skip


@require_http_methods(["GET", "POST"])
def clause(request, pk):
    """One clause of an amendment's draft; without a name, a new one."""
    paper = _find(request, pk)
    policies.check_can_write(request.viewer)
    policies.check_is_draft(paper)
    found, key = amending.look(paper), request.GET.get("clause", "")
    policies_negotiation.check_is_not_agreed(paper, key)
    section = next((row for row in found.before if row["key"] == key), None)
    change = next((row for row in found.changes if row["key"] == key), None)
    if key and section is None and change is None:
        raise Http404
    form = ClauseForm(request.POST or None, section=section, change=change)
    if request.method == "POST" and form.is_valid():
        said = {"op": form.cleaned_data["op"], "title": form.cleaned_data["title"], "sentences": form.sentences()}
        amendments.set_clause(paper, key=key, **said, by=request.viewer, at=clock.now())
        return redirect("desk_amendment", paper.pk)
    title = section["title"] if section else _("A new clause")
    return page(
        request, "form", {**head(paper, title), "form": form, "submit": _("Keep the change"), "title": title, "lede": "",
        "back": reverse("desk_amendment", args=[pk])},
        bad=bool(form.errors),
    )  # fmt: skip


@require_GET
def binding(request, pk):
    """The text that binds on a day, with the source of each clause, and what differs on another day."""
    agreement = find(request, pk)
    if agreement.is_from_elsewhere:
        return redirect("desk_agreement", agreement.pk)
    if agreement.is_amendment:
        return redirect("desk_agreement_binding", agreement.amendment.amends_id)
    if agreement.status == "draft":
        raise Http404
    shown = binding_text.page(agreement, request.GET, clock.now())
    return page(
        request, "binding", {**head(agreement, _("Text on a day")), **shown, "title": _("Which text binds on a day")}
    )


def _row(paper: Agreement, key: str, change: dict | None, talked: set[str]) -> dict:
    """What becomes of a clause, and where that is changed: what was agreed on, by a proposal to its approver."""
    url = f"{reverse('desk_amendment_clause', args=[paper.pk])}?clause={quote(key)}"
    if key in talked:
        url = (
            reverse("desk_deviation_new", args=[paper.pk, key])
            if change
            else reverse("desk_negotiation", args=[paper.pk])
        )
    return {"change": change, "is_agreed": key in talked, "url": url}


def _find(request, pk) -> Agreement:
    paper = find(request, pk)
    if not paper.is_amendment:
        raise Http404
    return paper

"""Where does a clause differ from the standard, and what do we say to it? Propose, decide, remark."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements import drafting
from agreements.actions import deviations
from agreements.desk.pages import find, head, page
from agreements.forms.deviations import AnswerForm, ProposalForm, RemarkForm
from agreements.listings.deviations import DEVIATIONS
from agreements.models import Deviation
from agreements.panels import deviations as panels_deviations
from agreements.policies import agreements as policies
from agreements.policies import deviations as policy
from core import clock
from core.web.listing import respond

NEW = "new"


@require_GET
def listing(request):
    return respond(request, DEVIATIONS, template="desk/agreements/deviations.html")


@require_http_methods(["GET", "POST"])
def new(request, pk, clause):
    """Our own side wants a clause otherwise; its approver decides."""
    agreement = find(request, pk)
    policies.check_can_write(request.viewer)
    policy.check_can_deviate(request.viewer, agreement)
    found = drafting.look(agreement)
    section = next((each for each in found.to_share["sections"] if each["key"] == clause), None)
    if section is None and clause != NEW:
        raise Http404
    form = ProposalForm(request.POST or None, section=section, names=set(found.known))
    if request.method == "POST" and form.is_valid():
        key = "" if clause == NEW else clause
        made = deviations.propose(agreement, key, by=request.viewer, at=clock.now(), **form.answers())
        messages.success(
            request,
            _("Proposed. It becomes the text when %(roles)s accepts it.")
            % {"roles": policy.approver_words(made.approver)},
        )
        return redirect("desk_deviation", made.pk)
    title = _("Deviate from the standard")
    return page(request, "deviation_new", {
        **head(agreement, title), "form": form, "section": section, "deed": section["title"] if section else _("A new clause"),
        "approver": policy.approver_words(section["approver"] if section else "legal"), "back": reverse("desk_draft", args=[agreement.pk]),
    }, bad=bool(form.errors))  # fmt: skip


@require_GET
def detail(request, pk):
    return _page(request, _find(request, pk))


@require_POST
def decision(request, pk):
    row = _find(request, pk)
    policy.check_may_decide(request.viewer, row)
    form = AnswerForm(
        request.POST, deviation=row, possible=policy.ours(row) or tuple(policy.ANSWERS), names=_names(row)
    )
    if not form.is_valid():
        return _page(request, row, answer_form=form)
    deviations.decide(row, by=request.viewer, at=clock.now(), **form.answers())
    messages.success(request, _("Decided; the other side is told"))
    return redirect("desk_deviation", row.pk)


@require_POST
def removal(request, pk):
    row = _find(request, pk)
    deviations.withdraw(row, by=request.viewer, at=clock.now())
    messages.success(request, _("Taken back"))
    return redirect("desk_deviation", row.pk)


@require_POST
def remark(request, pk):
    row = _find(request, pk)
    policy.check_may_remark(request.viewer, row)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _page(request, row, remark_form=form)
    deviations.remark(row, by=request.viewer, at=clock.now(), **form.cleaned_data)
    messages.success(request, _("Kept for us alone"))
    return redirect("desk_deviation", row.pk)


def _page(request, row: Deviation, answer_form=None, remark_form=None):
    possible = policy.ours(row) if policy.can_decide(request.viewer, row) else ()
    return page(request, "deviation", {
        **head(row.agreement, row.title), **panels_deviations.record(row, request.viewer), "title": row.title,
        "form": answer_form or (AnswerForm(deviation=row, possible=possible, names=_names(row)) if possible else None),
        "remark_form": remark_form or RemarkForm(), "approver": policy.approver_words(row.approver),
        "can_withdraw": row.side == "ours" and policy.can_withdraw(request.viewer, row), "can_remark": policy.can_remark(request.viewer, row),
    }, bad=bool(answer_form or remark_form))  # fmt: skip


def _names(row: Deviation) -> set[str]:
    return set(drafting.look(row.agreement).known)


def _find(request, pk) -> Deviation:
    visible = Deviation.objects.visible_to(request.viewer)
    return get_object_or_404(
        visible.select_related(
            "agreement__vendor", "agreement__person", "agreement__template", "agreement__engagement", "round"
        ),
        pk=pk,
    )

"""What does the other side propose, clause by clause, and what does it say to our answers?"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements.actions import deviations
from agreements.forms.deviations import AnswerForm, ProposalForm, RemarkForm, RoundForm
from agreements.models import Deviation, SharedText
from agreements.panels import deviations as panels_deviations
from agreements.policies import deviations as policy
from agreements.portal.pages import find_shared
from core import clock

NEW = "new"


@require_http_methods(["GET", "POST"])
def proposal(request, pk, clause):
    """One clause as it reads and as we would have it; kept until the round is sent."""
    agreement = find_shared(request, pk)
    policy.check_may_propose(request.viewer, agreement)
    kept = _mine(request, agreement).filter(status="kept", clause=clause).first()
    shared = _table(request, agreement)
    section = shared.section(clause)
    if section is None and clause != NEW and (kept is None or kept.kind != "add"):
        raise Http404
    form = ProposalForm(request.POST or None, section=section, kept=kept)
    if request.method == "POST" and form.is_valid():
        key = "" if clause == NEW else clause
        deviations.keep(agreement, key, by=request.viewer, at=clock.now(), **form.answers())
        messages.success(request, _("Kept. It is sent with the others, when you send the round."))
        return redirect("portal_negotiation", agreement.pk)
    policy.check_can_propose(request.viewer, agreement)
    title = section["title"] if section else _("A new clause")
    return render(request, "portal/agreements/proposal.html", {
        "agreement": agreement, "body": shared.body, "section": section, "form": form, "title": title, "kept": kept,
    }, status=422 if form.errors else 200)  # fmt: skip


@require_http_methods(["GET", "POST"])
def sending(request, pk):
    """Look through what was kept, then send all of it at once; or say that there is nothing to change."""
    agreement = find_shared(request, pk)
    policy.check_may_propose(request.viewer, agreement)
    kept = list(_mine(request, agreement).filter(status="kept"))
    form = RoundForm(request.POST or None, initial={"nothing": not kept})
    if request.method == "POST" and form.is_valid():
        sent = deviations.send_round(agreement, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Round %(n)s is sent. We answer each proposal with a reason.") % {"n": sent.number})
        return redirect("portal_negotiation", agreement.pk)
    policy.check_can_propose(request.viewer, agreement)
    return render(request, "portal/agreements/round.html", {
        "agreement": agreement, "form": form, "title": _("Send your proposals"), "number": agreement.rounds.count() + 1,
        "rows": [panels_deviations.shown(row) for row in kept],
    }, status=422 if form.errors else 200)  # fmt: skip


@require_GET
def detail(request, pk):
    return _page(request, _find(request, pk))


@require_POST
def answer(request, pk):
    """Our word on the wording that was offered."""
    row = _find(request, pk)
    policy.check_may_propose(request.viewer, row.agreement)
    form = AnswerForm(request.POST, deviation=row, possible=policy.theirs(row) or ("accept", "refuse", "insist"))
    if not form.is_valid():
        return _page(request, row, answer_form=form)
    deviations.reply(row, by=request.viewer, at=clock.now(), **form.answers())
    messages.success(request, _("Your answer is sent"))
    return redirect("portal_deviation", row.pk)


@require_POST
def removal(request, pk):
    row = _find(request, pk)
    deviations.withdraw(row, by=request.viewer, at=clock.now())
    messages.success(request, _("Taken back"))
    return redirect("portal_negotiation", row.agreement_id)


@require_POST
def remark(request, pk):
    row = _find(request, pk)
    policy.check_may_remark(request.viewer, row)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _page(request, row, remark_form=form)
    deviations.remark(row, by=request.viewer, at=clock.now(), **form.cleaned_data)
    messages.success(request, _("Kept for your company alone"))
    return redirect("portal_deviation", row.pk)


def _page(request, row: Deviation, answer_form=None, remark_form=None):
    possible = policy.theirs(row) if policy.can_answer(request.viewer, row) else ()
    bad = bool(answer_form or remark_form)
    return render(request, "portal/agreements/deviation.html", {
        **panels_deviations.record(row, request.viewer), "agreement": row.agreement, "title": row.title,
        "form": answer_form or (AnswerForm(deviation=row, possible=possible) if possible else None),
        "remark_form": remark_form or RemarkForm(), "can_withdraw": policy.can_withdraw(request.viewer, row),
        "can_remark": policy.can_remark(request.viewer, row),
    }, status=422 if bad else 200)  # fmt: skip


def _find(request, pk) -> Deviation:
    visible = Deviation.objects.visible_to(request.viewer)
    return get_object_or_404(
        visible.select_related("agreement", "agreement__vendor", "agreement__person", "round"), pk=pk
    )


def _mine(request, agreement):
    return Deviation.objects.visible_to(request.viewer).filter(agreement=agreement, side="theirs")


def _table(request, agreement) -> SharedText:
    found = SharedText.objects.visible_to(request.viewer).filter(agreement=agreement).order_by("number").last()
    if found is None:
        raise Http404
    return found

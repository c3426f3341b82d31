"""What must a person have before information of a class opens, and what happens when that changes?"""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access import wording
from access.actions import classes
from access.eligibility import Reason
from access.forms.classes import LimitsForm, PolicyForm
from access.models import AssetClass
from access.outcomes import Outcome
from access.panels import outcomes as panels_outcomes
from access.policies import grants as policies
from core import clock, refusals
from core.web import history, step_up


@require_GET
def listing(request: HttpRequest):
    found, names = AssetClass.objects.prefetch_related("requirements").order_by("rank"), wording.names(with_papers=True)
    context = {
        "title": _("Classes and policies"),
        "classes": [{"row": row, "policy": wording.policy_of(row, names)} for row in found],
        "crumbs": _crumbs(_("Classes and policies")),
        "may_keep": refusals.can(policies.check_can_set_policy, request.viewer),
    }
    return render(request, "desk/access/classes.html", context)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, key: str):
    """The first press shows what would open and close; the second, for the same change, makes it so."""
    policies.check_can_set_policy(request.viewer)
    asset_class, at = get_object_or_404(AssetClass, key=key), clock.now()
    form, outcome = PolicyForm(request.POST or None, asset_class=asset_class), None
    if request.method == "POST":
        step_up.require(request)
    if request.method == "POST" and form.is_valid() and _asks_enough(form):
        if form.is_seen:
            return _change(request, form, at)
        outcome = classes.foresee(asset_class, form.pairs, by=request.viewer, at=at)
    context = {
        "title": _("Policy of %(name)s") % {"name": asset_class.name},
        "asset_class": asset_class,
        "form": form,
        "outcome": said(form, outcome) if outcome else None,
        "confirm_url": step_up.first(request),
        "policy": wording.policy_of(asset_class, wording.names(with_papers=True)),
        "crumbs": _crumbs(asset_class.name),
        "entries": history.of(asset_class),
    }
    return render(request, "desk/access/policy.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def limits(request: HttpRequest, key: str):
    policies.check_can_set_policy(request.viewer)
    asset_class = get_object_or_404(AssetClass, key=key)
    form = LimitsForm(request.POST or None, instance=asset_class)
    if request.method == "POST" and form.is_valid():
        classes.set_limits(asset_class, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Limits changed. They count for what is asked from now on."))
        return redirect("classes")
    title = _("Limits of %(name)s") % {"name": asset_class.name}
    context = {"title": title, "form": form, "crumbs": _crumbs(asset_class.name)}
    return render(request, "desk/access/form.html", context, status=422 if form.errors else 200)


def _asks_enough(form: PolicyForm) -> bool:
    refusal = refusals.why_not(policies.check_asks_enough, form.asset_class, form.pairs)
    if refusal:
        form.add_error("standing", refusal)
    return not refusal


def _change(request, form: PolicyForm, at):
    classes.set_policy(
        form.asset_class,
        form.pairs,
        by=request.viewer,
        at=at,
        because=form.cleaned_data["because"],
        instead_of=form.before,
    )
    messages.success(request, _("Policy changed. Access follows it from now on."))
    return redirect("classes")


def said(form: PolicyForm, outcome: Outcome) -> dict:
    """The outcome in sentences and rows, and the token that stands for having shown it."""
    names = wording.names(with_papers=True)
    return {
        "token": form.token,
        "added": _names(set(form.pairs) - set(form.before), names),
        "removed": _names(set(form.before) - set(form.pairs), names),
        "is_bare": not form.pairs,
        **panels_outcomes.said(outcome, names),
    }


def _names(pairs, names: dict) -> str:
    return ", ".join(wording.name_of(Reason(*pair, ok=True), names) for pair in sorted(pairs))


def _crumbs(label: str) -> list[dict]:
    return [{"label": _("Protected information"), "url": reverse("assets")}, {"label": label, "url": ""}]

"""The schedules of assets and contacts of a draft, and the notice that changes a contact afterwards."""

import datetime

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements import schedules
from agreements.actions import schedules as actions
from agreements.desk.pages import find, head, page
from agreements.forms.schedules import AssetsForm, ContactForm, NoticeForm, RemovalForm
from agreements.models import Agreement
from agreements.policies import agreements as policies
from core import clock


@require_http_methods(["GET", "POST"])
def table(request, pk):
    """`deed`: assets, contact, removal; in an amendment as-it-is-assets and as-it-is-contacts."""
    agreement = find(request, pk)
    policies.check_can_write(request.viewer)
    policies.check_is_draft(agreement)
    deed = request.POST.get("deed", "") if request.method == "POST" else ""
    sent, shown = {deed: request.POST}, _shown(agreement)
    assets = AssetsForm(sent.get("assets"), offered=schedules.offered(agreement), listed=shown["listed"])
    contact, removal = ContactForm(sent.get("contact")), RemovalForm(sent.get("removal"))
    act = {"by": request.viewer, "at": clock.now()}
    if assets.is_bound and assets.is_valid():
        actions.list_assets(agreement, assets.cleaned_data["assets"], **act)
    elif contact.is_bound and contact.is_valid():
        actions.name_contact(agreement, **contact.cleaned_data, **act)
    elif removal.is_bound and removal.is_valid():
        actions.drop_contact(agreement, **removal.cleaned_data, **act)
    elif deed == "as-it-is-assets" and agreement.is_amendment:
        actions.list_assets(agreement, None, **act)
    elif deed == "as-it-is-contacts":
        actions.leave_contacts(agreement, **act)
    bad = bool(assets.errors or contact.errors)
    if deed and not bad:
        messages.success(request, _("Kept in the draft"))
        return redirect("desk_schedules", agreement.pk)
    title = _("Schedules")
    context = {
        **head(agreement, title), **shown, "title": title, "contact": contact,
        "assets": assets if shown["has_assets"] and assets.fields["assets"].choices else None,
    }  # fmt: skip
    return page(request, "schedules", context, bad=bad)


def _shown(agreement: Agreement) -> dict:
    """What the draft would say; an amendment says nothing of a schedule that it leaves as it is."""
    if not agreement.is_amendment:
        lines = schedules.standing(agreement, datetime.date.max)
        return {"listed": [row["id"] for row in schedules.listed(agreement)], "contacts": lines, "has_assets": True}
    amendment, said = agreement.amendment, schedules.amended(agreement)
    _number, bound = schedules.assets(amendment.amends, amendment.effective_on)
    source = agreement if "contacts" in said else amendment.amends
    return {
        "listed": [row["id"] for row in said.get("assets", bound)], "contacts": schedules.standing(source, amendment.effective_on),
        "has_assets": bool(schedules.asset_title(amendment.amends)), "replaces_assets": "assets" in said, "replaces_contacts": "contacts" in said,
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
def notice(request, pk):
    """From a day on somebody else is to be told."""
    agreement, at = find(request, pk), clock.now()
    policies.check_can_write(request.viewer)
    form = NoticeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.give_notice(agreement, **form.cleaned_data, by=request.viewer, at=at)
        messages.success(request, _("Recorded; it holds from the day that you named"))
        return redirect("desk_agreement", agreement.pk)
    title = _("Change a contact by notice")
    return page(request, "form", {**head(agreement, title), "form": form, "submit": _("Record the notice"), "title": title,
        "lede": _("What was signed stays as it is. The contact before is on record until that day.")}, bad=bool(form.errors))  # fmt: skip

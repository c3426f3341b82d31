"""The schedules of assets and contacts of a draft, and the notice that changes a contact afterwards."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements import schedules
from agreements.actions import schedules as actions
from agreements.desk.pages import find, head, page
from agreements.forms.schedules import AssetsForm, ContactForm, NoticeForm
from agreements.policies import agreements as policies
from agreements.rendering import terms
from core import clock


@require_http_methods(["GET", "POST"])
def table(request, pk):
    """`deed`: assets, or contact."""
    agreement = find(request, pk)
    policies.check_can_write(request.viewer)
    policies.check_is_draft(agreement)
    sent = {request.POST.get("deed", ""): request.POST} if request.method == "POST" else {}
    listed = [row["id"] for row in schedules.listed(agreement)]
    assets = AssetsForm(sent.get("assets"), offered=schedules.offered(agreement), listed=listed)
    contact = ContactForm(sent.get("contact"))
    at = clock.now()
    if assets.is_bound and assets.is_valid():
        actions.list_assets(agreement, assets.cleaned_data["assets"], by=request.viewer, at=at)
    elif contact.is_bound and contact.is_valid():
        actions.name_contact(agreement, **contact.cleaned_data, by=request.viewer, at=at)
    if (assets.is_bound and not assets.errors) or (contact.is_bound and not contact.errors):
        messages.success(request, _("Kept in the draft"))
        return redirect("desk_schedules", agreement.pk)
    title = _("Schedules")
    context = {
        **head(agreement, title), "title": title, "assets": assets if assets.fields["assets"].choices else None, "contact": contact,
        "contacts": schedules.standing(agreement, terms.day_of(at, agreement.zone)),
    }  # fmt: skip
    return page(request, "schedules", context, bad=bool(assets.errors or contact.errors))


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

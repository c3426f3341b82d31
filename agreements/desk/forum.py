"""Courts or arbitration for a draft, chosen with the facts beside them."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements import drafting
from agreements.actions import agreements
from agreements.desk.pages import find, head, page
from agreements.forms.forum import ForumForm
from agreements.panels import forum as panels_forum
from agreements.policies import agreements as policies
from agreements.policies import negotiation as policy
from core import clock


@require_http_methods(["GET", "POST"])
def forum(request, pk):
    agreement = find(request, pk)
    policies.check_can_write(request.viewer)
    policies.check_is_draft(agreement)
    policy.check_is_whole(agreement)
    found = drafting.look(agreement)
    offered = panels_forum.options(found)
    form = ForumForm(
        request.POST if request.method == "POST" else None, options=offered, now=panels_forum.chosen(found, offered)
    )
    if request.method == "POST" and form.is_valid():
        said = form.chosen
        agreements.set_variables(agreement, said.variables, choices=said.choices, by=request.viewer, at=clock.now())
        messages.success(request, _("Draft saved"))
        return redirect("desk_draft", agreement.pk)
    context = {
        **head(agreement, _("Courts or arbitration")), "title": _("Courts or arbitration"), "form": form,
        "places": panels_forum.facts(agreement, found),
    }  # fmt: skip
    return page(request, "forum", context, bad=bool(form.errors))

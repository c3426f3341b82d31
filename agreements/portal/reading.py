"""How does somebody of a subcontractor read what they are asked to sign, and how do we know what was put before them?"""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agreements import showing
from agreements.actions import readings
from agreements.forms.reading import ShownForm
from agreements.models import PAGE, VIEW
from agreements.policies import reading as policies_reading
from agreements.portal.pages import find
from core import clock


@require_POST
def shown(request, pk):
    """What came into view on a page with the whole text, as its script says; answers what is still missing."""
    agreement, at = find(request, pk), clock.now()
    form = ShownForm(request.POST, agreement=agreement)
    readings.note(agreement, form.parts(), way=VIEW, shown_sha256=form.sha256(), by=request.viewer, at=at)
    found = showing.noted(agreement, request.viewer, at, "portal")["reading"]
    return render(request, "components/reading_state.html", {**found, "lists": True})


@require_http_methods(["GET", "POST"])
def part(request, pk, number):
    """One part on a page of its own. Going on from it notes that it was shown."""
    agreement, at = find(request, pk), clock.now()
    policies_reading.check_can_note(request.viewer, agreement, at)
    found = showing.part(agreement, request.viewer, number)
    if found is None:
        raise Http404
    form = ShownForm(request.POST if request.method == "POST" else None, agreement=agreement)
    if request.method == "POST":
        key, said = found["part"].key, form.sha256()
        readings.note(agreement, [key], way=PAGE, shown_sha256=said, by=request.viewer, at=at)
        following = showing.after(agreement, request.viewer, number)
        return (
            redirect("portal_agreement_part", pk, following)
            if following
            else redirect("portal_agreement_signature", pk)
        )
    return render(request, "portal/agreements/part.html", {
        **found, "form": form, "agreement": agreement,
        "title": _("%(number)s of %(total)s: %(paper)s") % {"number": number, "total": found["total"], "paper": agreement.title},
    })  # fmt: skip

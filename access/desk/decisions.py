"""May this person open this asset, now or at another moment, and why? The decision itself, on a page that can be sent on."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from access import eligibility, wording
from access.forms.grants import DayForm
from access.models import Asset, Grant
from core import clock
from core.web.dates import say, say_moment
from vendors import business_days
from vendors.models import Person


@require_GET
def page(request: HttpRequest, pk, person_id):
    """?on= the moment in question, ?known= by what we knew when; both are now where nothing is said."""
    asset = get_object_or_404(Asset.objects.visible_to(request.viewer).select_related("asset_class", "owner"), pk=pk)
    people = Person.objects.visible_to(request.viewer).select_related("vendor")
    person, now = get_object_or_404(people, pk=person_id), clock.now()
    form = DayForm(request.GET or None)
    said = form.cleaned_data if form.is_valid() else {}
    on, known = said.get("on") or now, said.get("known") or now
    decision = eligibility.decide(person.pk, asset.pk, at=on, known_at=known)
    names = {"person": person.name, "asset": asset.name}
    context = {
        "title": _("May %(person)s open %(asset)s?") % names,
        "form": form,
        "decision": decision,
        "on": on,
        "known": known,
        "asset": asset,
        "person": person,
        "checks": wording.checks(decision.reasons, person, request.viewer, at=on, known_at=known),
        "grants": grants_of(request.viewer, person, asset),
        "crumbs": [
            {"label": _("Protected information"), "url": reverse("assets")},
            {"label": asset.name, "url": reverse("asset", args=[asset.pk])},
            {"label": person.name, "url": ""},
        ],
    }
    return render(request, "desk/access/decision.html", context, status=422 if form.errors else 200)


def grants_of(viewer, person, asset) -> list[dict]:
    """What this person was given or refused for this asset, as components/rows.html draws it."""
    rows = Grant.objects.visible_to(viewer).filter(person=person, asset=asset).order_by("-requested_at")
    return [
        {
            "title": row.reference,
            "url": reverse("grant", args=[row.pk]),
            "meta": f"{say_moment(row.starts_at)} – {say(business_days.last_of(row.ends_at))}",
            "end": row.get_status_display(),
        }
        for row in rows
    ]

"""Who could open this at a moment, by what we knew then, or know now about then? The answer on a page, and as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET

from access.desk import assets
from access.forms.grants import DayForm
from access.models import Asset
from core import clock
from core.actions import exports as export_actions
from core.policies import check_can_export
from core.web.dates import say_moment
from vendors.models import Person

ANSWER = [
    ("asset", _l("Information")),
    ("reference", _l("Reference")),
    ("on", _l("Could open at")),
    ("known", _l("By what we knew at")),
    ("person", _l("Person")),
    ("email", _l("E-mail")),
    ("firm", _l("Subcontractor")),
    ("firm_reference", _l("Reference of the subcontractor")),
    ("level", _l("Level")),
]


@require_GET
def page(request: HttpRequest, pk) -> HttpResponse:
    """Who could open this on a given day, by what we knew then, or by what we know now about then?"""
    asset, now = get_object_or_404(Asset.objects.visible_to(request.viewer), pk=pk), clock.now()
    form = DayForm(request.GET or None)
    said = form.cleaned_data if request.GET and form.is_valid() else {}
    on, known = said.get("on") or now, said.get("known")
    answers = [(on, moment, assets.holders(asset, at=on, known=moment)) for moment in _known_moments(on, known, now)]
    if request.GET.get("export") == "csv" and not form.errors:
        return _as_file(request, asset, answers)
    context = {
        "title": _("Who could open it"),
        "asset": asset,
        "tabs": assets.tabs(asset, "asset_who"),
        "crumbs": assets.crumbs(asset.name),
        "identity": assets.identity(asset),
        "form": form,
        "answers": [{"known": moment, "is_then": moment == on, "holders": found} for _on, moment, found in answers],
        "is_ahead": on > now,
        "sentence": _("On %(when)s") % {"when": say_moment(on, "full")},
    }
    return render(request, "desk/access/who.html", context, status=422 if form.errors else 200)


def _known_moments(on, known, now) -> list:
    """By what was known when: as asked, or both then and now; of a moment to come, now alone."""
    if known:
        return [known]
    return [on, now] if on < now else [now]


def _as_file(request, asset, answers) -> HttpResponse:
    """The answers as CSV, each row with its two times: what an auditor is given. An answer of nobody is a row too."""
    check_can_export(request.viewer)
    rows = []
    for on, known, found in answers:
        people = [(row["person"], row["level"]) for row in found] or [(None, "")]
        rows += [[asset.name, asset.reference, on, known, *_person_cells(person), level] for person, level in people]
    query = f"asset={asset.reference}&{request.GET.urlencode()}"
    export_actions.made("who-could-open", kind="csv", query=query, rows=len(rows), by=request.viewer, at=clock.now())
    from core import exports

    return exports.respond(request, f"who-could-open-{asset.reference}", ANSWER, rows)


def _person_cells(person: Person | None) -> list[str]:
    if person is None:
        return [_("Nobody"), "", "", ""]
    return [person.name, person.email, person.vendor.name, person.vendor.reference]

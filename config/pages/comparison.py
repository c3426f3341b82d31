"""How do two subcontractors differ, or one from itself on another day? Line by line, gathered from every app's panels."""

import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET

from config.pages import gather
from core import clock, limits
from core.actions import exports
from core.exports import respond
from core.policies import can_export
from core.web import named
from core.web.comparing import SAME, beside
from core.web.dates import say_day
from core.web.widgets import DateField
from vendors import business_days
from vendors.models import Vendor

FOUND = 12  # firms that one search of the picker shows
SIDES = {"left": _l("Left side"), "right": _l("Right side")}
MOMENT = datetime.timedelta(microseconds=1)


class DaysForm(forms.Form):
    """The day of each side, read at its end; nothing is now. `known`: by what we knew then, or know now."""

    left_on = DateField(label=_l("Left side as of"), required=False)
    right_on = DateField(label=_l("Right side as of"), required=False)
    known = forms.ChoiceField(
        label=_l("An earlier day by what we"),
        choices=[("then", _l("knew then")), ("now", _l("know now"))],
        required=False,
    )
    only = forms.BooleanField(label=_l("Only what is not the same"), required=False)

    def __init__(self, *args, today: datetime.date, **options):
        super().__init__(*args, **options)
        self.today = today

    def clean(self):
        found = super().clean()
        for name in ("left_on", "right_on"):
            if found.get(name) and found[name] > self.today:
                self.add_error(name, _("Choose a day that is not ahead of us"))
        return found


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """?left= and ?right= are ids of subcontractors; without one of them the page asks for it (?left_q=, ?right_q=)."""
    now = clock.now()
    form = DaysForm(request.GET, today=business_days.day_of(now))
    said = form.cleaned_data if form.is_valid() else {}
    sides = {key: _side(request, key, said, now) for key in SIDES}
    is_ready = all(side["vendor"] for side in sides.values()) and not form.errors
    sections = beside(*(side["sections"]() for side in sides.values())) if is_ready else []
    if said.get("only"):
        for section in sections:
            section["pairs"] = [pair for pair in section["pairs"] if pair.mark != SAME]
    if is_ready and request.GET.get("export") == "csv":
        return _export(request, sides, sections)
    context = {
        "title": _("Compare"), "form": form, "left": sides["left"], "right": sides["right"], "sides": list(sides.values()),
        "is_ready": is_ready, "sections": sections, "differing": _differing(sections), "can_export": can_export(request.viewer),
        "crumbs": [{"label": _("Subcontractors"), "url": reverse("subcontractors")}, {"label": _("Compare"), "url": ""}],
    }  # fmt: skip
    return render(request, "desk/pages/comparison.html", context, status=422 if form.errors else 200)


def _side(request, key: str, said: dict, now: datetime.datetime) -> dict:
    """The firm of this side, its moment, and what a search for another one finds."""
    pk, viewer = named.id_in(request.GET, key), request.viewer
    vendor = get_object_or_404(Vendor.objects.visible_to(viewer), pk=pk) if pk else None
    day = said.get(f"{key}_on")
    at = now if day is None or day >= business_days.day_of(now) else business_days.end_of(day) - MOMENT
    known = now if said.get("known") == "now" else at
    text = request.GET.get(f"{key}_q", "").strip()[: limits.SEARCH_LENGTH]
    return {
        "key": key, "label": SIDES[key], "vendor": vendor, "day": say_day(day, "full") if at != now else _("now"),
        "q_name": f"{key}_q", "q": text, "found": _find(viewer, text) if text else [],
        "year_ago": _year_ago(request, key, now) if vendor else "",
        "sections": lambda: gather.joined("as_it_stood", vendor, viewer, at, known),
    }  # fmt: skip


def _find(viewer, text: str) -> list[Vendor]:
    rows = Vendor.objects.visible_to(viewer)
    found = rows.filter(name__icontains=text) | rows.filter(reference__iexact=text)
    return list(found.order_by("name")[:FOUND])


def _year_ago(request, key: str, now: datetime.datetime) -> str:
    """The same firm on the other side, as of a year ago."""
    other = next(each for each in SIDES if each != key)
    day, query = business_days.day_of(now) - datetime.timedelta(days=365), request.GET.copy()
    query[other] = query[key]
    for part in ("day", "month", "year"):
        query[f"{other}_on_{part}"] = str(getattr(day, part))
    return f"?{query.urlencode()}"


def _differing(sections: list[dict]) -> int:
    return sum(pair.mark != SAME for section in sections for pair in section["pairs"])


def _export(request, sides: dict, sections: list[dict]) -> HttpResponse:
    heads = [f"{side['vendor'].name}, {side['day']}" for side in sides.values()]
    columns = [("part", _("Part")), ("what", _("What")), ("left", heads[0]), ("right", heads[1]), ("mark", _("Mark"))]
    rows = [
        [section["title"], pair.label, pair.left, pair.right, pair.words]
        for section in sections
        for pair in section["pairs"]
    ]
    query = request.GET.urlencode()
    exports.made(
        "comparison", kind="csv", query=query, rows=len(rows), by=request.viewer, at=clock.now(), of=sides["left"]["vendor"]
    )  # fmt: skip
    return respond(request, "comparison", columns, rows)

"""What does access show on the record of a subcontractor? The conditions its people have to meet, and who reaches what."""

import datetime

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access import eligibility, wording
from access.models import Asset, Grant, Hold
from core.actors import Actor
from vendors import business_days
from vendors.models import Person

SOON = datetime.timedelta(days=30)


def vendor_panels(vendor, viewer: Actor, at: datetime.datetime) -> list[dict]:
    if not viewer.may("access.read"):
        return []
    return [_conditions(vendor, viewer, at), _reach(vendor, at, viewer)]


def _conditions(vendor, viewer, at) -> dict:
    """Every condition that the classes of the firm's assets ask for, and who of its people with access meets it."""
    names = wording.names(with_papers=True)
    people = Person.objects.visible_to(viewer).filter(vendor=vendor).in_bulk()
    here = business_days.zone()
    answers = _answers(vendor, at)
    rows = [_condition(found, names, people, at, here) for _key, found in sorted(answers.items())]
    holds = Hold.objects.current().holding(at).filter(vendor=vendor)
    with_access = {person for found in answers.values() for person in found}
    context = {
        "rows": rows,
        "holds": [row.reason_for(viewer) for row in holds],
        "vendor": vendor,
        "has_access": with_access,
        "preparing": sorted(
            row.name for row in people.values() if row.is_worker and not row.departed_at and row.pk not in with_access
        ),
    }
    note = ngettext("%(n)d person with access", "%(n)d people with access", len(with_access)) % {"n": len(with_access)}
    return {
        "title": _("Conditions for access"),
        "template": "desk/access/conditions_panel.html",
        "context": context,
        "note": note,
    }


def _answers(vendor, at) -> dict[tuple, dict]:
    """(requirement, key) -> person id -> reason. Classes, not assets, ask for conditions: one question a person and class."""
    granted = Grant.objects.filter(vendor=vendor, status="open").order_by(
        "person_id", "asset__asset_class_id", "asset_id"
    )
    asked = granted.distinct("person_id", "asset__asset_class_id").values_list("person_id", "asset_id", "level")
    found: dict[tuple, dict] = {}
    for person, asset, level in asked:
        for reason in eligibility.decide(person, asset, at=at, level=level).reasons:
            if reason.requirement not in eligibility.OPEN_REASONS:
                found.setdefault((reason.requirement, reason.key), {})[person] = reason
    return found


def _condition(found: dict, names, people: dict, at, here) -> dict:
    met = [reason for reason in found.values() if reason.ok]
    ends = min((reason.until for reason in met if reason.until), default=None)
    anybody = people[next(iter(found))]
    return {
        "name": wording.name_of(next(iter(found.values())), names),
        "evidence": wording.evidence_for(next(iter(found.values())), anybody),
        "met": len(met),
        "of": len(found),
        "until": business_days.last_of(ends, here),
        "days": (ends - at).days if ends and ends - at < SOON else None,
        "is_met": len(met) == len(found),
        "missing": sorted(people[person].name for person, reason in found.items() if not reason.ok),
    }


def _reach(vendor, at, viewer) -> dict:
    rows = list(
        Asset.objects.filter(grants__vendor=vendor, grants__status="open")
        .select_related("asset_class")
        .annotate(
            people=Count("grants__person", filter=Q(grants__vendor=vendor, grants__status="open"), distinct=True),
            ends_last=Max("grants__ends_at", filter=Q(grants__vendor=vendor, grants__status="open")),
        )
        .order_by("-asset_class__rank", "name")
    )
    open_now = {row.pk: 0 for row in rows}
    triples = list(Grant.objects.filter(vendor=vendor, status="open").values_list("person_id", "asset_id", "level"))
    for (_person, asset, _level), decision in zip(triples, eligibility.decide_many(triples, at=at), strict=True):
        open_now[asset] += bool(decision)
    context = {"rows": [{"asset": row, "open": open_now[row.pk]} for row in rows], "vendor": vendor}
    return {
        "title": _("Who can reach what"),
        "template": "desk/access/reach_panel.html",
        "context": context,
        "tab": "access",
        "count": len(triples),
    }

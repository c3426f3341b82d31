"""How are conflicts, exceptions and the matrix shown on the desk, and what of them waits for somebody?"""

import datetime
from collections import defaultdict

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from access import conflicts
from access.models import Asset, AssetClass, ConflictAsset, ConflictException, ConflictPerson, ConflictSet
from access.policies import conflicts as policies
from core.actors import Actor
from core.refusals import can
from core.web import todo
from core.web.dates import say
from core.web.todo import Todo
from vendors import business_days
from vendors.models import Person

MOST = 24  # assets on the matrix


def matrix(viewer: Actor, at: datetime.datetime) -> dict:
    """Assets by assets: {columns, rows of {asset, cells}}, a cell is {sets, url, label}, or None on the diagonal.

    What is in a set comes first, then what only named people read.
    """
    apart = _apart(at)
    in_sets = {asset_id for pair in apart for asset_id in pair}
    secret = AssetClass.NAMED_PEOPLE
    seen = Asset.objects.visible_to(viewer).filter(Q(pk__in=in_sets) | Q(asset_class__rank__gte=secret))
    assets = sorted(seen.order_by("name", "pk"), key=lambda asset: asset.pk not in in_sets)[:MOST]
    may_keep = can(policies.check_can_declare, viewer)
    rows = [{"asset": one, "cells": [_cell(one, two, apart, may_keep=may_keep) for two in assets]} for one in assets]
    return {"columns": assets, "rows": rows}


def _apart(at) -> dict[tuple, list[ConflictSet]]:
    """(asset, asset), either way round -> the sets that keep them apart."""
    members = defaultdict(list)
    for row in (
        ConflictAsset.objects.current().holding(at).select_related("conflict_set").order_by("conflict_set__name")
    ):
        members[row.conflict_set].append(row.asset_id)
    found = defaultdict(list)
    for conflict_set, ids in members.items():
        for one in ids:
            for two in ids:
                if one != two:
                    found[one, two].append(conflict_set)
    return found


def _cell(one: Asset, two: Asset, apart: dict, *, may_keep: bool) -> dict | None:
    if one == two:
        return None
    names, sets = {"one": one.name, "two": two.name}, apart.get((one.pk, two.pk), [])
    if sets:
        said = {**names, "sets": ", ".join(row.name for row in sets)}
        url = reverse("conflict_set", args=[sets[0].pk]) if may_keep else f"#s-{sets[0].pk}"
        return {"is_apart": True, "label": _("%(one)s and %(two)s: %(sets)s") % said, "url": url}
    url = f"{reverse('conflict_set_new')}?one={one.pk}&two={two.pk}" if may_keep else ""
    return {"is_apart": False, "label": _("Keep %(one)s and %(two)s apart") % names, "url": url}


def sets(viewer: Actor, at: datetime.datetime) -> list[dict]:
    assets, people = defaultdict(list), defaultdict(list)
    for row in ConflictAsset.objects.current().holding(at).select_related("asset").order_by("asset__name"):
        assets[row.conflict_set_id].append(row.asset)
    for row in ConflictPerson.objects.current().holding(at).select_related("user").order_by("user__name"):
        people[row.conflict_set_id].append(row.user.name)
    return [
        {"row": row, "assets": assets[row.pk], "people": people[row.pk]}
        for row in ConflictSet.objects.select_related("declared_by").order_by("name")
    ]


def standing(viewer: Actor, at: datetime.datetime) -> list[dict]:
    """Who holds what conflicts; those that nothing excuses come first."""
    excused, pairs = conflicts.excused(at), conflicts.standing(at)
    people = Person.objects.visible_to(viewer).select_related("vendor").in_bulk([pair.person_id for pair in pairs])
    assets = Asset.objects.visible_to(viewer).in_bulk({each for pair in pairs for each in pair[3:]})
    rules = ConflictSet.objects.in_bulk([pair.conflict_set_id for pair in pairs])
    waiting = _waiting()
    rows = [
        _shown(pair, people[pair.person_id], assets, rules[pair.conflict_set_id], excused.get(pair.excusable), waiting)
        for pair in pairs
        if pair.person_id in people and {pair.asset_one_id, pair.asset_two_id} <= assets.keys()
    ]
    return sorted(rows, key=lambda row: (row["until"] is not None, row["person"].name))


def _waiting() -> dict[tuple, ConflictException]:
    rows = ConflictException.objects.filter(status="asked")
    return {(row.person_id, row.conflict_set_id, row.asset_one_id, row.asset_two_id): row for row in rows}


def _shown(pair, person, assets, rule, period, waiting) -> dict:
    page = period.exception_id if period else getattr(waiting.get(pair.excusable), "pk", None)
    return {
        "person": person,
        "one": assets[pair.asset_one_id],
        "two": assets[pair.asset_two_id],
        "set": rule,
        "until": business_days.last_of(period.during.upper) if period else None,
        "exception_url": reverse("conflict_exception", args=[page]) if page else "",
        "ask_url": reverse("conflict_exception_new", args=[rule.pk, person.pk]),
    }


def state_of(row: ConflictException, at: datetime.datetime) -> dict:
    """For the tag component. A granted one that has run out is over, though nobody wrote so."""
    if row.status == "granted" and row.ends_at <= at:
        return {"tone": "plain", "text": _("Lapsed"), "icon": "clock"}
    tone, icon = {
        "asked": ("info", "hourglass"),
        "granted": ("ok", "check"),
        "declined": ("plain", "circle-x"),
        "withdrawn": ("plain", "circle-x"),
        "ended": ("plain", "circle-x"),
    }[row.status]
    return {"tone": tone, "text": row.get_status_display(), "icon": icon}


def exceptions(viewer: Actor, at: datetime.datetime, which: Q | None = None) -> list[dict]:
    """As components/rows.html draws them: what waits first, then the newest."""
    rows = ConflictException.objects.visible_to(viewer).filter(which or Q())
    rows = rows.select_related("person", "vendor", "asset_one", "asset_two").order_by("-asked_at")[:50]
    return [
        {
            "title": f"{row.person.name}: {row.pair}",
            "url": reverse("conflict_exception", args=[row.pk]),
            "meta": _("%(firm)s, until %(day)s. %(control)s")
            % {"firm": row.vendor.name, "day": say(business_days.last_of(row.ends_at)), "control": row.control},
            "state": state_of(row, at),
        }
        for row in sorted(rows, key=lambda row: row.status != "asked")
    ]


def of_grant(grant, viewer: Actor, at: datetime.datetime) -> list[dict]:
    """What the person holds that conflicts with the grant, each with what can be done about it."""
    if not viewer.may("access.read"):
        return []
    return [
        {
            "asset": clash.asset,
            "set": clash.conflict_set,
            "until": business_days.last_of(clash.exception.ends_at) if clash.exception else None,
            "exception_url": reverse("conflict_exception", args=[clash.exception.pk]) if clash.exception else "",
            "ask_url": reverse("conflict_exception_new", args=[clash.conflict_set.pk, grant.person_id])
            if can(policies.check_can_ask, viewer)
            else "",
        }
        for clash in conflicts.clashes(grant.person_id, grant.asset_id, at=at)
    ]


def desk_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    """Exceptions that this person may decide on."""
    if not viewer.may("access.approve"):
        return []
    rows = ConflictException.objects.visible_to(viewer).filter(status="asked", ends_at__gt=at)
    rows = rows.exclude(asked_by=viewer.user).select_related("vendor", "person", "asset_one", "asset_two")
    return [
        Todo(
            key=f"exception:{row.pk}",
            title=_("Decide on an exception for %(person)s") % {"person": row.person.name},
            hint=row.pair,
            url=reverse("conflict_exception", args=[row.pk]),
            kind=_("Conflict"),
            due_at=row.asked_at + policies.TIME_TO_DECIDE,
            consequence=2,
            vendor=row.vendor,
            state=todo.OVERDUE if row.asked_at + policies.TIME_TO_DECIDE < at else todo.NOT_STARTED,
        )
        for row in rows.order_by("asked_at")[:50]
    ]

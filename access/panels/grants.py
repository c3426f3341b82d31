"""What does access show where apps meet? Paused access, requests to decide."""

import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access import eligibility, wording
from access.listings.grants import state_of
from access.models import Asset, AssetOffer, Grant, Hold
from access.policies.grants import APPROVING_ROLES
from core.actors import Actor
from core.models import Organisation
from core.web import todo
from core.web.dates import say, say_moment
from core.web.todo import Todo
from vendors import business_days

SOON = datetime.timedelta(days=30)


def portal_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    """What each asset that the person was granted, or asked for, still lacks, where the person can put it right."""
    found: dict[str, Todo] = {}
    names = wording.names()
    for grant, decision in _own_with_decisions(viewer, at):
        for reason in decision.unmet_requirements:
            if (
                wording.remedy_for(reason)
                and reason.requirement in {"certification", "insurance"}
                and "contact" in viewer.hats
            ):
                found[reason.name] = _lacking(grant, reason, names)
    return list(found.values())


def _lacking(grant, reason, names) -> Todo:
    titles = {
        "certification": _("Upload a valid certificate: %(what)s"),
        "insurance": _("Upload proof of insurance: %(what)s"),
    }
    return Todo(
        key=f"lacks:{reason.name}",
        title=titles[reason.requirement] % {"what": names.get((reason.requirement, reason.key), reason.key)},
        url=wording.remedy_for(reason),
        state=todo.OVERDUE,
        hint=_("Access is paused until it is accepted"),
        consequence=1,
        kind="access",
        meta={"blocks": grant.asset.name},
    )


def _own_with_decisions(viewer, at):
    rows = list(
        Grant.objects.filter(person_id=viewer.person_id, status__in=Grant.LIVE).select_related("asset__asset_class")
    )
    decisions = eligibility.decide_many([(row.person_id, row.asset_id, row.level) for row in rows], at=at)
    return list(zip(rows, decisions, strict=True))


def closed_by(viewer: Actor, at: datetime.datetime) -> dict[str, set[str]]:
    """The condition's name -> the information that it closes for this person, of what they have, wait for or may ask for."""
    if "worker" not in viewer.hats:
        return {}
    assets = list(Asset.objects.visible_to(viewer).values_list("pk", "name"))
    decisions = eligibility.decide_many([(viewer.person_id, pk, "view") for pk, _name in assets], at=at)
    found: dict[str, set[str]] = {}
    for (_pk, name), decision in zip(assets, decisions, strict=True):
        for reason in decision.unmet_requirements:
            found.setdefault(reason.name, set()).add(name)
    return found


def holds_on(viewer: Actor, at: datetime.datetime) -> list[dict]:
    """What holds this person's access, in the words for the subcontractor: {title, text}, whom to ask included."""
    rows = Hold.objects.current().holding(at).filter(vendor_id=viewer.vendor_id)
    rows = rows.filter(Q(person_id=None) | Q(person_id=viewer.person_id)).order_by("during")
    names, house = dict(Asset.objects.visible_to(viewer).values_list("pk", "name")), Organisation.current()
    return [_said_of(row, names, house) for row in rows if row.asset_id is None or row.asset_id in names]


def _said_of(hold: Hold, names: dict, house: Organisation) -> dict:
    """Of a case the day alone, as it is not over."""
    title = (
        _("Access to %(what)s is on hold.") % {"what": names[hold.asset_id]}
        if hold.asset_id
        else _("Your access is on hold.")
    )
    told = "" if hold.source_kind.startswith("incidents.") else hold.told_as
    since = _("%(told)s, since %(day)s.") if told else _("Since %(day)s.")
    since = since % {"told": told, "day": say_moment(hold.during.lower, "portal")}
    next_ = _("%(house)s opens it again when the matter is settled, and writes to you.") % {"house": house.name}
    ask = _("Questions: %(person)s, %(address)s.") % {"person": house.help_name, "address": house.help_email}
    return {"title": title, "text": " ".join([since, next_, *([ask] if house.help_name and house.help_email else [])])}


def engagement_of(viewer: Actor, asset: Asset):
    """The engagement of the viewer's firm that needs this information, the newest of several; None where none does any more."""
    offer = AssetOffer.objects.filter(asset=asset, vendor_id=viewer.vendor_id).order_by("-created_at").first()
    return offer.engagement if offer else None


def portal_aside(viewer: Actor, at: datetime.datetime) -> list[dict]:
    """ "Your access" beside the tasks, of those who work with information."""
    if "worker" not in viewer.hats:
        return []
    rows, here = [], business_days.zone()
    for grant, decision in _own_with_decisions(viewer, at):
        state = (
            {"tone": "ok", "text": _("Active"), "icon": "check"}
            if decision
            else {"tone": "warn", "text": _("Paused"), "icon": "lock"}
        )
        missing = [] if decision else decision.unmet_requirements
        if grant.status != "open":
            state, missing = {"tone": "info", "text": _("Requested"), "icon": "clock"}, []
        until = business_days.last_of(grant.ends_at, here)
        rows.append(
            {
                "grant": grant,
                "until": until,
                "state": state,
                "open": bool(decision),
                "missing": [*wording.sentences_for(missing, to_them=True), *_held(missing, viewer, grant, at)],
            }
        )
    return [{"title": _("Your access"), "template": "portal/access/aside.html", "context": {"rows": rows}}]


def _held(missing, viewer: Actor, grant, at) -> list[str]:
    is_held = any(reason.requirement == "no_hold" for reason in missing)
    return wording.why_held(viewer, grant.asset_id, at) if is_held else []


def portal_paused(viewer: Actor, at: datetime.datetime) -> list[str]:
    """The information that was granted and does not open now."""
    pairs = _own_with_decisions(viewer, at) if "worker" in viewer.hats else []
    return [grant.asset.name for grant, decision in pairs if grant.status == "open" and not decision]


def desk_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    """Requests that wait for this person's approval."""
    if not viewer.may("access.approve"):
        return []
    mine = Q()
    if "officer" not in viewer.roles:
        mine &= Q(asset__owner=viewer.user)
    rows = (
        Grant.objects.visible_to(viewer)
        .filter(mine, status__in=["requested", "first_approved"])
        .exclude(approvals__user=viewer.user)
    )
    rows = rows.exclude(requested_by=viewer.user).select_related("vendor", "person", "asset__asset_class")
    rows = rows.prefetch_related("approvals").order_by("requested_at")[:50]
    roles = [role for role in APPROVING_ROLES if role in viewer.roles]
    return [
        Todo(
            key=f"grant:{row.pk}",
            title=_("Decide on access to %(asset)s") % {"asset": row.asset.name},
            url=reverse("grant", args=[row.pk]),
            hint=_("%(person)s, %(class)s") % {"person": row.person.name, "class": row.asset.asset_class.name.lower()},
            kind=_("Access request"),
            due_at=row.requested_at + datetime.timedelta(days=2),
            consequence=2,
            vendor=row.vendor,
            meta={"reference": row.reference},
            state=todo.OVERDUE if row.requested_at + datetime.timedelta(days=2) < at else todo.NOT_STARTED,
        )
        for row in rows
        if not set(roles) <= {approval.role for approval in row.approvals.all()}
    ]


def today_panels(viewer: Actor, at: datetime.datetime) -> list[dict]:
    """Access that ends within thirty days, the next first."""
    if not viewer.may("access.read"):
        return []
    rows = Grant.objects.visible_to(viewer).filter(status="open", ends_at__range=(at, at + SOON)).order_by("ends_at")
    shown = [
        {
            "title": row.asset.name, "url": reverse("grant", args=[row.pk]), "meta": f"{row.person.name}, {row.vendor.name}",
            "end": say(business_days.last_of(row.ends_at)),
        }
        for row in rows.select_related("asset", "person", "vendor")[:5]
    ]  # fmt: skip
    panel = {"title": _("Access ending soon"), "template": "components/rows.html", "context": {"rows": shown}}
    return [panel] if shown else []


def person_panels(person, viewer: Actor, at: datetime.datetime) -> list[dict]:
    """Every path of this person to our information, and whether it opens now."""
    rows = list(
        Grant.objects.visible_to(viewer)
        .filter(person=person)
        .select_related("asset__asset_class")
        .order_by("-requested_at")
    )
    if not rows and not viewer.may("access.read"):
        return []
    decisions = eligibility.decide_many([(row.person_id, row.asset_id, row.level) for row in rows], at=at)
    shown = [_path(row, decision) for row, decision in zip(rows, decisions, strict=True)]
    empty = _("This person has asked for nothing.")
    return [
        {"title": _("Access"), "template": "components/rows_or_none.html", "context": {"rows": shown, "none": empty}}
    ]


def _path(grant, decision) -> dict:
    until = _("until %(when)s") % {"when": say(business_days.last_of(grant.ends_at))}
    return {
        "title": grant.asset.name,
        "url": reverse("grant", args=[grant.pk]),
        "meta": ", ".join([grant.reference, grant.asset.asset_class.name, grant.get_level_display(), until]),
        "state": state_of(grant, is_usable=decision.allowed),
    }


def figures(viewer: Actor, at: datetime.datetime) -> list[dict]:
    """Open grants that do not open anything now, and requests that wait."""
    if not viewer.may("access.read"):
        return []
    here = Grant.objects.visible_to(viewer)
    paused = here.filter(status="open", usability__is_usable=False).count()
    waiting = here.filter(status__in=["requested", "first_approved"]).count()
    return [
        {
            "label": _("Access without a valid basis"),
            "icon": "key-round",
            "value": paused,
            "unit": ngettext("grant", "grants", paused),
            "url": reverse("grants") + "?paused=yes",
            "tone": "danger" if paused else "",
            "note": _("A condition is not met; nothing opens"),
        },
        {
            "label": _("Waiting for a decision"),
            "icon": "clock",
            "value": waiting,
            "unit": ngettext("request", "requests", waiting),
            "url": reverse("grants") + "?state=requested,first_approved",
        },
    ]

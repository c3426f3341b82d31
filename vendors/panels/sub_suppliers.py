"""What do we show of the firms below a subcontractor? On its record, as tasks, and to its contact."""

import datetime
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.actors import Actor
from core.web.dates import say_day, say_moment
from core.web.todo import Todo
from vendors import business_days, places, sub_tree
from vendors.models import SubSupplier, SubSupplierDetails, SubSupplierFact, SubSupplierLink, Vendor
from vendors.models.sub_supplier import FLOW_DOWN
from vendors.policies import sub_suppliers as policy
from vendors.sub_tree import Branch, details_of

MOST = 50


def linked(branches: list[Branch], page: str) -> list[Branch]:
    """Each with the address of its page of this name."""
    for branch in branches:
        branch.url = reverse(page, args=[branch.node.pk])
    return branches


def columns() -> list[tuple]:
    return [
        ("depth", _("Depth")), ("path", _("Works through")), ("name", _("Name")), ("country", _("Country")),
        ("registration_number", _("Registration number")), ("key_person", _("Who owns or leads it")),
        ("work", _("What they do")), ("engagement", _("Engagement")), ("reaches", _("Protected information reaches it")),
        ("since", _("Since")), ("state", _("State")), ("because", _("Reason")),
        ("confidentiality", _("Confidentiality agreement passed down")), ("training", _("People trained")),
    ]  # fmt: skip


def cells(branches: list[Branch]) -> Iterator[list]:
    here = business_days.zone()
    for branch in branches:
        said, held = branch.said, branch.held
        yield [
            branch.depth, " > ".join(branch.path[:-1]), said.name, said.country, said.registration_number, said.key_person,
            said.work, said.engagement and said.engagement.title, said.reaches, _first_day(said, here),
            branch.node.get_status_display(), branch.node.because,
            *(_first_day(held[key], here) if key in held else None for key in FLOW_DOWN),
        ]  # fmt: skip


def _first_day(fact, here=None) -> datetime.date:
    """When it began; of one that was taken back before it could, when we were told."""
    return business_days.day_of(fact.starts_at or fact.known.lower, here)


def said_now(node: SubSupplier) -> dict:
    """What the form of a correction starts with."""
    said = details_of(node)
    names = ["name", "country", "registration_number", "key_person", "work"]
    return {
        **{name: getattr(said, name) for name in names}, "reaches": "yes" if said.reaches else "no",
        "parent": said.parent_id, "engagement": said.engagement_id, "since": _first_day(said),
    }  # fmt: skip


def told(node: SubSupplier, viewer: Actor, page: str) -> dict:
    """What both sides read of one: its state, where it stands, what was passed down, what was said before.

    `page`: the name of the page of one, whose file doors are called the same with `_file`.
    """
    rows = (
        SubSupplierDetails.objects.visible_to(viewer)
        .filter(node=node, known__isempty=False)
        .select_related("parent", "engagement")
    )
    said = list(rows.order_by("-known"))
    held = list(
        SubSupplierFact.objects.visible_to(viewer)
        .filter(node=node, known__isempty=False)
        .select_related("stored")
        .order_by("-known")
    )
    mine = [each for each in sub_tree.current(viewer, node.vendor_id) if each.node.pk == node.pk]
    branch = mine[0] if mine else Branch(_newest(said), 1, [node.name])
    return {
        "branch": branch, "facts": _facts(_newest(said), branch), "path": branch.path[:-1],
        "flow_down": [_flow_down(key, held, branch, page) for key in FLOW_DOWN], "earlier": [_earlier(each) for each in said],
        "approvals": [_approval(each) for each in held if each.requirement == "approved"],
    }  # fmt: skip


def named_before(node: SubSupplier, viewer: Actor) -> list[dict]:
    """The same name at the same subcontractor, refused or ended: naming it anew does not make it forgotten."""
    rows = SubSupplier.objects.visible_to(viewer).filter(vendor=node.vendor_id, name__iexact=node.name)
    return [
        {
            "title": _("Named %(day)s") % {"day": say_moment(row.named_at)}, "url": reverse("sub_supplier", args=[row.pk]),
            "meta": row.because, "end": row.get_status_display(),
        }
        for row in rows.exclude(pk=node.pk).order_by("-named_at")[:8]
    ]  # fmt: skip


def _newest(said: list[SubSupplierDetails]) -> SubSupplierDetails:
    return next(each for each in said if each.known.upper is None)


def _facts(said: SubSupplierDetails, branch: Branch) -> list[dict]:
    last = business_days.last_of(said.ends_at)
    return [
        {"label": _("What they do"), "value": said.work},
        {"label": _("Country"), "value": places.name_of(said.country)},
        {"label": _("Registration number"), "value": said.registration_number},
        {"label": _("Who owns or leads it"), "value": said.key_person},
        {"label": _("Hired by"), "value": said.parent.name if said.parent else _("The subcontractor itself")},
        {"label": _("Depth"), "value": branch.depth},
        {"label": _("On which work"), "value": said.engagement.title if said.engagement else _("All of it")},
        {"label": _("Protected information reaches it"), "value": _("Yes") if said.reaches else _("No")},
        {"label": _("Since"), "value": say_day(_first_day(said), "full")},
        *([{"label": _("Last day"), "value": say_day(last, "full")}] if last else []),
    ]


def _flow_down(key: str, held: list[SubSupplierFact], branch: Branch, page: str) -> dict:
    """One line; the fact that stands, if one does."""
    fact = branch.held.get(key)
    file = reverse(f"{page}_file", args=[branch.node.pk, fact.pk]) if fact and fact.stored_id else ""
    return {
        "key": key, "title": FLOW_DOWN[key], "fact": fact, "file": file, "asked": branch.said.reaches,
        "since": say_day(_first_day(fact), "full") if fact else "",
        "earlier": sum(each.requirement == key and each.known.upper is not None for each in held),
    }  # fmt: skip


def _earlier(said: SubSupplierDetails) -> dict:
    words = [said.work, places.name_of(said.country), said.parent.name if said.parent else _("directly")]
    reach = _("protected information reaches it") if said.reaches else _("no protected information")
    why = [_("corrected by us: %(why)s") % {"why": said.because}] if said.because else []
    meta = "; ".join([", ".join([*words, reach]), *why])
    return {"title": said.name, "meta": meta, "end": _known(said), "end_note": said.said_by_name}


def _known(said) -> str:
    first = say_day(business_days.day_of(said.known.lower))
    if said.known.upper is None:
        return _("told %(day)s, stands") % {"day": first}
    return _("told %(first)s, until %(last)s") % {
        "first": first, "last": say_day(business_days.day_of(said.known.upper)),
    }  # fmt: skip


def _approval(fact: SubSupplierFact) -> dict:
    title = say_day(_first_day(fact), "full")
    if fact.known.upper is not None:
        return {"title": title, "meta": fact.words, "end": _("replaced"), "end_note": fact.said_by_name}
    end = _("stands")
    if fact.ends_at or fact.during.isempty:
        end = _("until %(day)s") % {"day": say_moment(fact.ends_at or fact.known.lower)}
    return {"title": title, "meta": fact.words, "end": end, "end_note": fact.said_by_name}


def vendor_panels(vendor: Vendor, viewer: Actor, at: datetime.datetime) -> list[dict]:
    """The tree on a tab of its own; on the overview only what is not in order."""
    if not viewer.is_staff:
        return []
    return [*_of_firm(vendor, viewer), *_works_below(vendor, viewer)]


def _works_below(vendor: Vendor, viewer: Actor) -> list[dict]:
    """Where this firm of our register works for another one, as one of us linked it."""
    links = SubSupplierLink.objects.visible_to(viewer).filter(firm=vendor).select_related("node", "vendor")
    rows = [
        {"title": each.vendor.name, "meta": _("as %(name)s") % {"name": each.node}, "url": reverse("sub_supplier", args=[each.node_id])}
        for each in links.order_by("vendor__name")
    ]  # fmt: skip
    if not rows:
        return []
    return [{"title": _("Works below"), "template": "components/rows.html", "context": {"rows": rows}, "beside": True}]


def _of_firm(vendor: Vendor, viewer: Actor) -> list[dict]:
    branches = linked(sub_tree.current(viewer, vendor), "sub_supplier")
    if not branches:
        return []
    bad = [each for each in branches if not each.is_approved]
    url = reverse("sub_suppliers_export", args=[vendor.pk])
    found = [
        {
            "title": _("Sub-suppliers"), "template": "desk/vendors/sub_suppliers_panel.html", "tab": "sub-suppliers",
            "context": {"branches": branches, "vendor": vendor}, "count": len(branches), "alert": bool(bad),
            "url": url, "more": _("Export as CSV"), "note": _depth(branches),
        }
    ]  # fmt: skip
    if bad:
        found.append(
            {
                "title": _("Unapproved sub-suppliers"), "template": "components/rows.html", "beside": True,
                "context": {"rows": [_row(each) for each in bad[:8]]}, "note": len(bad),
                "url": reverse("subcontractor_tab", args=[vendor.pk, "sub-suppliers"]), "more": _("Show the tree"),
            }
        )  # fmt: skip
    return found


def _depth(branches: list[Branch]) -> str:
    deepest = max(each.depth for each in branches)
    return ngettext("%(n)d level deep", "%(n)d levels deep", deepest) % {"n": deepest}


def _row(branch: Branch) -> dict:
    reach = _("protected information reaches it") if branch.said.reaches else branch.said.work
    return {"title": branch.said.name, "url": branch.url, "meta": reach, "state": branch.state}


def desk_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    """Those that wait, for who decides and has not approved already; first those that information reaches."""
    if not policy.may_decide(viewer):
        return []
    reached = Exists(SubSupplierDetails.objects.current().filter(node=OuterRef("pk"), reaches=True))
    rows = SubSupplier.objects.visible_to(viewer).filter(status="named").exclude(first_by=viewer.user)
    return [
        Todo(
            key=f"sub-supplier:{row.pk}", title=_("Approve or refuse the sub-supplier %(name)s") % {"name": row},
            url=reverse("sub_supplier", args=[row.pk]), kind=_("Sub-supplier"), consequence=2 if row.is_reached else 3,
            hint=_("Protected information reaches it") if row.is_reached else "", vendor=row.vendor,
            meta={"reference": row.vendor.reference},
        )
        for row in rows.annotate(is_reached=reached).select_related("vendor").order_by("-is_reached", "named_at")[:MOST]
    ]  # fmt: skip


def portal_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    """For contacts: stop what was refused; pass down what is missing."""
    if not policy.can_name(viewer, viewer.vendor_id):
        return []
    found = []
    for branch in sub_tree.current(viewer, viewer.vendor_id):
        found += list(_asked(branch))
    return found[:MOST]


def _asked(branch: Branch) -> Iterator[Todo]:
    name, key = {"name": branch.said.name}, branch.node.pk
    if branch.node.status == "refused":
        yield Todo(
            key=f"sub-supplier:stop:{key}", title=_("Stop working with %(name)s, and tell us its last day") % name,
            url=reverse("portal_sub_supplier_ending", args=[key]), kind="sub-supplier", consequence=2,
            hint=_("We refused it. Why stands on its page"),
        )  # fmt: skip
        return
    titles = {
        "confidentiality": _("Pass the confidentiality agreement down to %(name)s"),
        "training": _("Have the people of %(name)s trained"),
    }
    for requirement in branch.missing:
        yield Todo(
            key=f"sub-supplier:{requirement}:{key}", title=titles[requirement] % name, kind="sub-supplier", consequence=2,
            url=reverse("portal_sub_supplier_flow_down", args=[key, requirement]),
            hint=_("Our protected information reaches it. State it, or upload what shows it"),
        )  # fmt: skip


def portal_company(viewer: Actor, at: datetime.datetime) -> list[dict]:
    branches = linked(sub_tree.current(viewer, viewer.vendor_id), "portal_sub_supplier")
    rows = [
        {"title": each.said.name, "url": each.url, "meta": each.said.work, "state": each.state} for each in branches
    ]
    context = {"rows": rows[:8], "plain": True, "count": len(rows)}
    return [
        {
            "title": _("Who works for you on our work"),
            "template": "portal/vendors/company_subs.html",
            "context": context,
        }
    ]

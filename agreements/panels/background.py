"""What do both sides read of background? One item, the lists of a firm, what waits for whom."""

from django.urls import reverse
from django.utils.translation import gettext as _

from agreements import background
from agreements.models import BackgroundItem, Supplement
from agreements.models.background_item import OURS, THEIRS
from agreements.policies import background as policy
from core.web.dates import say_day, say_moment
from core.web.todo import Todo

DRESS = {
    "declared": ("info", "clock"), "confirmed": ("ok", "check"), "disputed": ("warn", "triangle-alert"), "withdrawn": ("plain", "minus"),
    "proposed": ("info", "clock"), "refused": ("danger", "circle-x"),
}  # fmt: skip
MOST = 50


def tag_of(row) -> dict:
    tone, icon = DRESS[row.status]
    return {"tone": tone, "text": row.get_status_display(), "icon": icon}


def facts(item: BackgroundItem) -> list[dict]:
    return [
        {"label": _("Whose"), "value": item.get_side_display()},
        {"label": _("Owner"), "value": item.owner_name},
        {"label": _("Kind"), "value": item.get_kind_display()},
        {"label": _("Description"), "value": item.description},
        {"label": _("Rights"), "value": item.get_rights_display()},
        {"label": _("Terms"), "value": item.terms},
        {"label": _("Proof"), "value": item.get_proof_display()},
        {"label": "SHA-256", "value": item.proof_sha256},
        {"label": _("Shown to exist on"), "value": say_day(item.proof_on, "full") if item.proof_on else ""},
        {"label": _("Declared"), "value": _said(item.declared_at, item.declared_by_name)},
        *([{"label": item.get_status_display(), "value": _said(item.settled_at, item.settled_by_name)}] if item.settled_at else []),
        *([{"label": _("Remark or reason"), "value": item.because}] if item.because else []),
    ]  # fmt: skip


def rows(items, page: str) -> list[dict]:
    """For components/rows.html; `page`: the name of the page of one."""
    return [
        {"title": item.title, "url": reverse(page, args=[item.pk]), "state": tag_of(item),
         "meta": ", ".join([str(item.get_kind_display()), item.owner_name])}
        for item in items
    ]  # fmt: skip


def portal_tasks(viewer, at) -> list[Todo]:
    if not policy.can_declare(viewer, viewer.vendor_id):
        return []
    items = BackgroundItem.objects.visible_to(viewer).filter(side=OURS, status="declared").order_by("declared_at")
    pages = Supplement.objects.visible_to(viewer).filter(status="proposed").select_related("agreement")
    return [
        *(
            Todo(
                key=f"background-{item.pk}", title=_("Confirm what we owned before: %(title)s") % {"title": item.title}, kind="agreement",
                url=reverse("portal_background_item", args=[item.pk]), hint=_("2 minutes. It goes into the agreement"), consequence=3,
            )
            for item in items[:MOST]
        ),
        *(
            Todo(
                key=f"supplement-{row.pk}", title=_("Confirm the supplement to: %(paper)s") % {"paper": row.agreement.title}, kind="agreement",
                url=reverse("portal_supplement", args=[row.pk]), hint=_("It adds background to what you signed"), consequence=3,
            )
            for row in pages[:MOST]
        ),
    ]  # fmt: skip


def desk_tasks(viewer, at) -> list[Todo]:
    if not viewer.may("agreements.write"):
        return []
    items = BackgroundItem.objects.visible_to(viewer).filter(side=THEIRS, status="declared").select_related("vendor")
    return [
        Todo(
            key=f"background-{item.pk}", title=_("Look at background: %(title)s") % {"title": item.title}, kind=_("IP"), vendor=item.vendor,
            url=reverse("desk_background_item", args=[item.pk]), consequence=3, meta={"reference": item.vendor.reference},
            hint=_("Both sides confirm it before the agreement is signed"),
        )
        for item in items.order_by("declared_at")[:MOST]
    ]  # fmt: skip


def alike(item: BackgroundItem, viewer) -> list[dict]:
    """For staff: what another firm, or the same one, says of a like thing."""
    return [
        {
            "title": other.title, "url": reverse("desk_background_item", args=[other.pk]),
            "meta": ", ".join([other.vendor.name, str(other.get_side_display())]), "state": _likeness(item, other),
        }
        for other in background.alike(item, viewer)
    ]  # fmt: skip


def _likeness(item, other) -> dict:
    if item.proof_sha256 and item.proof_sha256 == other.proof_sha256:
        return {"tone": "danger", "text": _("Same file"), "icon": "triangle-alert"}
    if background.is_foreign(item, other):
        return {"tone": "warn", "text": _("Two firms claim it"), "icon": "triangle-alert"}
    return {"tone": "info", "text": _("Like title"), "icon": "info"}


def _said(at, name: str) -> str:
    return f"{say_moment(at, 'full')}, {name}"

"""What was heard of a subcontractor from outside? On its record, among the tasks, and as a difference of two scores."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from core.actors import Actor
from core.web.todo import Todo
from vendors import score_words
from vendors.models import Signal, Vendor
from vendors.policies import signals as policy
from vendors.scoring import doubting

DAYS_TO_SETTLE = datetime.timedelta(days=5)
SHOWN = 5
TAGS = {"open": ("info", "hourglass"), "taken_up": ("plain", "check"), "set_aside": ("plain", "minus")}


def tag(row: Signal) -> dict:
    tone, icon = TAGS[row.status]
    return {"text": row.get_status_display(), "tone": tone, "icon": icon}


def difference(row: Signal) -> dict:
    """{before, after, lines, words}: each factor that moved, in words."""
    lines = [
        {
            "name": score_words.name_of(each["key"]), "points": each["points"],
            "was": score_words.text(each["was"]) if each["was"] else "", "now": score_words.text(each["now"]) if each["now"] else "",
        }
        for each in doubting.differences(row.before, row.after)
    ]  # fmt: skip
    return {"before": row.before, "after": row.after, "lines": lines, "words": _words(row, lines)}


def _words(row: Signal, lines: list[dict]) -> str:
    if not row.before or not row.after:
        return _("The subcontractor has no score yet, so nothing can be set side by side.")
    if row.kind == "certificate":
        return _("The day before it lapsed, and when the signal was recorded.")
    concerned = doubting.CONCERNS.get(row.kind)
    if concerned is None:
        return _("A signal of this kind concerns no dimension by itself. Whoever takes it up says which.")
    said = {"name": score_words.name_of(concerned)}
    if not lines:
        return _("%(name)s was not assessed before, or its score is set by hand: nothing changes.") % said
    return _("After: “%(name)s” counts as not assessed until somebody has looked again.") % said


def vendor_panels(vendor: Vendor, viewer: Actor, at: datetime.datetime) -> list[dict]:
    """Those that wait on the overview; the newest others among the assessments."""
    if not viewer.is_staff:
        return []
    rows = Signal.objects.visible_to(viewer).filter(vendor=vendor).order_by("-recorded_at")
    waiting = list(rows.open()[:SHOWN])
    found = [_panel(_("Signals to look at"), waiting, vendor, viewer, "overview")] if waiting else []
    return [*found, _panel(_("Signals from outside"), list(rows[:SHOWN]), vendor, viewer, "assessments")]


def _panel(title: str, rows: list[Signal], vendor: Vendor, viewer: Actor, tab: str) -> dict:
    may_record = policy.can_record(viewer)
    return {
        "title": title, "tab": tab, "template": "desk/vendors/signals_panel.html", "context": {"lines": [{"row": row, "tag": tag(row)} for row in rows]},
        "url": reverse("signal_new", args=[vendor.pk]) if may_record else "", "more": _("Record a signal") if may_record else "",
    }  # fmt: skip


def desk_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    if not policy.can_settle(viewer):
        return []
    rows = Signal.objects.visible_to(viewer).open().select_related("vendor").order_by("recorded_at")[:50]
    return [
        Todo(
            key=f"signal:{row.pk}", title=_("Look at a signal: %(what)s") % {"what": row}, url=reverse("signal", args=[row.pk]), kind=_("Signal"),
            due_at=row.recorded_at + DAYS_TO_SETTLE, consequence=3, vendor=row.vendor, meta={"reference": row.vendor.reference}, hint=row.source,
        )
        for row in rows
    ]  # fmt: skip

"""What do both sides read of inventions of one's own and of joint developments, and what waits for whom?"""

from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.models import IndependentInvention, JointDevelopment, JointDuty
from agreements.policies import own as policy
from agreements.policies.background import OURS, side_of
from core.web.dates import say_day, say_moment
from core.web.todo import Todo
from vendors import business_days

DRESS = {
    "noticed": ("info", "clock"), "accepted": ("ok", "check"), "claimed": ("warn", "triangle-alert"), "running": ("info", "clock"), "ended": ("plain", "minus"),
}  # fmt: skip
MOST = 50


def tag_of(row) -> dict:
    tone, icon = DRESS[row.status]
    return {"tone": tone, "text": row.get_status_display(), "icon": icon}


def own_rows(rows, page: str) -> list[dict]:
    return [
        {"title": row.title, "url": reverse(page, args=[row.pk]), "state": tag_of(row), "meta": f"{row.person.name}, {say_day(row.made_on, 'full')}"}
        for row in rows.select_related("person")
    ]  # fmt: skip


def joint_rows(rows, page: str) -> list[dict]:
    return [
        {"title": row.title, "url": reverse(page, args=[row.pk]), "state": tag_of(row), "meta": _("Since %(day)s") % {"day": say_day(row.began_on, "full")}}
        for row in rows
    ]  # fmt: skip


def own_facts(row: IndependentInvention) -> list[dict]:
    return [
        {"label": _("Made by"), "value": row.person.name},
        {"label": _("Made on"), "value": say_day(row.made_on, "full")},
        {"label": _("What it is for"), "value": row.what},
        {"label": _("With whose things"), "value": row.means},
        {"label": _("Close to the work for us"), "value": row.get_near_display()},
        {"label": _("Told"), "value": say_moment(row.noticed_at, "full")},
        {"label": _("Answer by"), "value": say_day(row.answer_by, "full")},
        *([{"label": _("Our reason"), "value": row.because}] if row.because else []),
    ]  # fmt: skip


def joint_facts(row: JointDevelopment) -> list[dict]:
    said = {"ours": f"{row.our_share.normalize():f}", "theirs": f"{(100 - row.our_share).normalize():f}"}
    return [
        {"label": _("Engagement"), "value": row.engagement.title if row.engagement else ""},
        {"label": _("What the company brings"), "value": row.our_part},
        {"label": _("What the subcontractor brings"), "value": row.their_part},
        {"label": _("Who owns it"), "value": _("The company %(ours)s %%, the subcontractor %(theirs)s %%") % said},
        {"label": _("Licences"), "value": row.licence},
        {"label": _("Selling and licensing"), "value": row.exploitation},
        {"label": _("Began on"), "value": say_day(row.began_on, "full")},
        *([{"label": _("Why it ended"), "value": row.because}] if row.because else []),
    ]  # fmt: skip


def duties(joint: JointDevelopment, viewer, page: str, today) -> list[dict]:
    """Each notice and consent, with the way to say that it is done for who may."""
    return [
        {
            "row": row, "is_late": row.done_at is None and row.due_on < today,
            "url": reverse(page, args=[row.pk]) if policy.can_fulfil(viewer, row) and joint.status == "running" else "",
        }
        for row in JointDuty.objects.visible_to(viewer).filter(joint=joint)
    ]  # fmt: skip


def portal_tasks(viewer, at) -> list[Todo]:
    """Notices and consents that the firm owes."""
    rows = JointDuty.objects.visible_to(viewer).filter(done_at=None, side="subcontractor", joint__status="running")
    return [
        Todo(
            key=f"joint-duty-{row.pk}", title=_("%(kind)s due: %(what)s") % {"kind": row.get_kind_display(), "what": row.what}, kind="agreement",
            url=reverse("portal_joint_duty", args=[row.pk]), due_at=business_days.last_moment_of(row.due_on), consequence=3,
        )
        for row in rows[:MOST]
    ]  # fmt: skip


def desk_tasks(viewer, at) -> list[Todo]:
    if not policy.can_answer(viewer):
        return []
    told = (
        IndependentInvention.objects.visible_to(viewer)
        .filter(status="noticed")
        .select_related("vendor")
        .order_by("answer_by")
    )
    owed = (
        JointDuty.objects.visible_to(viewer)
        .filter(done_at=None, side="company", joint__status="running")
        .select_related("vendor")
    )
    return [
        *(
            Todo(
                key=f"independent-{row.pk}", title=_("Answer on: %(title)s") % {"title": row.title}, url=reverse("desk_independent", args=[row.pk]),
                kind=_("IP"), hint=_("Made outside the work, as they say"), vendor=row.vendor, due_at=business_days.last_moment_of(row.answer_by),
                consequence=3, meta={"reference": row.vendor.reference},
            )
            for row in told[:MOST]
        ),
        *(
            Todo(
                key=f"joint-duty-{row.pk}", title=_("%(kind)s due: %(what)s") % {"kind": row.get_kind_display(), "what": row.what}, kind=_("IP"),
                url=reverse("desk_joint_duty", args=[row.pk]), vendor=row.vendor, due_at=business_days.last_moment_of(row.due_on), consequence=3,
                meta={"reference": row.vendor.reference},
            )
            for row in owed[:MOST]
        ),
    ]  # fmt: skip


def speaks(viewer) -> bool:
    """Whether this person reads joint developments of the firm in the portal."""
    return side_of(viewer, viewer.vendor_id) not in {"", OURS}

"""What stands against clear title anywhere: claims that clash, what came too late, shares beside the whole, days that have passed?"""

import datetime

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements import background, disclosure
from agreements.models import BackgroundItem, IndependentInvention, Invention, JointDevelopment, JointDuty
from core.actors import Actor
from core.web.dates import say_day
from vendors.models import Engagement

MOST = 200  # rows of one kind that are looked at; the lists have them all


def counts(viewer: Actor) -> list[dict]:
    """Each register with how much is in it, and where it is."""
    return [
        {
            "label": _("Inventions"),
            "url": reverse("desk_inventions"),
            "count": Invention.objects.visible_to(viewer).count(),
        },
        {
            "label": _("Background IP"),
            "url": reverse("desk_background"),
            "count": BackgroundItem.objects.visible_to(viewer).count(),
        },
        {
            "label": _("Inventions of their own"),
            "url": reverse("desk_independents"),
            "count": IndependentInvention.objects.visible_to(viewer).count(),
        },
        {
            "label": _("Joint developments"),
            "url": reverse("desk_joints"),
            "count": JointDevelopment.objects.visible_to(viewer).count(),
        },
    ]


def conflicts(viewer: Actor, today: datetime.date) -> list[dict]:
    """For staff alone: each {kind, title, firm, words, url}."""
    return [
        *_claimed_twice(viewer),
        *_declared_late(viewer),
        *_of_their_own(viewer),
        *_shares(viewer),
        *_overdue(viewer, today),
    ]


def _claimed_twice(viewer: Actor) -> list[dict]:
    """Two subcontractors say that the same is theirs; each pair once."""
    found, seen = [], set()
    items = BackgroundItem.objects.visible_to(viewer).filter(side="subcontractor").exclude(status="withdrawn")
    for item in items.select_related("vendor").order_by("declared_at")[:MOST]:
        for other in background.alike(item, viewer):
            pair = frozenset((item.pk, other.pk))
            if background.is_foreign(item, other) and pair not in seen:
                seen.add(pair)
                words = _("%(firm)s declares it as well: %(title)s") % {"firm": other.vendor.name, "title": other.title}
                found.append(_line(_("Claimed by two firms"), item, words, "desk_background_item"))
    return found


def _declared_late(viewer: Actor) -> list[dict]:
    """Background that was declared after an invention of a like title was disclosed by the same firm."""
    found = []
    for item in (
        BackgroundItem.objects.visible_to(viewer)
        .filter(side="subcontractor")
        .exclude(status="withdrawn")
        .select_related("vendor")[:MOST]
    ):
        if row := told_before(item, viewer):
            said = {"title": row.title, "day": say_day(row.disclosed_at.date(), "full")}
            words = _("“%(title)s” was disclosed on %(day)s, before this was declared") % said
            found.append(_line(_("Declared after the disclosure"), item, words, "desk_background_item"))
    return found


def told_before(item: BackgroundItem, viewer: Actor) -> Invention | None:
    rows = Invention.objects.visible_to(viewer).filter(vendor=item.vendor_id, disclosed_at__lt=item.declared_at)
    return rows.annotate(likeness=TrigramSimilarity("title", item.title)).filter(likeness__gte=background.ALIKE).first()


def _of_their_own(viewer: Actor) -> list[dict]:
    """Not answered yet, and close to the work: as its maker says, or by its words."""
    found = []
    for row in (
        IndependentInvention.objects.visible_to(viewer).exclude(status="accepted").select_related("vendor")[:MOST]
    ):
        if row.near == "yes" or near(row, viewer):
            words = _("Its maker says so") if row.near == "yes" else _("By its words it is like the work")
            found.append(_line(_("Close to the work for us"), row, words, "desk_independent"))
    return found


def near(row: IndependentInvention, viewer: Actor) -> list[dict]:
    """The engagements and inventions of the same firm whose words are like this, for components/rows.html."""
    works = Engagement.objects.visible_to(viewer).filter(vendor=row.vendor_id)
    works = works.annotate(
        likeness=TrigramWordSimilarity(row.title, "title"), of=TrigramWordSimilarity(row.title, "purpose")
    )
    told = (
        Invention.objects.visible_to(viewer)
        .filter(vendor=row.vendor_id)
        .annotate(likeness=TrigramSimilarity("title", row.title))
    )
    return [
        *(
            {"title": each.title, "url": reverse("engagement", args=[each.pk]), "meta": _("Engagement")}
            for each in works.filter(Q(likeness__gte=background.ALIKE) | Q(of__gte=background.ALIKE))[:5]
        ),
        *(
            {"title": each.title, "url": reverse("desk_invention", args=[each.pk]), "meta": _("Invention")}
            for each in told.filter(likeness__gte=background.ALIKE)[:5]
        ),
    ]


def _shares(viewer: Actor) -> list[dict]:
    rows = Invention.objects.visible_to(viewer).filter(status__in=["disclosed", "claimed"]).select_related("vendor")
    wrong = rows.annotate(whole=Sum("contributors__share")).exclude(whole=disclosure.WHOLE)
    return [
        _line(_("Shares beside the whole"), row, disclosure.share_words(list(row.contributors.all())), "desk_invention")
        for row in wrong[:MOST]
    ]


def _overdue(viewer: Actor, today: datetime.date) -> list[dict]:
    passed = Q(status="disclosed", review_by__lt=today) | Q(status="claimed", assign_by__lt=today)
    late = Invention.objects.visible_to(viewer).filter(passed).select_related("vendor")
    own = (
        IndependentInvention.objects.visible_to(viewer)
        .filter(status="noticed", answer_by__lt=today)
        .select_related("vendor")
    )
    owed = (
        JointDuty.objects.visible_to(viewer)
        .filter(done_at=None, due_on__lt=today, joint__status="running")
        .select_related("vendor", "joint")
    )
    label = _("Overdue")
    return [
        *(_line(label, row, _("Since %(day)s") % {"day": _day(row)}, "desk_invention") for row in late[:MOST]),
        *(_line(label, row, _("Since %(day)s") % {"day": say_day(row.answer_by, "full")}, "desk_independent") for row in own[:MOST]),
        *(
            {**_line(label, row.joint, _("%(what)s, since %(day)s") % {"what": row.what, "day": say_day(row.due_on, "full")}, "desk_joint"), "firm": row.vendor.name}
            for row in owed[:MOST]
        ),
    ]  # fmt: skip


def _day(row: Invention) -> str:
    return say_day(row.review_by if row.status == "disclosed" else row.assign_by, "full")


def _line(kind: str, row, words: str, page: str) -> dict:
    return {
        "kind": kind,
        "title": row.title,
        "firm": row.vendor.name,
        "words": words,
        "url": reverse(page, args=[row.pk]),
    }

"""What do both sides read of an invention: what was said, by when what is due, what is odd, and what waits for whom?"""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from agreements import disclosure, invention_law
from agreements.models import Invention
from agreements.policies import inventions as policy
from core.web.dates import say_day, say_moment
from core.web.todo import IN_PROGRESS, Todo
from vendors import business_days, places

DRESS = {
    "draft": ("", "pencil"), "disclosed": ("info", "clock"), "claimed": ("warn", "clock"), "assigned": ("ok", "check"),
    "released": ("plain", "minus"), "discarded": ("plain", "minus"),
}  # fmt: skip
MOST = 50


def tag_of(invention: Invention) -> dict:
    tone, icon = DRESS[invention.status]
    return {"tone": tone, "text": invention.get_status_display(), "icon": icon}


def rows(inventions, page: str) -> list[dict]:
    return [
        {
            "title": row.title, "url": reverse(page, args=[row.pk]), "state": tag_of(row),
            "meta": _("Sent %(moment)s") % {"moment": say_moment(row.disclosed_at)} if row.disclosed_at else _("Not sent yet"),
        }
        for row in inventions
    ]  # fmt: skip


def steps(invention: Invention, current: str) -> list[dict]:
    """For components/steps.html; each leads to its own page."""
    return [
        {
            "label": label, "url": reverse("portal_invention_step", args=[invention.pk, key]),
            "state": "current" if key == current else "done" if _is_said(invention, key) else "",
        }
        for key, label in disclosure.STEPS.items()
    ]  # fmt: skip


def after(invention: Invention, step: str) -> tuple:
    """Where the next step is; after the last one the page of the whole."""
    keys = list(disclosure.STEPS)
    place = keys.index(step) + 1
    return (
        ("portal_invention_step", invention.pk, keys[place])
        if place < len(keys)
        else ("portal_invention", invention.pk)
    )


def _is_said(invention: Invention, step: str) -> bool:
    return {
        "what": bool(invention.problem and invention.solution), "who": invention.contributors.exists(), "when": invention.conceived_on is not None,
        "with": bool(invention.background or invention.third_party), "public": bool(invention.publication),
    }[step]  # fmt: skip


def said_now(invention: Invention, step: str) -> dict:
    """What the form of this step starts with."""
    names = {
        "what": ["title", "problem", "solution", "engagement"], "when": ["conceived_on", "evidence"], "with": ["background", "third_party"],
        "public": ["publication", "publication_on"], "who": [],
    }[step]  # fmt: skip
    if step != "who":
        return {name: getattr(invention, name) for name in names}
    found: dict = {}
    for number, each in enumerate(invention.contributors.all(), 1):
        found |= {
            f"name_{number}": each.name, f"employer_{number}": each.employer, f"country_{number}": each.country, f"share_{number}": each.share,
        }  # fmt: skip
    return found or {"name_1": invention.person.name}


def told(invention: Invention) -> dict:
    """What was said, as a summary with the way to change each part."""
    people = list(invention.contributors.all())
    parts = {
        "what": [(_("Title"), invention.title), (_("Problem"), invention.problem), (_("Solution"), invention.solution), (_("Work"), invention.engagement)],
        "who": [(_("Inventors"), "\n".join(_inventor(each) for each in people))],
        "when": [
            (_("Idea on"), say_day(invention.conceived_on, "full") if invention.conceived_on else ""), (_("What shows it"), invention.evidence),
            (_("File"), invention.stored.name if invention.stored else ""),
        ],
        "with": [(_("Built on"), invention.background), (_("Parts of others"), invention.third_party)],
        "public": [
            (_("Who hears of it"), invention.publication),
            (_("At the earliest on"), say_day(invention.publication_on, "full") if invention.publication_on else ""),
        ],
    }  # fmt: skip
    return {
        "state": tag_of(invention), "contributors": people, "share_words": disclosure.share_words(people),
        "summary": [
            {"label": label, "value": str(value) if value else "", "step": key} for key, lines in parts.items() for label, value in lines
        ],
        "decided": _decided(invention), "publication": publication_warning() if invention.publication or invention.publication_on else None,
    }  # fmt: skip


def _inventor(each) -> str:
    said = {"name": each.name, "share": disclosure.say_share(each.share), "employer": each.get_employer_display()}
    words = _("%(name)s, %(share)s %%, works for: %(employer)s") % said
    return f"{words}, {places.name_of(each.country)}" if each.country else words


def _decided(invention: Invention) -> list[dict]:
    if not invention.decided_at:
        return []
    return [
        {"label": _("What is to become of it"), "value": invention.get_classification_display()},
        {"label": _("Who owns it"), "value": invention.get_owner_display()},
        {"label": _("Assigned by"), "value": say_day(invention.assign_by, "full") if invention.assign_by else _("Nothing to assign")},
        {"label": _("Reason"), "value": invention.because},
    ]  # fmt: skip


def publication_warning() -> dict:
    """The facts on showing it before a filing, with source and month."""
    return invention_law.warning_of_publication()


def law(invention: Invention, country: str) -> dict:
    """The facts of the country: those that were kept with the decision, else as they are now, and the dates that follow."""
    found = invention.law or invention_law.facts_of(country)
    names = [
        ("claim", _("Who may claim it")), ("pay", _("Pay of the inventors")), ("moral", _("Moral rights")), ("form", _("Form")), ("record", _("Register")),
    ]  # fmt: skip
    told_on = business_days.day_of(invention.disclosed_at) if invention.disclosed_at else None
    until = invention.law_until or (told_on and invention_law.law_until(country, told_on))
    return {
        "country": places.name_of(country), "lines": [{"label": label, "value": found[key]} for key, label in names if found.get(key)],
        "sources": found.get("sources", []), "as_of": found.get("as_of", ""), "until": until,
        "assign_by": invention.assign_by or (told_on and invention_law.assign_by(country, told_on)),
    }  # fmt: skip


def oddities(invention: Invention, today: datetime.date) -> list[str]:
    """What counsel should look at before anything is decided, a sentence each."""
    people = list(invention.contributors.all())
    found = [disclosure.share_words(people)]
    if days := disclosure.late_by(invention, today):
        found.append(_("It was told %(days)s days later than the agreement asks for.") % {"days": days})
    if invention.publication or invention.publication_on:
        found.append(_("It was shown to others, or is to be: a patent may be lost."))
    if others := [each.name for each in people if each.employer == "other"]:
        found.append(_("Not bound by the firm's agreement: %(names)s.") % {"names": ", ".join(others)})
    if strangers := [each.name for each in people if each.employer == "subcontractor" and each.person_id is None]:
        found.append(_("Not found among the people of the firm: %(names)s.") % {"names": ", ".join(strangers)})
    return [words for words in found if words]


def portal_tasks(viewer, at) -> list[Todo]:
    """What this person began and has not sent, and what came back."""
    if not viewer.person_id:
        return []
    own = Invention.objects.visible_to(viewer).filter(person_id=viewer.person_id, status="draft").order_by("started_at")
    return [
        Todo(
            key=f"invention-{row.pk}", title=_("Go on with: %(title)s") % {"title": row.title}, url=reverse("portal_invention", args=[row.pk]),
            kind="agreement", state=IN_PROGRESS, consequence=3,
            hint=_("It came back with a question") if row.because else _("Nobody reads it before you send it"),
        )
        for row in own[:MOST]
    ]  # fmt: skip


def desk_tasks(viewer, at) -> list[Todo]:
    if not policy.can_decide(viewer):
        return []
    waiting = (
        Invention.objects.visible_to(viewer).filter(status="disclosed").select_related("vendor").order_by("review_by")
    )
    claimed = (
        Invention.objects.visible_to(viewer).filter(status="claimed").select_related("vendor").order_by("assign_by")
    )
    return [
        *(_desk_task(row, _("Decide on the invention: %(title)s"), row.review_by, _("Patent, secret, publish or release")) for row in waiting[:MOST]),
        *(_desk_task(row, _("Have assigned: %(title)s"), row.assign_by, _("Every inventor and the firm sign")) for row in claimed[:MOST]),
    ]  # fmt: skip


def _desk_task(row: Invention, title: str, day: datetime.date, hint: str) -> Todo:
    return Todo(
        key=f"invention-{row.pk}", title=title % {"title": row.title}, url=reverse("desk_invention", args=[row.pk]), kind=_("IP"), hint=hint,
        vendor=row.vendor, due_at=business_days.last_moment_of(day), consequence=3, meta={"reference": row.vendor.reference},
    )  # fmt: skip

"""How does a wish for another wording look, and what became of it? The same for both sides, but for their own remarks."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements.models import DRAFTING, OURS, Agreement, Deviation, DeviationRemark
from agreements.policies import deviations as policy
from agreements.rendering import differing, terms
from core.web.todo import NOT_STARTED, Todo

HISTORY = [
    ("at", _l("When")), ("clause", _l("Clause")), ("wish", _l("Wish")), ("round", _l("Round")), ("step", _l("What happened")), ("side", _l("Side")),
    ("who", _l("Who")), ("because", _l("Reason")), ("wording", _l("Wording")), ("state", _l("State today")),
]  # fmt: skip
DRESS = {
    "kept": ("outline", "pencil"), "open": ("warn", "clock"), "countered": ("info", "message-square"), "accepted": ("ok", "check"),
    "refused": ("danger", "circle-x"), "answered": ("plain", "check"), "withdrawn": ("plain", "minus"),
}  # fmt: skip


# Whose turn it is, as the other side reads it.
THEIR_WORDS = {"open": _l("With us"), "countered": _l("Your turn")}


def tag_of(row: Deviation, *, is_theirs: bool = False) -> dict:
    """`is_theirs`: the other side reads it."""
    tone, icon = DRESS[row.status]
    words = THEIR_WORDS.get(row.status) if is_theirs else None
    return {"tone": tone, "text": words or row.get_status_display(), "icon": icon}


def shown(row: Deviation, *, is_theirs: bool = False) -> dict:
    """In short: the clause, its state, and the words that would go and come."""
    return {"row": row, "state": tag_of(row, is_theirs=is_theirs), "rows": difference(row)}


def difference(row: Deviation) -> list:
    """From the clause as it read to the wording on the table."""
    if row.kind == "question":
        return []
    return differing.sentences([each["text"] for each in row.before], row.texts)


def record(row: Deviation, viewer) -> dict:
    """One deviation with every step, and the remarks of the reader's own side."""
    return {
        **shown(row, is_theirs=viewer.is_person),
        "steps": steps(row),
        "remarks": DeviationRemark.objects.visible_to(viewer).filter(deviation=row),
        "before": [each["text"] for each in row.before],
    }


def steps(row: Deviation) -> list[dict]:
    """Oldest first; each wording against the one before it."""
    found, last = [], [each["text"] for each in row.before]
    for step in row.steps.order_by("number"):
        now = [each["text"] for each in step.words]
        found.append({"step": step, "rows": differing.sentences(last, now) if now else []})
        last = now or last
    return found


def of_agreement(agreement: Agreement, viewer) -> list[dict]:
    """All that this reader may see, the newest first."""
    rows = Deviation.objects.visible_to(viewer).filter(agreement=agreement).select_related("round")
    return [shown(row, is_theirs=viewer.is_person) for row in rows.order_by("-made_at", "-id")]


def by_clause(rows: list[dict]) -> dict[str, list[dict]]:
    """Clause's key -> what is proposed for it and not over."""
    found: dict[str, list[dict]] = {}
    for each in rows:
        if each["row"].status in ("kept", "open", "countered"):
            found.setdefault(each["row"].clause, []).append(each)
    return found


def history(agreement: Agreement, viewer) -> list[list]:
    """One line a step, oldest first, of what this reader may see."""
    rows = (
        Deviation.objects.visible_to(viewer)
        .filter(agreement=agreement)
        .select_related("round")
        .prefetch_related("steps")
    )
    found = [(step.made_at, row, step) for row in rows for step in row.steps.all()]
    return [
        [
            step.made_at, row.title, row.get_kind_display(), row.round.number if row.round else "", step.get_kind_display(),
            step.get_side_display(), step.made_by_name, step.because, "\n".join(each["text"] for each in step.words), row.get_status_display(),
        ]
        for _at, row, step in sorted(found, key=lambda each: (each[0], each[2].number))
    ]  # fmt: skip


def undecided(agreement: Agreement) -> list[dict]:
    """What stands against issuing."""
    return [shown(row) for row in Deviation.objects.filter(agreement=agreement).undecided().order_by("sent_at", "id")]


def agreed(agreement: Agreement) -> list[dict]:
    """Where the text differs from the standard, by whose word and why. `approval`: the step of ours that allows it, which
    is our own wording where the other side took that."""
    rows = Deviation.objects.filter(agreement=agreement).agreed().prefetch_related("steps")
    return [{**shown(row), "approval": _approval(row)} for row in rows]


def _approval(row: Deviation):
    ours = [step for step in row.steps.all() if step.side == OURS and step.kind in ("accepted", "countered")]
    return max(ours, key=lambda step: step.number)


def changes(before: dict, after: dict) -> list[dict]:
    """The clauses of two bodies that do not read the same, with the words that went and came."""
    old, new = ({section["key"]: section for section in body["sections"]} for body in (before, after))
    found = []
    for key in [*new, *(key for key in old if key not in new)]:
        texts = [[row["text"] for row in side[key]["sentences"]] if key in side else [] for side in (old, new)]
        if differing.differs(*texts):
            section, rows = new.get(key) or old[key], differing.sentences(*texts)
            said = {"title": section["title"], "number": section["number"], "gone": key not in new}
            found.append({"key": key, "rows": rows, **said})
    return found


def to_decide(viewer) -> list[Todo]:
    """What waits for this member of staff as the approver that the clause names."""
    rows = Deviation.objects.visible_to(viewer).filter(status="open", agreement__status__in=DRAFTING)
    return [
        Todo(
            key=f"deviation-{row.pk}", title=_("Decide on another wording: %(clause)s") % {"clause": row.title}, kind=_("Agreement"),
            url=reverse("desk_deviation", args=[row.pk]), state=NOT_STARTED, consequence=2, vendor=row.vendor, due_at=_due(row),
            hint=_("The agreement waits for it: “%(reason)s”") % {"reason": row.because[:80]},
        )
        for row in rows.select_related("agreement", "vendor").order_by("due_on", "id")[:50]
        if policy.can_decide(viewer, row)
    ]  # fmt: skip


def to_answer(viewer) -> list[Todo]:
    """Wordings of ours that the firm has not answered."""
    rows = Deviation.objects.visible_to(viewer).filter(status="countered", agreement__status="negotiating")
    return [
        Todo(
            key=f"deviation-{row.pk}", title=_("Answer our wording: %(clause)s") % {"clause": row.title}, kind="agreement",
            url=reverse("portal_deviation", args=[row.pk]), state=NOT_STARTED, consequence=3, due_at=_due(row),
            hint=_("Accept it, refuse it, or propose yet another one."),
        )
        for row in rows.select_related("agreement").order_by("due_on", "id")[:50]
    ]  # fmt: skip


def _due(row: Deviation):
    return terms.last_moment_of(row.due_on, row.agreement.zone) if row.due_on else None

"""Which clauses answer what screening found at the firm, and does the draft have them? The mapping is the screening guide's own."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from agreements.models import Agreement, ClauseEdition, ScreeningAnswer
from agreements.models.screening_answer import LEFT
from agreements.rendering.checking import Problem
from vendors.models import ScreeningProposal


@dataclass(frozen=True)
class Proposed:
    """`choice` of the draft (composing.Choice), None where its template has no such clause; `answer` as it was kept."""

    key: str
    title: str
    plain: str
    finding: str
    text: str
    choice: object
    answer: ScreeningAnswer | None

    @property
    def is_in(self) -> bool:
        return bool(self.choice and self.choice.is_in)

    @property
    def can_be_taken(self) -> bool:
        return bool(self.choice and not self.choice.locked)

    @property
    def is_open(self) -> bool:
        """Neither in the text nor left out with a reason."""
        return not self.is_in and not (self.answer and self.answer.decision == LEFT)


def standing(agreement: Agreement) -> list[ScreeningProposal]:
    """Of the newest decision on the firm; a paper of one person, of an invention or of changes answers none of it."""
    if agreement.person_id or agreement.invention_id or agreement.is_amendment:
        return []
    return list(ScreeningProposal.objects.standing_for(agreement.vendor).filter(kind="clause").order_by("ref"))


def proposed(draft) -> list[Proposed]:
    rows = standing(draft.agreement)
    answers = {row.clause: row for row in ScreeningAnswer.objects.filter(agreement=draft.agreement)} if rows else {}
    choices = {choice.clause["id"]: choice for choice in draft.choices}
    others = [row.ref for row in rows if row.ref not in choices]
    clauses = {row.key: row.content for row in ClauseEdition.objects.newest().filter(key__in=others)} if others else {}
    return [_one(row, choices.get(row.ref), clauses.get(row.ref, {}), answers.get(row.ref)) for row in rows]


def problems(draft) -> list[Problem]:
    """A warning for each that is neither in the text nor left out with a reason."""
    sentence = _(
        "Screening found “%(finding)s” and proposes the clause “%(title)s”. Take it in, or leave it out with a reason."
    )
    return [
        Problem("warn", f"screening-{row.key}", sentence % {"finding": row.finding, "title": row.title}, row.key)
        for row in proposed(draft)
        if row.is_open
    ]


def _one(row: ScreeningProposal, choice, other: dict, answer: ScreeningAnswer | None) -> Proposed:
    clause = choice.clause if choice else other
    return Proposed(
        row.ref, clause.get("title", row.text), clause.get("plain", ""), row.because, row.text, choice, answer
    )

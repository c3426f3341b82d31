"""Which answers has nobody judged, and which of those say by themselves that somebody should?"""

from dataclasses import dataclass

from vendors import answers_given, questionnaire_engine
from vendors.models import Assessment
from vendors.questionnaire_engine import NOTHING

RISKY = {"medium", "high"}


@dataclass(frozen=True)
class Weighed:
    """Questions that are shown and were answered: how many, and those without a verdict, `flagged` ones apart."""

    answered: int
    plain: list[dict]
    flagged: list[dict]

    @property
    def judged(self) -> int:
        return self.answered - len(self.plain) - len(self.flagged)

    @property
    def wants_reason(self) -> bool:
        """Whether taking the answers as they are has to be explained: the record could not show what was checked."""
        return bool(self.flagged) or not self.judged


def of(assessment: Assessment) -> Weighed:
    rows = answers_given.rows(assessment)
    given, weighed = answers_given.given_by(rows), answers_given.weighed(assessment, rows)
    shown = questionnaire_engine.shown(assessment.questions["questions"], given)
    answered = [each for each in shown if questionnaire_engine.is_given(each, given.get(each["id"], NOTHING))]
    open_ones = [each for each in answered if not rows[each["id"]].verdict]
    flagged = [
        each
        for each in open_ones
        if any(_is_flagged(each, said[each["id"]].value) for said in (given, weighed))  # a correction hides no risk
    ]
    return Weighed(len(answered), [each for each in open_ones if each not in flagged], flagged)


def _is_flagged(question: dict, value) -> bool:
    """A risk by its own words; what refuses a firm is one."""
    hints = questionnaire_engine.hints(question, value)
    return questionnaire_engine.risk(question, value) in RISKY or any(hint.is_knock_out for hint in hints)

"""How far is a questionnaire, question by question, for those who answer it? Its rows are read once and then only looked at."""

from dataclasses import dataclass
from functools import cached_property

from vendors import answers_given, earlier_answers, questionnaire_engine
from vendors.earlier_answers import Earlier
from vendors.models import Answer, Assessment, Person
from vendors.policies import answering as policy
from vendors.questionnaire_engine import NOTHING, Given


@dataclass
class Progress:
    """`sections`: ids of the sections that this reader may see; None is all of them."""

    assessment: Assessment
    sections: set[str] | None = None

    @classmethod
    def seen_by(cls, viewer, assessment: Assessment) -> "Progress":
        return cls(assessment, policy.sections_of(viewer, assessment))

    @cached_property
    def rows(self) -> dict[str, Answer]:
        """Answers by question, each with `held`, the number of its files."""
        return answers_given.rows(self.assessment)

    @cached_property
    def given(self) -> dict[str, Given]:
        return answers_given.given_by(self.rows)

    @cached_property
    def shown(self) -> list[dict]:
        """The questions that the answers so far lead to, as far as this reader may see them."""
        found = questionnaire_engine.shown(self.assessment.questions["questions"], self.given)
        return [each for each in found if self.may_see(each["section"])]

    @cached_property
    def back(self) -> set[str]:
        """The questions that came back to be answered anew."""
        return {key for key, row in self.rows.items() if row.is_reopened}

    @cached_property
    def offered(self) -> dict[str, Earlier]:
        """What an earlier submission said about the questions that are not answered here yet; also about those to which
        the earlier answers would lead once they are confirmed."""
        if not self.assessment.is_answerable:
            return {}
        before = earlier_answers.of(self.assessment)
        given = {key: Given(each.value, len(each.files)) for key, each in before.items()}
        given |= {each["id"]: self.mine(each) for each in self.shown if self.is_given(each)}
        asked = questionnaire_engine.shown(self.assessment.questions["questions"], given)
        return {
            each["id"]: before[each["id"]]
            for each in asked
            if each["id"] in before and self.may_see(each["section"]) and not self.is_given(each)
        }

    @cached_property
    def names(self) -> dict:
        """Account -> the person's name at the firm, for everybody who saved an answer."""
        users = {row.saved_by_id for row in self.rows.values()} - {None}
        people = Person.objects.filter(vendor_id=self.assessment.vendor_id, user__in=users)
        return dict(people.values_list("user_id", "name"))

    def may_see(self, section: str) -> bool:
        return self.sections is None or section in self.sections

    @property
    def parts(self) -> list[dict]:
        """The sections that this reader may see."""
        return [each for each in self.assessment.questions["sections"] if self.may_see(each["id"])]

    def of(self, section: str) -> list[dict]:
        return [each for each in self.shown if each["section"] == section]

    def mine(self, question: dict) -> Given:
        return self.given.get(question["id"], NOTHING)

    def missing(self, question: dict) -> str:
        """`back` while an answer that came back is as it was, `answer`, `rows`, `evidence`, or "" for a question that is done."""
        row = self.rows.get(question["id"])
        if row and answers_given.is_still_back(self.assessment, row):
            return "back"
        return questionnaire_engine.missing(question, self.mine(question))

    def is_given(self, question: dict) -> bool:
        return questionnaire_engine.is_given(question, self.mine(question))

    def count(self, questions: list[dict]) -> int:
        """How many of them are answered, with all that the answer wants; an empty one is none, even where it may be empty."""
        return sum(
            self.is_given(each) and not questionnaire_engine.missing(each, self.mine(each)) for each in questions
        )

    @property
    def done(self) -> int:
        return self.count(self.shown)

    @property
    def wanting(self) -> list[dict]:
        """What still wants something, what came back first."""
        open_ones = [each for each in self.shown if self.missing(each)]
        return sorted(open_ones, key=lambda each: self.missing(each) != "back")

    def after(self, key: str) -> dict | None:
        """The question that follows by the answers as they are now."""
        return self._beside(key, 1)

    def before(self, key: str) -> dict | None:
        return self._beside(key, -1)

    def place(self, key: str) -> int | None:
        """1 for the first question that is shown."""
        keys = [each["id"] for each in self.shown]
        return keys.index(key) + 1 if key in keys else None

    def _beside(self, key: str, step: int) -> dict | None:
        """Of a question that is hidden by now: the one beside its place in the questionnaire."""
        order = {each["id"]: number for number, each in enumerate(self.assessment.questions["questions"])}
        here = [each for each in self.shown if (order[each["id"]] - order[key]) * step > 0]
        return next(iter(here if step > 0 else reversed(here)), None)

    @property
    def last_saved(self) -> Answer | None:
        """The answer that was saved last, among those this reader may see."""
        seen = {each["id"] for each in self.shown}
        return max((row for key, row in self.rows.items() if key in seen), key=lambda row: row.saved_at, default=None)

    @property
    def minutes_left(self) -> int:
        """Of the time that the whole is said to take, the share of what is still open; at least one while any is."""
        whole = len(self.shown) or 1
        left = self.assessment.questions["minutes"] * (whole - self.done) / whole
        return max(round(left), 1) if self.wanting else 0

"""What did a panel find, and who may read it yet? Blind until at least two were asked and all of them have handed in."""

from dataclasses import dataclass
from fractions import Fraction

from vendors.models import PanelReview, Screening
from vendors.models.panel_review import LEAST

WIDE = 2  # marks apart, from which a criterion is talked about


@dataclass(frozen=True)
class Line:
    """One criterion: what each reviewer marked, in the order in which they were asked."""

    criterion: dict
    marks: tuple[int, ...]

    @property
    def mean(self) -> Fraction:
        return Fraction(sum(self.marks), len(self.marks))

    @property
    def spread(self) -> int:
        return max(self.marks) - min(self.marks)

    @property
    def is_wide(self) -> bool:
        return self.spread >= WIDE


@dataclass(frozen=True)
class Result:
    """`score` 0 to 4: the mean of all criteria, rounded down. `confidence`: high where no criterion lies more than one mark
    apart, medium at two, low beyond."""

    reviews: list[PanelReview]
    lines: list[Line]

    @property
    def mean(self) -> Fraction:
        return sum((line.mean for line in self.lines), Fraction(0)) / len(self.lines)

    @property
    def score(self) -> int:
        return int(self.mean)

    @property
    def spread(self) -> int:
        return max(line.spread for line in self.lines)

    @property
    def confidence(self) -> str:
        return {0: "high", 1: "high", 2: "medium"}.get(self.spread, "low")


def criteria(screening: Screening) -> list[dict]:
    """[{id, title, worst, best}]; empty where the guide of this screening has no panel."""
    return screening.guide.dimension("culture").get("panel", [])


def is_open(reviews: list[PanelReview]) -> bool:
    return len(reviews) >= LEAST and all(review.submitted_at for review in reviews)


def of(screening: Screening) -> Result | None:
    """None while it is blind."""
    reviews = list(screening.panel.select_related("reviewer"))
    if not is_open(reviews):
        return None
    lines = [Line(each, tuple(review.marks[each["id"]] for review in reviews)) for each in criteria(screening)]
    return Result(reviews, lines)

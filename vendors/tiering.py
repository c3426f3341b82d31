"""What do the answers add up to, and what do they demand? Pure: a form and answers in, a verdict with its reasons out.

The form is vendors/starter/inherent_risk.yaml. Points are summed, of a question with several answers only the highest
counts; the tier is the first whose threshold is reached, raised to the strictest floor that an answer sets.
"""

from dataclasses import dataclass


class Unanswered(ValueError):
    """Questions without an answer, or answers that the form does not offer: `questions` are their ids."""

    def __init__(self, questions: list[str]):
        super().__init__(", ".join(questions))
        self.questions = questions


@dataclass(frozen=True)
class Verdict:
    """`lines` and `demands` as vendors.models.TierAssessment keeps them. `floor` is the tier an answer insists on."""

    points: int
    tier: int
    by_points: int
    floor: int | None
    lines: list[dict]
    demands: list[dict]


def assess(form: dict, answers: dict[str, list[str]]) -> Verdict:
    """Raises Unanswered."""
    _check(form, answers)
    lines = [line for question in form["questions"] for line in _lines(question, answers[question["id"]])]
    points = sum(line["points"] for line in lines if line["counted"])
    by_points = next(row["tier"] for row in form["tiers"] if points >= row["from_points"])
    floor = min((line["floor_tier"] for line in lines if line["floor_tier"]), default=None)
    tier = min(by_points, floor or by_points)
    return Verdict(points, tier, by_points, floor, lines, _demands(form, answers, tier))


def tier_of(form: dict, tier: int) -> dict:
    return next(row for row in form["tiers"] if row["tier"] == tier)


def _check(form, answers) -> None:
    wrong = []
    for question in form["questions"]:
        chosen, offered = answers.get(question["id"]) or [], {answer["id"] for answer in question["answers"]}
        if not chosen or not set(chosen) <= offered or (question["type"] == "single" and len(chosen) > 1):
            wrong.append(question["id"])
    if wrong:
        raise Unanswered(wrong)


def _chosen(question: dict, ids: list[str]) -> list[dict]:
    return [answer for answer in question["answers"] if answer["id"] in ids]


def _lines(question: dict, ids: list[str]) -> list[dict]:
    chosen = _chosen(question, ids)
    highest = max(chosen, key=lambda answer: answer["points"])
    return [
        {
            "question": question["id"],
            "question_text": question["text"],
            "answer": answer["id"],
            "answer_text": answer["text"],
            "points": answer["points"],
            "counted": answer is highest,
            "floor_tier": answer.get("floor_tier"),
        }
        for answer in chosen
    ]


def _demands(form: dict, answers: dict, tier: int) -> list[dict]:
    """Each demand once, in the order of the catalogue, with every reason that asks for it."""
    reasons: dict[str, list[dict]] = {}
    for row in tier_of({"tiers": form["tier_demands"]}, tier)["demands"]:
        reasons.setdefault(row["demand"], []).append(
            {"question": "", "answer": "", "answer_text": "", "sentence": row["because"]}
        )
    for question in form["questions"]:
        for answer in _chosen(question, answers[question["id"]]):
            for row in answer.get("demands", []):
                reason = {
                    "question": question["id"],
                    "answer": answer["id"],
                    "answer_text": answer["text"],
                    "sentence": row["because"],
                }
                reasons.setdefault(row["demand"], []).append(reason)
    return [{**demand, "because": reasons[demand["id"]]} for demand in form["demands"] if demand["id"] in reasons]

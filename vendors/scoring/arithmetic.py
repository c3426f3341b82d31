"""What do a method and what we knew add up to? The residual risk of a subcontractor, 0 to 100, more is worse.

Plain values in and out, so that a score can be worked out again from its download and nothing else:

    python arithmetic.py score.json

The method is vendors/starter/score.yaml; the rules are its own comments. `known`, what was known:
{today, tier, dimensions, accounts, questionnaire, certificates, insurance, findings, concentration, override}, as
vendors.score_inputs gathers it; what is not known is null or missing, and takes nothing away.

A score is {score, level, confidence, factors}: the points of the factors sum to the score exactly. `score` is null without a
tier. `level` 1 (low) to 4 (critical), 0 where too little is known to say. `confidence` in percent of the weights.
"""

import datetime
import json
import sys
from fractions import Fraction
from pathlib import Path

HUNDRED = 100
MARKED = ("legal", "financial", "reputation", "culture", "safeguards")
CONTROLS = (*MARKED, "questionnaire", "certifications", "insurance")


def score(method: dict, known: dict) -> dict:
    """Raises KeyError for a mark, confidence or severity that the method does not know."""
    if not known.get("tier"):
        return {"score": None, "level": 0, "confidence": 0, "factors": []}
    base = _inherent(method, known["tier"])
    controls = _controls(method, known, base["points"])
    confidence = _confidence(method, controls)
    factors = [base, *controls, _findings(method, known), *_concentration(method, known)]
    factors = _within_bounds(factors)
    factors = _overridden(factors, known)
    total = sum(factor["points"] for factor in factors)
    return {
        "score": total,
        "level": _level(method, total, confidence, known),
        "confidence": confidence,
        "factors": factors,
    }


def _inherent(method: dict, tier: dict) -> dict:
    by_points = min(HUNDRED, _whole(Fraction(tier["points"] * HUNDRED, method["inherent"]["full_points"])))
    least = method["inherent"]["least_by_tier"][str(tier["tier"])]
    said = {"form_points": tier["points"], "by_points": by_points, "least": least, "tier": tier["tier"]}
    return {"key": "inherent", "points": max(by_points, least), **said}


def _controls(method: dict, known: dict, base: int) -> list[dict]:
    rules, marks = method["controls"], known.get("dimensions") or {}
    today = datetime.date.fromisoformat(known["today"])
    shares = {key: _of_mark(rules, key, marks.get(key), today) for key in MARKED}
    if said := _of_accounts(method, known.get("accounts"), today):
        shares["financial"] = said
    shares["questionnaire"] = _of_answers(rules, known.get("questionnaire"), today)
    for key in ("certifications", "insurance"):
        shares[key] = _of_papers(known.get("certificates" if key == "certifications" else key) or [])
    return [_control(rules, key, shares[key], base) for key in CONTROLS]


def _control(rules: dict, key: str, share: dict, base: int) -> dict:
    most = Fraction(base * rules["most_percent"] * rules["weights"][key], HUNDRED * HUNDRED)
    points = -_whole(most * share["credit"] * share["rests_on"] / HUNDRED / HUNDRED)
    return {"key": key, "points": points, "weight": rules["weights"][key], "most": float(round(most, 1)), **share}


def _of_mark(rules: dict, key: str, mark: dict | None, today: datetime.date) -> dict:
    if mark is None or mark.get("score") is None:
        return {"is_known": False, "counts": True, "credit": 0, "rests_on": 0}
    fresh = _fresh(rules, key, mark["fresh_on"], today)
    return {
        "is_known": True, "counts": True, "credit": rules["credit"][str(mark["score"])],
        "rests_on": rules["sure"][mark["confidence"]] * fresh // HUNDRED,
        "mark": mark["score"], "confidence": mark["confidence"], "fresh_on": mark["fresh_on"], "fresh": fresh,
    }  # fmt: skip


def _of_accounts(method: dict, accounts: dict | None, today: datetime.date) -> dict | None:
    """None where the method does not look at accounts, or they say nothing that is asked for."""
    if "accounts" not in method or not accounts:
        return None
    rules, states = method["accounts"], list(accounts["states"].values())
    met, short = states.count("met"), states.count("short")
    if not met + short:
        return None
    is_short = accounts["zone"] == "short"
    credit = rules["short_zone"] if is_short else _whole(Fraction(met * HUNDRED, met + short))
    months = rules["fresh_months"]
    fresh = _aged(method["controls"], months, accounts["ends_on"], today)
    sure = Fraction(rules["sure"][accounts["assurance"]] * fresh * (met + short), HUNDRED * len(states))
    return {
        "is_known": True, "counts": True, "credit": credit, "rests_on": _whole(sure), "met": met, "short": short,
        "unknown": len(states) - met - short, "zone": accounts["zone"], "fresh_on": accounts["ends_on"],
        "assurance": accounts["assurance"], "fresh": fresh,
    }  # fmt: skip


def _of_answers(rules: dict, answers: dict | None, today: datetime.date) -> dict:
    if not answers or answers.get("percent") is None:
        return {"is_known": False, "counts": True, "credit": 0, "rests_on": 0}
    fresh = _fresh(rules, "questionnaire", answers["accepted_on"], today)
    said = {"percent": answers["percent"], "fresh_on": answers["accepted_on"], "fresh": fresh}
    return {"is_known": True, "counts": True, "credit": answers["percent"], "rests_on": fresh, **said}


def _of_papers(wanted: list[dict]) -> dict:
    """In force or not, of those that the tier asks for; where it asks for none, they do not count at all."""
    held = sum(1 for paper in wanted if paper["held"])
    credit = _whole(Fraction(held * HUNDRED, len(wanted))) if wanted else 0
    return {
        "is_known": bool(wanted), "counts": bool(wanted), "credit": credit, "rests_on": HUNDRED if wanted else 0,
        "held": held, "wanted": len(wanted),
    }  # fmt: skip


def _fresh(rules: dict, key: str, day: str, today: datetime.date) -> int:
    return _aged(rules, rules["fresh_months"][key], day, today)


def _aged(rules: dict, months: int, day: str, today: datetime.date) -> int:
    seen = datetime.date.fromisoformat(day)
    age = (today.year - seen.year) * 12 + today.month - seen.month - (today.day < seen.day)
    return rules["fresh"]["within" if age < months else "twice" if age < 2 * months else "older"]


def _findings(method: dict, known: dict) -> dict:
    rules, rows, today = method["findings"], known.get("findings") or [], known["today"]
    late = [row for row in rows if row.get("due_on") and row["due_on"] < today]
    points = sum(
        Fraction(rules["points"][row["severity"]] * (rules["late_percent"] if row in late else HUNDRED), HUNDRED)
        for row in rows
    )
    return {"key": "findings", "points": min(rules["most"], _whole(points)), "open": len(rows), "late": len(late)}


def _concentration(method: dict, known: dict) -> list[dict]:
    rules, seen = method["concentration"], known.get("concentration") or {}
    same = seen.get("same_parent", 0)
    own, running = seen.get("engagements", 0), seen.get("all_engagements", 0)
    is_large = running >= rules["share_counts_from"] and own * HUNDRED >= running * rules["share_percent"]
    return [
        {"key": "same_parent", "points": min(rules["same_parent_most"], same * rules["same_parent"]), "firms": same},
        {"key": "share", "points": rules["share_points"] if is_large else 0, "own": own, "running": running},
    ]


def _within_bounds(factors: list[dict]) -> list[dict]:
    """A score ends at 0 and at 100; what lies beyond is a factor of its own, so that the sum stays right."""
    total = sum(factor["points"] for factor in factors)
    beyond = max(0, min(HUNDRED, total)) - total
    return [*factors, {"key": "bounds", "points": beyond}] if beyond else factors


def _overridden(factors: list[dict], known: dict) -> list[dict]:
    override = known.get("override")
    if not override:
        return factors
    total = sum(factor["points"] for factor in factors)
    return [*factors, {"key": "override", "points": override["value"] - total, "worked_out": total, **override}]


def _confidence(method: dict, controls: list[dict]) -> int:
    counted = [control for control in controls if control["counts"]]
    weights = sum(control["weight"] for control in counted)
    known = sum(Fraction(control["weight"] * control["rests_on"], HUNDRED) for control in counted)
    return _whole(known * HUNDRED / weights) if weights else 0


def _level(method: dict, total: int, confidence: int, known: dict) -> int:
    """Too little known is not assessed, never a low risk; a person who sets the score answers for its level, too."""
    if confidence < method["least_confidence"] and not known.get("override"):
        return 0
    return max(row["level"] for row in method["levels"] if row["from"] <= total)


def _whole(value) -> int:
    """Half away from nought."""
    sign = -1 if value < 0 else 1
    return sign * int(abs(Fraction(value)) + Fraction(1, 2))


def main(paths: list[str]) -> int:
    """0 where every score is what its method and its inputs give, 1 where one is not."""
    wrong = 0
    for path in paths:
        kept = json.loads(Path(path).read_text(encoding="utf-8"))
        found = score(kept["method"], kept["known"])
        same = found == kept["result"]
        wrong += not same
        print(f"{path}: {'the same score again' if same else 'DIFFERS'}: {found['score']}")
        for factor in found["factors"]:
            print(f"  {factor['points']:+4d}  {factor['key']}")
    return 1 if wrong or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What do the answers of a questionnaire amount to, and how was that reckoned?"""

from django.utils.translation import gettext as _

from vendors import answers_given, questionnaire_engine
from vendors.models import Assessment


def of(assessment: Assessment) -> dict:
    """For desk/vendors_dd/outcome.html."""
    rows = answers_given.rows(assessment)
    found = questionnaire_engine.result(assessment.questions, answers_given.weighed(assessment, rows))
    scoring = assessment.questions["scoring"]
    return {
        "percent": found.percent, "band": band_of(found.band),
        "knock_outs": [assessment.question(key)["text"] for key in found.knock_outs],
        "corrected": [
            {"key": key, "text": assessment.question(key)["text"]} for key in answers_given.counting(assessment, rows)
        ],
        "sections": [
            {"title": section["title"], "percent": found.sections[section["id"]], "weight": section["weight"]}
            for section in assessment.questions["sections"]
            if found.sections[section["id"]] is not None
        ],
        "bands": [{"from": band["from_percent"], "name": band_of(band["id"]), "rule": band["rule"]} for band in scoring["bands"]],
        "factors": {name: int(round(value * 100)) for name, value in scoring["answer_factors"].items()},
    }  # fmt: skip


def band_of(key: str) -> str:
    words = {
        "approve": _("Good enough to approve"), "approve_with_conditions": _("Approve with conditions only"),
        "escalate": _("Only with the risk owner and legal"), "refuse": _("Grounds to refuse"),
    }  # fmt: skip
    return words.get(key, _("Not assessed"))

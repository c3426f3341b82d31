"""What does a subcontractor take away of the answers that it sent? The content of the receipt, from what was sealed."""

from core.models import Organisation
from vendors import answers_given
from vendors.models import Person, Submission

TEMPLATE = "documents/answers_receipt.html"


def context(submission: Submission) -> dict:
    """Every answer as it was asked and given; later verdicts are not in it."""
    assessment = submission.assessment
    asked = {question["id"]: question for question in assessment.questions["questions"]}
    lines: dict[str, list[dict]] = {}
    for sealed in submission.content["answers"]:
        question = asked[sealed["question"]]
        lines.setdefault(question["section"], []).append(_line(question, sealed))
    return {
        "submission": submission,
        "assessment": assessment,
        "sender": _sender(submission),
        "sections": [
            {"title": part["title"], "lines": lines[part["id"]]}
            for part in assessment.questions["sections"]
            if part["id"] in lines
        ],
        "organisation": Organisation.current(),
        "document_title": assessment.title,
        "document_id": submission.digest[:12],
        "document_made": submission.made_at,
    }


def file_name(submission: Submission) -> str:
    return f"answers-{submission.made_at:%Y-%m-%d}-version-{submission.round}.pdf"


def _line(question: dict, sealed: dict) -> dict:
    return {**sealed, "said": answers_given.say(question, sealed["value"])}


def _sender(submission: Submission) -> str:
    person = Person.objects.filter(vendor_id=submission.vendor_id, user_id=submission.made_by_id).first()
    return person.name if person else ""

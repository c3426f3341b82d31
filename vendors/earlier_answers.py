"""What did this firm answer the last time, and which of it still fits the questions that are asked now?

Taken from what was sealed, never from drafts. A question is the same where its id and its type are; what its options
or columns no longer have is left out, and an answer of which nothing is left is not offered.
"""

from dataclasses import dataclass

from vendors.models import Assessment, Submission


@dataclass(frozen=True)
class Earlier:
    """`text` is how it was asked then; `files` are ids of stored files."""

    submission: Submission
    text: str
    value: object
    comment: str
    files: tuple[str, ...]

    @property
    def at(self):
        return self.submission.made_at


def last_submission(assessment: Assessment) -> Submission | None:
    """The newest that this firm sealed in another questionnaire."""
    rows = Submission.objects.filter(vendor_id=assessment.vendor_id).exclude(assessment=assessment)
    return rows.order_by("-made_at", "-round").first()


def of(assessment: Assessment) -> dict[str, Earlier]:
    """Question -> what was answered before, for the questions of this round that it still fits."""
    submission = last_submission(assessment)
    if submission is None:
        return {}
    sealed = {each["question"]: each for each in submission.content["answers"]}
    offered = {
        question["id"]: _earlier(submission, question, sealed[question["id"]])
        for question in assessment.questions["questions"]
        if question["id"] in sealed
    }
    return {key: each for key, each in offered.items() if each is not None}


def _earlier(submission: Submission, question: dict, sealed: dict) -> Earlier | None:
    value, behind = still_fitting(question, sealed["value"]), tuple(file["id"] for file in sealed["files"])
    if value is None and not (question["type"] == "file" and behind):
        return None
    return Earlier(submission, sealed["text"], value, sealed["comment"], behind)


def still_fitting(question: dict, value):
    """The part of a value that this question can have today; None where nothing is left of it."""
    kind = question["type"]
    if kind == "table":
        return _rows(question["table"], value)
    if question.get("options"):
        known = {option["id"] for option in question["options"]}
        if kind == "multiple":
            return [each for each in value if each in known] or None if isinstance(value, list) else None
        return value if isinstance(value, str) and value in known else None
    return value if isinstance(value, str) and value else None


def _rows(table: dict, value) -> list[dict] | None:
    if not isinstance(value, list):
        return None
    found = [
        {column["id"]: _cell(column, row.get(column["id"], "")) for column in table["columns"]}
        for row in value
        if isinstance(row, dict)
    ]
    return [row for row in found if any(row.values())][: table["max_rows"]] or None


def _cell(column: dict, text: str) -> str:
    if column["type"] == "choice" and text not in {choice["id"] for choice in column["choices"]}:
        return ""
    return text

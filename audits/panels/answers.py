"""From which answer does a finding come, and what was said of it since? For the finding's page, on either side."""

from audits.models import Finding
from vendors import answers_given
from vendors.models import Submission
from vendors.panels import correction_words


def of(finding: Finding) -> dict:
    """Empty for the finding of an audit. What was sealed is shown, never what stands there today."""
    if finding.submission is None:
        return {}
    sealed, assessment = finding.submission, finding.submission.assessment
    asked, said = assessment.question(finding.question), _said(sealed, finding.question)
    entries = correction_words.by_question(assessment, answers_given.rows(assessment)).get(finding.question, [])
    return {
        "assessment": assessment, "question": asked, "sent_at": sealed.made_at, "answer": answers_given.say(asked, said.get("value")),
        "comment": said.get("comment", ""), "files": said.get("files", []), "entries": entries, "later": _later(finding, said),
    }  # fmt: skip


def _said(submission: Submission, key: str) -> dict:
    return next((each for each in submission.content["answers"] if each["question"] == key), {})


def _later(finding: Finding, said: dict) -> dict | None:
    """What the firm answers to the same question now, where it is another answer: the finding stays until it is settled."""
    rows = Submission.objects.filter(vendor_id=finding.vendor_id, made_at__gt=finding.submission.made_at)
    newest = rows.select_related("assessment").order_by("-made_at").first()
    now = _said(newest, finding.question) if newest else {}
    if newest is None or not now or now["value"] == said.get("value"):
        return None
    asked = newest.assessment.question(finding.question)
    return {"answer": answers_given.say(asked, now["value"]), "at": newest.made_at}

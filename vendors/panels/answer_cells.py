"""What stands in the workbook of answers that officers take away? One question a row, in the order in which they were asked."""

from django.utils.translation import gettext as _

from vendors import answers_given
from vendors.models import Assessment
from vendors.panels import correction_words


def columns() -> list[tuple[str, str]]:
    return [
        ("section", _("Section")), ("question", _("Question")), ("answer", _("Answer")), ("comment", _("Comment")), ("files", _("Files")),
        ("verdict", _("Verdict")), ("verdict_note", _("Words to the subcontractor")), ("corrections", _("Beside the answer")),
    ]  # fmt: skip


def rows(assessment: Assessment) -> list[list]:
    """Of the questions that the answers lead to."""
    written = answers_given.rows(assessment)
    beside = correction_words.by_question(assessment, written)
    titles = {section["id"]: section["title"] for section in assessment.questions["sections"]}
    files = {
        row.question: [link.stored.name for link in row.files.all()]
        for row in assessment.answers.prefetch_related("files__stored")
    }
    return [
        _row(
            titles[asked["section"]],
            asked,
            written.get(asked["id"]),
            files.get(asked["id"], []),
            beside.get(asked["id"], []),
        )
        for asked in answers_given.shown(assessment)
    ]


def _row(section: str, asked: dict, row, files: list[str], beside: list[dict]) -> list:
    if row is None:
        return [section, asked["text"], "", "", files, "", "", ""]
    said = answers_given.say(asked, row.value)
    verdict = str(row.get_verdict_display())
    return [section, asked["text"], said, row.comment, files, verdict, row.verdict_note, "\n".join(map(_entry, beside))]


def _entry(entry: dict) -> str:
    row = entry["row"]
    return ": ".join(part for part in [row.made_by_name, entry["says"], row.because] if part)

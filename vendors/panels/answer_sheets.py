"""What goes into a workbook of answers, whose is one that came back, and what does it change, question by question?"""

from django.core import signing
from django.utils.translation import gettext as _

from core.web.dates import say_day
from vendors import answers_given
from vendors.answer_sheets import layout, writing
from vendors.answer_sheets.reading import Unreadable
from vendors.models import AnswerSheet, Assessment
from vendors.policies import due_diligence as policy

SALT = "answers-off-line"


def workbook(assessment: Assessment) -> bytes:
    rows = answers_given.rows(assessment)
    lines = [_line(assessment, each, rows.get(each["id"])) for each in assessment.questions["questions"]]
    intro = [
        assessment.questions["intro"],
        _("For %(firm)s, to be sent by %(day)s.") % {"firm": assessment.vendor.name, "day": say_day(assessment.due_on, "full")},
        _("Fill in the yellow cells: “Your answer”, and a comment where it helps. What you have answered so far stands there already."),
        _("Some questions are asked only because of another answer. What your answers do not lead to is left out when you upload."),
        _("Do not move, rename, merge or remove rows, columns or sheets, and type answers, not formulas. Files are attached in the portal."),
        _("Upload it on the page where you downloaded it. You see every change before anything is taken over, and you send the answers there."),
    ]  # fmt: skip
    return writing.workbook(assessment.title, intro, _token(assessment), assessment.questions["sections"], lines)


def _line(assessment: Assessment, asked: dict, row) -> writing.Line:
    is_open = policy.is_editable(assessment, row)
    if row is None:
        return writing.Line(asked, is_open=is_open)
    return writing.Line(asked, row.value, row.comment, row.version, row.held, is_open)


def _token(assessment: Assessment) -> str:
    said = {
        "form": layout.FORM, "questionnaire": str(assessment.pk), "firm": str(assessment.vendor_id), "round": assessment.round,
        "version": str(assessment.version_id), "sent": say_day(assessment.sent_at.date(), "full"),
    }  # fmt: skip
    return signing.dumps(said, salt=SALT)


def check_about(assessment: Assessment, token: str) -> None:
    """Raises Unreadable for a workbook that is not of this questionnaire as it is now."""
    try:
        about = signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise Unreadable(
            _("The workbook no longer says which questionnaire it belongs to. Download it again and copy your answers into it.")
        ) from error  # fmt: skip
    if about["firm"] != str(assessment.vendor_id):
        raise Unreadable(_("This workbook was made for another company. Download the one of this questionnaire."))
    if about["questionnaire"] != str(assessment.pk):
        raise Unreadable(
            _("This workbook is of another questionnaire, sent %(day)s. Download the one of this questionnaire.")
            % {"day": about["sent"]}
        )
    if (about["form"], about["version"], about["round"]) != (layout.FORM, str(assessment.version_id), assessment.round):
        raise Unreadable(
            _(
                "This workbook is older than the questions as they are now. Download it again and copy your answers into it."
            )
        )


def difference(sheet: AnswerSheet) -> list[dict]:
    """Before and after, by section, for portal/vendors_dd/sheet_check.html."""
    assessment = sheet.assessment
    rows, after = answers_given.rows(assessment), {each["question"]: each for each in sheet.said}
    return [
        {"section": section, "rows": [_both(asked, rows.get(asked["id"]), after[asked["id"]]) for asked in here]}
        for section in assessment.questions["sections"]
        if (
            here := [q for q in assessment.questions["questions"] if q["section"] == section["id"] and q["id"] in after]
        )
    ]


def _both(asked: dict, row, said: dict) -> dict:
    return {
        "question": asked, "before": answers_given.say(asked, row.value) if row else "", "after": answers_given.say(asked, said["value"]),
        "comment_before": row.comment if row else "", "comment_after": said["comment"],
    }  # fmt: skip

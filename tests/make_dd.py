"""How does a test get due diligence under way? Built through the actions, with what is not said filled in."""

import datetime
import io
from decimal import Decimal

from openpyxl import load_workbook

from core import clock
from core.actors import staff
from tests import make
from vendors import answers_given, business_days, panel_results, questionnaire_engine
from vendors.actions import answer_sheets, answers, certificates, insurance, panel_reviews, screenings
from vendors.answer_sheets import layout
from vendors.models import (
    AnswerSheet,
    Assessment,
    Certificate,
    InsurancePolicy,
    PanelReview,
    Person,
    Screening,
    ScreeningGuide,
)
from vendors.panels import answer_sheets as workbooks
from vendors.portal import sheet_changes
from vendors.questionnaire_engine import NOTHING

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def today() -> datetime.date:
    return business_days.day_of(clock.now())


def days(number: int) -> datetime.date:
    return today() + datetime.timedelta(days=number)


def certificate(contact: Person, *, content: bytes = PDF, **said) -> Certificate:
    make.starter_content()
    said = {
        "holder": contact.vendor.name,
        "valid_from": days(-30),
        "valid_until": days(300),
        "number": "IS 771",
        "issuer": "Nordcert",
        "scope": "Durability testing",
        **said,
    }
    by, at = make.as_person(contact), clock.now()
    return certificates.upload(contact.vendor, "iso27001", content, name="iso.pdf", by=by, at=at, **said)


def policy(
    contact: Person, line: str = "cyber", *, limit: int = 2_000_000, content: bytes = PDF, **said
) -> InsurancePolicy:
    make.starter_content()
    said = {"valid_from": days(-30), "valid_until": days(300), "number": "P-1", "currency": "USD", **said}
    amounts = {"limit": Decimal(limit), "aggregate": Decimal(limit), "deductible": Decimal(50_000)}
    by, at = make.as_person(contact), clock.now()
    return insurance.upload(
        contact.vendor,
        line,
        content,
        name="policy.pdf",
        holder=contact.vendor.name,
        insurer="Baltic Re",
        by=by,
        at=at,
        **amounts,
        **said,
    )


def analyst(name: str = "Ada Analyst"):
    return make.staff_member("analyst", name=name)


def screening(firm, *, by, score: int | None = 3, **others) -> Screening:
    """Recorded in all seven dimensions; `others`: dimension -> score."""
    make.starter_content()
    at = clock.now()
    made = screenings.open(firm, by=by, at=at)
    for dimension in ScreeningGuide.objects.latest().content["dimensions"]:
        found = others.get(dimension["id"], score)
        screenings.write_down(
            made,
            dimension["id"],
            score=found,
            confidence="high",
            fresh_on=today(),
            source="Public register",
            note="",
            by=by,
            at=at,
        )
    return made


def decided(firm, *, by=None, at=None, **scores) -> Screening:
    """Approved by somebody else; `scores` as for `screening`."""
    looker, at = by or analyst(), at or clock.now()
    made = screenings.hand_in(screening(firm, by=looker, **scores), summary="Looked at", by=looker, at=at)
    return screenings.decide(made, "approve", because="Good enough", by=make.staff_member("approver"), at=at)


def value_for(asked: dict):
    """An answer of the right kind; the first option where there are some."""
    if asked.get("options"):
        first = asked["options"][0]["id"]
        return [first] if asked["type"] == "multiple" else first
    if asked["type"] == "table":
        return [{column["id"]: _cell(column) for column in asked["table"]["columns"]}]
    return {"number": str(asked.get("number", {}).get("min", 1)), "date": "2026-01-02", "text": "As agreed"}.get(
        asked["type"]
    )


def _cell(column: dict) -> str:
    if column["type"] == "choice":
        return column["choices"][0]["id"]
    return {"country": "IE", "yes_no": "yes"}.get(column["type"], "1")


def answer_everything(sent: Assessment, contact: Person, content: bytes = PDF) -> None:
    """Every question that the answers lead to, with a file wherever one may be."""
    by, done = make.as_person(contact), set()
    while True:
        given = answers_given.of(sent)
        shown = questionnaire_engine.shown(sent.questions["questions"], given)
        waiting = [
            each
            for each in shown
            if each["id"] not in done and questionnaire_engine.missing(each, given.get(each["id"], NOTHING))
        ]
        if not waiting:
            return
        for asked in waiting:
            done.add(asked["id"])
            answers.save(sent, asked["id"], value=value_for(asked), by=by, at=clock.now())
            if questionnaire_engine.may_have_evidence(asked, NOTHING):
                answers.attach(sent, asked["id"], content, name="proof.pdf", by=by, at=clock.now())


def sheet(sent: Assessment, contact: Person, **said) -> AnswerSheet:
    """A workbook of answers that came back and waits; `said`: question (underscores for hyphens) -> what its cell says."""
    content = filled(sent, **said)
    found = sheet_changes.read(sent, content)
    by, at = make.as_person(contact), clock.now()
    return answer_sheets.take_in(sent, content, name="answers.xlsx", **found, by=by, at=at)


def filled(sent: Assessment, **said) -> bytes:
    """The workbook of this questionnaire with these cells filled in, as a spreadsheet would save it."""
    book = load_workbook(io.BytesIO(workbooks.workbook(sent)))
    for page in book.worksheets:
        for row in page.iter_rows(min_row=layout.TOP):
            key = str(row[0].value or "").replace("-", "_")
            if key in said:
                row[4].value = said[key]
    return saved(book)


def saved(book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def seat(of: Screening, user) -> PanelReview:
    """Somebody who is asked to sit on the panel of a screening."""
    return panel_reviews.ask(of, user, by=analyst(), at=clock.now())


def marked(row: PanelReview, mark: int = 3, **others) -> PanelReview:
    """The marks of that reviewer, handed in; `others`: criterion (underscores for hyphens) -> mark."""
    marks = {
        each["id"]: others.get(each["id"].replace("-", "_"), mark) for each in panel_results.criteria(row.screening)
    }
    by = staff(row.reviewer)
    return panel_reviews.hand_in(row, marks=marks, note=f"Seen by {row.reviewer.name}", by=by, at=clock.now())

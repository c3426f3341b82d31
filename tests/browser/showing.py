"""What does a firm show of itself, and what is made of it? Expectations, questions, papers; then screening and a decision."""

import datetime

from tests.browser.arriving import add_passkey, day, staff
from tests.browser.checks import look
from tests.browser.people import Visitor
from tests.make_dd import PDF

CLAIM = "In the last five years, was there a claim or inquiry about IP, secrets, lost data or fraud?"
WHICH_LEADS_ON = "Yes, closed without a finding against us"
FOLLOW_UP = "What happened, and what did you change?"
PICTURES = {
    "Under which name and number is your firm registered?": "question-text",
    "Who owns or controls more than a tenth of your firm?": "question-table",
    CLAIM: "question-choice",
}


def acknowledge(world: dict, who: str) -> None:
    """The first of the tasks, read in full."""
    visitor = world[who]
    look(visitor, f"{who}-tasks")
    visitor.press("Read what we expect of each other")
    look(visitor, f"{who}-expectations")
    visitor.page.get_by_role("checkbox").check()
    visitor.press("Acknowledge the sheet")
    visitor.reads("Your tasks are up to date")


def send_questions(world: dict) -> None:
    officer = staff(world, "officer")
    officer.turn_to("Subcontractors")
    officer.press("Corrib Test Works")
    look(officer, "subcontractor")
    officer.open_tab("Assessments")
    officer.press("Send the questionnaire")
    look(officer, "assessment-send")
    officer.press("questions", exact=False)
    look(officer, "assessment-sent")


def answer_questions(world: dict) -> None:
    """Every question, one a page; one answer brings another question; a file where one is wanted; then all of it is sent."""
    contact = world["contact"]
    contact.turn_to("Questionnaires")
    look(contact, "questionnaires")
    contact.press("About your firm", exact=False)
    look(contact, "questionnaire")
    contact.press("Start")
    asked = []
    while "/questions/" in contact.path:
        asked.append(answer(contact))
    assert asked[asked.index(CLAIM) + 1] == FOLLOW_UP
    look(contact, "answers")
    contact.press("Send", exact=False)
    contact.reads("Sent. The answers are sealed")
    look(contact, "answers-sent")


def answer(contact: Visitor) -> str:
    """The plainest answer to the open question; what is said of a question that is on the page."""
    page, text = contact.page, contact.page.locator("h1").inner_text()
    form = page.locator("main form.form")
    if name := PICTURES.get(text):
        look(contact, name)
    if text == CLAIM:
        contact.tick(WHICH_LEADS_ON)
    elif (choices := form.locator("input[type=radio], input[type=checkbox][name=value]")).count():
        choices.first.check()
    fill_row(form) if form.locator("table").count() else fill_value(form)
    if page.locator("input[type=file]").count():
        contact.attach("Add a file", "answer.txt", f"To: {text}".encode(), "text/plain")
    contact.press("Save and continue")
    return text


def fill_value(form) -> None:
    if (value := form.locator("[name=value]:not([type=radio]):not([type=checkbox])")).count():
        value.fill("30" if value.get_attribute("inputmode") else "As the register says")


def fill_row(form) -> None:
    for cell in form.locator("tbody tr").first.locator("input, select").all():
        if cell.evaluate("cell => cell.tagName") == "SELECT":
            cell.select_option(index=1)
        else:
            cell.fill("30" if cell.get_attribute("inputmode") else "Corrib")


def upload_papers(world: dict) -> None:
    """A certificate that ends today, and a policy; each by what it says and as a file."""
    contact = world["contact"]
    contact.turn_to("Evidence")
    look(contact, "evidence")
    contact.press("Upload a certificate")
    look(contact, "evidence-choose")
    contact.press("ISO/IEC 27001:2022")
    contact.press("Upload it")
    look(contact, "certificate-missing")
    for label, value in CERTIFICATE.items():
        contact.fill(label, value)
    upload(contact, "Issued on", day(world, -300), "Valid until", day(world))
    look(contact, "certificate")
    contact.turn_to("Evidence")
    contact.press("Upload the cyber insurance certificate")
    for label, value in POLICY.items():
        contact.fill(label, value)
    upload(contact, "Starts on", day(world, -30), "Ends on", day(world, 300))


CERTIFICATE = {
    "Certificate number": "IS-100",
    "Scope": "Durability testing of bearings",
    "Sites covered": "2 Mill Road, Cork",
    "Issued by": "Nordcert",
    "Accredited by": "INAB",
    "Version of the statement of applicability": "4",
}
POLICY = {
    "Insurer": "Baltic Re",
    "Policy number": "P-1",
    "Currency": "EUR",
    "Limit for each claim": "2000000",
    "Limit for the whole period": "2000000",
    "Deductible": "50000",
    "Exclusions": "None",
}


def upload(contact: Visitor, first: str, start: datetime.date, last: str, end: datetime.date) -> None:
    contact.give_day(first, start)
    contact.give_day(last, end)
    contact.attach("The document itself", "paper.pdf", PDF + f"% from {start}\n".encode())
    contact.press("Upload it")
    contact.reads("We check it and tell you")


def check_papers(world: dict) -> None:
    """The analyst reads each beside the record."""
    analyst = staff(world, "analyst")
    for kind, paper in (("Certificates", "ISO/IEC 27001:2022"), ("Insurance", "Cyber")):
        analyst.turn_to("Evidence", kind)
        analyst.press(paper, exact=False, within=analyst.page.get_by_role("main"))
        look(analyst, f"review-{kind.lower()}")
        analyst.fill("Reason", "Found in the register of the issuer")
        analyst.press("Accept")
        analyst.reads("Accepted")


def screen(world: dict) -> None:
    """Seven dimensions by the analyst, each with its source; then handed in."""
    analyst = staff(world, "analyst")
    analyst.turn_to("Subcontractors")
    analyst.press("Corrib Test Works")
    analyst.open_tab("Assessments")
    analyst.press("Screen now")
    look(analyst, "screening")
    for dimension in (
        "Legal",
        "Financial",
        "Reputation",
        "Working practice",
        "Safeguards",
        "Certifications",
        "Insurance",
    ):
        analyst.press(dimension, within=analyst.page.get_by_role("main"))
        if dimension == "Legal":
            look(analyst, "screening-dimension")
        analyst.page.locator("input[name=score][value='3']").check()
        analyst.choose("Confidence", "High")
        analyst.give_day("Newest fact from", day(world))
        analyst.fill("Source, where it was found", "Answers of the firm")
        analyst.press("Save the score")
    analyst.fill("Summary for the one who decides", "Sound, with a small gap")
    analyst.press("Send for decision")
    world["screening"] = analyst.path


def decide(world: dict) -> None:
    """Somebody else, after a second factor, with a condition."""
    approver = staff(world, "approver")
    add_passkey(approver, "Rosa Lind")
    approver.go(world["screening"])
    look(approver, "screening-decision")
    approver.press("Confirm that it is you, then decide")
    look(approver, "confirm-by-passkey")
    approver.press("Use your passkey")
    approver.fill("Reasons", "The gap is small")
    approver.fill("Conditions", "Close the gate of the test hall")
    approver.choose("Who sees to them", "Ines Moreau")
    approver.give_day("Conditions met by", day(world, 30))
    approver.press("Approve with conditions")
    approver.reads("Decision recorded")
    look(approver, "screening-decided")
    see_the_risk(approver, world)


def see_the_risk(approver: Visitor, world: dict) -> None:
    """What is left of it on the record, how it adds up, and the form that sets it by hand."""
    approver.turn_to("Subcontractors")
    look(approver, "subcontractors-risk")
    approver.press("Corrib Test Works")
    look(approver, "subcontractor-risk")
    approver.press("Show the arithmetic")
    approver.reads("Residual risk")
    look(approver, "risk")
    approver.press("Set the score by hand")
    look(approver, "risk-by-hand")

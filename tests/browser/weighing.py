"""What do we make of a firm beside its own words? Its accounts, what is heard from outside, and who answers for what is left."""

from tests.browser.arriving import day, staff
from tests.browser.checks import look
from tests.make_finance import AMOUNTS
from vendors import finance_words

OTHERS = {
    "Amounts are in": "Thousands",
    "Checked by an auditor": "Audited",
    "Whose accounts": "Of the firm alone",
    "Kind of firm": "Manufacturer, its shares are not listed",
}


def enter_accounts(world: dict) -> None:
    """A year that does not add up is refused at its line; then the ratios stand there with what falls short."""
    officer = staff(world, "officer")
    officer.turn_to("Subcontractors")
    officer.press("Corrib Test Works")
    officer.open_tab("Assessments")
    officer.press("Enter accounts")
    look(officer, "finance-none")
    officer.press("Enter a financial year", within=officer.page.locator(".page-head"))
    look(officer, "finance-form")
    officer.give_day("The period ended on", day(world, -200))
    officer.fill("Currency", "EUR")
    for legend, choice in OTHERS.items():
        officer.tick(choice, within=officer.group(legend))
    for line, amount in AMOUNTS.items():
        officer.fill(str(finance_words.LINES[line][0]), str(amount))
    officer.fill("Or where they were found", "Public register")
    officer.fill("Total assets", "2100")
    officer.press("Enter the year")
    officer.reads("the difference is 100")
    look(officer, "finance-wrong")
    officer.fill("Total assets", "2000")
    officer.press("Enter the year")
    officer.reads("Accounts entered")
    look(officer, "finance-year")
    officer.press("Correct")
    look(officer, "finance-correction")
    officer.press("Financial health", within=officer.page.get_by_role("navigation", name="Breadcrumb"))
    officer.unfold("Sources and limits")
    look(officer, "finance")
    officer.turn_to("Evidence", "Financial health")
    look(officer, "finance-list")


def hear(world: dict) -> None:
    """A piece of news, what it would do to the score, and why it changes nothing."""
    officer = staff(world, "officer")
    officer.turn_to("Subcontractors")
    officer.press("Corrib Test Works")
    officer.open_tab("Assessments")
    officer.press("Record a signal")
    look(officer, "signal-form")
    officer.tick("News", within=officer.group("What it is"))
    officer.fill("What was heard", "A strike has begun at the plant")
    officer.give_day("When it happened", day(world, -1))
    officer.fill("Source", "Morning Post")
    officer.fill("Reference", "Strike at the plant")
    officer.press("Record it")
    officer.reads("What it does to the score")
    look(officer, "signal")
    officer.fill("Why it changes nothing, if you set it aside", "It ended the same day")
    officer.press("Set it aside")
    officer.reads("Set aside, with your reason")
    look(officer, "signal-settled")
    officer.turn_to("Hits and signals", "Signals")
    look(officer, "signals")


def accept_what_is_left(world: dict) -> None:
    """By who decides and did not screen, freshly confirmed."""
    approver = staff(world, "approver")
    approver.turn_to("Subcontractors")
    approver.press("Corrib Test Works")
    approver.press("Show the arithmetic")
    approver.press("Accept the risk")
    if approver.page.get_by_role("link", name="Confirm that it is you, then decide").count():
        approver.press("Confirm that it is you, then decide")
        approver.press("Use your passkey")
    look(approver, "risk-accept")
    approver.fill("What you accept", "One site alone")
    approver.fill("Why", "The work ends in a year")
    approver.give_day("Until", day(world, 90))
    approver.press("Accept the risk")
    approver.reads("The score as it stood then")
    look(approver, "risk-accepted")
    approver.turn_to("Screening", "Accepted risks")
    look(approver, "risks-accepted")

"""Can somebody report without a name, be asked and answer, on each page as axe, a phone and both themes show it?"""

import pytest

from tests import make
from tests.browser.checks import look
from tests.browser.people import PASSWORD
from tests.journeys.cast import deed

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def reporter(enter):
    return enter(script=False)


@pytest.fixture(scope="module")
def lead(enter):
    with deed():
        make.account("Ilse Brandt", email="lead@house.test", is_staff=True, roles=("investigator",), password=PASSWORD)
        make.vendor("Corrib Test Works", status="active")
    visitor = enter()
    visitor.sign_in("lead@house.test")
    return visitor


@pytest.fixture(scope="module")
def world():
    return {}


def test_a_report_is_made_without_script(reporter, enter, world):
    reporter.go("/login/")
    reporter.press("Report without your name")
    reporter.press("Continue")
    reporter.reads("Tell in a sentence what happened")
    reporter.page.get_by_label("Information may have leaked").first.check()
    reporter.fill("In your own words", "Drawings lie open in the copy room")
    reporter.press("Continue")
    reporter.fill("Which company is it about?", "The test lab in Cork")
    reporter.press("Continue")
    reporter.reads("What to leave out")
    reporter.attach("A file that shows it", "seen.txt", b"what I saw", "text/plain")
    reporter.press("Send without my name")
    reporter.reads("Your report is in")
    world["code"] = reporter.page.locator("output").inner_text()


def test_each_page_of_the_report_is_fit_to_be_seen(enter):
    visitor = enter()
    visitor.go("/report/")
    look(visitor, "anonymous-what")
    visitor.press("Continue")
    look(visitor, "anonymous-what-missing")
    visitor.page.get_by_label("I am not sure").check()
    visitor.fill("In your own words", "A door stood open")
    visitor.press("Continue")
    look(visitor, "anonymous-about")
    visitor.press("Continue")
    look(visitor, "anonymous-send")
    visitor.press("Send without my name")
    look(visitor, "anonymous-receipt")
    visitor.press("I have the code: add something")
    look(visitor, "anonymous-open")


def test_we_ask_and_find_out_whom_it_is_about(lead, world):
    lead.turn_to("Incidents")
    look(lead, "anonymous-incidents")
    lead.press("Information may have leaked", exact=False, within=lead.page.locator("#list"))
    world["case"] = lead.path
    look(lead, "anonymous-case-new")
    lead.fill("To the anonymous reporter", "Which day was it?")
    lead.press("Send to the anonymous reporter")
    lead.reads("Which day was it?")
    lead.press("Say which one")
    look(lead, "anonymous-which-firm")
    lead.press("Corrib Test Works", within=lead.page.get_by_role("main"))
    look(lead, "anonymous-firm")
    lead.fill("Reason", "They alone work in Cork")
    lead.press("It is about Corrib Test Works")
    look(lead, "anonymous-case")


def test_the_reporter_comes_back_with_the_code(reporter, enter, world):
    visitor = enter()
    visitor.go("/report/follow-up/")
    look(visitor, "anonymous-follow-up")
    visitor.fill("Your receipt code", "K7QM2-00000-00000-00000")
    visitor.press("Open my report")
    look(visitor, "anonymous-wrong-code")
    visitor.fill("Your receipt code", world["code"].lower())
    visitor.press("Open my report")
    visitor.reads("Which day was it?")
    look(visitor, "anonymous-asked")
    visitor.press("Send without my name")
    look(visitor, "anonymous-answer-missing")
    visitor.fill("Write to those who look into it", "On Tuesday")
    visitor.press("Send without my name")
    visitor.reads("Sent. Those who look into it are told.")
    look(visitor, "anonymous-answered")


def test_the_end_is_told(lead, enter, world):
    lead.go(world["case"])
    lead.press("Close the case")
    look(lead, "anonymous-closing")
    lead.fill("Conclusion", "The copy room is locked now")
    lead.fill("What the anonymous reporter is told", "It has stopped. Thank you.")
    lead.press("Close the case")
    look(lead, "anonymous-case-closed")
    visitor = enter(script=False)
    visitor.go("/report/follow-up/")
    visitor.fill("Your receipt code", world["code"])
    visitor.press("Open my report")
    visitor.reads("It has stopped. Thank you.")

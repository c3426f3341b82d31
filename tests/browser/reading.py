"""Is information opened to the right person, page by page, and closed again by the calendar alone?"""

import io
import re

from PIL import Image

from tests.browser.arriving import add_passkey, day, staff
from tests.browser.checks import look
from tests.browser.people import Visitor

ASSET, DOCUMENT = "Gripper G4 test plans", "Load plan"


def engage_for_work(world: dict) -> None:
    """The officer starts an engagement and puts the worker on it."""
    officer = staff(world, "officer")
    officer.turn_to("Subcontractors")
    officer.press("Corrib Test Works")
    officer.press("Start an engagement", within=officer.page.locator(".identity"))
    look(officer, "engagement-new")
    officer.fill("Title", "Endurance tests")
    officer.give_day("Starts", day(world))
    officer.give_day("Ends", day(world, 200))
    officer.press("Start the engagement")
    officer.tick("Sean Daly")
    officer.press("Add to the engagement")
    look(officer, "engagement")


def protect(world: dict) -> None:
    """The owner registers what is protected, adds a document of two pages, and offers it to the engagement."""
    owner = staff(world, "owner")
    owner.turn_to("Protected information")
    owner.press("Register an asset", within=owner.page.locator(".page-head"))
    look(owner, "asset-new")
    owner.fill("Name", ASSET)
    owner.choose("Kind", "Drawings")
    owner.group("Class").get_by_label(re.compile(r"^\s*Restricted")).check()
    owner.choose("Owner", "Tomas Vega")
    owner.press("Save")
    owner.unfold("Add a document")
    owner.fill("Title", DOCUMENT)
    owner.attach("File", "plan.pdf", plan())
    owner.press("Add the document")
    owner.unfold("Offer it to an engagement")
    owner.choose("Engagement that needs it", "Corrib Test Works: Endurance tests")
    owner.press("Offer it")
    look(owner, "asset")


def plan() -> bytes:
    drawn, second = io.BytesIO(), Image.new("RGB", (600, 800), "gray")
    Image.new("RGB", (600, 800), "white").save(drawn, "PDF", save_all=True, append_images=[second])
    return drawn.getvalue()


def ask(world: dict) -> None:
    """What is missing is said beforehand, so that nobody asks in vain."""
    worker = world["worker"]
    worker.turn_to("Access")
    look(worker, "access")
    worker.press("Ask for access", exact=False)
    worker.reads("What is still missing")
    look(worker, "access-ask-missing")


def ask_again(world: dict) -> None:
    worker = world["worker"]
    worker.turn_to("Access")
    worker.press("Ask for access", exact=False)
    worker.reads("Everything is in place")
    worker.press("Send the request")
    look(worker, "access-ask")
    worker.fill("What do you need it for?", "To plan the endurance tests")
    worker.fill("For how many days?", "60")
    worker.press("Send the request")
    worker.reads("You get a mail when it is decided")
    look(worker, "access-asked")


def approve(world: dict) -> None:
    """An officer who comes in by a spare code, then the owner by passkey: one of them alone opens nothing."""
    world.pop("officer")
    officer, owner, worker = staff(world, "officer"), staff(world, "owner"), world["worker"]
    open_request(officer)
    look(officer, "grant-decision")
    say_yes(officer, "A second approval by another role opens it")
    worker.turn_to("Documents")
    look(worker, "documents-closed")
    add_passkey(owner, "Tomas Vega")
    owner.turn_to("Today")
    look(owner, "today-owner")
    open_request(owner)
    owner.press("Confirm that it is you, then decide")
    owner.press("Use your passkey")
    say_yes(owner, "Access is open")
    look(owner, "grant")


def open_request(visitor: Visitor) -> None:
    visitor.turn_to("Access")
    visitor.press("ACR-0001")


def say_yes(visitor: Visitor, answer: str) -> None:
    visitor.fill("Reason for your decision", "Needed for the tests")
    visitor.press("Approve")
    visitor.reads(answer)


def read(world: dict) -> None:
    """Page by page in the viewer, which shows marked images and nothing else; the owner sees who has read."""
    worker, owner = world["worker"], staff(world, "owner")
    worker.turn_to("Documents")
    look(worker, "documents")
    worker.press(DOCUMENT)
    assert has_image(worker)
    look(worker, "viewer")
    worker.press("Next page", within=worker.page.get_by_role("navigation", name="Pages"))
    assert has_image(worker)
    world["viewer"] = worker.path
    owner.turn_to("Protected information")
    owner.press(ASSET, exact=False, within=owner.page.locator("#list"))
    owner.open_tab("Copies")
    owner.reads("Sean Daly")
    look(owner, "reading-record")


def has_image(worker: Visitor) -> bool:
    shown = worker.page.locator("figure img")
    shown.wait_for()
    return shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 400

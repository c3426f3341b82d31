"""Do papers get from the clause library to a sealed file? Drafted by legal, read and signed on a phone, countersigned, checked."""

from agreements.actions import papers
from agreements.models import Agreement
from tests import make, make_agreements
from tests.browser.arriving import accept, add_passkey, day, staff
from tests.browser.checks import look
from tests.browser.people import PHONE, Visitor
from tests.browser.showing import acknowledge
from tests.chromium import apart
from tests.journeys.cast import deed
from vendors import invitation_links
from vendors.models import Invitation

AGREEMENT, UNDERTAKING = "Confidentiality and IP agreement", "Own undertaking"


def issue(world: dict, paper: str, *, worker: str = "") -> None:
    """Legal takes what is proposed, answers what the text leaves open, weighs the warnings of the law, and issues it."""
    legal = staff(world, "legal")
    legal.turn_to("Agreements and IP")
    legal.press("Draft an agreement", within=legal.page.locator(".page-head"))
    legal.choose("Subcontractor", "Corrib Test Works")
    legal.press("Continue")
    legal.page.get_by_role("radio", name=paper).first.check()
    if worker:
        legal.choose("Worker", worker)
    legal.press("Make the draft")
    for name, answer in make_agreements.FIRM_ANSWERS.items():
        if (field := legal.page.locator(f"[name=v-{name}]")).count():
            field.fill("\n".join(answer) if isinstance(answer, list) else answer)
    legal.press("Save draft and check")
    if not worker:
        look(legal, "draft")
    legal.press("Name the signers and issue")
    look(legal, "issue")
    for why in legal.page.get_by_label("Why this warning").all():
        why.fill("Looked at; fits this firm")
    legal.press("Issue for signature")
    legal.reads("the signers are told")


def sign(world: dict, who: str, name: str, task: str) -> None:
    """From the task to the signature: read all of it, prove that it is you, consent, type your name."""
    visitor = world[who]
    visitor.turn_to("Your tasks")
    visitor.press(task, exact=False)
    look(visitor, f"{who}-agreement")
    visitor.press("I have read it: sign")
    look(visitor, f"{who}-confirm")
    visitor.press("Use your passkey")
    look(visitor, f"{who}-signature")
    visitor.press("Sign now")
    look(visitor, f"{who}-signature-missing")
    put_name(visitor, name)
    visitor.press("Sign now")
    visitor.reads("Signed. The sealed copy comes")
    look(visitor, f"{who}-signed")


def put_name(visitor: Visitor, name: str) -> None:
    visitor.page.get_by_role("checkbox").check()
    visitor.fill("Your full name", name)


def prove_authority(world: dict) -> None:
    """The contact states on what ground she signs, on the phone; the officer looks it up."""
    contact, officer = world["contact"], staff(world, "officer")
    contact.turn_to("Agreements")
    contact.press("Who may sign for your company")
    look(contact, "authorities")
    contact.press("State who may sign")
    contact.page.get_by_role("radio", name="Entered in the commercial register").check()
    contact.fill("Where we can look it up", "Companies Register, CRO 200")
    contact.page.get_by_role("radio", name="Alone").check()
    contact.give_day("From", day(world, -900))
    look(contact, "authority-new")
    contact.press("Send it")
    contact.reads("We check it and tell you")
    officer.go("/desk/authorities/")
    look(officer, "authorities-desk")
    officer.press("Nora Byrne", within=officer.page.get_by_role("main"))
    officer.page.get_by_role("radio", name="It is so").check()
    officer.fill("What you looked at", "Companies Register, entry of today")
    officer.give_day("Looked at on", day(world))
    look(officer, "authority-desk")
    officer.press("Keep the answer")
    officer.reads("the company is told")


def countersign(world: dict) -> None:
    """For the company, with a passkey of her own; then the worker process seals."""
    legal = staff(world, "legal")
    add_passkey(legal, "Lea Brandt")
    legal.turn_to("Agreements and IP")
    legal.press(AGREEMENT, exact=False, within=legal.page.get_by_role("main"))
    legal.press("Countersign")
    legal.press("Use your passkey")
    look(legal, "countersign")
    put_name(legal, "Lea Brandt")
    legal.press("Countersign", within=legal.page.locator(".sign-box"))
    legal.reads("Signed for the company")
    apart(seal)
    legal.go(legal.path)
    look(legal, "sealed")


def seal() -> None:
    """As the worker process does."""
    with deed() as at:
        for agreement in Agreement.objects.filter(status="signed", papers=None):
            papers.seal(agreement, by=make.CLOCK, at=at)


def verify(world: dict) -> None:
    """The contact gets the sealed copy, and a stranger is told that it is intact."""
    contact = world["contact"]
    contact.turn_to("Agreements")
    contact.press(AGREEMENT)
    look(contact, "contact-agreement-sealed")
    with contact.page.expect_download() as copy:
        contact.touch("Signed copy (PDF)")
    stranger = world["enter"](size=PHONE)
    stranger.go("/verify/")
    look(stranger, "verify")
    stranger.page.locator("input[type=file]").set_input_files(copy.value.path())
    stranger.page.locator("main form button").first.click()
    stranger.reads("intact")
    look(stranger, "verified")
    world["stranger"] = stranger


def bring_in_the_worker(world: dict) -> None:
    """The officer adds a worker and sends the way in; the worker takes it at a desk."""
    officer = staff(world, "officer")
    officer.turn_to("Subcontractors")
    officer.press("Corrib Test Works")
    officer.open_tab("People")
    look(officer, "subcontractor-people")
    officer.press("Add a person")
    look(officer, "person-new")
    officer.fill("Name", "Sean Daly")
    officer.fill("E-mail", "sean@corrib.test")
    officer.give_day("First day", day(world, -30))
    officer.give_day("Last day", day(world, 300))
    officer.press("Add this person")
    look(officer, "person")
    world["person"] = officer.path
    officer.press("Invite to the portal")
    with deed():
        link = invitation_links.address_of(Invitation.objects.open().get(email="sean@corrib.test").pk)
    accept(world, "worker", link)
    acknowledge(world, "worker")

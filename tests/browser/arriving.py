"""How do people come in? An officer by password and app; those who are invited by their link, with a passkey."""

import datetime

from tests import make
from tests.browser.checks import look
from tests.browser.passkeys import digits, plug_in
from tests.browser.people import PASSWORD, PHONE, Visitor
from tests.journeys.cast import STAFF, deed
from vendors import business_days

RISK = {
    "What is the most sensitive information": "Confidential designs, drawings, test data, prices or plans",
    "Where will their people work": "On our premises, on devices that we manage",
    "How will they get at our information": "In the protected viewer only, no copies",
    "How many of their people": "One or two",
    "Will other firms or freelancers": "No",
    "From which countries": "Our own country",
    "Is any of the technology": "No",
    "Do they, their owners": "No",
}


def engage(enter) -> dict:
    """One member of staff a role, each with a password; nobody has a second factor yet."""
    with deed() as at:
        today = business_days.day_of(at)
        for role, name in [*STAFF.items(), ("verifier", "Bela Toth")]:
            roles = ("auditor" if role == "verifier" else role,)
            make.account(name, email=f"{role}@house.test", is_staff=True, roles=roles, password=PASSWORD)
    return {"enter": enter, "today": today}


def day(world: dict, number: int = 0) -> datetime.date:
    """So many days from the day on which the story begins."""
    return world["today"] + datetime.timedelta(days=number)


def staff(world: dict, role: str) -> Visitor:
    """This member of staff at the own screen, signed in on the first call; with a spare code where the app is not at hand."""
    if role not in world:
        world[role] = world["enter"]()
        plug_in(world[role])
        world[role].sign_in(f"{role}@house.test")
        if world[role].path.startswith("/account/2fa/"):
            world[role].fill("Code", world["spare codes"].pop())
            world[role].press("Sign in")
    return world[role]


def confirm_by_password(visitor: Visitor) -> None:
    """What guards an account changes only for somebody who knows the password at this moment."""
    visitor.fill("Password", PASSWORD)
    visitor.press("Confirm")


def add_passkey(visitor: Visitor, name: str) -> None:
    """From the own menu, by somebody who signed in with a password."""
    visitor.touch(name, exact=False)
    visitor.press("Sign-in and security")
    visitor.press("Passkeys")
    confirm_by_password(visitor)
    visitor.press("Add passkey")
    visitor.reads("Each works once")


def use_an_app(world: dict) -> None:
    """The officer adds an app to the password, and signs in with both."""
    officer = staff(world, "officer")
    look(officer, "today-empty")
    officer.touch("Ines Moreau", exact=False)
    officer.press("Sign-in and security")
    look(officer, "security")
    officer.press("Authenticator app")
    look(officer, "confirm-by-password")
    confirm_by_password(officer)
    look(officer, "authenticator-app")
    key = officer.page.locator("main code").inner_text()
    officer.fill("Authenticator code", digits(key))
    officer.press("Activate the app")
    look(officer, "recovery-codes")
    world["spare codes"] = officer.page.locator(".code-list li").all_inner_texts()
    officer.touch("Ines Moreau", exact=False)
    officer.press("Sign out")
    look(officer, "sign-in")
    officer.sign_in("officer@house.test")
    look(officer, "second-step")
    officer.fill("Code", digits(key))
    officer.press("Sign in")
    assert officer.path == "/desk/"


def invite(world: dict) -> None:
    """The risk form sets the tier and names the answer behind each demand; the page hands out the link."""
    officer = staff(world, "officer")
    officer.turn_to("Subcontractors")
    look(officer, "subcontractors-empty")
    officer.press("Invite a subcontractor", within=officer.page.locator(".empty"))
    look(officer, "invite")
    officer.press("Set the tier and invite")
    look(officer, "invite-missing")
    officer.fill("Name", "Corrib Test Works")
    officer.choose("Country", "Ireland")
    officer.fill("What they do for us", "Durability testing of bearings")
    officer.fill("Contact's name", "Nora Byrne")
    officer.fill("Contact's e-mail", "nora@corrib.test")
    officer.tick("This person may sign agreements for the company")
    for question, answer in RISK.items():
        officer.tick(answer, within=officer.group(question))
    officer.press("Set the tier and invite")
    officer.reads("Tier 2")
    look(officer, "tier")
    world["link"] = officer.page.get_by_label("Link, if you want to send it yourself").input_value()


def accept(world: dict, who: str, link: str, **screen) -> Visitor:
    """The link, an account, a passkey, then the tasks; opening the link a second time offers a new one."""
    world[who] = guest = world["enter"](**screen)
    plug_in(guest)
    guest.go(link)
    look(guest, f"{who}-invitation")
    guest.fill("Choose a password", PASSWORD)
    guest.press("Create my account")
    look(guest, f"{who}-welcome")
    guest.press("Add a passkey")
    look(guest, f"{who}-passkey")
    guest.press("Add passkey")
    guest.reads("Each works once")
    look(guest, f"{who}-recovery-codes")
    guest.press("I keep them, go on")
    return guest


def accept_as_contact(world: dict) -> None:
    accept(world, "contact", world["link"], size=PHONE)
    stranger = world["enter"](size=PHONE)
    assert stranger.go(world["link"]) == 410
    look(stranger, "link-over")

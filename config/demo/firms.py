"""Which subcontractors does the demo company have, who works there, and on what?"""

from access.actions import assets
from config.demo import accounts
from config.demo.story import DOOR, Story
from core.actors import Actor
from core.database import context
from core.database.roles import GATE
from vendors import invitation_links
from vendors.actions import engagements, invitations, people, stewards, tiers, vendors

# short name: (name, country, law, what they do, class of information, registered so many days ago)
FIRMS = {
    "brightmoor": ("Brightmoor Test Lab", "IE", "IE", "Endurance and climate tests of grippers", "trade-secret", 95),
    "kestrel": ("Kestrel Embedded", "DE", "DE", "Firmware for motor controllers", "confidential", 88),
    "northfell": ("Northfell Castings", "GB", "GB", "Gearbox housings in aluminium", "confidential", 80),
    "tallis": ("Tallis Precision", "PL", "PL", "Machining of joint parts", "confidential", 24),
    "arden": ("Arden Optics", "FR", "FR", "Lens stacks for the wrist camera", "internal", 6),
}
# first name: (name, firm, job, contact)
PEOPLE = {
    "aoife": ("Aoife Byrne", "brightmoor", "Head of laboratory", True),
    "tomas": ("Tomas Keane", "brightmoor", "Test engineer", False),
    "sinead": ("Sinead Walsh", "brightmoor", "Test engineer", False),
    "liam": ("Liam Farrell", "brightmoor", "Technician", False),
    "katrin": ("Katrin Vogel", "kestrel", "Managing director", True),
    "emre": ("Emre Aydin", "kestrel", "Firmware developer", False),
    "julia": ("Julia Hartmann", "kestrel", "Firmware developer", False),
    "owen": ("Owen Price", "northfell", "Works manager", True),
    "grace": ("Grace Tan", "northfell", "Process engineer", False),
    "petra": ("Petra Lindqvist", "northfell", "Pattern maker", False),
    "marek": ("Marek Zielinski", "tallis", "Quality manager", True),
}
WORKS = {
    "brightmoor": ("Gripper G4 endurance programme", ["tomas", "sinead", "liam"], ["handbook", "fixtures", "endurance", "lattice"]),
    "kestrel": ("Controller firmware, release 8", ["emre", "julia"], ["handbook", "firmware"]),
    "northfell": ("Gearbox H2 housings, first series", ["grace", "petra"], ["handbook", "housing"]),
}  # fmt: skip
PLAIN = {
    "place-of-work": ["our-site"],
    "access-path": ["viewer"],
    "people": ["one"],
    "lower-tiers": ["none"],
    "countries": ["home-country"],
    "export-control": ["none"],
    "competitor-ties": ["none"],
}


def take_in(tale: Story) -> None:
    """Registered, assessed, asked in."""
    for key, (name, country, law, work, information, days) in FIRMS.items():
        at, by = tale.ago(days), tale.staff("officer")
        firm = vendors.register(name=name, legal_name=name, country=country, jurisdiction=law, work=work, by=by, at=at)
        tiers.assess(
            firm, {**PLAIN, "information-class": [information]}, because="First look", by=by, at=tale.ago(days - 1)
        )
        firm.refresh_from_db()
        tale.firms[key] = firm
        stewards.name(firm, tale.accounts["reader"], by=by, at=tale.ago(days - 1))
    for first_name in PEOPLE:
        _bring_in(tale, first_name)
    _leave_one_waiting(tale)


def _bring_in(tale: Story, first_name: str) -> None:
    name, firm_key, job, is_contact = PEOPLE[first_name]
    firm, days, by = tale.firms[firm_key], FIRMS[firm_key][5] - (3 if is_contact else 6), tale.staff("officer")
    email = f"{first_name}@{firm_key}.example"
    person = people.add(
        firm, name=name, email=email, job_title=job, country=firm.country, sponsor=tale.accounts["officer"],
        is_contact=is_contact, is_signatory=is_contact, is_worker=not is_contact,
        starts_on=tale.day(-days), ends_on=tale.day(14 if first_name == "liam" else 400), by=by, at=tale.ago(days),
    )  # fmt: skip
    invitation = invitations.send_to_person(person, by=by, at=tale.ago(days))
    account = accounts.make_for(name, email)
    stranger = Actor(kind="person", label=name, user=account, door=DOOR)
    with context.role(GATE):
        token = invitation_links.token_of(invitation.pk)
        invitations.accept(token, account=account, by=stranger, at=tale.ago(days - 1))
    person.refresh_from_db()
    tale.people[first_name] = person


def _leave_one_waiting(tale: Story) -> None:
    """The prospect has been asked, and has not answered."""
    invitations.send(
        tale.firms["arden"], name="Claire Dubois", email="claire@arden.example", is_signatory=True,
        by=tale.staff("officer"), at=tale.ago(4),
    )  # fmt: skip


def move_on(tale: Story) -> None:
    """Those who were approved begin to work."""
    for key, (title, on_it, needed) in WORKS.items():
        by, days = tale.staff("officer"), 60
        vendors.move(tale.firms[key], "active", by=by, at=tale.ago(days))
        work = engagements.start(
            tale.firms[key], title=title, purpose=title, sponsor=tale.accounts["owner"], starts_on=tale.day(-days),
            ends_on=tale.day(300), by=by, at=tale.ago(days),
        )  # fmt: skip
        for first_name in on_it:
            engagements.join(work, tale.people[first_name], by=by, at=tale.ago(days))
        for asset in needed:
            assets.offer(tale.assets[asset], work, by=by, at=tale.ago(days))
        tale.works[key] = work
        tale.firms[key].refresh_from_db()

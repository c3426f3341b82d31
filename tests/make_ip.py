"""How does a test fill the registers of intellectual property? Through the actions, with what is not said filled in."""

from decimal import Decimal

from agreements.actions import agreements, backgrounds, independent, inventions, joint, supplements, titles
from agreements.models import (
    Agreement,
    BackgroundItem,
    IndependentInvention,
    Invention,
    JointDevelopment,
    JointDuty,
    Patent,
    Supplement,
    TitleLink,
)
from core import clock
from tests import make, make_agreements, make_dd
from vendors.models import Person

BACKGROUND = {
    "title": "Bearing test rig",
    "description": "A rig that turns bearings under load until they fail",
    "kind": "know_how",
    "owner_name": "Corrib Test Works Ltd",
    "rights": "reserved",
    "terms": "",
    "proof_on": None,
}
HASH = "ab" * 32


def declared(contact, *, at=None, **said) -> BackgroundItem:
    """By a contact of the firm; hash only, unless it is said otherwise."""
    proof = {"proof": "typed", "sha256": HASH} if "proof" not in said else {}
    by = make.as_person(contact)
    return backgrounds.declare(contact.vendor, by=by, at=at or clock.now(), **{**BACKGROUND, **proof, **said})


def kept(contact, content: bytes = make_dd.PDF, **said) -> BackgroundItem:
    return declared(contact, proof="kept", source=content, name="rig.pdf", **said)


def ours(firm, *, by=None, **said) -> BackgroundItem:
    """Declared by counsel for the company."""
    said = {**BACKGROUND, "title": "Our gripper", "owner_name": "Halden", **said}
    return backgrounds.declare(firm, by=by or make_agreements.counsel(), at=clock.now(), **said)


def confirmed(contact, *, by=None, **said) -> BackgroundItem:
    item = declared(contact, **said)
    return backgrounds.confirm(item, by=by or make_agreements.counsel(), at=clock.now())


def opening(item, *, by=None):
    return backgrounds.ask_to_open(
        item, because="Two say it is theirs", by=by or make_agreements.counsel(), at=clock.now()
    )


def supplement(agreement, *, by=None) -> Supplement:
    return supplements.propose(agreement, by=by or make_agreements.counsel(), at=clock.now())


def typed(**said) -> dict:
    """As the form sends it."""
    words = {name: value for name, value in BACKGROUND.items() if value is not None}
    return {**words, "proof": "typed", "sha256": HASH, **said}


TOLD = {
    "problem": "The gripper slips on oil",
    "solution": "A groove in the jaw leads the oil away",
    "evidence": "Lab book 7, page 12",
    "background": "",
    "third_party": "",
    "publication": "",
}


def begun(person: Person, title: str = "Oil groove", **said) -> Invention:
    """Written by this person and not sent; they alone invented it, unless `people` names others."""
    by, at = make.as_person(person), clock.now()
    people = said.pop("people", [(person.name, "subcontractor", "IE", 100)])
    made = inventions.begin(person.vendor, title=title, by=by, at=at)
    inventions.keep(made, by=by, at=at, **{**TOLD, "conceived_on": make_dd.days(-3), **said})
    rows = [
        {"name": name, "employer": employer, "country": country, "share": Decimal(share)}
        for name, employer, country, share in people
    ]
    return inventions.name_contributors(made, rows, by=by, at=at)


def disclosed(person: Person, title: str = "Oil groove", **said) -> Invention:
    return inventions.disclose(begun(person, title, **said), by=make.as_person(person), at=clock.now())


def claimed(person: Person, title: str = "Oil groove", *, by=None, **said) -> Invention:
    row = disclosed(person, title, **said)
    decided = {"classification": "patent", "owner": "company", "because": "New and useful"}
    return inventions.claim(row, **decided, by=by or make_agreements.counsel(), at=clock.now())


def assignments(invention: Invention, *, by=None) -> list[Agreement]:
    """Drafted, and issued with what an assignment asks for."""
    make_agreements.library()
    by, found = by or make_agreements.counsel(), []
    for draft in titles.draft_papers(invention, by=by, at=clock.now()):
        agreements.set_variables(draft, make_agreements.FIRM_ANSWERS, by=by, at=clock.now())
        found.append(agreements.issue(draft, by=by, at=clock.now(), because="Looked at"))
    return found


def paper_elsewhere(invention: Invention, giver=None, *, by=None, **said) -> TitleLink:
    said = {"taker": "company", "words": "Deed of 3 May, safe 4", "signed_on": make_dd.days(-1), **said}
    return titles.note_paper(invention, giver=giver, by=by or make_agreements.counsel(), at=clock.now(), **said)


def patent(invention: Invention, *, by=None, **said) -> Patent:
    said = {"country": "IE", "number": "S2026/0001", "filed_on": make_dd.days(-1), **said}
    return titles.enter_patent(invention, by=by or make_agreements.counsel(), at=clock.now(), **said)


def of_ones_own(person: Person, **said) -> IndependentInvention:
    said = {
        "title": "Bird feeder", "what": "Feeds birds", "made_on": make_dd.days(-5), "means": "My garage and my wood", "near": "no", **said,
    }  # fmt: skip
    return independent.tell(person.vendor, by=make.as_person(person), at=clock.now(), **said)


def together(firm, *, by=None, **said) -> JointDevelopment:
    said = {
        "title": "Shared test bench", "engagement": None, "our_part": "Drives", "their_part": "Rig", "our_share": Decimal(60),
        "licence": "Each may use it", "exploitation": "Both, alone", "began_on": make_dd.days(-30), **said,
    }  # fmt: skip
    return joint.enter(firm, by=by or make_agreements.counsel(), at=clock.now(), **said)


def duty(row: JointDevelopment, *, by=None, **said) -> JointDuty:
    said = {
        "kind": "notice",
        "side": "subcontractor",
        "what": "Tell of each new version",
        "due_on": make_dd.days(10),
        **said,
    }
    return joint.owe(row, by=by or make_agreements.counsel(), at=clock.now(), **said)

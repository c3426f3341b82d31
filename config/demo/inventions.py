"""What was there before, and what was made new in the demo? Background of both sides, an invention, something of one's own."""

import datetime
from decimal import Decimal

from agreements.actions import backgrounds, independent, inventions
from config.demo.story import Story

GRIP = {
    "title": "Grip force bench",
    "description": "A bench that measures the force of a gripper over a million cycles",
    "kind": "know_how",
    "rights": "results",
    "terms": "For as long as the results are used",
    "proof_on": datetime.date(2021, 3, 9),
}


def own_before(tale: Story) -> None:
    """Declared by a contact and by counsel, confirmed by the other side: both stand in the agreement that follows."""
    worker = tale.people["tomas"]
    firm = worker.vendor
    contact = next(each for each in tale.people.values() if each.vendor_id == firm.pk and each.is_contact)
    by, counsel = tale.person(contact.email.split("@")[0]), tale.staff("legal")
    said = {
        **GRIP,
        "owner_name": firm.legal_name or firm.name,
        "proof": "hashed",
        "source": b"Measured, drawn and dated in 2021",
    }
    item = backgrounds.declare(firm, by=by, at=tale.ago(61), **said)
    backgrounds.confirm(item, because="Seen on our visit", by=counsel, at=tale.ago(60))
    ours = {
        **GRIP,
        "title": "Jaw geometry of the G4 gripper",
        "description": "Drawings and tolerances of the jaw",
        "kind": "design",
        "proof_on": None,
    }
    item = backgrounds.declare(
        firm, by=counsel, at=tale.ago(61), owner_name="Halden", **{**ours, "rights": "project", "terms": ""}
    )
    backgrounds.confirm(item, by=by, at=tale.ago(60))


def invent(tale: Story) -> None:
    """Told five days ago and waiting for counsel; and something of their own, not answered yet."""
    who, by = tale.people["tomas"], tale.person("tomas")
    row = inventions.begin(who.vendor, title="Oil groove in the jaw", by=by, at=tale.ago(8))
    inventions.keep(
        row, problem="The gripper slips as soon as there is oil on the part.", conceived_on=tale.day(-9),
        solution="A groove along the jaw leads the oil away, so that steel touches steel.", evidence="Lab book 7, page 12",
        background="The jaw geometry of the G4 gripper", publication="A talk at the gripper fair in spring is planned", by=by, at=tale.ago(7),
    )  # fmt: skip
    people = [(who.name, Decimal(60)), (tale.people["sinead"].name, Decimal(30))]
    rows = [
        {"name": name, "employer": "subcontractor", "country": who.vendor.country, "share": share}
        for name, share in people
    ]
    inventions.name_contributors(row, rows, by=by, at=tale.ago(7))
    inventions.disclose(row, by=by, at=tale.ago(5))
    independent.tell(
        tale.people["sinead"].vendor, title="Bird feeder with a scale", what="Weighs each bird that comes", made_on=tale.day(-20),
        means="Own time, own parts, at home", near="no", by=tale.person("sinead"), at=tale.ago(4),
    )  # fmt: skip

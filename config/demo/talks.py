"""Which draft lies on the table in the demo? One that a subcontractor has proposed changes to, each at another stage."""

from agreements.actions import agreements, deviations, negotiation
from agreements.models import SharedText
from config.demo.papers import ANSWERS
from config.demo.story import Story


def hold(tale: Story) -> None:
    """Nobody signs it yet: one change is agreed, one is with them, and one waits for the officer."""
    aoife, counsel = tale.person("aoife"), tale.staff("legal")
    firm = tale.people["aoife"].vendor
    variables = {
        **ANSWERS, "subcontractor_address": f"{firm.name}, Harbour Road 2", "purpose": "Talks on a second test hall",
        "countries": [firm.country],
    }  # fmt: skip
    said = {"jurisdiction": firm.jurisdiction, "variables": variables, "by": counsel, "at": tale.ago(9)}
    draft = agreements.draft(firm, "confidentiality-mutual", **said)
    note = "Our usual text for first talks. Tell us what you cannot live with."
    negotiation.open_talks(draft, answers_due_on=tale.day(5), note=note, by=counsel, at=tale.ago(9))
    rows = {
        "secrecy-term": _kept(tale, draft, aoife, "secrecy-term", "Our group rule asks for a look at it each year.", " Both parties look at this term once a year."),
        "injunction": _kept(tale, draft, aoife, "injunction", "A court decides on that; we would not agree on it beforehand.", " The court decides whether it is called for."),
        "standard-of-care": _kept(tale, draft, aoife, "standard-of-care", "We keep to our own certified rules.", " Rules certified under ISO/IEC 27001 are enough."),
    }  # fmt: skip
    deviations.send_round(draft, note="Three points; the rest is fine.", by=aoife, at=tale.ago(6))
    for row in rows.values():
        row.refresh_from_db()
    deviations.decide(
        rows["secrecy-term"], answer="accept", because="Fair, and no change of the term", by=counsel, at=tale.ago(4)
    )
    deviations.decide(
        rows["injunction"], answer="counter", because="We need to be able to ask for it at once", by=counsel, at=tale.ago(4),
        typed=["Either party may ask a court for an order at once if its Confidential Information is in danger; the court decides."],
    )  # fmt: skip
    deviations.remark(rows["injunction"], text="The last sentence may go if they insist.", by=counsel, at=tale.ago(4))


def _kept(tale: Story, draft, aoife, clause: str, because: str, more: str):
    """The clause with some words more at its end."""
    *others, last = [row["text"] for row in SharedText.objects.latest_of(draft).section(clause)["sentences"]]
    typed = [*others, f"{last}{more}"]
    return deviations.keep(draft, clause, kind="change", typed=typed, because=because, by=aoife, at=tale.ago(6))

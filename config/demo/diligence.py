"""How did the subcontractors of the demo prove themselves? Screening, certificates, insurance."""

from decimal import Decimal

from access.actions import objections
from config.demo import documents, questions
from config.demo.story import Story
from vendors.actions import certificates, evidence, insurance, screenings
from vendors.models import Certificate

# by firm: the scores of the screening, 0 to 4
SCORES = {
    "brightmoor": {"legal": 4, "financial": 3, "reputation": 4, "culture": 3, "safeguards": 4, "certifications": 4, "insurance": 3},
    "kestrel": {"legal": 3, "financial": 3, "reputation": 3, "culture": 4, "safeguards": 3, "certifications": 2, "insurance": 2},
    "northfell": {"legal": 3, "financial": 2, "reputation": 3, "culture": 3, "safeguards": 2, "certifications": 2, "insurance": 3},
    "tallis": {"legal": 3, "financial": 3, "reputation": 2},
}  # fmt: skip


def prove(tale: Story) -> None:
    for key, scores in SCORES.items():
        _screen(tale, key, scores, at=tale.ago(12 if key == "tallis" else 70))
    questions.answer(tale)
    _show_certificate(tale, "brightmoor", "aoife", ends_in=320)
    _show_insurance(tale, "brightmoor", "aoife")
    _refuse_certificate(tale, "northfell", "owen")
    lapsed = _show_certificate(tale, "kestrel", "katrin", ends_in=-3)  # and its successor still waits
    _hand_in_certificate(tale, "kestrel", "katrin", ends_in=1092, at=tale.ago(2), replaces=lapsed)


def _screen(tale: Story, key: str, scores: dict, *, at) -> None:
    analyst, firm = tale.staff("analyst"), tale.firms[key]
    screening = screenings.open(firm, by=analyst, at=at)
    for dimension, score in scores.items():
        screenings.write_down(
            screening, dimension, score=score, confidence="high", fresh_on=at.date(), source="Papers of the firm and public registers",
            note="", by=analyst, at=at,
        )  # fmt: skip
    if len(scores) == 7:
        screenings.hand_in(screening, summary="Nothing that stands against working together.", by=analyst, at=at)
        screenings.decide(screening, "approve", because="Sound in every dimension", by=tale.staff("approver"), at=at)
        firm.refresh_from_db()


def _show_certificate(tale: Story, key: str, who: str, *, ends_in: int) -> Certificate:
    row = _hand_in_certificate(tale, key, who, ends_in=ends_in, at=tale.ago(68))
    return certificates.accept(
        row, because="Confirmed by the certification body", by=tale.staff("analyst"), at=tale.ago(67)
    )


def _refuse_certificate(tale: Story, key: str, who: str) -> None:
    """And the firm objects."""
    row = _hand_in_certificate(tale, key, who, ends_in=500, at=tale.ago(9))
    why = "The certification body does not know this number."
    evidence.reject(row, because=why, by=tale.staff("officer"), at=tale.ago(8))
    objections.lodge(
        "certificate", row.pk, by=tale.person(who), at=tale.ago(3),
        text="The body moved to a new register in October. The old number is still ours; their letter names both.",
    )  # fmt: skip


def _hand_in_certificate(tale: Story, key: str, who: str, *, ends_in: int, at, **more) -> Certificate:
    holder, until = tale.firms[key].name, tale.day(ends_in)
    paper = documents.draw(
        f"Certificate of {holder}", ["ISO/IEC 27001:2022, invented for the demo", f"Valid until {until}"]
    )
    return certificates.upload(
        tale.firms[key], "iso27001", paper, name="iso27001.pdf", holder=holder, number=f"DEMO-{key[:3].upper()}-27001",
        issuer="Invented Certification Body", accreditation_body="Invented Accreditation", scope="Development and test services",
        valid_from=tale.day(ends_in - 1095), valid_until=until, by=tale.person(who), at=at, **more,
    )  # fmt: skip


def _show_insurance(tale: Story, key: str, who: str) -> None:
    paper = documents.draw(f"Insurance of {tale.firms[key].name}", ["Cyber policy, invented for the demo"])
    row = insurance.upload(
        tale.firms[key], "cyber", paper, name="cyber.pdf", holder=tale.firms[key].name, number="DEMO-CY-1", insurer="Invented Mutual",
        currency="EUR", limit=Decimal(5_000_000), aggregate=Decimal(10_000_000), deductible=Decimal(25_000),
        valid_from=tale.day(-342), valid_until=tale.day(23), by=tale.person(who), at=tale.ago(68),
    )  # fmt: skip
    insurance.accept(row, because="The amounts suffice for the tier", by=tale.staff("analyst"), at=tale.ago(67))

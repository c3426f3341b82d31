"""What stands on the proof that a risk was accepted? Everything that was frozen with the act."""

from core.models import Organisation
from core.roles import ROLES
from vendors import score_words
from vendors.models import RiskAcceptance

TEMPLATE = "documents/risk_acceptance.html"


def context(row: RiskAcceptance) -> dict:
    return {
        "row": row,
        "role": ROLES[row.accepted_as].name,
        "level": score_words.level(row.level),
        "factors": factors(row),
        "organisation": Organisation.current(),
        "document_title": f"{score_words.ACCEPTED}: {row.vendor.name}",
        "document_id": mark(row),
        "document_made": row.accepted_at,
    }


def factors(row: RiskAcceptance) -> list[dict]:
    """Each factor as it stood then."""
    return [
        {"text": score_words.text(each), "rest": score_words.rest(each), "points": each["points"]}
        for each in row.factors
    ]


def mark(row: RiskAcceptance) -> str:
    """Short, and the same on page and paper."""
    return row.pk.hex[-12:]


def file_name(row: RiskAcceptance) -> str:
    return f"{row.vendor.reference}-risk-accepted-{row.accepted_at:%Y-%m-%d}.pdf"

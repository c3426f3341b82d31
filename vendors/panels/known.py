"""What do we know of this subcontractor beside what was written down? For the one who scores, and the one who decides."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from core.actors import Actor
from vendors.models import Assessment, Certificate, InsurancePolicy, Vendor
from vendors.panels import dd_words, due_diligence, outcome


def of_firm(vendor: Vendor, viewer: Actor, today: datetime.date) -> dict:
    """For desk/vendors_dd/known.html: the newest answers, what the tier demands of papers, and insurance line by line."""
    sent = Assessment.objects.visible_to(viewer).filter(vendor=vendor).exclude(status="withdrawn").order_by("-sent_at")
    wanted = due_diligence.wanted(vendor, today)
    return {
        "answers": _answers(sent.first()),
        "papers": [_paper(line, today) for line in [*wanted, *_others(vendor, viewer, wanted)]],
        "needs": due_diligence.insurance_needs(vendor, today),
    }


def _answers(row: Assessment | None) -> dict:
    if row is None:
        return {}
    said = outcome.of(row) if row.round else {}
    return {"row": row, "url": reverse("assessment", args=[row.pk]), "state": dd_words.tag(row), "outcome": said}


def _others(vendor, viewer, wanted: list[dict]) -> list[dict]:
    """What was shown to us and nobody demands."""
    shown = {line["row"].pk for line in wanted if line["row"]}
    return [
        {"title": str(row), "kind": due_diligence.kind_of(row), "row": row}
        for model in (Certificate, InsurancePolicy)
        for row in model.objects.visible_to(viewer).filter(vendor=vendor, status__in=["accepted", "uploaded"])
        if row.pk not in shown
    ]


def _paper(line: dict, today) -> dict:
    row = line["row"]
    none = {"tone": "danger", "text": _("Nothing uploaded"), "icon": "circle-x"}
    url = reverse("evidence_review", args=[line["kind"], row.pk]) if row else ""
    return {"title": line["title"], "row": row, "url": url, "state": dd_words.tag(row, today) if row else none}

"""Which demands of the tier do answers, papers and screenings meet?"""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from core.actors import Actor
from core.web.dates import say_day
from vendors import business_days, demand_states
from vendors.models import Assessment, Screening, Vendor
from vendors.panels.due_diligence import wanted


def demand_states_of(vendor: Vendor, demands: list[dict], viewer: Actor, at: datetime.datetime) -> list[tuple]:
    """(demand's id, state, url) for questionnaires and their sections, certificates, insurance and reviews."""
    today = business_days.day_of(at)
    return [
        *_answers(vendor, demands, viewer, today),
        *_papers(vendor, today),
        *_reviews(vendor, demands, viewer, today),
    ]


def _answers(vendor, demands, viewer, today) -> list[tuple]:
    asked = Assessment.objects.visible_to(viewer).filter(vendor=vendor).exclude(status="withdrawn")
    row = asked.order_by("-sent_at").first()
    if row is None:
        return [(each["id"], demand_states.open_(), "") for each in demands if each["kind"].startswith("questionnaire")]
    state, url = _of_answers(row, today), reverse("assessment", args=[row.pk])
    sections = {section["id"] for section in row.questions["sections"]}
    return [
        (
            each["id"],
            state if each["kind"] == "questionnaire" or each["refers_to"] in sections else demand_states.open_(),
            url,
        )
        for each in demands
        if each["kind"].startswith("questionnaire")
    ]


def _of_answers(row: Assessment, today) -> dict:
    if row.status == "accepted":
        return demand_states.met()
    if not row.is_answerable:
        return demand_states.asked(_("Answered; we check it"))
    note = _("Due %(day)s") % {"day": say_day(row.due_on)}
    return demand_states.late(note) if row.due_on < today else demand_states.asked(note)


def _papers(vendor, today) -> list[tuple]:
    return [(line["id"], _of_paper(line["row"]), _page_of(line["kind"], line["row"])) for line in wanted(vendor, today)]


def _of_paper(row) -> dict:
    if row is None:
        return demand_states.open_(_("Nothing uploaded that is valid"))
    if row.status == "accepted":
        return demand_states.met(_("Until %(day)s") % {"day": say_day(row.valid_until)})
    return demand_states.asked(_("Uploaded; we check it"))


def _page_of(kind, row) -> str:
    return reverse("evidence_review", args=[kind, row.pk]) if row else ""


def _reviews(vendor, demands, viewer, today) -> list[tuple]:
    row = (
        Screening.objects.visible_to(viewer)
        .filter(vendor=vendor)
        .exclude(status="dropped")
        .order_by("-opened_at")
        .first()
    )
    state, url = _of_screening(row, today), reverse("screening", args=[row.pk]) if row else ""
    return [(each["id"], state, url) for each in demands if each["kind"] == "review"]


def _of_screening(row, today) -> dict:
    if row is None:
        return demand_states.open_()
    if not row.status.startswith("approved"):
        return demand_states.asked(row.get_status_display())
    note = _("Next by %(day)s") % {"day": say_day(row.valid_until)} if row.valid_until else ""
    return demand_states.late(note) if row.valid_until and row.valid_until < today else demand_states.met(note)

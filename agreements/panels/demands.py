"""Which demands of the tier do signed papers meet?"""

from django.urls import reverse
from django.utils.translation import gettext as _

from agreements import consolidated, standing
from agreements.models import AWAITING, DRAFTING, Agreement, BindingFact
from vendors import demand_states
from vendors.models import Person


def demand_states_of(vendor, demands: list[dict], viewer, at) -> list[tuple]:
    """(demand's id, state, url) for agreements, the clauses in them, and the undertakings of the firm's workers."""
    binding = BindingFact.objects.current().holding(at).filter(vendor=vendor)
    papers = Agreement.objects.visible_to(viewer).on_their_own().filter(vendor=vendor, person=None).defer("html")
    in_force = list(papers.filter(pk__in=binding.filter(person=None).values("source_id")).order_by("-issued_at"))
    waiting = papers.filter(status__in=[*DRAFTING, *AWAITING]).order_by("-created_at").first()
    return [
        (each["id"], *_KINDS[each["kind"]](each, in_force, waiting, vendor, binding))
        for each in demands
        if each["kind"] in _KINDS
    ]


def _agreement(demand, in_force, waiting, vendor, binding):
    found = next((row for row in in_force if demand["refers_to"] in standing.keys_of(row.template_key)), None)
    return _shown(found, waiting, _("In force"))


def _clause(demand, in_force, waiting, vendor, binding):
    found = next((row for row in in_force if demand["refers_to"] in _clauses(row)), None)
    if found is None and in_force:
        return demand_states.open_(_("Not in the agreement in force")), _page(in_force[0])
    return _shown(found, waiting, _("In the agreement in force"))


def _shown(found, waiting, words: str):
    if found:
        return demand_states.met(words), _page(found)
    if waiting:
        return demand_states.asked(waiting.get_status_display()), _page(waiting)
    return demand_states.open_(), ""


def _undertaking(demand, in_force, waiting, vendor, binding):
    workers = Person.objects.filter(vendor=vendor, is_worker=True, departed_at=None)
    signed = binding.filter(requirement="undertaking", key=demand["refers_to"]).values("person_id")
    return demand_states.of_people(workers.filter(pk__in=signed).count(), workers.count()), ""


def _clauses(row: Agreement) -> set[str]:
    return {section["key"] for section in consolidated.text(row) if not section["is_struck"]}


def _page(row: Agreement) -> str:
    return reverse("desk_agreement", args=[row.pk])


_KINDS = {"agreement": _agreement, "clause": _clause, "undertaking": _undertaking}

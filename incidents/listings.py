"""Which cases are there? Only those that the viewer needs to know."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from core.web.listing import Cell, Choice, Column, Days, Empty, Listing, View
from incidents.models import Case
from incidents.models.case import SEVERITIES

TONES = {"open": ("danger", "siren"), "contained": ("warn", "lock"), "closed": ("ok", "check")}
SEVERITY_TONES = {"S1": "danger", "S2": "high", "S3": "warn", "S4": "plain"}


def state_of(case) -> dict:
    tone, icon = TONES[case.status]
    return {"tone": tone, "text": case.get_status_display(), "icon": icon}


def title_of(case) -> str:
    """The categories in words; a case that is not weighed yet says so."""
    titles = [case.playbook.category(key)["title"] for key in case.categories]
    return ", ".join(titles) or str(_l("Not sure yet what it is"))


def _state(case) -> Cell:
    state = state_of(case)
    return Cell(state["text"], kind="tag", tone=state["tone"], icon=state["icon"])


def firm_of(case) -> str:
    """In words for any report; without a name it may be about nobody that we know of yet."""
    return case.vendor.name if case.vendor else str(_l("Subcontractor not known yet"))


def _firm(case) -> Cell:
    """A report without a name may be about nobody that we know of yet."""
    return Cell(case.vendor.name, kind="company") if case.vendor else Cell(_l("Not known yet"), tone="muted")


CASES = Listing(
    key="incidents",
    title=_l("Incidents"),
    rows=lambda viewer: Case.objects.visible_to(viewer).select_related("vendor", "playbook"),
    columns=(
        Column("case", _l("Case"), show=lambda case: Cell(title_of(case), sub=case.reference), sort="reference"),
        Column("vendor", _l("Subcontractor"), show=_firm, kind="company", sort="vendor__name"),
        Column(
            "severity",
            _l("Severity"),
            show=lambda case: Cell(case.severity, kind="tag", tone=SEVERITY_TONES[case.severity]),
            sort="severity",
        ),
        Column("state", _l("State"), show=_state, sort="status"),
        Column("reported", _l("Reported"), show="reported_at", kind="moment", sort="reported_at"),
        Column("reference", _l("Reference"), filed=True),
    ),
    sort="-reported",
    filters=(
        Choice("state", _l("State"), Case.WORKFLOW.choices, field="status"),
        Choice("severity", _l("Severity"), SEVERITIES),
        Days("reported", _l("Reported"), field="reported_at"),
    ),
    search=("reference", "vendor__name"),
    views=(
        View("all", _l("All")),
        View("open", _l("Open"), {"state": "open"}, counted=True),
        View("live", _l("Not closed"), {"state": "open,contained"}),
    ),
    link=lambda case: reverse("incident", args=[case.pk]),
    count_as=ngettext_lazy("%(count)s case", "%(count)s cases", "count"),
    empty=Empty(_l("No incident"), _l("A report opens a case at once; it appears here for those who need to know.")),
)

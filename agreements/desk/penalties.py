"""Which sums does a draft agree on for a breach, and what would a signed table give?"""

from decimal import Decimal

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements import consolidated, drafting, penalty_table
from agreements.actions import penalties
from agreements.desk.pages import find, head, page
from agreements.forms.penalties import HappeningForm, TermForm
from agreements.models import Agreement, PenaltyTerm
from agreements.penalties.working_out import Happening, work_out
from agreements.policies import agreements as policies
from agreements.rendering import terms
from core import clock


@require_http_methods(["GET", "POST"])
def table(request, pk):
    """The rows of a draft, and the next one."""
    agreement = find(request, pk)
    policies.check_can_write(request.viewer)
    policies.check_is_draft(agreement)
    form = TermForm(
        request.POST or None, sections=_sections(agreement), currency=agreement.variables.get("currency") or "EUR"
    )
    if request.method == "POST" and form.is_valid():
        penalties.set_term(agreement, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Kept in the draft"))
        return redirect("desk_penalties", agreement.pk)
    rows = PenaltyTerm.objects.visible_to(request.viewer).filter(agreement=agreement)
    return page(
        request, "penalties", {**head(agreement, _("Agreed sums")), "form": form, "rows": rows, "title": _("Agreed sums")}, bad=bool(form.errors)
    )  # fmt: skip


@require_POST
def removal(request, pk, event):
    agreement = find(request, pk)
    penalties.drop_term(agreement, event, by=request.viewer, at=clock.now())
    return redirect("desk_penalties", agreement.pk)


@require_GET
def calculator(request, pk):
    """What the table that binds would give for an event: an indication with its arithmetic; nothing of it is kept."""
    agreement, at = find(request, pk), clock.now()
    today = terms.day_of(at, agreement.zone)
    events = [term.event for term in penalty_table.in_force(agreement)]
    form = HappeningForm(request.GET or None, events=events)
    found = None
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        table = penalty_table.in_force(agreement, said["on"] or today)
        term = next((each for each in table if each.event == said["event"]), None)
        found = _worked_out(term, said) if term else None
    return page(request, "penalty", {
        **head(agreement, _("Agreed sums")), "title": _("Agreed sums"), "form": form, "found": found,
        "terms": [_words(term) for term in penalty_table.in_force(agreement, today)], "nothing": form.is_bound and form.is_valid() and found is None,
    })  # fmt: skip


def _worked_out(term, said: dict) -> dict:
    happening = Happening(
        days=said["days"] or 1, items=said["items"] or 1, yearly_fee=said["yearly_fee"], spent=said["spent"] or Decimal(0),
        days_since_notice=said["days_since_notice"], is_cured=said["is_cured"],
    )  # fmt: skip
    result = work_out(term, happening)
    amount = None if result.amount is None else penalty_table.money(result.amount, term.currency)
    return {**_words(term), "amount": amount, "lines": penalty_table.said(result), "is_due": result.is_due}


def _words(term) -> dict:
    return {
        "title": penalty_table.event_words(term), "number": term.number, "clause": term.clause, "cure_days": term.cure_days,
        "sum": penalty_table.sum_words(term),
        "cap_event": term.cap_event and penalty_table.money(term.cap_event, term.currency),
        "cap_year": term.cap_year and penalty_table.money(term.cap_year, term.currency),
    }  # fmt: skip


def _sections(agreement: Agreement) -> list[dict]:
    """The clauses that a row may name: of the draft itself, or of the agreement that an amendment changes."""
    if agreement.is_amendment:
        return [row for row in consolidated.text(agreement.amendment.amends) if not row["is_struck"]]
    return drafting.look(agreement).body["sections"]

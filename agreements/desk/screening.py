"""The clauses that answer what screening found, one by one: taken into the draft, or left out with a reason."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements import drafting, screening
from agreements.actions import screening_answers
from agreements.desk.pages import find, head, page
from agreements.forms.screening import ProposedClauseForm
from agreements.models.screening_answer import LEFT, TAKEN
from agreements.policies import agreements as policies
from core import clock


@require_http_methods(["GET", "POST"])
def proposals(request, pk):
    """POST: `clause`, `answer` (taken or left) and, to leave it out, `because`."""
    agreement = find(request, pk)
    policies.check_can_write(request.viewer)
    policies.check_is_draft(agreement)
    clause, decision = request.POST.get("clause", ""), request.POST.get("answer", "")
    form = ProposedClauseForm(request.POST or None, auto_id=f"id_{clause}_%s")
    if request.method == "POST" and form.is_valid():
        said = {"decision": decision, "because": form.cleaned_data["because"]}
        screening_answers.answer(agreement, clause, **said, by=request.viewer, at=clock.now())
        messages.success(
            request,
            _("Left out; your reason stays with the agreement") if decision == LEFT else _("Taken into the draft"),
        )
        return redirect("desk_draft_screening", agreement.pk)
    rows = [
        {"row": row, "acts": _acts(row), "form": form if row.key == clause else ProposedClauseForm(auto_id=f"id_{row.key}_%s", initial={"because": row.answer.because if row.answer else ""})}
        for row in screening.proposed(drafting.look(agreement))
    ]  # fmt: skip
    title = _("What screening found")
    return page(request, "screening", {**head(agreement, title), "title": title, "rows": rows}, bad=bool(form.errors))


def _acts(row: screening.Proposed) -> list[dict]:
    """Nothing is left to answer where the clause is mandatory and so in the text."""
    if row.is_in and not row.can_be_taken:
        return []
    take = [{"value": TAKEN, "label": _("Take it in"), "tone": "primary"}] if row.can_be_taken and not row.is_in else []
    return [*take, {"value": LEFT, "label": _("Leave it out"), "tone": ""}]

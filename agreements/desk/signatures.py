"""The company's own signature, at the desk."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements import policies
from agreements.actions import signatures
from agreements.desk.pages import find, head, page
from agreements.forms.signatures import SignForm
from agreements.panels import record
from core import clock
from core.web import step_up


@require_http_methods(["GET", "POST"])
def signature(request, pk):
    """The company's own signature: the same bytes, consent and second factor as on the other side."""
    agreement = find(request, pk)
    at = clock.now()
    policies.check_can_sign(request.viewer, agreement, at)
    confirmation = step_up.require(request)
    form = SignForm(request.POST or None, agreement=agreement, name=request.viewer.label, at=at)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        signatures.sign(
            agreement, by=request.viewer, at=at, shown_sha256=said["shown_sha256"], typed_name=said["typed_name"], consents=said["consents"],
            confirmation=confirmation, opened_at=form.opened_at(),
        )  # fmt: skip
        messages.success(request, _("Signed for the company"))
        return redirect("desk_agreement", agreement.pk)
    return page(request, "signature", {
        **head(agreement, _("Countersign")), **record(agreement, request.viewer, at), "form": form,
        "title": _("Countersign for the company"),
    }, bad=bool(form.errors))  # fmt: skip

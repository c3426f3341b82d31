"""What does a subcontractor read here? Its papers in full, and the proof of what was signed."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from agreements import binding_text, schedules, showing
from agreements.models import Agreement
from agreements.models.scope import SPEAKERS
from agreements.panels import elsewhere as panels_elsewhere
from agreements.panels import questions as panels_questions
from agreements.panels.agreements import record
from agreements.policies import agreements as policies
from agreements.policies import seats as policies_seats
from agreements.portal.pages import find, find_shared
from agreements.rendering import terms
from agreements.states import tag_of
from core import clock
from core.files.answers import attach


@require_GET
def listing(request):
    at = clock.now()
    rows = (
        Agreement.objects.visible_to(request.viewer)
        .select_related("person")
        .defer("html", "body")
        .order_by("-created_at")
    )
    shown = [
        {"agreement": row, "state": tag_of(row, at), "may_sign": policies.can_sign(request.viewer, row, at),
         "is_read": row.status == "negotiating"}
        for row in rows
    ]  # fmt: skip
    return render(request, "portal/agreements/list.html", {
        "title": _("Agreements"), "mine": [row for row in shown if row["may_sign"]], "talks": [row for row in shown if row["is_read"]],
        "speaks": bool(request.viewer.hats & SPEAKERS),
        "others": [row for row in shown if not row["may_sign"] and not row["is_read"]],
    })  # fmt: skip


@require_GET
def detail(request, pk):
    """The text in full and, as long as it waits for this person, the way to sign."""
    agreement, at = find_shared(request, pk), clock.now()
    if agreement.issued_at is None:
        return redirect("portal_negotiation", agreement.pk)
    contacts = schedules.standing(agreement, terms.day_of(at, agreement.zone))
    if agreement.is_from_elsewhere:
        said = {**panels_elsewhere.of_the_agreement(agreement), **record(agreement, request.viewer, at)}
        return render(request, "portal/agreements/detail_elsewhere.html", {
            **said, "contacts": contacts, "agreement": agreement, "title": agreement.title, "state": tag_of(agreement, at),
        })  # fmt: skip
    return render(request, "portal/agreements/detail.html", {
        **record(agreement, request.viewer, at), "agreement": agreement, "title": agreement.title, "state": tag_of(agreement, at),
        **showing.noted(agreement, request.viewer, at, "portal"),
        "contacts": contacts, "may_sign": policies.can_sign(request.viewer, agreement, at), "questions": panels_questions.of_paper(agreement, request.viewer),
        "may_delegate": policies_seats.can_delegate(request.viewer, agreement, at),
        "delegations": agreement.delegations.select_related("from_person", "to_person"),
        "has_talks": agreement.shared_texts.exists(),
    })  # fmt: skip


@require_GET
def binding(request, pk):
    """The text that binds on a day, with the source of each clause."""
    agreement = find(request, pk)
    if agreement.is_amendment:
        return redirect("portal_agreement_binding", agreement.amendment.amends_id)
    if agreement.is_from_elsewhere:
        return redirect("portal_agreement", agreement.pk)
    shown = binding_text.page(agreement, request.GET, clock.now())
    return render(
        request,
        "portal/agreements/binding.html",
        {**shown, "agreement": agreement, "title": _("Which text binds on a day")},
    )


@require_GET
def paper(request, pk, kind):
    """`copy` of one that was signed elsewhere is the file as it came; evidence of it there is none."""
    found = panels_elsewhere.stored(find(request, pk), kind)
    if found is None:
        raise Http404
    return attach(found)


@require_GET
def text(request, pk):
    """The exact bytes that H1 is the fingerprint of."""
    agreement = find(request, pk)
    if agreement.is_from_elsewhere:
        raise Http404
    return HttpResponse(agreement.html.encode(), content_type="application/octet-stream", headers={
        "Content-Disposition": f'attachment; filename="{agreement.document_sha256[:12]}.html"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    })  # fmt: skip

"""Which incidents are there, and what do we know of one of them? Its timeline, those concerned, what is closed, and its end."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.models import Asset
from core import clock, refusals
from core.web import history
from core.web.dates import say_moment
from core.web.listing import neighbours, respond
from incidents import agreed_sums, policies
from incidents.actions import cases, containment, entries
from incidents.forms.cases import (
    ConcernedForm,
    ConclusionForm,
    ContributorForm,
    CorrectionForm,
    EntryForm,
    QuestionForm,
    ReasonForm,
    WeighForm,
)
from incidents.listings import CASES, SEVERITY_TONES, firm_of, state_of, title_of
from incidents.models import Case
from incidents.models.entry import TALK
from vendors.models import Person


@require_GET
def listing(request: HttpRequest):
    return respond(request, CASES, template="desk/incidents/list.html")


def _found(request, pk) -> Case:
    return get_object_or_404(
        Case.objects.visible_to(request.viewer).select_related("vendor", "playbook", "reported_by"), pk=pk
    )


@require_GET
def page(request: HttpRequest, pk):
    """Opening a case is itself written into the trail: who looked, and when."""
    case, at = _found(request, pk), clock.now()
    cases.record_view(case, by=request.viewer, at=at)
    return render(request, "desk/incidents/case.html", page_context(request, case, at))


def page_context(request, case, at, **forms) -> dict:
    viewer = request.viewer
    return {
        "title": case.reference,
        "case": case,
        "steps": case.playbook.first_steps(case.categories),
        "crumbs": [{"label": _("Incidents"), "url": reverse("incidents")}, {"label": case.reference, "url": ""}],
        "neighbours": neighbours(request, CASES, case, list_url=reverse("incidents")),
        "identity": {
            "name": title_of(case),
            "reference": case.reference,
            "mark": case.vendor.name if case.vendor else "",
            "state": state_of(case),
            "meta": [firm_of(case)],
        },
        "severity": {"tone": SEVERITY_TONES[case.severity], "text": case.get_severity_display()},
        "facts": facts_of(case),
        "posts": posts_of(case),
        "lines": case.entries.select_related("corrected_by", "corrects"),
        "concerned": concerned_rows(case),
        "holds": hold_rows(case, at),
        "sums": agreed_sums.rows(case, request.viewer),
        "evidence": case.evidence.select_related("file"),
        "history": history.of(case, also=case.evidence.all()),
        "contributors": case.contributors,
        "may_work": refusals.can(policies.check_can_work, viewer, case),
        "may_lead": refusals.can(policies.check_can_lead, viewer),
        "may_handle": refusals.can(policies.check_can_handle, viewer, case),
        "may_see_evidence": refusals.can(policies.check_can_read_evidence, viewer),
        "may_ask": refusals.can(policies.check_can_ask, viewer, case),
        "may_link": refusals.can(policies.check_can_link, viewer, case),
        "may_name_firm": refusals.can(policies.check_can_name_firm, viewer, case),
        "question_form": forms.get("question_form") or QuestionForm(auto_id="question-%s"),
        "entry_form": forms.get("entry_form") or EntryForm(auto_id="entry-%s"),
        "concerned_form": forms.get("concerned_form")
        or ConcernedForm(case=case, viewer=viewer, auto_id="concerned-%s"),
        "lift_form": forms.get("lift_form") or ReasonForm(auto_id="lift-%s"),
        "contributor_form": forms.get("contributor_form") or ContributorForm(auto_id="contributor-%s"),
        "form": next(iter(forms.values()), None),
    }


def facts_of(case) -> list[dict]:
    firm = (
        {"value": case.vendor.name, "url": reverse("subcontractor", args=[case.vendor_id])}
        if case.vendor
        else {"value": _("Not known yet")}
    )
    return [
        {"label": _("Subcontractor"), **firm},
        {"label": _("Reported"), "value": f"{say_moment(case.reported_at, 'full')}, {case.get_way_display().lower()}"},
        *(_of_nobody(case) if case.is_anonymous else _of_somebody(case)),
        {"label": _("Noticed"), "value": case.noticed},
        {"label": _("Others concerned"), "value": case.others},
        {"label": _("Playbook"), "value": _("Version %(number)d") % {"number": case.playbook.version}},
    ]


def _of_somebody(case) -> list[dict]:
    return [
        {"label": _("Reported by"), "value": case.reporter_name},
        {"label": _("To be reached"), "value": case.reach},
    ]


def _of_nobody(case) -> list[dict]:
    return [
        {"label": _("Reported by"), "value": _("Nobody knows, and nothing is kept by which it could be found out")},
        {"label": _("About, as reported"), "value": case.firm_said},
        {"label": _("Where"), "value": case.place},
    ]


def posts_of(case) -> list[dict]:
    """What the reporter without a name and we have said to each other."""
    return [
        {
            "author": line.recorded_by_name,
            "at": line.recorded_at,
            "text": line.text,
            "to_reporter": line.kind == "asked",
        }
        for line in case.entries.filter(kind__in=TALK)
    ]


def concerned_rows(case) -> list[dict]:
    rows = []
    for link in case.links.select_related("person", "document__asset", "asset", "grant"):
        url = reverse("person", args=[link.person_id]) if link.person_id else ""
        url = url or (
            reverse("asset", args=[link.asset_id or link.document.asset_id])
            if link.asset_id or link.document_id
            else ""
        )
        rows.append(
            {
                "title": str(link.subject),
                "url": url,
                "meta": link.subject._meta.verbose_name,
                "icon": "user" if link.person_id else "file-lock",
            }
        )
    return rows


def hold_rows(case, at) -> list[dict]:
    """What this case closes now: whom, and which information."""
    holds = list(containment.standing(case, at=at))
    people = Person.objects.in_bulk([hold.person_id for hold in holds if hold.person_id])
    assets = Asset.objects.in_bulk([hold.asset_id for hold in holds if hold.asset_id])
    return [
        {
            "title": people[hold.person_id].name
            if hold.person_id
            else _("Everyone of %(firm)s") % {"firm": case.vendor.name},
            "meta": assets[hold.asset_id].name if hold.asset_id else _("All information"),
            "icon": "lock",
            "end": say_moment(hold.starts_at),
        }
        for hold in holds
    ]


@require_POST
def add_entry(request: HttpRequest, pk):
    case, at = _found(request, pk), clock.now()
    form = EntryForm(request.POST, auto_id="entry-%s")
    if not form.is_valid():
        return _again(request, case, at, entry_form=form)
    entries.add(case, by=request.viewer, at=at, **form.cleaned_data)
    messages.success(request, _("Line added"))
    return redirect("incident", pk=case.pk)


def _again(request, case, at, **forms):
    return render(request, "desk/incidents/case.html", page_context(request, case, at, **forms), status=422)


@require_POST
def ask(request: HttpRequest, pk):
    case, at = _found(request, pk), clock.now()
    form = QuestionForm(request.POST, auto_id="question-%s")
    if not form.is_valid():
        return _again(request, case, at, question_form=form)
    entries.ask(case, by=request.viewer, at=at, **form.cleaned_data)
    messages.success(request, _("Sent. The reporter reads it when they come back with their code."))
    return redirect("incident", pk=case.pk)


@require_http_methods(["GET", "POST"])
def correct_entry(request: HttpRequest, pk, entry_id):
    case = _found(request, pk)
    entry = get_object_or_404(case.entries.select_related("case"), pk=entry_id)
    policies.check_can_correct(request.viewer, entry)
    form = CorrectionForm(request.POST or None, initial={"text": entry.text})
    done = _("Corrected. The old line stays, struck through.")
    return _deed(request, case, form, _("Correct a line"), partial(entries.correct, entry), done)


@require_http_methods(["GET", "POST"])
def weighing(request: HttpRequest, pk):
    case = _led(request, pk)
    known = {"categories": case.categories, "severity": case.severity}
    form = WeighForm(request.POST or None, playbook=case.playbook, initial=known)
    done = _("Weighed. Holds follow what it is.")
    lede = _(
        "Say what it is and how grave, now that more is known. Holds that the playbook asks for follow at once; none is "
        "lifted. The reason goes into the timeline of the case."
    )
    return _deed(request, case, form, _("Weigh the case"), partial(cases.weigh, case), done, lede=lede)


@require_POST
def concerned(request: HttpRequest, pk):
    case, at = _found(request, pk), clock.now()
    form = ConcernedForm(request.POST, case=case, viewer=request.viewer, auto_id="concerned-%s")
    if not form.is_valid():
        return _again(request, case, at, concerned_form=form)
    for row in filter(None, (form.cleaned_data["person"], form.cleaned_data["asset"])):
        cases.link(case, row, by=request.viewer, at=at)
    messages.success(request, _("Linked to the case"))
    return redirect("incident", pk=case.pk)


@require_POST
def lifting(request: HttpRequest, pk):
    case, at = _found(request, pk), clock.now()
    form = ReasonForm(request.POST, auto_id="lift-%s")
    if not form.is_valid():
        return _again(request, case, at, lift_form=form)
    containment.lift_holds(case, by=request.viewer, at=at, **form.cleaned_data)
    messages.success(request, _("Lifted. Access opens where every other condition holds."))
    return redirect("incident", pk=case.pk)


@require_http_methods(["GET", "POST"])
def containing(request: HttpRequest, pk):
    case, form = _led(request, pk), ReasonForm(request.POST or None)
    lede = _(
        "It does not get worse from here on. Holds stay as they are, whoever reported it is told, and looking into it "
        "goes on. The reason goes into the timeline of the case."
    )
    return _deed(request, case, form, _("Call it contained"), partial(cases.contain, case), _("Contained"), lede=lede)


@require_http_methods(["GET", "POST"])
def closing(request: HttpRequest, pk):
    case = _led(request, pk)
    form = ConclusionForm(request.POST or None, is_anonymous=case.is_anonymous)
    lede = _("Looked into to its end. Lift every hold of this case first. A closed case can be opened again.")
    return _deed(request, case, form, _("Close the case"), partial(cases.close, case), _("Case closed"), lede=lede)


@require_http_methods(["GET", "POST"])
def reopening(request: HttpRequest, pk):
    case, form = _led(request, pk), ReasonForm(request.POST or None)
    return _deed(request, case, form, _("Reopen the case"), partial(cases.reopen, case), _("Case open again"))


def _led(request, pk) -> Case:
    """The case, for those who lead cases."""
    case = _found(request, pk)
    policies.check_can_lead(request.viewer)
    return case


def _deed(request, case, form, title, act, done, lede=""):
    """A form on a page of its own, and the one action behind it."""
    back = reverse("incident", args=[case.pk])
    if request.method == "POST" and form.is_valid():
        act(by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, done)
        return redirect(back)
    crumbs = [
        {"label": _("Incidents"), "url": reverse("incidents")},
        {"label": case.reference, "url": back},
        {"label": title, "url": ""},
    ]
    context = {"title": title, "lede": lede, "form": form, "submit": title, "cancel_url": back, "crumbs": crumbs}
    return render(request, "desk/incidents/form.html", context, status=422 if form.errors else 200)


@require_POST
def contributors(request: HttpRequest, pk):
    case, at = _found(request, pk), clock.now()
    form = ContributorForm(request.POST, auto_id="contributor-%s")
    if not form.is_valid():
        return _again(request, case, at, contributor_form=form)
    user = form.cleaned_data["user"]
    cases.let_in(case, user, by=request.viewer, at=at)
    undo = reverse("incident_contributor_removal", args=[case.pk, user.pk])
    said = _("%(name)s sees this case from now on") % {"name": user.name}
    messages.success(request, said, extra_tags=f"undo:{undo}")
    return redirect("incident", pk=case.pk)


@require_POST
def contributor_removal(request: HttpRequest, pk, user_id):
    case = _found(request, pk)
    user = get_object_or_404(case.contributors, pk=user_id)
    cases.shut_out(case, user, by=request.viewer, at=clock.now())
    messages.success(request, _("%(name)s no longer sees this case") % {"name": user.name})
    return redirect("incident", pk=case.pk)

"""How does one agreement go to many subcontractors? Choose, answer, check, issue, see what came of it."""

from collections import Counter

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from agreements import bulk
from agreements.actions import bulk_issues
from agreements.bulk_sheet import Sheet
from agreements.desk.pages import page
from agreements.forms.bulk import AnswersForm, FirmForm, ReasonsForm, SheetForm, WhichForm
from agreements.forms.drafts import countries
from agreements.listings.bulk import BULKS, LINES
from agreements.models import BulkIssue, BulkLine
from agreements.policies import agreements as policies
from agreements.policies import bulk as policies_bulk
from core import clock, exports, limits
from core.actions import exports as export_actions
from core.policies import check_can_export
from core.refusals import can, why_not
from core.web.listing import chosen, respond
from vendors.listings.register import SUBCONTRACTORS


@require_GET
def listing(request):
    policies_bulk.check_can_read(request.viewer)
    return respond(request, BULKS, crumbs=_crumbs()[:1])


@require_POST
def new(request):
    """From the bulk bar of the list of subcontractors: those ticked, or all that the list was narrowed to."""
    policies.check_can_write(request.viewer)
    vendors = list(chosen(request, SUBCONTRACTORS).order_by("name", "pk")[: limits.BULK_FIRMS + 1])
    run = bulk_issues.begin(vendors, by=request.viewer, at=clock.now())
    return redirect("desk_bulk_which", run.pk)


@require_GET
def record(request, pk):
    """What stands against it at each firm, how far the work is, and what came of it."""
    run = _find(request, pk)
    if run.template_id is None and run.status == "composing" and policies.can_write(request.viewer):
        return redirect("desk_bulk_which", run.pk)
    return _record(request, run)


@require_http_methods(["GET", "POST"])
def which(request, pk):
    """Which agreement, under which law, to be signed until when."""
    run, at = _to_change(request, pk), clock.now()
    form = WhichForm(request.POST or None, run=run, sign_by=bulk.today(at) + policies.TIME_TO_SIGN)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        bulk_issues.choose(
            run, said["template"], jurisdiction=said["jurisdiction"], sign_by=said["sign_by"], topics=said["topics"],
            by=request.viewer, at=at,
        )  # fmt: skip
        return redirect("desk_bulk_answers", run.pk)
    return _step(request, run, form, _("Which agreement?"), _("Next: the shared answers"))


@require_http_methods(["GET", "POST"])
def answers(request, pk):
    """What all firms share; each firm's own answers come from its record, and from the sheet."""
    run, at = _to_change(request, pk), clock.now()
    policies_bulk.check_has_template(run)
    definitions, values = bulk.asked(run, at)
    shared = {name: row for name, row in definitions.items() if not bulk.is_own(row)}
    form = AnswersForm(request.POST or None, definitions=shared, values=values)
    if request.method == "POST" and form.is_valid():
        bulk_issues.answer(run, form.variables(), by=request.viewer, at=at)
        messages.success(request, _("The shared answers are kept"))
        return redirect("desk_bulk", run.pk)
    return _step(request, run, form, _("What all firms share"), _("Keep the answers"))


@require_http_methods(["GET", "POST"])
def firm(request, pk, vendor):
    """One firm's own answers and law; or it is taken out."""
    run, at = _to_change(request, pk), clock.now()
    policies_bulk.check_has_template(run)
    line = get_object_or_404(
        BulkLine.objects.visible_to(request.viewer).select_related("vendor"), run=run, vendor_id=vendor
    )
    if "out" in request.POST:
        bulk_issues.drop(run, line.vendor_id, by=request.viewer, at=at)
        messages.success(request, _("%(firm)s is taken out") % {"firm": line.vendor.name})
        return redirect("desk_bulk", run.pk)
    form = FirmForm(request.POST or None, line=line, definitions=bulk.own(run, at), values=bulk.proposed(run, line, at))
    if request.method == "POST" and form.is_valid():
        said = (line.vendor_id, form.cleaned_data["jurisdiction"], form.variables())
        bulk_issues.answer_for(run, [said], by=request.viewer, at=at)
        messages.success(request, _("The answers for %(firm)s are kept") % {"firm": line.vendor.name})
        return redirect("desk_bulk", run.pk)
    context = {**_about(run, line.vendor.name), "form": form, "line": line, "title": line.vendor.name}
    return page(request, "bulk_firm", context, bad=bool(form.errors))


@require_http_methods(["GET", "POST"])
def sheet(request, pk):
    """All firms' own answers at once: out as a sheet (`?kind=csv` or `xlsx`), and in again."""
    run, at = _to_change(request, pk), clock.now()
    policies_bulk.check_has_template(run)
    table = Sheet(run, bulk.own(run, at), dict(countries()))
    if kind := request.GET.get("kind"):
        return _sheet(request, run, table, kind, at)
    form = SheetForm(request.POST or None, request.FILES or None, sheet=table)
    if request.method == "POST" and form.is_valid():
        bulk_issues.answer_for(run, form.rows, by=request.viewer, at=at)
        messages.success(request, _("The sheet is taken in"))
        return redirect("desk_bulk", run.pk)
    context = {
        **_about(run, _("The sheet")),
        "form": form,
        "title": _("Each firm's own answers"),
        "head": [label for _key, label in table.head()],
    }
    return page(request, "bulk_sheet", context, bad=bool(form.errors))


@require_POST
def checking(request, pk):
    run = bulk_issues.check(_find(request, pk), by=request.viewer, at=clock.now())
    bulk_issues.go_on(run, by=request.viewer, at=clock.now())
    return redirect("desk_bulk", run.pk)


@require_POST
def start(request, pk):
    """Out to the firms, each warning set aside for a reason of its own."""
    run, at = _find(request, pk), clock.now()
    policies.check_can_write(request.viewer)
    form = ReasonsForm(request.POST, warnings=warnings(run))
    if not form.is_valid():
        return _record(request, run, form)
    run = bulk_issues.start(run, reasons=form.reasons(), by=request.viewer, at=at)
    bulk_issues.go_on(run, by=request.viewer, at=at)
    return redirect("desk_bulk", run.pk)


@require_POST
def removal(request, pk):
    run = bulk_issues.discard(_find(request, pk), by=request.viewer, at=clock.now())
    messages.success(request, _("“%(title)s” is discarded; nothing went out") % {"title": run})
    return redirect("desk_bulks")


def warnings(run: BulkIssue) -> list[dict]:
    """Each kind of warning once: {id, message, count of firms}."""
    counts: Counter = Counter()
    said: dict[str, str] = {}
    for problems in run.lines.filter(status="warns").values_list("problems", flat=True):
        for row in problems:
            counts[row["id"]] += 1
            said.setdefault(row["id"], row["message"])
    return [{"id": key, "message": said[key], "count": count} for key, count in counts.most_common()]


def job(run: BulkIssue, counts: Counter) -> dict | None:
    """As components/job.html draws it; None while nothing is under way or finished."""
    if run.status not in ("checking", "running", "done"):
        return None
    to_do = counts["waiting"] if run.status == "checking" else counts["ready"] + counts["warns"]
    sentence = ""
    if run.status == "done":
        issued, left = counts["issued"], counts["left_out"]
        sentence = ngettext(
            "%(count)s agreement is issued and its signers are told.",
            "%(count)s agreements are issued and their signers are told.",
            issued,
        ) % {"count": issued}
        if left:
            sentence += " " + ngettext("%(count)s firm was left out.", "%(count)s firms were left out.", left) % {
                "count": left
            }
    return {
        "title": _("Looking at each firm") if run.status == "checking" else _("Issuing to the firms"),
        "status": "done" if run.status == "done" else "running", "done": counts.total() - to_do, "total": counts.total(), "sentence": sentence,
    }  # fmt: skip


def _record(request, run: BulkIssue, form: ReasonsForm | None = None):
    counts, at = Counter(run.lines.values_list("status", flat=True)), clock.now()
    found = warnings(run) if run.status == "checked" else []
    context = {
        **_about(run), "counts": counts, "job": job(run, counts), "refresh_url": request.path, "form": form or ReasonsForm(warnings=found),
        "may_write": policies.can_write(request.viewer), "may_change": can(policies_bulk.check_can_change, request.viewer, run),
        "held": why_not(policies_bulk.check_can_start, request.viewer, run, at, bulk.today(at)) if run.status == "checked" else "",
        "may_override": request.viewer.may("agreements.override"), "submit": _submit(counts),
        "own": list(bulk.own(run, at).values()) if run.template_id and run.status in ("composing", "checked") else [],
        "may_countersign": can(policies_bulk.check_can_countersign, request.viewer) and run.status == "done" and counts["issued"] > 0,
    }  # fmt: skip
    rows = LINES.rows(request.viewer).filter(run=run)
    return respond(request, LINES, rows=rows, template="desk/agreements/bulk.html", **context)


def _submit(counts: Counter) -> str:
    """What the button does, in numbers; "" where nothing would go out."""
    count = counts["ready"] + counts["warns"]
    return (
        ngettext("Issue to %(count)s firm", "Issue to up to %(count)s firms", count) % {"count": count} if count else ""
    )


def _sheet(request, run: BulkIssue, table: Sheet, kind: str, at):
    check_can_export(request.viewer)
    if kind not in exports.TYPES:
        raise Http404
    rows = table.rows(lambda line: bulk.proposed(run, line, at))
    export_actions.made("bulk_issue_sheet", kind=kind, query="", rows=len(rows), of=run, by=request.viewer, at=at)
    return exports.respond(request, _("%(title)s, each firm") % {"title": run}, table.head(), rows, kind)


def _step(request, run: BulkIssue, form, title: str, submit: str):
    context = {**_about(run, title), "form": form, "title": title, "submit": submit, "count": run.lines.count()}
    return page(request, "bulk_step", context, bad=bool(form.errors))


def _find(request, pk) -> BulkIssue:
    return get_object_or_404(BulkIssue.objects.visible_to(request.viewer).select_related("template", "user"), pk=pk)


def _to_change(request, pk) -> BulkIssue:
    run = _find(request, pk)
    policies_bulk.check_can_change(request.viewer, run)
    return run


def _about(run: BulkIssue, here: str = "") -> dict:
    trail = _crumbs(str(run), reverse("desk_bulk", args=[run.pk]) if here else "")
    return {"run": run, "crumbs": [*trail, {"label": here}] if here else trail}


def _crumbs(last: str = "", url: str = "") -> list[dict]:
    found = [
        {"label": _("Agreements"), "url": reverse("desk_agreements")},
        {"label": _("Sent to many"), "url": reverse("desk_bulks")},
    ]
    return [*found, {"label": last, "url": url}] if last else found

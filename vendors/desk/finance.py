"""Officers' pages about the accounts of a subcontractor: the ratios year by year, one year, and entering it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.files.answers import attach
from core.refusals import NotNow
from core.web import history
from core.web.dates import say_day
from core.web.listing import respond
from vendors import business_days, finance_words
from vendors.actions import statements
from vendors.forms.finance import StatementForm, initial_of
from vendors.forms.subcontractors import ReasonForm
from vendors.listings.finance import STATEMENTS
from vendors.models import Statement, Vendor
from vendors.panels import finance
from vendors.policies import finance as policy


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    return respond(request, STATEMENTS)


@require_GET
def page(request: HttpRequest, vendor_id) -> HttpResponse:
    """The ratios of the newest years, what falls short, the model; below them each year as a list with its export."""
    vendor = _vendor(request, vendor_id)
    context = {
        "vendor": vendor, **finance.of(vendor, request.viewer, clock.now()), "may_enter": policy.can_enter(request.viewer),
        "sources": finance_words.SOURCES, "limits": finance_words.LIMITS, "crumbs": [*_crumbs(vendor), {"label": _("Financial health"), "url": ""}],
    }  # fmt: skip
    rows = STATEMENTS.rows(request.viewer).filter(vendor=vendor)
    return respond(request, STATEMENTS, rows=rows, template="desk/vendors/finance.html", **context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, vendor_id) -> HttpResponse:
    policy.check_can_enter(request.viewer)
    vendor, at = _vendor(request, vendor_id), clock.now()
    form = _typed(request, vendor, at)
    if _is_to_be_kept(request) and form.is_valid():
        try:
            row = statements.enter(vendor, **form.said, by=request.viewer, at=at)
        except NotNow as refusal:
            form.add_error("ends_on", str(refusal))
        else:
            messages.success(request, _("Accounts entered"))
            return redirect("statement", row.pk)
    return _form(request, vendor, form, _("Enter a financial year"), _("Enter the year"))


@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest, pk) -> HttpResponse:
    policy.check_can_enter(request.viewer)
    row, at = _find(request, pk), clock.now()
    form = _typed(request, row.vendor, at, of_year=row, initial=initial_of(row))
    if _is_to_be_kept(request) and form.is_valid():
        newest = statements.correct(row, **form.said, by=request.viewer, at=at)
        messages.success(request, _("Corrected; the version before is kept"))
        return redirect("statement", newest.pk)
    title = _("Correct the year to %(day)s") % {"day": say_day(row.ends_on, "full")}
    return _form(request, row.vendor, form, title, _("Save as a new version"), back=reverse("statement", args=[row.pk]))


@require_POST
def sums(request: HttpRequest, vendor_id) -> HttpResponse:
    """What has to agree, by the figures that stand in the form now. Keeps nothing."""
    policy.check_can_enter(request.viewer)
    form = _typed(request, _vendor(request, vendor_id), clock.now())
    form.is_valid()
    return render(request, "desk/vendors/statement_sums.html", {"sums": form.sums})


def _typed(request, vendor: Vendor, at, **options) -> StatementForm:
    """With the newest year before the one that is entered."""
    years = Statement.objects.visible_to(request.viewer).current().filter(vendor=vendor).order_by("-ends_on")
    row = options.get("of_year")
    before = (years.filter(ends_on__lt=row.ends_on) if row else years).first()
    said = {"vendor": vendor, "today": business_days.day_of(at), "before": before}
    return StatementForm(request.POST or None, **said, **options)


def _is_to_be_kept(request) -> bool:
    """Not where the sums alone are asked for."""
    return request.method == "POST" and request.POST.get("then") != "sums"


@require_http_methods(["GET", "POST"])
def removal(request: HttpRequest, pk) -> HttpResponse:
    policy.check_can_enter(request.viewer)
    row, form = _find(request, pk), ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        statements.take_back(row, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Taken back; it stays in the history"))
        return redirect("subcontractor_finance", row.vendor_id)
    context = {
        "title": _("Take the year to %(day)s back") % {"day": say_day(row.ends_on, "full")}, "form": form, "submit": _("Take it back"),
        "tone": "danger", "lede": _("It no longer counts. What we knew before stays readable."), "cancel_url": reverse("statement", args=[row.pk]),
        "crumbs": [*_crumbs(row.vendor, deep=True), {"label": _("Take back"), "url": ""}],
    }  # fmt: skip
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


@require_GET
def record(request: HttpRequest, pk) -> HttpResponse:
    """One version of one year: its lines, where they come from, and its other versions."""
    row = _find(request, pk)
    versions = Statement.objects.visible_to(request.viewer).filter(vendor=row.vendor, ends_on=row.ends_on)
    versions = list(versions.select_related("entered_by").order_by("-created_at", "-pk"))
    newest = next((each for each in versions if each.is_current), None)
    context = {
        "title": _("Year to %(day)s") % {"day": say_day(row.ends_on, "full")}, "row": row, "vendor": row.vendor, "versions": versions, "newest": newest,
        "parts": [{"title": title, "lines": [_line(row, line) for line in names]} for title, names in finance_words.PARTS],
        "facts": _facts(row), "may_enter": policy.can_enter(request.viewer) and row.is_current, "entries": history.of(row, also=versions),
        "crumbs": [*_crumbs(row.vendor, deep=True), {"label": say_day(row.ends_on, "full"), "url": ""}],
    }  # fmt: skip
    return render(request, "desk/vendors/statement.html", context)


@require_GET
def file(request: HttpRequest, pk) -> HttpResponseBase:
    row = _find(request, pk)
    if row.stored is None:
        raise Http404
    return attach(row.stored)


def _line(row: Statement, line: str) -> dict:
    return {"name": finance_words.LINES[line][0], "amount": finance_words.amount(row.figures.get(line))}


def _facts(row: Statement) -> list[dict]:
    return [
        {"label": _("Currency"), "value": row.currency},
        {"label": _("Amounts are in"), "value": row.get_unit_display()},
        {"label": _("Months"), "value": row.months},
        {"label": _("Checked by an auditor"), "value": row.get_assurance_display()},
        {"label": _("Whose accounts"), "value": _("Of the whole group") if row.is_consolidated else _("Of the firm alone")},
        {"label": _("Kind of firm"), "value": row.get_kind_display()},
        {"label": _("File"), "value": row.stored.name if row.stored else "", "url": reverse("statement_file", args=[row.pk]) if row.stored else ""},
        {"label": _("Found"), "value": row.source},
    ]  # fmt: skip


def _form(request, vendor, form, title: str, submit: str, back: str = "") -> HttpResponse:
    context = {
        "title": title, "vendor": vendor, "form": form, "submit": submit, "sums": form.sums, "before": form.before, "cancel_url": back or reverse("subcontractor_finance", args=[vendor.pk]),
        "crumbs": [*_crumbs(vendor, deep=True), {"label": title, "url": ""}],
    }  # fmt: skip
    refused = bool(form.errors) and _is_to_be_kept(request)
    return render(request, "desk/vendors/statement_form.html", context, status=422 if refused else 200)


def _find(request, pk) -> Statement:
    rows = Statement.objects.visible_to(request.viewer).select_related("vendor", "stored", "entered_by")
    return get_object_or_404(rows, pk=pk)


def _vendor(request, vendor_id) -> Vendor:
    if not request.viewer.is_staff:
        raise Http404
    return get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=vendor_id)


def _crumbs(vendor: Vendor, *, deep: bool = False) -> list[dict]:
    found = [
        {"label": _("Subcontractors"), "url": reverse("subcontractors")},
        {"label": vendor.name, "url": reverse("subcontractor", args=[vendor.pk])},
    ]
    own = {"label": _("Financial health"), "url": reverse("subcontractor_finance", args=[vendor.pk])}
    return [*found, own] if deep else found

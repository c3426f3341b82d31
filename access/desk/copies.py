"""Which copies were ever given out, to whom, under which grant, and where are they now? The copy ledger."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from access import copies, reading
from access.actions import class_downloads
from access.actions import copies as settling
from access.desk.assets import crumbs, identity, tabs
from access.forms.copies import DownloadsForm, SettleForm
from access.models import Asset, AssetClass, Opening
from access.policies import copies as policies
from access.policies import grants as grant_policies
from core import clock, refusals
from core.web import history, step_up
from core.web.dates import say_moment
from core.web.listing import Cell, Choice, Column, Days, Empty, Listing, View, neighbours, respond
from vendors.models import Vendor


def state_of(key: str) -> dict:
    """For the tag component."""
    text, tone, icon, what = copies.STATES[key]
    return {"text": text, "tone": tone, "icon": icon, "what": what}


def _prepare(rows: list) -> None:
    """The state of each, by one question to the decision."""
    found = copies.states(rows, clock.now())
    for row in rows:
        row.state = found[row.pk]


def _state(row) -> Cell:
    state = state_of(row.state)
    return Cell(state["text"], kind="tag", tone=state["tone"], icon=state["icon"])


def _where_state(key: str) -> Q:
    return Q(settled_as=key) if key in {"returned", "destroyed"} else Q(kind="file", settled_as="")


COPIES = Listing(
    key="copies",
    title=_l("Copies"),
    sub=_l("Every copy that was ever given out: pages read in the viewer, and marked files."),
    rows=lambda viewer: Opening.objects.visible_to(viewer).select_related(
        "person", "vendor", "document__asset", "version", "grant"
    ),
    columns=(
        Column("person", _l("Person"), show="person.name", kind="person"),
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company"),
        Column(
            "document",
            _l("Document"),
            show=lambda row: Cell(
                row.document.title,
                sub=_("Version %(number)d, %(asset)s")
                % {"number": row.version.number, "asset": row.document.asset.name},
            ),
        ),
        Column("kind", _l("Copy"), show=lambda row: row.get_kind_display()),
        Column("at", _l("Given"), kind="moment", sort="at"),
        Column("grant", _l("Grant"), show="grant.reference", kind="id"),
        Column("state", _l("State"), show=_state),
        Column("asset", _l("Information"), show="document.asset.name", filed=True),
        Column("version", _l("Version"), show="version.number", filed=True),
        Column("mark", _l("Mark"), show=lambda row: row.pk.hex[-12:], filed=True),
        Column("sha256", _l("Fingerprint"), filed=True),
        Column("settled", _l("Settled"), show="settled_at", kind="moment", filed=True),
        Column("settled_by", _l("Vouched for by"), show="settled_by_name", filed=True),
    ),
    sort="-at",
    filters=(
        Choice("kind", _l("Copy"), Opening.KINDS),
        Choice(
            "state",
            _l("File"),
            [("out", _l("Still out")), *Opening.SETTLED],
            where_one=_where_state,
        ),
        Choice(
            "asset",
            _l("Information"),
            choices_seen_by=lambda viewer: Asset.objects.visible_to(viewer).order_by("name").values_list("pk", "name"),
            field="document__asset",
        ),
        Choice(
            "vendor",
            _l("Subcontractor"),
            choices_seen_by=lambda viewer: Vendor.objects.visible_to(viewer).order_by("name").values_list("pk", "name"),
        ),
        Days("given", _l("Given"), field="at"),
    ),
    search=("person__name", "vendor__name", "document__title", "document__reference", "grant__reference"),
    views=(
        View("all", _l("All")),
        View("files", _l("Files that are out"), {"kind": "file", "state": "out"}, done=True, counted=True),
    ),
    link=lambda row: reverse("copy", args=[row.pk]),
    count_as=ngettext_lazy("%(count)s copy", "%(count)s copies", "count"),
    empty=Empty(_l("No copy was given out yet"), _l("Each opening in the viewer and each marked file appears here.")),
    can_export=True,
    prepare=_prepare,
)


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    return respond(request, COPIES, template="desk/access/copies.html", states=[state_of(key) for key in copies.STATES])


@require_GET
def of_asset(request: HttpRequest, pk) -> HttpResponse:
    """The same list for one piece of information, inside its record."""
    asset = get_object_or_404(Asset.objects.visible_to(request.viewer).select_related("asset_class", "owner"), pk=pk)
    context = {
        "asset": asset,
        "tabs": tabs(asset, "asset_openings"),
        "crumbs": crumbs(asset.name),
        "identity": identity(asset),
    }
    return respond(
        request, COPIES, rows=COPIES.rows(request.viewer).filter(document__asset=asset),
        template="desk/access/openings.html", **context,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, pk) -> HttpResponse:
    """One copy: how it was read, why it was allowed, and what became of it; a file is settled here."""
    at, copy = clock.now(), _found(request, pk)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        settling.settle(copy, form.cleaned_data["outcome"], note=form.cleaned_data["note"], by=request.viewer, at=at)
        messages.success(request, _("Written down. The copy counts as settled."))
        return redirect("copy", pk=copy.pk)
    looks, state = reading.looks(copy.pages.all()), copies.states([copy], at)[copy.pk]
    may_settle = copy.kind == "file" and not copy.settled_as
    context = {
        "title": _("Copy of %(title)s") % {"title": copy.document.title},
        "copy": copy,
        "state": state_of(state),
        "facts": _facts(copy),
        "looks": looks,
        "read_for": reading.said(reading.total(looks)),
        "is_open": state == copies.LIVE,
        "form": form if may_settle and refusals.can(policies.check_can_settle, request.viewer, copy) else None,
        "identity": {
            "name": copy.person.name,
            "mark": copy.vendor.name,
            "meta": [copy.vendor.name, copy.document.title],
        },
        "crumbs": [{"label": _("Copies"), "url": reverse("copies")}, {"label": copy.person.name, "url": ""}],
        "neighbours": neighbours(request, COPIES, copy, list_url=reverse("copies")),
        "entries": history.of(copy),
    }
    return render(request, "desk/access/copy.html", context, status=422 if form.errors else 200)


def _found(request, pk) -> Opening:
    rows = Opening.objects.visible_to(request.viewer).select_related(
        "person", "vendor", "document__asset__asset_class", "version", "grant", "settled_by"
    )
    return get_object_or_404(rows, pk=pk)


def _facts(copy: Opening) -> list[dict]:
    found: list[dict] = [
        {
            "label": _("Document"),
            "value": copy.document.title,
            "url": reverse("desk_document", args=[copy.document_id]),
        },
        {"label": _("Version"), "value": copy.version.number},
        {"label": _("Copy"), "value": copy.get_kind_display()},
        {"label": _("Given"), "value": say_moment(copy.at, "full")},
        {"label": _("Under grant"), "value": copy.grant.reference, "url": reverse("grant", args=[copy.grant_id])},
        {
            "label": _("Subcontractor"),
            "value": copy.vendor.name,
            "url": reverse("subcontractor", args=[copy.vendor_id]),
        },
        {"label": _("Mark"), "value": copy.pk.hex[-12:]},
    ]
    if copy.address:
        found.append({"label": _("From the address"), "value": copy.address})
    if copy.sha256:
        found.append({"label": _("Fingerprint of the file"), "value": copy.sha256})
    if copy.settled_as:
        words = _("%(what)s, %(when)s, vouched for by %(name)s")
        said = {
            "what": copy.get_settled_as_display(),
            "when": say_moment(copy.settled_at),
            "name": copy.settled_by_name,
        }
        found.append({"label": _("What became of it"), "value": words % said})
        found.append({"label": _("How"), "value": copy.settled_note})
    return found


@require_http_methods(["GET", "POST"])
def downloads(request: HttpRequest, key: str) -> HttpResponse:
    """Whether information of this class may be handed over as marked files."""
    grant_policies.check_can_set_policy(request.viewer)
    asset_class = get_object_or_404(AssetClass, key=key)
    step_up.require(request)
    form = DownloadsForm(request.POST or None, asset_class=asset_class)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        is_allowed = said["is_allowed"] == "yes"
        class_downloads.allow(asset_class, is_allowed, because=said["because"], by=request.viewer, at=clock.now())
        messages.success(request, _("Settled. It counts from this moment."))
        return redirect("classes")
    title = _("Marked copies of %(name)s information") % {"name": asset_class.name.lower()}
    context = {
        "title": title, "form": form, "submit": _("Settle it"), "cancel_url": reverse("classes"),
        "lede": _("A marked file is a PDF of page images with the reader's name in every page. It needs a grant of its own, of the level Download."),
        "crumbs": [*crumbs(), {"label": _("Classes and policies"), "url": reverse("classes")}, {"label": asset_class.name, "url": ""}],
    }  # fmt: skip
    return render(request, "desk/access/form.html", context, status=422 if form.errors else 200)

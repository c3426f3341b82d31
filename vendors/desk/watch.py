"""Officers' pages about watchlists: the lists and their versions, the hits, and what each hit is."""

from django.contrib import messages
from django.db.models import Case, Q, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.forms.refused import refused_at
from core.web import history
from core.web.listing import neighbours, respond
from vendors import business_days
from vendors.actions import watch_fetching, watch_hits, watchlists
from vendors.forms.watch import AddressForm, SettleForm, VersionForm, WatchlistForm
from vendors.listings.watch import CHANGES, HITS, WATCHLISTS
from vendors.models import EntryVersion, WatchHit, Watchlist, WatchlistVersion, WatchRun
from vendors.panels import watch_words
from vendors.policies import watch as policy
from vendors.watchlists.names import MORE_PARTS


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    return respond(request, WATCHLISTS, template="desk/watch/watchlists.html", may_keep=policy.can_keep(request.viewer))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    policy.check_can_keep(request.viewer)
    form = WatchlistForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = watchlists.add(**form.cleaned_data, by=request.viewer, at=clock.now())
        return redirect("watchlist_upload", made.pk)
    context = {
        "title": _("Add a watchlist"),
        "form": form,
        "submit": _("Add the list"),
        "cancel_url": reverse("watchlists"),
        "crumbs": _crumbs(_("Add a watchlist")),
    }
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


@require_safe
def record(request: HttpRequest, pk) -> HttpResponse:
    """One list: how fresh it is, its versions, and what was compared."""
    row = get_object_or_404(WATCHLISTS.rows(request.viewer), pk=pk)
    versions = (
        WatchlistVersion.objects.visible_to(request.viewer).filter(watchlist=row).select_related("file", "uploaded_by")
    )
    fresh = watch_words.freshness(row, business_days.day_of(clock.now()))
    context = {
        "title": row.name,
        "watchlist": row,
        "identity": {"name": row.name, "state": fresh, "meta": [row.get_format_display()]},
        "versions": [{"row": each, "state": watch_words.tag(each)} for each in versions.order_by("-uploaded_at")[:50]],
        "may_keep": policy.can_keep(request.viewer),
        "is_in_parts": row.format in MORE_PARTS,
        "entries": history.of(row, also=versions[:20]),
        "crumbs": _crumbs(row.name),
    }
    return render(request, "desk/watch/watchlist.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest, pk) -> HttpResponse:
    """Where the publisher puts the file."""
    policy.check_can_keep(request.viewer)
    row = get_object_or_404(Watchlist.objects.visible_to(request.viewer), pk=pk)
    form = AddressForm(request.POST or None, initial={"address": row.address})
    if request.method == "POST" and form.is_valid():
        kept = watch_fetching.point_at(row, form.cleaned_data["address"], by=request.viewer, at=clock.now())
        fetched = _("Kept. The list can be fetched now; it is each night")
        messages.success(request, fetched if kept.address else _("Kept. New versions are uploaded"))
        return redirect("watchlist", row.pk)
    context = {
        "title": _("Address of the list"),
        "lede": row.name,
        "form": form,
        "submit": _("Keep the address"),
        "cancel_url": reverse("watchlist", args=[row.pk]),
        "crumbs": _crumbs(_("Address of the list"), row),
    }
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


@require_POST
def fetching(request: HttpRequest, pk) -> HttpResponse:
    policy.check_can_keep(request.viewer)
    row = get_object_or_404(Watchlist.objects.visible_to(request.viewer), pk=pk)
    watch_fetching.ask(row, by=request.viewer, at=clock.now())
    messages.success(request, _("It is being fetched. What comes is read and compared; this page shows it"))
    return redirect("watchlist", row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, pk) -> HttpResponse:
    policy.check_can_keep(request.viewer)
    row = get_object_or_404(Watchlist.objects.visible_to(request.viewer), pk=pk)
    form = VersionForm(row.format, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (version := _kept(request, row, form)):
        return redirect("watchlist_version", version.pk)
    context = {
        "title": _("Upload a version"),
        "lede": _("%(name)s, %(format)s") % {"name": row.name, "format": row.get_format_display()},
        "form": form,
        "submit": _("Upload and compare"),
        "cancel_url": reverse("watchlist", args=[row.pk]),
        "crumbs": _crumbs(_("Upload a version"), row),
    }
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)


def _kept(request: HttpRequest, row: Watchlist, form: VersionForm) -> WatchlistVersion | None:
    """The version, to be read by the worker; or None with the reason at the field."""
    said = form.cleaned_data["may_shrink"]
    with refused_at(form, "main"):
        version = watchlists.upload(row, form.sources, may_shrink=said, by=request.viewer, at=clock.now())
        watchlists.read_in_later(version)
        return version
    return None


@require_safe
def version(request: HttpRequest, pk) -> HttpResponse:
    """What a version brought: its counts, how far the comparison is, and only what changed."""
    rows = WatchlistVersion.objects.visible_to(request.viewer).select_related("watchlist", "file", "uploaded_by")
    row = get_object_or_404(rows, pk=pk)
    changed = EntryVersion.objects.visible_to(request.viewer).filter(Q(added_in=row) | Q(ended_in=row, is_removal=True))
    how = Case(
        When(Q(ended_in=row) & Q(is_removal=True), then=Value("removed")),
        When(is_change=True, then=Value("changed")),
        default=Value("added"),
    )
    return respond(
        request,
        CHANGES,
        rows=changed.select_related("entry").annotate(how=how),
        template="desk/watch/version.html",
        version=row,
        state=watch_words.tag(row),
        job=_job(row, WatchRun.objects.visible_to(request.viewer).filter(version=row).first()),
        refresh_url=request.path,
        crumbs=_crumbs(_("Version"), row.watchlist),
    )


def _job(row: WatchlistVersion, run: WatchRun | None) -> dict | None:
    """As components/job.html draws it."""
    if row.status == "uploaded":
        return {"title": _("Reading the list"), "status": "running", "done": 0, "total": 0, "sentence": ""}
    if run is None:
        return None
    said = _("Hits found: %(hits)s") % {"hits": run.hits}
    status = "done" if run.status == "done" else "running"
    return {
        "title": _("Comparing the register"),
        "status": status,
        "done": run.done,
        "total": run.total,
        "sentence": said,
    }


@require_safe
def hits(request: HttpRequest) -> HttpResponse:
    return respond(request, HITS)


@require_safe
def hit(request: HttpRequest, pk) -> HttpResponse:
    return _page(request, _hit(request, pk), SettleForm())


@require_POST
def decision(request: HttpRequest, pk) -> HttpResponse:
    """`answer`: false_match, true_match, needs_more, or reopen."""
    row, form, answer = _hit(request, pk), SettleForm(request.POST), request.POST.get("answer")
    policy.check_can_settle(request.viewer)
    if answer not in {*watch_hits.ANSWERS, "reopen"}:
        raise Http404
    if not form.is_valid():
        return _page(request, row, form)
    said = {**form.cleaned_data, "by": request.viewer, "at": clock.now()}
    row = watch_hits.reopen(row, **said) if answer == "reopen" else watch_hits.settle(row, answer, **said)
    messages.success(request, _("Written down: %(state)s") % {"state": row.get_status_display()})
    return redirect("watch_hit", row.pk)


def _hit(request: HttpRequest, pk) -> WatchHit:
    rows = WatchHit.objects.visible_to(request.viewer).select_related(
        "vendor", "person", "entry__watchlist", "entry_version__added_in", "decided_by"
    )
    return get_object_or_404(rows, pk=pk)


def _page(request: HttpRequest, row: WatchHit, form: SettleForm) -> HttpResponse:
    earlier = WatchHit.objects.visible_to(request.viewer).of_subject(row.subject, row.vendor_id, row.person_id)
    before = (
        earlier.filter(entry=row.entry_id).exclude(pk=row.pk).select_related("decided_by").order_by("-found_at")[:5]
    )
    may_settle = policy.can_settle(request.viewer)
    context = {
        "title": _("%(called)s and %(theirs)s") % {"called": row.called, "theirs": row.entry_version.name},
        "hit": row,
        "neighbours": neighbours(request, HITS, row, list_url=reverse("watch_hits")),
        "identity": {
            "name": row.called,
            "state": watch_words.tag(row),
            "meta": [row.get_subject_display(), row.vendor.name],
        },
        "factors": watch_words.factors(row),
        "beside": watch_words.beside(row),
        "earlier": [{"row": each, "state": watch_words.tag(each)} for each in before],
        "entries": history.of(row),
        "crumbs": [{"label": _("Hits on watchlists"), "url": reverse("watch_hits")}, {"label": row.called, "url": ""}],
        "panel": _panel(row) if may_settle and row.status != "lapsed" else None,
        "acts": _acts(row),
        "form": form,
    }
    return render(request, "desk/watch/hit.html", context, status=422 if form.errors else 200)


def _panel(row: WatchHit) -> dict:
    if row.status in ("open", "needs_more"):
        return {
            "title": _("What is this hit?"),
            "asked": _("Is %(called)s the same as %(theirs)s on the list?") % {"called": row.called, "theirs": row.entry_version.name},
            "foot": _("While a hit waits the subcontractor is not approved. A true match is put before whoever decides on the screening."),
        }  # fmt: skip
    return {
        "title": _("Settled"),
        "asked": row.because,
        "foot": _("Open it again where that was wrong. It comes back by itself when the entry or the subject changes."),
    }


def _acts(row: WatchHit) -> list[dict]:
    if row.status not in ("open", "needs_more"):
        return [{"value": "reopen", "label": _("Open again"), "tone": ""}]
    more = [] if row.status == "needs_more" else [{"value": "needs_more", "label": _("Needs more"), "tone": ""}]
    return [
        {"value": "false_match", "label": _("False match"), "tone": ""},
        *more,
        {"value": "true_match", "label": _("True match"), "tone": "danger"},
    ]


def _crumbs(last: str, row: Watchlist | None = None) -> list[dict]:
    middle = [{"label": row.name, "url": reverse("watchlist", args=[row.pk])}] if row else []
    return [{"label": _("Watchlists"), "url": reverse("watchlists")}, *middle, {"label": last, "url": ""}]

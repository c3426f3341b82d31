"""The clause library at the desk: what each clause, template and country profile says, where it is used, what changed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agreements.listings.library import LISTINGS, address
from agreements.models import LibraryDraft, StarterOffer
from agreements.models.library import Edition
from agreements.panels import library as panels_library
from agreements.policies import agreements as policies
from agreements.shelves import SHELVES, Shelf
from core import clock
from core.web import history
from core.web.listing import neighbours, respond

_LISTS = {"clauses": "library", "templates": "library_templates", "countries": "library_countries"}


@require_safe
def listing(request: HttpRequest, kind: str) -> HttpResponse:
    policies.check_can_read_library(request.viewer)
    tabs = [
        {"label": shelf.title, "url": reverse(_LISTS[name]), "current": name == kind} for name, shelf in SHELVES.items()
    ]
    drafts = [
        {"title": str(row), "url": reverse("library_draft", args=[row.kind, row.key]), "who": row.changed_by.name, "at": row.changed_at}
        for row in LibraryDraft.objects.visible_to(request.viewer).filter(kind=kind).select_related("changed_by").order_by("key")
    ]  # fmt: skip
    may_write = policies.can_write_library(request.viewer)
    return respond(request, LISTINGS[kind], template="desk/library/list.html", tabs=tabs, kind=kind, drafts=drafts, may_write=may_write)  # fmt: skip


@require_safe
def entry(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The newest edition, or the one that `?edition=` names."""
    shelf, editions = find(request, kind, key)
    shown = _edition(editions, request.GET.get("edition", "")) or editions[0]
    listed = LISTINGS[kind].rows(request.viewer).get(key=key)
    context = {
        "title": shown.title,
        "kind": kind,
        "edition": shown,
        "newest": editions[0],
        "editions": editions,
        "is_stale": listed.is_stale,
        "differences": f"{address(kind, key)}difference/",
        "may_write": policies.can_write_library(request.viewer),
        "draft": LibraryDraft.objects.visible_to(request.viewer).of(kind, key).select_related("changed_by").first(),
        "offer": StarterOffer.objects.visible_to(request.viewer).of(kind, key).filter(settled_at=None).first(),
        "in_force": panels_library.use(shown, kind, editions, request.viewer, clock.now()),
        "entries": history.of(editions[0], also=editions[1:10]),
        "neighbours": neighbours(request, LISTINGS[kind], listed, list_url=reverse(_LISTS[kind])),
        "identity": {
            "name": shown.title,
            "mark": shown.title,
            "meta": [shelf.one, _("Edition %(number)s") % {"number": shown.number}, said_as_of(shown)],
        },
        "crumbs": crumbs(kind, shown.title),
        **panels_library.entry(kind, shown),
    }
    return render(request, f"desk/library/{kind}.html", context)


@require_safe
def difference(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Word by word between two editions: `?from=1&to=2`; without them, of the newest two."""
    _shelf, editions = find(request, kind, key)
    after = _edition(editions, request.GET.get("to", "")) or editions[0]
    earlier = [row for row in editions if row.number < after.number]
    before = _edition(editions, request.GET.get("from", "")) or (earlier[0] if earlier else editions[-1])
    context = {
        "title": _("What differs: %(title)s") % {"title": after.title},
        "kind": kind,
        "before": before,
        "after": after,
        "editions": editions,
        "changes": panels_library.changes(kind, before.content, after.content),
        "crumbs": crumbs(kind, _("What differs"), (after.title, address(kind, key))),
    }
    return render(request, "desk/library/difference.html", context)


def find(request: HttpRequest, kind: str, key: str) -> tuple[Shelf, list[Edition]]:
    """The shelf, and every edition of the entry, newest first."""
    policies.check_can_read_library(request.viewer)
    shelf = SHELVES.get(kind)
    if shelf is None:
        raise Http404
    newest = get_object_or_404(shelf.model.objects.visible_to(request.viewer).newest(), key=key)
    rows = shelf.model.objects.visible_to(request.viewer).filter(key=newest.key).select_related("published_by")
    return shelf, list(rows.order_by("-number"))


def said_as_of(edition: Edition) -> str:
    return _("As of %(month)s") % {"month": edition.as_of}


def crumbs(kind: str, label: str, *between: tuple[str, str]) -> list[dict]:
    steps = [(_("Clause library"), reverse("library"))]
    steps += [(SHELVES[kind].title, reverse(_LISTS[kind]))] if kind != "clauses" else []
    return [{"label": name, "url": url} for name, url in [*steps, *between]] + [{"label": label, "url": ""}]


def _edition(editions: list[Edition], said: str) -> Edition | None:
    """The one of this number; none where nothing was asked. Raises Http404 for a number that is not there."""
    if not said:
        return None
    found = next((row for row in editions if str(row.number) == said), None)
    if found is None:
        raise Http404
    return found

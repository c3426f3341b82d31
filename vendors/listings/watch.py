"""Which lists does watching have? The watchlists themselves, what an update changed, and the hits."""

from django.db.models import DateField, IntegerField, OuterRef, Q, Subquery
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from core.web.listing import Cell, Choice, Column, Days, Empty, Listing, View
from vendors.models import EntryVersion, WatchHit, Watchlist, WatchlistVersion
from vendors.models.watch_hit import SUBJECTS
from vendors.models.watchlist import KINDS
from vendors.panels import watch_words


def _watchlists(viewer):
    current = WatchlistVersion.objects.visible_to(viewer).filter(watchlist=OuterRef("pk"), status="in_force")
    return Watchlist.objects.visible_to(viewer).annotate(
        published=Subquery(current.values("published_on")[:1], output_field=DateField()),
        entries_held=Subquery(
            current.annotate(n=Cast(KeyTransform("entries", "counts"), IntegerField())).values("n")[:1]
        ),
    )


def _freshness(row) -> Cell:
    look = watch_words.freshness(row)
    return Cell(look["text"], kind="tag", tone=look["tone"], icon=look["icon"])


WATCHLISTS = Listing(
    key="watchlists",
    title=_l("Watchlists"),
    rows=_watchlists,
    columns=(
        Column("name", _l("Name"), show=lambda row: Cell(row.name, sub=row.get_format_display()), sort="name", export=lambda row: row.name),
        Column("fresh", _l("State"), show=_freshness),
        Column("published", _l("Published"), kind="day", sort="published"),
        Column("entries", _l("Entries"), show="entries_held", kind="number", sort="entries_held"),
        Column("added", _l("Added"), show="added_at", kind="moment", sort="added_at", hidden=True),
    ),
    sort="name",
    search=("name",),
    link=lambda row: reverse("watchlist", args=[row.pk]),
    count_as=ngettext_lazy("%(count)s watchlist", "%(count)s watchlists", "count"),
    empty=Empty(
        _l("No watchlist yet"),
        _l("Add one and upload the file that its publisher brings out. Nobody is compared with anything before that."),
        url="/desk/watchlists/new/",
        action=_l("Add a watchlist"),
        rights=("vendors.screen",),
    ),
)  # fmt: skip


def _change(row) -> Cell:
    look = watch_words.CHANGES[row.how]
    return Cell(look["text"], kind="tag", tone=look["tone"], icon=look["icon"])


CHANGES = Listing(
    key="watchlist-changes",
    title=_l("What this version changed"),
    rows=lambda viewer: EntryVersion.objects.visible_to(viewer).select_related("entry"),
    columns=(
        Column("name", _l("Entry"), sort="name", show=lambda row: Cell(row.name, sub=", ".join(text for text, _weak in row.names[1:4])), export=lambda row: row.name),
        Column("change", _l("Change"), show=_change),
        Column("kind", _l("Kind"), show=lambda row: row.get_kind_display(), sort="kind"),
        Column("countries", _l("Countries"), show=lambda row: ", ".join(row.countries)),
        Column("births", _l("Birth dates"), show=lambda row: ", ".join(row.births)),
        Column("uid", _l("Number"), show="entry.uid", kind="id"),
    ),
    sort="name",
    filters=(
        Choice("change", _l("Change"), [(key, look["text"]) for key, look in watch_words.CHANGES.items()], field="how"),
        Choice("kind", _l("Kind"), KINDS),
    ),
    search=("name", "entry__uid"),
    count_as=ngettext_lazy("%(count)s entry", "%(count)s entries", "count"),
)  # fmt: skip


def _state(row: WatchHit) -> Cell:
    look = watch_words.tag(row)
    return Cell(look["text"], kind="tag", tone=look["tone"], icon=look["icon"])


def _lists(viewer):
    return [
        (str(pk), name) for pk, name in Watchlist.objects.visible_to(viewer).order_by("name").values_list("pk", "name")
    ]


BANDS = {"95": Q(score__gte=95), "90": Q(score__gte=90, score__lt=95), "80": Q(score__lt=90)}

HITS = Listing(
    key="watch-hits",
    title=_l("Hits on watchlists"),
    rows=lambda viewer: WatchHit.objects.visible_to(viewer).select_related("vendor", "entry__watchlist", "entry_version"),
    columns=(
        Column("called", _l("Whom"), show=lambda row: Cell(row.called, sub=row.get_subject_display()), sort="called", export=lambda row: row.called),
        Column("vendor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("entry", _l("On the list"), show=lambda row: Cell(row.entry_version.name, sub=row.entry.watchlist.name), export=lambda row: row.entry_version.name),
        Column("score", _l("Score"), kind="number", sort="score"),
        Column("state", _l("State"), show=_state, sort="status"),
        Column("found", _l("Found"), show="found_at", kind="moment", sort="found_at"),
        Column("list", _l("Watchlist"), show="entry.watchlist.name", hidden=True),
        Column("because", _l("Reason"), hidden=True),
    ),
    sort="-score",
    filters=(
        Choice("state", _l("State"), WatchHit.WORKFLOW.choices, field="status"),
        Choice("list", _l("Watchlist"), choices_seen_by=_lists, field="entry__watchlist"),
        Choice("subject", _l("Whom"), SUBJECTS),
        Choice("score", _l("Score"), [("95", _l("95 to 100")), ("90", _l("90 to 94")), ("80", _l("Below 90"))], where_one=lambda value: BANDS[value]),
        Days("found", _l("Found"), field="found_at"),
    ),
    search=("called", "vendor__name", "entry_version__name"),
    views=(
        View("open", _l("Open"), {"state": "open,needs_more"}, done=True, counted=True),
        View("true", _l("True matches"), {"state": "true_match"}),
        View("settled", _l("Settled"), {"state": "false_match,true_match"}),
        View("all", _l("All")),
    ),
    link=lambda row: reverse("watch_hit", args=[row.pk]),
    count_as=ngettext_lazy("%(count)s hit", "%(count)s hits", "count"),
    empty=Empty(_l("No hit yet"), _l("Hits appear here when a subcontractor, its parent or one of its people is like an entry of a watchlist."), url="/desk/watchlists/", action=_l("Watchlists")),
)  # fmt: skip

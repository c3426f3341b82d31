"""Which lists of sanctioned and notorious parties do we hold, in which version, and what stood on them when?

A version is a stored fact; of an update only the differences are kept: entries that were added, changed or removed.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _l

from core.models.rows import Row
from core.workflow import Workflow, stamped, status_field
from vendors.watchlists import names

KINDS = [("person", _l("Person")), ("organisation", _l("Organisation")), ("other", _l("Other"))]


class StaffOnly(models.QuerySet):
    """What no subcontractor ever sees."""

    def visible_to(self, viewer):
        return self if viewer.is_staff and viewer.may("vendors.read") else self.none()


class Watchlist(Row):
    """A list as one publisher publishes it. `stale_after`: days after which an older publication is a warning.

    `address`: where the publisher puts the file (https); empty: it is uploaded. `failure`: why the last try brought nothing.
    """

    name = models.CharField(max_length=120, unique=True)
    format = models.CharField(max_length=24, choices=names.CHOICES)
    stale_after = models.PositiveSmallIntegerField(default=7)
    address = models.CharField(max_length=500, blank=True, db_default="")
    fetched_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True, db_default="")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    objects = StaffOnly.as_manager()

    def __str__(self):
        return self.name


class WatchlistVersion(Row):
    """`sha256`: of the main file as it came. `counts`: entries, names, added, changed, removed. `sentence`: why it was refused.

    `may_shrink`: whoever uploaded it says that the list really lost many entries.
    """

    WORKFLOW = Workflow(
        "uploaded",
        {
            "uploaded": {"in_force": "watchlist.in-force", "refused": "watchlist.refused"},
            "in_force": {"superseded": "watchlist.superseded"},
        },
        {
            "uploaded": _l("Being read"),
            "in_force": _l("In force"),
            "refused": _l("Refused"),
            "superseded": _l("Superseded"),
        },
    )

    watchlist = models.ForeignKey(Watchlist, on_delete=models.PROTECT, related_name="versions")
    status = status_field(WORKFLOW)
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    aliases = models.ForeignKey("core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    addresses = models.ForeignKey("core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    may_shrink = models.BooleanField(default=False)
    published_on = models.DateField(null=True)
    counts = models.JSONField(default=dict)
    sentence = models.CharField(max_length=300, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    in_force_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    objects = StaffOnly.as_manager()

    class Meta:
        indexes = [models.Index(fields=["watchlist", "-uploaded_at"], name="version_of_watchlist")]
        constraints = [
            models.UniqueConstraint(
                fields=["watchlist"], condition=Q(status="in_force"), name="one_version_of_a_watchlist_is_in_force"
            ),
            stamped("a_version_in_force_says_since_when", ["in_force", "superseded"], "in_force_at"),
        ]

    def __str__(self):
        return str(self.watchlist)


class WatchlistEntry(Row):
    """One party on one list, by the publisher's own number; what it says stands in its versions."""

    watchlist = models.ForeignKey(Watchlist, on_delete=models.PROTECT, related_name="entries")
    uid = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["watchlist", "uid"], name="an_entry_is_once_on_a_watchlist")]

    def __str__(self):
        return self.uid


class EntryVersionQuerySet(StaffOnly):
    def current(self):
        return self.filter(ended_in=None)


class EntryVersion(Row):
    """What an entry said from one version of the list (`added_in`) until another (`ended_in`, which changed or removed it).

    `name`: the first of `names`, which are [text, weak]. `digest`: over everything that it says.
    """

    entry = models.ForeignKey(WatchlistEntry, on_delete=models.PROTECT, related_name="versions")
    added_in = models.ForeignKey(WatchlistVersion, on_delete=models.PROTECT, related_name="added")
    ended_in = models.ForeignKey(WatchlistVersion, null=True, on_delete=models.PROTECT, related_name="ended")
    is_change = models.BooleanField(default=False)  # of an entry that stood there before
    is_removal = models.BooleanField(default=False)  # ended without a successor
    kind = models.CharField(max_length=12, choices=KINDS)
    name = models.CharField(max_length=300)
    names = models.JSONField()
    births = models.JSONField(default=list)
    countries = models.JSONField(default=list)
    identifiers = models.JSONField(default=list)
    programmes = models.JSONField(default=list)
    remarks = models.TextField(blank=True)
    digest = models.CharField(max_length=64)

    objects = EntryVersionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["added_in", "name", "id"], name="entry_by_first_version"),
            models.Index(fields=["ended_in", "name", "id"], name="entry_by_last_version"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=Q(ended_in=None), name="one_version_of_an_entry_is_current"
            ),
            models.CheckConstraint(
                condition=Q(ended_in=None) | ~Q(ended_in=F("added_in")), name="an_entry_ends_in_a_later_version"
            ),
        ]

    def __str__(self):
        return self.name


class WatchRun(Row):
    """One comparison under way: of an update (`version`) with all subjects, or of new and changed subjects with all entries.

    `cursor`: where it goes on, "kind:id". `done` and `total` count subjects, `hits` what was found.
    """

    WORKFLOW = Workflow(
        "running",
        {"running": {"done": "watchlist.compared"}},
        {"running": _l("Comparing"), "done": _l("Compared")},
    )

    version = models.ForeignKey(WatchlistVersion, null=True, on_delete=models.PROTECT, related_name="runs")
    status = status_field(WORKFLOW)
    cursor = models.CharField(max_length=50, blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    hits = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = StaffOnly.as_manager()

    class Meta:
        indexes = [models.Index(fields=["status", "started_at"], name="watch_run_by_status")]

    def __str__(self):
        return str(self.version or "")

"""Take a watchlist in, and each version that its publisher brings out; what is in force stays so until a whole one follows."""

import datetime
from collections.abc import Iterator
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from core import files, nudges
from core.actors import Actor
from core.events import record
from core.refusals import NotNow
from core.workflow import become
from vendors.actions import watching
from vendors.models import EntryVersion, Watchlist, WatchlistEntry, WatchlistVersion
from vendors.policies import watch as policy
from vendors.watchlists.listed import About, Listed, Unreadable
from vendors.watchlists.names import MORE_PARTS

AT_ONCE = 2000  # entries in one statement
LOST, LOST_SHARE = 20, 0.2  # more entries than both gone from a list: it looks cut short


def add(name: str, format: str, *, stale_after: int, by: Actor, at: datetime.datetime) -> Watchlist:
    """One that is there already is returned. Raises NotAllowed; NotNow where that one has another format."""
    policy.check_can_keep(by)
    made, is_new = Watchlist.objects.get_or_create(
        name=name, defaults={"format": format, "stale_after": stale_after, "added_at": at, "added_by": by.user}
    )
    if is_new:
        record("watchlist.added", made, by=by, at=at, format=format)
    elif made.format != format:
        raise NotNow(_("There is a watchlist of this name in another format."))
    return made


def upload(
    watchlist: Watchlist, sources: dict, *, may_shrink: bool = False, by: Actor, at: datetime.datetime
) -> WatchlistVersion:
    """Keep the files; `read_in` does the rest. `sources`: part -> (file, its name). Raises NotAllowed, files.FileRefused."""
    policy.check_can_keep(by)
    return keep(lock(watchlist), sources, may_shrink=may_shrink, by=by, at=at)


def keep(
    watchlist: Watchlist, sources: dict, *, may_shrink: bool = False, by: Actor, at: datetime.datetime
) -> WatchlistVersion:
    """For actions that have asked and hold the lock. The same main file again returns the version that it made."""
    if unknown := set(sources) - {"main", *MORE_PARTS.get(watchlist.format, ())}:
        raise TypeError(f"this format has no {sorted(unknown)}")
    stored = {
        part: files.store(source, purpose="watchlist", name=name, at=at, by=by.user)
        for part, (source, name) in sources.items()
    }
    main = stored.pop("main")
    newest = watchlist.versions.order_by("-uploaded_at").first()
    if newest and newest.sha256 == main.sha256 and newest.status != "refused" and not stored:
        files.shred(main, at=at)
        return newest
    version = WatchlistVersion.objects.create(
        watchlist=watchlist, file=main, sha256=main.sha256, may_shrink=may_shrink, uploaded_at=at, uploaded_by=by.user, **stored
    )  # fmt: skip
    record("watchlist.uploaded", version, by=by, at=at, sha256=version.sha256, file=main.name)
    return version


def read_in(version: WatchlistVersion, *, by: Actor, at: datetime.datetime) -> WatchlistVersion:
    """Read the whole file; put it in force with its differences and begin to compare, or refuse it and leave things as they were."""
    watchlist = lock(version.watchlist)
    version = WatchlistVersion.objects.select_for_update(no_key=True, of=["self"]).select_related("file", "aliases", "addresses").get(pk=version.pk)  # fmt: skip
    if version.status != "uploaded":
        return version
    try:
        with transaction.atomic():
            about = About()
            counts = _take(version, watchlist, about)
    except Unreadable as unreadable:
        event = become(version, "refused", sentence=unreadable.sentence[:300])
        record(event, version, by=by, at=at, because=unreadable.sentence)
        return version
    before = watchlist.versions.filter(status="in_force").first()
    if before:
        record(become(before, "superseded", superseded_at=at), before, by=by, at=at)
    published = datetime.date.fromisoformat(about.published_on) if len(about.published_on) == 10 else None
    event = become(version, "in_force", in_force_at=at, counts=counts, published_on=published)
    done = record(event, version, by=by, at=at, counts=counts, published_on=published, sha256=version.sha256)
    watching.begin(version, by=by, at=at, cause=done)
    return version


def read_in_later(version: WatchlistVersion) -> None:
    """The worker reads after commit; without a broker its sweep does."""
    nudges.after_commit("vendors.tasks.read_watchlist", version.pk)


def _take(version: WatchlistVersion, watchlist: Watchlist, about: About) -> dict[str, int]:
    """Write what differs. Raises Unreadable, and then the transaction around it takes everything back."""
    from vendors.watchlists import formats  # the readers, for the worker alone

    known = dict(_current(watchlist).values_list("entry__uid", "digest"))
    counts = {"entries": 0, "names": 0, "added": 0, "changed": 0, "removed": 0}
    seen: set[str] = set()
    listed = formats.read(watchlist.format, _files(version), about)
    while chunk := list(islice(listed, AT_ONCE)):
        seen.update(each.uid for each in chunk)
        counts["entries"] += len(chunk)
        counts["names"] += sum(len(each.names) for each in chunk)
        _write(version, watchlist, [each for each in chunk if known.get(each.uid) != each.digest], known, counts)
    gone = set(known) - seen
    if len(gone) > max(LOST, LOST_SHARE * len(known)) and not version.may_shrink:
        raise Unreadable(
            _(
                "%(gone)s of %(of)s entries are gone from this file: it looks cut short. If the list really shrank, say so when you upload it."
            )
            % {"gone": len(gone), "of": len(known)}
        )
    counts["removed"] = _current(watchlist).filter(entry__uid__in=gone).update(ended_in=version, is_removal=True)
    return counts


def _write(version: WatchlistVersion, watchlist: Watchlist, listed: list[Listed], known: dict, counts: dict) -> None:
    """New versions of these entries; those that were there before end with this version of the list."""
    uids = [each.uid for each in listed]
    _current(watchlist).filter(entry__uid__in=[uid for uid in uids if uid in known]).update(ended_in=version)
    WatchlistEntry.objects.bulk_create(
        [WatchlistEntry(watchlist=watchlist, uid=uid) for uid in uids], ignore_conflicts=True, batch_size=500
    )
    entries = dict(WatchlistEntry.objects.filter(watchlist=watchlist, uid__in=uids).values_list("uid", "pk"))
    EntryVersion.objects.bulk_create(
        [_version(version, entries[each.uid], each, is_change=each.uid in known) for each in listed], batch_size=500
    )
    changed = sum(uid in known for uid in uids)
    counts["changed"] += changed
    counts["added"] += len(uids) - changed


def _version(version: WatchlistVersion, entry_id, each: Listed, *, is_change: bool) -> EntryVersion:
    return EntryVersion(
        entry_id=entry_id, added_in=version, is_change=is_change, kind=each.kind, name=each.names[0][0], names=each.names, births=each.births,
        countries=each.countries, identifiers=each.identifiers, programmes=each.programmes, remarks=each.remarks, digest=each.digest,
    )  # fmt: skip


def _current(watchlist: Watchlist):
    return EntryVersion.objects.current().filter(entry__watchlist=watchlist)


def _files(version: WatchlistVersion) -> dict[str, Iterator[bytes]]:
    parts = {"main": version.file, "aliases": version.aliases, "addresses": version.addresses}
    return {part: files.open_chunks(stored) for part, stored in parts.items() if stored}


def lock(watchlist: Watchlist) -> Watchlist:
    return Watchlist.objects.select_for_update(no_key=True).get(pk=watchlist.pk)

"""Fetch a watchlist from where its publisher puts it: each night, or when somebody asks. What came goes the way of an upload."""

import datetime
from typing import BinaryIO
from uuid import UUID

from django.utils.translation import gettext as _

from core import nudges, outbound
from core.actors import Actor
from core.events import record
from core.files import FileRefused
from core.refusals import NotNow, NotThis
from vendors.actions import watchlists
from vendors.models import Watchlist, WatchlistVersion
from vendors.policies import watch as policy
from vendors.watchlists.names import ENDINGS, MORE_PARTS


def point_at(watchlist: Watchlist, address: str, *, by: Actor, at: datetime.datetime) -> Watchlist:
    """Where the file lies; empty: nowhere, it is uploaded. Raises NotAllowed; NotThis."""
    policy.check_can_keep(by)
    watchlist = watchlists.lock(watchlist)
    if watchlist.address == address:
        return watchlist
    if address and watchlist.format in MORE_PARTS:
        raise NotThis("address", _("This format comes in several files that belong together. Upload them."))
    if address:
        outbound.check_address(address)
    before, watchlist.address, watchlist.failure = watchlist.address, address, ""
    watchlist.save(update_fields=["address", "failure"])
    record("watchlist.address-set", watchlist, by=by, at=at, before=before, address=address)
    return watchlist


def ask(watchlist: Watchlist, *, by: Actor, at: datetime.datetime) -> None:
    """Have it fetched now, by the worker. Raises NotAllowed; NotNow where it has no address."""
    policy.check_can_keep(by)
    if not watchlist.address:
        raise NotNow(_("Enter first where the publisher puts the file."))
    record("watchlist.fetch-asked", watchlist, by=by, at=at)
    nudges.after_commit("vendors.tasks.fetch_watchlist", watchlist.pk)


def due(*, by: Actor, at: datetime.datetime) -> list[UUID]:
    return list(Watchlist.objects.exclude(address="").order_by("fetched_at", "pk").values_list("pk", flat=True))


def where(pk: UUID, *, by: Actor, at: datetime.datetime) -> str:
    return Watchlist.objects.get(pk=pk).address


def keep(pk: UUID, source: BinaryIO, *, by: Actor, at: datetime.datetime) -> WatchlistVersion | None:
    """What was fetched, as the next version, to be read by the worker; None where it is none. The same file again is no version."""
    watchlist = watchlists.lock(Watchlist.objects.get(pk=pk))
    source.seek(0)
    name = f"{watchlist.format}{ENDINGS[watchlist.format]}"
    try:
        version = watchlists.keep(watchlist, {"main": (source, name)}, by=by, at=at)
    except FileRefused as refused:
        fail(pk, refused.sentence, by=by, at=at)
        return None
    watchlist.fetched_at, watchlist.failure = at, ""
    watchlist.save(update_fields=["fetched_at", "failure"])
    watchlists.read_in_later(version)
    return version


def fail(pk: UUID, sentence: str, *, by: Actor, at: datetime.datetime) -> None:
    """It stays as it is; the same reason night after night is one event."""
    watchlist = watchlists.lock(Watchlist.objects.get(pk=pk))
    if watchlist.failure == sentence[:300]:
        return
    watchlist.failure = sentence[:300]
    watchlist.save(update_fields=["failure"])
    record("watchlist.fetch-failed", watchlist, by=by, at=at, because=sentence)

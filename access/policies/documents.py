"""Who keeps documents, and what stands against a deed on one of them?"""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _

from access.models import Asset, CheckOut, Document
from core.actors import Actor
from core.models import LegalHold
from core.refusals import NotAllowed, NotNow
from core.web.dates import say_day, say_moment


def check_can_add(actor: Actor, asset: Asset) -> None:
    own = actor.may("documents.write") and actor.user is not None and asset.owner_id == actor.user.pk
    if not own and not actor.may("access.write"):
        raise NotAllowed(_("Only the owner of this information or a compliance officer adds documents."))


def check_can_keep(actor: Actor, document: Document) -> None:
    """Check out and release: whoever adds versions."""
    check_can_add(actor, document.asset)


def check_can_set_retention(actor: Actor, document: Document) -> None:
    if not actor.may("holds.keep"):
        check_can_keep(actor, document)


def check_is_free(actor: Actor, live: CheckOut | None) -> None:
    """`live`: the check-out that holds now, if any. Raises NotNow where it is somebody else's."""
    if live and (actor.user is None or live.holder_id != actor.user.pk):
        said = {"name": live.holder.name, "when": say_moment(live.ends_at)}
        raise NotNow(_("%(name)s edits this document until %(when)s. Nobody else adds a version meanwhile.") % said)


def check_can_shorten(actor: Actor, document: Document, until_on: datetime.date | None) -> None:
    """A retention that is set grows by anybody's hand who keeps the document, and shrinks by counsel's alone."""
    is_shorter = document.keep_until_on and (until_on is None or until_on < document.keep_until_on)
    if is_shorter and not actor.may("holds.keep"):
        raise NotAllowed(_("Only legal counsel or an investigator ends a retention earlier than it was set."))


def check_stands(document: Document) -> None:
    if document.destroyed_at:
        words = _("This document was destroyed %(when)s. What is left is the record of it.")
        raise NotNow(words % {"when": say_moment(document.destroyed_at)})


def check_can_destroy(document: Document, *, holds: Iterable[LegalHold], today: datetime.date) -> None:
    """Nothing is destroyed under a legal hold, or before its retention is over. Raises NotNow."""
    if held := [_("“%(name)s” holds it: %(why)s") % {"name": each.name, "why": each.because} for each in holds]:
        raise NotNow(_("A legal hold keeps this document from being destroyed."), unmet=held)
    if document.keep_until_on and today <= document.keep_until_on:
        until = say_day(document.keep_until_on, "portal")
        raise NotNow(_("It is kept until the end of %(day)s. Nothing destroys it before.") % {"day": until})


def check_copies_are_seen(seen: int, out: int) -> None:
    """`seen`: the copies that the page listed. Raises NotNow where another one went out, or came back, meanwhile."""
    if seen != out:
        raise NotNow(_("The copies that are out have changed meanwhile. Look at them again."))

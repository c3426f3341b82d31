"""Who keeps documents, and what stands against a deed on one of them?"""

import datetime

from django.utils.translation import gettext as _

from access.models import Asset, CheckOut, Document
from core.actors import Actor
from core.refusals import NotAllowed, NotNow
from core.web.dates import say_moment


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

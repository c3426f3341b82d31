"""Make and end the keys of programs. The key itself is returned once and never kept."""

import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from core.actors import Actor
from core.api import scopes as table
from core.api import tokens
from core.database import context
from core.database.roles import GATE
from core.events import record
from core.models import ApiClient
from core.refusals import NotAllowed, NotNow

NOTED_EVERY = datetime.timedelta(minutes=1)


def create(
    name: str,
    *,
    scopes: list[str],
    expires_at: datetime.datetime,
    by: Actor,
    at: datetime.datetime,
    vendor=None,
    kind: str = "svc",
) -> tuple[ApiClient, str]:
    """The client and its key in plain text. Raises NotAllowed, NotNow."""
    _check_can_keep_keys(by)
    vendor_id = getattr(vendor, "pk", vendor)
    if wrong := table.unknown(scopes, subcontractor=vendor_id is not None):
        raise NotNow(_("This key cannot be given: %(scopes)s.") % {"scopes": ", ".join(wrong)})
    if expires_at <= at:
        raise NotNow(_("The end date of a key lies in the future."))
    token = tokens.make(kind)
    client = ApiClient.objects.create(
        name=name,
        kind=kind,
        vendor_id=vendor_id,
        scopes=sorted(set(scopes)),
        digest=tokens.digest(token),
        last_four=token[-4:],
        created_by=by.user,
        expires_at=expires_at,
    )
    record("client.created", client, by=by, at=at, vendor=vendor_id, scopes=client.scopes, expires_at=expires_at)
    return client, token


def revoke(client: ApiClient, *, by: Actor, at: datetime.datetime, because: str) -> ApiClient:
    """The key is dead from the next request on. Repeating it changes nothing."""
    _check_can_keep_keys(by)
    client = ApiClient.objects.select_for_update(no_key=True).get(pk=client.pk)
    if client.revoked_at is None:
        client.revoked_at = at
        client.save(update_fields=["revoked_at"])
        record("client.revoked", client, by=by, at=at, vendor=client.vendor_id, because=because)
    return client


def note_use(client: ApiClient, *, at: datetime.datetime) -> None:
    """Last used, to the minute. A row that another call holds is left alone: one of them is enough.

    Written in the gate's role: a subcontractor's own key may read its row and change nothing of it.
    """
    if client.used_at and at - client.used_at < NOTED_EVERY:
        return
    due = Q(used_at=None) | Q(used_at__lt=at - NOTED_EVERY)
    with context.role(GATE):
        held = ApiClient.objects.select_for_update(skip_locked=True, no_key=True).filter(due, pk=client.pk).values("pk")
        ApiClient.objects.filter(pk__in=held).update(used_at=at)


def _check_can_keep_keys(by: Actor) -> None:
    if not by.may("keys.write"):
        raise NotAllowed(_("Your role does not include keeping API keys."))

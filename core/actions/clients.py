"""Make and end the keys of programs. The key itself is returned once and never kept."""

import datetime
import uuid

from django.db.models import Q
from django.utils.translation import gettext as _

from core import ids
from core.actors import Actor
from core.api import scopes as table
from core.api import tokens
from core.database import context
from core.database.roles import GATE
from core.events import record
from core.models import ApiClient, Event
from core.policies import check_can_keep_keys
from core.refusals import NotNow

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
    client_id: uuid.UUID | None = None,
    cause: Event | None = None,
) -> tuple[ApiClient, str]:
    """The client and its key in plain text; a page that is sent twice has the same `client_id`. Raises NotAllowed, NotNow."""
    check_can_keep_keys(by)
    client_id = client_id or ids.new()
    if ApiClient.objects.filter(pk=client_id).exists():
        raise NotNow(_("This key was made already and cannot be shown again. Rotate it where it was not copied."))
    vendor_id = getattr(vendor, "pk", vendor)
    if wrong := table.unknown(scopes, subcontractor=vendor_id is not None):
        raise NotNow(_("This key cannot be given: %(scopes)s.") % {"scopes": ", ".join(wrong)})
    if expires_at <= at:
        raise NotNow(_("The end date of a key lies in the future."))
    token = tokens.make(kind)
    client = ApiClient.objects.create(
        pk=client_id,
        name=name,
        kind=kind,
        vendor_id=vendor_id,
        scopes=sorted(set(scopes)),
        digest=tokens.digest(token),
        last_four=token[-4:],
        created_by=by.user,
        expires_at=expires_at,
    )
    said = {"scopes": client.scopes, "expires_at": expires_at}
    record("client.created", client, by=by, at=at, vendor=vendor_id, cause=cause, **said)
    return client, token


def rotate(
    client: ApiClient,
    *,
    overlap: datetime.timedelta,
    expires_at: datetime.datetime,
    by: Actor,
    at: datetime.datetime,
    because: str,
    client_id: uuid.UUID | None = None,
) -> tuple[ApiClient, str]:
    """Another key for the same program and scopes; the old one goes on for `overlap`, so that nothing has to stop.

    It never outlives its own end. Raises NotAllowed; NotNow for a key that is revoked or over.
    """
    check_can_keep_keys(by)
    client = ApiClient.objects.select_for_update(no_key=True).get(pk=client.pk)
    if client.revoked_at is not None or client.expires_at <= at:
        raise NotNow(_("This key is dead already. Make a new one."))
    ends_at = min(client.expires_at, at + overlap)
    said = {"because": because, "ends_at": ends_at}
    turned = record("client.rotated", client, by=by, at=at, vendor=client.vendor_id, **said)
    made = create(
        client.name,
        scopes=client.scopes,
        expires_at=expires_at,
        by=by,
        at=at,
        vendor=client.vendor_id,
        kind=client.kind,
        client_id=client_id,
        cause=turned,
    )
    client.expires_at = ends_at
    client.save(update_fields=["expires_at"])
    return made


def revoke(client: ApiClient, *, by: Actor, at: datetime.datetime, because: str) -> ApiClient:
    """The key is dead from the next request on. Repeating it changes nothing."""
    check_can_keep_keys(by)
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

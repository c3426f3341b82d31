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
from core.models import ApiClient, Event, User
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
    _check_is_open(by)
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
        kept_by=by.user,
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
    client = _locked(client)
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
    client = _locked(client)
    if client.revoked_at is None:
        client.revoked_at = at
        client.save(update_fields=["revoked_at"])
        record("client.revoked", client, by=by, at=at, vendor=client.vendor_id, because=because)
    return client


def take_over(client: ApiClient, *, by: Actor, at: datetime.datetime, because: str) -> ApiClient:
    """From now on this person answers for the key, and it no longer ends with the other account. Repeating it changes nothing.

    Raises NotAllowed; NotNow for a key that is revoked or over.
    """
    check_can_keep_keys(by)
    _check_is_open(by)
    client = _locked(client)
    if client.kept_by_id == by.id:
        return client
    if client.revoked_at is not None or client.expires_at <= at:
        raise NotNow(_("This key is dead already. Make a new one."))
    before, client.kept_by = client.kept_by, by.user
    client.save(update_fields=["kept_by"])
    said = {"because": because, "before": before.name if before else ""}
    record("client.taken-over", client, by=by, at=at, vendor=client.vendor_id, **said)
    return client


def after_closing(*, event: Event, subject: User, by: Actor, at: datetime.datetime) -> None:
    """The keys that somebody of the staff answers for end with the account, and do not come back with it."""
    if not subject.is_staff:
        return
    kept = ApiClient.objects.filter(kept_by=subject).living(at).order_by("pk")
    for client in kept.select_for_update(no_key=True):
        client.revoked_at = at
        client.save(update_fields=["revoked_at"])
        said = {"account": subject.name, "last_four": client.last_four}
        record("client.ended", client, by=by, at=at, vendor=client.vendor_id, cause=event, **said)


def _check_is_open(by: Actor) -> None:
    """Holds the account until the key is its: who is being closed in this moment leaves no key behind."""
    if by.user and not User.objects.select_for_update(no_key=True).filter(pk=by.user.pk, is_active=True).exists():
        raise NotNow(_("Your account is closed. Somebody else has to keep this key."))


def _locked(client: ApiClient) -> ApiClient:
    return ApiClient.objects.select_for_update(no_key=True).get(pk=client.pk)


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

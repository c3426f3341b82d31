"""What happened, who did it, and what follows? The one way into the trail.

`record` writes one Event and its EventDetail, lets the reactions of config/reactions.py follow in the same
transaction, and leaves an Outbox row when somebody is to be told (config/notices/).
Names of core's own deeds stand below; each app has its own events.py.
"""

import contextlib
import contextvars
import datetime
import hashlib
import json
import secrets
import unicodedata
from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.db import connection, models, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core import ids
from core.actors import Actor
from core.models.event import Event
from core.refusals import NotAllowed

NAMES = {
    "user.signed-in": _l("Signed in"),
    "user.signed-out": _l("Signed out"),
    "user.sign-in-failed": _l("Sign-in failed"),
    "user.new-browser": _l("Signed in from a new browser"),
    "user.password-asked": _l("Asked for a new password"),
    "user.password-changed": _l("Changed the password"),
    "user.codes-made": _l("Made new recovery codes"),
    "user.factor-added": _l("Added a sign-in factor"),
    "user.factor-removed": _l("Removed a sign-in factor"),
    "user.confirmed": _l("Confirmed that it was them"),
    "user.switched-firm": _l("Switched to another subcontractor"),
    "user.invited": _l("Staff account made"),
    "user.invited-again": _l("Invited again"),
    "user.joined": _l("Took up the invitation"),
    "user.role-changed": _l("Roles changed"),
    "user.renamed": _l("Changed the own name"),
    "user.disabled": _l("Account disabled"),
    "user.enabled": _l("Account opened again"),
    "user.factors-removed": _l("All sign-in factors removed"),
    "session.ended": _l("Session ended"),
    "request.refused": _l("Request refused"),
    "client.created": _l("API key made"),
    "client.rotated": _l("API key rotated"),
    "client.revoked": _l("API key revoked"),
    "client.taken-over": _l("API key taken over"),
    "client.ended": _l("API key ended with the account that kept it"),
    "export.made": _l("List exported"),
    "job.started": _l("Long work started"),
    "job.finished": _l("Long work finished"),
    "job.failed": _l("Long work failed"),
    "files.checked": _l("Stored files checked"),
    "file.damaged": _l("A stored file is missing or changed"),
    "file.restored": _l("A damaged file is whole again"),
    "files.rewrapped": _l("Keys of files wrapped anew"),
    "trail.checked": _l("Trail checked"),
    "trail.broken": _l("Trail check failed"),
    "detail.erased": _l("Personal detail erased"),
    "hold.placed": _l("Legal hold placed"),
    "hold.released": _l("Legal hold released"),
    "mail.tested": _l("Test mail sent"),
    "backup.tried": _l("Backup brought back"),
    "setup.closed": _l("First steps put away"),
    "organisation.changed": _l("Organisation settings changed"),
    "seal.renewed": _l("Certificate of the seal renewed"),
}

# The request id of the door that is open, or the id of the task that runs.
request_id = contextvars.ContextVar("request_id", default="")

_INSERT = """
with given as (
    select * from jsonb_to_recordset(%s) as t (
        id uuid, name text, at timestamptz, actor_kind text, actor_id uuid, subject_kind text, subject_id uuid, vendor_id uuid,
        cause_id uuid, request_id text, door text, commitment text, salt text, labels jsonb, data jsonb)
), event as (
    insert into core_event (id, name, at, actor_kind, actor_id, subject_kind, subject_id, vendor_id, cause_id, request_id, door, commitment)
    select id, name, at, actor_kind, actor_id, subject_kind, subject_id, vendor_id, cause_id, request_id, door, commitment from given)
insert into core_eventdetail (event_id, vendor_id, salt, labels, data) select id, vendor_id, salt, labels, data from given
"""
_QUEUE = "insert into core_outbox (event_id, vendor_id, tries) select *, 0 from unnest(%s::uuid[], %s::uuid[])"


def canonical(value) -> bytes:
    """The one serialisation that hashes are taken of: JSON, sorted keys, NFC, no floats, UTC instants to the microsecond."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _plain(value):
    if type(value) is str and value.isascii():  # most of what is written, and in NFC as it is
        return value
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        raise TypeError("floats have no canonical form; write a Decimal or a string")
    if isinstance(value, dict):
        return {_plain(str(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [_plain(item) for item in items]
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, models.Model):
        return str(value.pk)
    return unicodedata.normalize("NFC", str(value))


def commitment(salt: str, labels: dict, data: dict) -> str:
    """SHA-256 over the salt and the canonical detail, in hex. Without the salt a guess cannot be checked."""
    return hashlib.sha256(salt.encode() + canonical({"labels": labels, "data": data})).hexdigest()


def record(
    name: str,
    subject: models.Model | None,
    *,
    by: Actor,
    at: datetime.datetime,
    cause: Event | None = None,
    vendor=None,
    because: str = "",
    **data,
) -> Event:
    """Append one event, run what follows from it, and queue what is to be told.

    `vendor` (a Vendor, its id, or None) defaults to the subject's own `vendor_id`. `data` is what the deed changed:
    plain values, ids and instants; it lands in the erasable detail together with the labels of actor and subject.
    Raises LookupError for a name that no events.py declares.
    """
    if because:
        data["because"] = because
    vendor_id = getattr(vendor, "pk", vendor) or _vendor_of(subject)
    return _append(name, [(subject, vendor_id, data)], by=by, at=at, cause=cause)[0]


def record_each(
    name: str,
    subjects: Iterable[tuple[models.Model, dict]],
    *,
    by: Actor,
    at: datetime.datetime,
    cause: Event | None = None,
) -> list[Event]:
    """The same deed on many subjects, each with its own data, written in one statement. Raises LookupError."""
    rows = [(subject, _vendor_of(subject), data) for subject, data in subjects]
    return _append(name, rows, by=by, at=at, cause=cause) if rows else []


def _append(name: str, rows: list[tuple], *, by: Actor, at: datetime.datetime, cause: Event | None) -> list[Event]:
    if by.preview:
        raise NotAllowed(_("This is a preview. Nothing can be sent or changed in it."))
    if name not in all_names():
        raise LookupError(f"no events.py declares {name!r}")
    written = [_made(name, *row, by=by, at=at, cause=cause) for row in rows]
    events = [event for event, _detail in written]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [json.dumps([_columns(event) | detail for event, detail in written])])
    for reaction in _table(settings.REACTIONS).get(name, ()):
        for event, (subject, _vendor_id, _data) in zip(events, rows, strict=True):
            reaction(event=event, subject=subject, by=by, at=at)
    if name in _table(settings.NOTICES):
        _queue(events)
    return events


def _made(name: str, subject, vendor_id, data: dict, *, by: Actor, at, cause) -> tuple[Event, dict]:
    """The event, and what lies in its detail."""
    labels = _plain({"actor": by.label, "subject": str(subject) if subject is not None else ""})
    detail = {"salt": secrets.token_hex(16), "labels": labels, "data": _plain(data)}
    event = Event(
        id=ids.new(),
        name=name,
        at=at,
        actor_kind=by.kind,
        actor_id=by.id,
        subject_kind=subject._meta.label_lower if subject is not None else "",
        subject_id=getattr(subject, "pk", None),
        vendor_id=vendor_id,
        cause=cause,
        request_id="" if by.kind == "anonymous" else request_id.get(),
        door=by.door,
        commitment=commitment(**detail),
    )
    return event, detail


def _columns(event: Event) -> dict:
    columns = {field.attname: getattr(event, field.attname) for field in Event._meta.concrete_fields}
    return {name: value if value is None else str(value) for name, value in columns.items()}


def _vendor_of(subject):
    if subject is None:
        return None
    if subject._meta.label_lower == "vendors.vendor":
        return subject.pk
    return getattr(subject, "vendor_id", None)


def _queue(events: list[Event]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_QUEUE, [[event.pk for event in events], [event.vendor_id for event in events]])
    transaction.on_commit(_nudge)


def _nudge() -> None:
    """Ask the worker to tell now. The sweep does it anyway, so a broker that is down loses nothing."""
    from kombu.exceptions import OperationalError

    from core.tasks import tell

    with contextlib.suppress(OperationalError):
        tell.delay()


@cache
def _table(path: str) -> dict:
    return import_string(path)


@cache
def all_names() -> dict:
    """Every event name of the house with its sentence."""
    names = dict(NAMES)
    for app in settings.FLOORS:
        if app != "core":
            names.update(import_string(f"{app}.events.NAMES"))
    return names

"""Signing and refusing: each signer's consent binds the exact bytes that were shown, and the last one puts the paper in force."""

import datetime
import hashlib

from agreements import table
from agreements.actions import bindings, seats
from agreements.actions.agreements import about, lock
from agreements.models import APPROVER, Agreement, Seat, Signature
from agreements.policies import agreements as policies
from agreements.policies import authority as policies_authority
from agreements.rendering import drawn, frozen
from core import events, nudges, signing
from core.actors import Actor
from core.workflow import become


def sign(
    agreement: Agreement,
    *,
    by: Actor,
    at: datetime.datetime,
    shown_sha256: str,
    typed_name: str,
    consents: bool,
    confirmation: dict | None,
    strokes: drawn.Strokes | None = None,
    opened_at: datetime.datetime | None = None,
) -> Signature:
    """One person's signature, at the seat whose turn it is; countersigning, approving and witnessing are the same act.

    `shown_sha256` is the fingerprint that the page carried, `confirmation` the session's latest second factor
    (core.web.step_up.latest), `strokes` what was drawn in the place of `typed_name`, `opened_at` when the text was put before them. A second press returns the first signature.
    Raises NotAllowed, NotNow; core.signing refuses what cannot be bound.
    """
    agreement = lock(agreement)
    policies.check_may_sign(by, agreement)
    if done := Signature.objects.filter(agreement=agreement, user_id=by.id, document_sha256=shown_sha256).first():
        return done
    seat = policies.check_can_sign(by, agreement, at)
    policies_authority.check_is_confirmed(agreement, seat, by, at)
    policies.check_shown(agreement, shown_sha256)
    policies.check_consent(consents, typed_name, strokes or [], by.label)
    confirmed_at, factor = policies.check_confirmed(confirmation, at), (confirmation or {})["type"]
    frozen.shown(agreement.html, agreement.document_sha256)
    signature = _written(
        agreement, seat, by, at, "" if strokes else typed_name, strokes or [], factor, confirmed_at, opened_at
    )
    _proceed(agreement, seat, signature, by, at)
    return signature


def decline(agreement: Agreement, *, by: Actor, at: datetime.datetime, because: str) -> Agreement:
    """Refuse to sign, with the reason. Ends the paper for everybody; a new one may be issued."""
    agreement = lock(agreement)
    policies.check_may_sign(by, agreement)
    if agreement.status == "declined" and agreement.closed_by_id == by.id:
        return agreement
    seat = policies.check_can_decline(by, agreement, at, because)
    owed = become(agreement, "declined", closed_at=at, closed_by=by.user, closed_because=because)
    events.record(owed, agreement, by=by, at=at, because=because, role=seat.role, **about(agreement))
    return agreement


def _written(agreement, seat, by, at, typed_name, strokes, factor, confirmed_at, opened_at) -> Signature:
    check = f"second factor ({factor}) at {confirmed_at:%Y-%m-%dT%H:%M:%SZ}, account {by.user.email}"
    consent = table.consent_of(agreement, seat.role)
    mark = hashlib.sha256(drawn.picture(strokes)).hexdigest() if strokes else ""
    act = signing.act_digest(
        document_sha256=agreement.document_sha256, signer_id=str(by.user.pk), signer_name=by.label,
        identity_check=check, consent_text=consent, signed_at=at, mark_sha256=mark,
    )  # fmt: skip
    return Signature.objects.create(
        agreement=agreement, vendor_id=agreement.vendor_id, role=seat.role, position=seat.number, user=by.user,
        person_id=by.person_id, signer_name=by.label, signer_email=by.user.email, typed_name=" ".join(typed_name.split()),
        strokes=strokes, mark_sha256=mark,
        consent=consent, document_sha256=agreement.document_sha256, identity_check=check, confirmed_at=confirmed_at,
        opened_at=opened_at, signed_at=at, address=by.address or None, zone=by.user.time_zone, act_digest=act,
    )  # fmt: skip


def _proceed(agreement: Agreement, seat: Seat, signature: Signature, by: Actor, at) -> None:
    """The next one's turn, or in force."""
    asked = seats.ask(agreement, at=at)
    is_last = not table.turn(agreement)
    owed = _stepped(agreement, seat, is_last, at)
    if is_last:
        nudges.after_commit("agreements.tasks.seal", agreement.pk)  # which prints and seals it
    event = events.record(
        owed, agreement, by=by, at=at, role=signature.role, document_sha256=signature.document_sha256, act_digest=signature.act_digest,
        mark="drawn" if signature.mark_sha256 else "typed",
        identity_check=signature.identity_check, address=signature.address, asked=asked, **about(agreement),
    )  # fmt: skip
    if is_last:
        bindings.take_effect(agreement, cause=event, by=by, at=at)


def _stepped(agreement: Agreement, seat: Seat, is_last: bool, at) -> str:
    """Only a signature moves the paper on, or the last act at the table; approval and witness are told by their names."""
    if is_last:
        return become(agreement, "signed", signed_at=at)
    if seat.signs:
        return become(agreement, "partly_signed")
    return "agreement.approved" if seat.role == APPROVER else "agreement.witnessed"

"""Many papers signed for the company by one confirmed act: each bound to the fingerprint of its own text."""

import datetime
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from agreements.actions import signatures
from agreements.models import BulkSignature, BulkSigning
from agreements.policies import agreements as policies
from agreements.policies import bulk as policies_bulk
from core import events, nudges
from core.actors import Actor, staff
from core.refusals import NotNow, Refusal
from core.workflow import become

CHUNK = 10  # signatures in one transaction
AT_ONCE = 10  # that are written while the caller waits
SIDE_BY_SIDE = 2


def give(
    papers: list[tuple], *, by: Actor, at: datetime.datetime, typed_name: str, consents: bool, confirmation: dict | None,
    opened_at: datetime.datetime | None = None,
) -> BulkSigning:  # fmt: skip
    """`papers`: (agreement, fingerprint that was listed) each. Consent, name and second factor are judged here and now, and
    again at each paper, as of now. A second press returns the act of the first.

    Raises NotAllowed, NotNow; what refuses one paper alone is kept at its line.
    """
    policies_bulk.check_can_countersign(by)
    if not papers:
        raise NotNow(_("Nothing is chosen to sign. Tick the agreements first."))
    policies.check_consent(consents, typed_name, [], by.label)
    policies.check_confirmed(confirmation, at)
    if done := _given(papers, by):
        return done
    given = BulkSigning.objects.create(
        user=by.user, typed_name=" ".join(typed_name.split()), confirmation=confirmation, address=by.address or None,
        opened_at=opened_at, given_at=at,
    )  # fmt: skip
    BulkSignature.objects.bulk_create(
        [BulkSignature(signing=given, agreement=paper, vendor_id=paper.vendor_id, document_sha256=shown) for paper, shown in papers],
        batch_size=500,
    )  # fmt: skip
    events.record("bulk-signing.given", given, by=by, at=at, papers=[[paper.pk, shown] for paper, shown in papers])
    return given


def _given(papers: list[tuple], by: Actor) -> BulkSigning | None:
    """This person's newest act, where it was about these texts and none was refused."""
    last = BulkSigning.objects.filter(user=by.user).order_by("-given_at").first()
    if last is None or last.lines.filter(status="refused").exists():
        return None
    named = set(last.lines.values_list("agreement_id", "document_sha256"))
    return last if named == {(paper.pk, shown) for paper, shown in papers} else None


def carry_on(given: BulkSigning, *, at: datetime.datetime) -> bool:
    """Write the next signatures, in the name and of the moment of the act; True while there are more."""
    rows = given.lines.filter(status="waiting").select_for_update(skip_locked=True, of=("self",))
    chunk = list(rows.select_related("agreement").order_by("pk")[:CHUNK])
    by = signer_of(given)
    for line in chunk:
        _write(given, line, by)
    return bool(chunk) or _finish(given, by, at)


def _write(given: BulkSigning, line: BulkSignature, by: Actor) -> None:
    try:
        with transaction.atomic():
            signatures.sign(
                line.agreement, by=by, at=given.given_at, shown_sha256=line.document_sha256, typed_name=given.typed_name, consents=True,
                confirmation=given.confirmation, opened_at=given.opened_at,
            )  # fmt: skip
    except Refusal as refusal:
        line.status, line.because = "refused", " ".join([refusal.sentence, *refusal.unmet])
    else:
        line.status = "signed"
    line.save(update_fields=["status", "because"])


def _finish(given: BulkSigning, by: Actor, at) -> bool:
    given = BulkSigning.objects.select_for_update(no_key=True).get(pk=given.pk)
    if given.status == "running" and not given.lines.filter(status="waiting").exists():
        owed, count = become(given, "done", finished_at=at), given.lines.count()
        waits = given.user_id if count > AT_ONCE else None
        events.record(
            owed,
            given,
            by=by,
            at=at,
            count=count,
            refused=given.lines.filter(status="refused").count(),
            waited_by=waits,
        )
    return False


def go_on(given: BulkSigning, *, at: datetime.datetime) -> None:
    """A few while the caller waits, many by the workers; each paper that is complete is sealed by them in any case."""
    if given.lines.count() > AT_ONCE:
        nudges.after_commit("agreements.tasks.carry_on_signing", given.pk, workers=SIDE_BY_SIDE)
        return
    while carry_on(given, at=at):
        pass


def signer_of(given: BulkSigning) -> Actor:
    return replace(staff(given.user), address=given.address or "")

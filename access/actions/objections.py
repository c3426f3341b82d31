"""A firm objects to what we decided; somebody who did not decide it answers. The decision itself changes by its own actions alone."""

import datetime
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from access import own_standing
from access.models import Objection, ObjectionAnswer
from access.policies import objections as policy
from core import files
from core.actors import Actor
from core.database import locks
from core.events import record
from core.refusals import NotNow
from vendors import business_days
from vendors.actions.evidence import check_opens

DAYS = 14  # in which a firm has its answer
EVENTS = {"upheld": "objection.upheld", "partly": "objection.partly-upheld", "dismissed": "objection.dismissed"}


@transaction.atomic  # a file that is refused leaves nothing behind
def lodge(
    kind: str, about_id: uuid.UUID, *, text: str, source=None, name: str = "", by: Actor, at: datetime.datetime
) -> Objection:
    """Against a line of the firm's own standing. The same words twice are one objection.

    Raises NotAllowed, NotNow where it does not stand (any more) or an objection to it waits, core.files.FileRefused.
    """
    policy.check_can_object(by)
    locks.one_at_a_time(about_id)
    line = own_standing.find(by, kind, about_id, at)
    policy.check_is_open_to_objection(line)
    before = Objection.objects.filter(vendor_id=by.vendor_id, kind=kind, about_id=about_id)
    if waiting := before.open().first():
        if waiting.text == text and source is None:
            return waiting
        raise NotNow(_("You have objected to this already. We answer that first."))
    stored = None
    if source is not None:
        stored = files.store(source, purpose="evidence", name=name, at=at, vendor=by.vendor_id, by=by.user)
        check_opens(stored)
    made = Objection.objects.create(
        vendor_id=by.vendor_id, kind=kind, about_id=about_id, about=line.words, number=before.count() + 1, text=text,
        stored=stored, due_on=business_days.day_of(at) + datetime.timedelta(days=DAYS), lodged_at=at,
        lodged_by=by.user, lodged_by_name=by.label,
    )  # fmt: skip
    sha256 = stored.sha256 if stored else ""
    record(
        "objection.lodged",
        made,
        by=by,
        at=at,
        because=text,
        kind=kind,
        about=about_id,
        due_on=made.due_on,
        sha256=sha256,
    )
    return made


def answer(objection: Objection, outcome: str, *, because: str, by: Actor, at: datetime.datetime) -> ObjectionAnswer:
    """`because` is read by the firm. Raises NotAllowed for who took the decision, NotNow once it was answered otherwise."""
    policy.check_can_answer(by, objection)
    locks.one_at_a_time(objection.pk)
    if given := ObjectionAnswer.objects.filter(objection=objection).first():
        if (given.outcome, given.because, given.given_by_id) == (outcome, because, by.id):
            return given
        raise NotNow(_("Somebody has answered this objection already."))
    made = ObjectionAnswer.objects.create(
        vendor_id=objection.vendor_id,
        objection=objection,
        outcome=outcome,
        because=because,
        given_at=at,
        given_by=by.user,
    )
    record(EVENTS[outcome], objection, by=by, at=at, because=because, kind=objection.kind, about=objection.about_id)
    return made

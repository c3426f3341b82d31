"""Joint developments: entered and ended by counsel, with the notices and consents that each side owes."""

import datetime

from agreements.models import JointDevelopment, JointDuty
from agreements.policies import own as policy
from core.actors import Actor
from core.events import record
from core.workflow import become
from vendors.actions import vendors as firms


def enter(vendor, *, title: str, by: Actor, at: datetime.datetime, **said) -> JointDevelopment:
    """The same title of the same firm, while it runs, is the same development."""
    policy.check_can_keep(by)
    vendor = firms.lock(vendor)
    if known := JointDevelopment.objects.filter(vendor=vendor, title=title, status="running").first():
        return known
    made = JointDevelopment.objects.create(vendor=vendor, title=title, entered_at=at, entered_by=by.user, **said)
    record("joint.entered", made, by=by, at=at, our_share=str(made.our_share), began_on=made.began_on)
    return made


def owe(joint: JointDevelopment, *, by: Actor, at: datetime.datetime, **said) -> JointDuty:
    """One more notice or consent, by one side, by a day."""
    policy.check_can_keep(by)
    joint = _lock(joint)
    policy.check_is_running(joint)
    if known := JointDuty.objects.filter(joint=joint, done_at=None, **said).first():
        return known
    made = JointDuty.objects.create(vendor_id=joint.vendor_id, joint=joint, **said)
    record("joint.owed", joint, by=by, at=at, duty=made.pk, what=made.what, side=made.side, due_on=made.due_on)
    return made


def fulfil(duty: JointDuty, *, words: str, by: Actor, at: datetime.datetime) -> JointDuty:
    policy.check_can_fulfil(by, duty)
    policy.check_says_why(words)
    _lock(duty.joint)
    duty = JointDuty.objects.get(pk=duty.pk)
    if duty.done_at:
        return duty
    duty.done_at, duty.done_by, duty.done_words = at, by.user, words
    duty.save(update_fields=["done_at", "done_by", "done_words"])
    record("joint.fulfilled", duty.joint, by=by, at=at, duty=duty.pk, what=duty.what, side=duty.side, words=words)
    return duty


def end(joint: JointDevelopment, *, because: str, by: Actor, at: datetime.datetime) -> JointDevelopment:
    policy.check_can_keep(by)
    policy.check_says_why(because)
    joint = _lock(joint)
    if joint.status != "ended":
        record(become(joint, "ended", ended_at=at, because=because), joint, by=by, at=at, because=because)
    return joint


def _lock(joint: JointDevelopment) -> JointDevelopment:
    return JointDevelopment.objects.select_for_update(no_key=True, of=["self"]).get(pk=joint.pk)

"""What happened? The append-only trail: events, their erasable detail, and the seals over them."""

from django.db import models

from core.database.policies import ME
from core.models.rows import Row

_OF_NOBODY = "actor_kind = 'anonymous' and actor_id is null and request_id = ''"


class EventQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff who may read the trail see all of it; a person sees own deeds; others nothing."""
        if viewer.may("trail.read"):
            return self
        if viewer.is_person:
            return self.filter(vendor_id=viewer.vendor_id, actor_id=viewer.user.pk)
        return self.none()

    def about(self, row):
        return self.filter(subject_kind=row._meta.label_lower, subject_id=row.pk)


class Event(models.Model):
    """One deed. Written by core.events.record alone; triggers refuse UPDATE, DELETE and TRUNCATE.

    Holds ids and a salted commitment (SHA-256 over salt and canonical detail), never labels or values: those lie in
    EventDetail, which may be erased without breaking the chain. `xid` is the writing transaction, so that sealing
    can tell what may still be in flight.
    """

    APPEND_ONLY = True
    PORTAL_READS = f"actor_id = {ME}"  # who reported what stays between the reporter and us
    REPORTER_MAY, REPORTER_ADDS = "insert", f"{_OF_NOBODY} and vendor_id is null"

    id = models.UUIDField(primary_key=True, editable=False)
    name = models.CharField(max_length=80)
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=12)
    actor_id = models.UUIDField(null=True)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField(null=True)
    vendor_id = models.UUIDField(null=True)
    cause = models.ForeignKey(
        "self", null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="effects"
    )
    request_id = models.CharField(max_length=40, blank=True)
    door = models.CharField(max_length=12)
    commitment = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-at"], name="event_of_subject"),
            models.Index(fields=["vendor_id", "-at"], name="event_of_vendor"),
            models.Index(fields=["-at"], name="event_by_time"),
            models.Index(fields=["cause"], name="event_by_cause"),
            models.Index(fields=["name", "-at"], name="event_by_name"),
            models.Index(fields=["actor_id", "-at"], name="event_by_actor"),
        ]

    def __str__(self):
        return self.name


class EventDetail(models.Model):
    """The words and values of one event. Erasable, by an act that is itself an event."""

    PORTAL_READS = "exists (select from core_event where core_event.id = event_id)"
    REPORTER_MAY, REPORTER_ADDS = "insert", "vendor_id is null"

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.DO_NOTHING, related_name="detail")
    vendor_id = models.UUIDField(null=True)
    salt = models.CharField(max_length=32)
    labels = models.JSONField(default=dict)
    data = models.JSONField(default=dict)
    erased_at = models.DateTimeField(null=True)


class Seal(Row):
    """A closed batch of events: Merkle root over their digests, chained to the seal before it."""

    APPEND_ONLY = True

    number = models.PositiveBigIntegerField(unique=True)
    sealed_at = models.DateTimeField()
    count = models.PositiveIntegerField()
    merkle_root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    time_stamp = models.BinaryField(null=True)


class SealedEvent(models.Model):
    """Where an event stands in the chain: its digest, its position, and the chain value of its vendor after it."""

    APPEND_ONLY = True

    event_id = models.UUIDField(primary_key=True)
    vendor_id = models.UUIDField(null=True)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveBigIntegerField(unique=True)
    digest = models.CharField(max_length=64)
    vendor_chain = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["vendor_id", "-position"], name="chain_of_vendor")]


class Checkpoint(Row):
    """A seal's digest that left the machine, signed, and by which way."""

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="checkpoints")
    left_at = models.DateTimeField()
    way = models.CharField(max_length=20)
    destination = models.CharField(max_length=200)
    signature = models.TextField()


class Outbox(models.Model):
    """News that still has to be told: one row per event that somebody hears about."""

    REPORTER_MAY, REPORTER_ADDS = "insert", "vendor_id is null"

    event = models.OneToOneField(
        Event, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="outbox"
    )
    vendor_id = models.UUIDField(null=True)
    told_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["event"], name="news_to_tell", condition=models.Q(told_at__isnull=True))]

"""Work scores out and keep them; set one aside, and let it stand again.

A page works the score out when it is opened. What is kept is for lists and for the history: a run takes the firms about
which something happened, another one takes all of them once a day, because time alone changes scores.
"""

import datetime
from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from core.actors import Actor
from core.events import record
from core.models import Event
from core.refusals import NotNow
from vendors import business_days, score_inputs
from vendors.actions import vendors
from vendors.models import AcceptedRisk, RiskScore, ScoreDoubt, ScoreMethod, ScoreOverride, Vendor, VendorRisk
from vendors.policies import scores as policy
from vendors.scoring import arithmetic

Instant = datetime.datetime
KEPT = ["score", "level", "confidence"]


def doubt(*, event: Event, subject, by: Actor, at: Instant) -> None:
    """A reaction to every deed from which a score may follow: this firm's is worked out by the next run."""
    if event.vendor_id:
        ScoreDoubt.objects.create(vendor_id=event.vendor_id)


def work_out_doubtful(*, by: Actor, at: Instant, most: int = 200) -> bool:
    """The firms in doubt, at most so many; whether there may be more. Two runs at once take different ones."""
    taken = list(ScoreDoubt.objects.select_for_update(skip_locked=True).order_by("created_at", "pk")[:most])
    ScoreDoubt.objects.filter(pk__in=[row.pk for row in taken]).delete()
    work_out(list(Vendor.objects.filter(pk__in={row.vendor_id for row in taken})), by=by, at=at)
    return len(taken) == most


def work_out_aged(*, by: Actor, at: Instant, before: Instant, most: int = 500) -> bool:
    """Those that nobody looked at since `before`; whether there may be more."""
    old = Q(risk=None) | Q(risk__looked_at__lt=before)
    rows = Vendor.objects.filter(old).exclude(status="archived").order_by("pk")[:most]
    return work_out(list(rows), by=by, at=at) == most


def work_out(firms: Sequence[Vendor], *, by: Actor, at: Instant) -> int:
    """Keep the results of these firms that differ from the ones before; how many were looked at. Raises NotNow without a method.

    The deeds from which a score follows are recorded, and each result keeps what it followed from; an event tells only of
    a risk that rose above what somebody accepted.
    """
    if not firms:
        return 0
    method = newest_method()
    before = {row.vendor_id: row for row in _newest(firms)}
    results = {
        key: (known, arithmetic.score(method.content, known)) for key, known in score_inputs.of(firms, at).items()
    }
    RiskScore.objects.bulk_create(
        RiskScore(vendor_id=key, method=method, known=known, made_at=at, **result)
        for key, (known, result) in results.items()
        if _differs(before.get(key), result, method)
    )
    _tell_outgrown(results, by=by, at=at)
    VendorRisk.objects.bulk_create(
        [
            VendorRisk(vendor_id=key, looked_at=at, **{name: result[name] for name in KEPT})
            for key, (_known, result) in sorted(results.items())
        ],
        update_conflicts=True,
        unique_fields=["vendor"],
        update_fields=[*KEPT, "looked_at"],
    )
    return len(firms)


def _tell_outgrown(results: dict, *, by: Actor, at: Instant) -> None:
    """Each acceptance that covered the level before and does not cover the one of now: once for each rise."""
    before = dict(VendorRisk.objects.filter(vendor__in=results).values_list("vendor", "level"))
    facts = AcceptedRisk.objects.filter(vendor__in=results).holding(at).current()
    for fact in facts.select_related("acceptance__vendor").order_by("vendor"):
        level, accepted = results[fact.vendor_id][1]["level"], fact.acceptance.level
        if before.get(fact.vendor_id, 0) <= accepted < level:
            record("risk.outgrown", fact.acceptance, by=by, at=at, level=level, accepted=accepted)


def newest_method() -> ScoreMethod:
    method = ScoreMethod.objects.order_by("-version").first()
    if method is None:
        raise NotNow(_("There is no method for the score yet. An operator loads it with: manage.py load_starter"))
    return method


def override(
    vendor: Vendor, *, value: int, because: str, until_on: datetime.date, by: Actor, at: Instant
) -> ScoreOverride:
    """From now until the end of `until_on` the score is `value`; one that stood ends. Raises NotAllowed, NotNow."""
    policy.check_can_override(by)
    vendor = vendors.lock(vendor)
    policy.check_is_assessed(vendor)
    policy.check_ends_soon_enough(until_on, business_days.day_of(at))
    standing = ScoreOverride.objects.filter(vendor=vendor, ended_at=None).first()
    said = {"value": value, "because": because, "until_on": until_on}
    if standing and all(getattr(standing, name) == each for name, each in said.items()):
        return standing
    if standing:
        _end(standing, by, at)
    row = ScoreOverride.objects.create(vendor=vendor, set_at=at, set_by=by.user, **said)
    record("score.set-aside", vendor, by=by, at=at, because=because, value=value, until_on=until_on)
    return row


def restore(vendor: Vendor, *, because: str, by: Actor, at: Instant) -> None:
    """The arithmetic counts again. Nothing happens where it does already."""
    policy.check_can_override(by)
    vendor = vendors.lock(vendor)
    standing = ScoreOverride.objects.filter(vendor=vendor, ended_at=None).first()
    if standing is None:
        return
    _end(standing, by, at)
    record("score.restored", vendor, by=by, at=at, because=because, value=standing.value)


def note_download(vendor: Vendor, *, by: Actor, at: Instant) -> None:
    """Somebody took the calculation away."""
    record("score.downloaded", vendor, by=by, at=at)


def _end(row: ScoreOverride, by: Actor, at: Instant) -> None:
    row.ended_at, row.ended_by = at, by.user
    row.save(update_fields=["ended_at", "ended_by"])


def _newest(firms) -> list[RiskScore]:
    return list(RiskScore.objects.filter(vendor__in=firms).order_by("vendor", "-made_at", "-pk").distinct("vendor"))


def _differs(before: RiskScore | None, result: dict, method: ScoreMethod) -> bool:
    return before is None or before.method_id != method.pk or before.result != result

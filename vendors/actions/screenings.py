"""Look at a subcontractor along seven dimensions, hand it in, and let somebody else decide."""

import datetime
from collections.abc import Sequence

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from core import facts
from core.actors import Actor
from core.events import record
from core.models import Event
from core.refusals import NotNow
from core.workflow import become
from vendors import business_days
from vendors.actions import vendors
from vendors.models import (
    RiskForm,
    Screening,
    ScreeningCondition,
    ScreeningGuide,
    ScreeningProposal,
    ScreeningScore,
    Vendor,
    VendorFact,
    WatchHit,
)
from vendors.policies import due_diligence as policy
from vendors.policies import register
from vendors.policies import watch as watch_policy

STATUSES = {"approve": "approved", "approve_with_conditions": "approved_with_conditions", "refuse": "refused"}
MONTHS = 12  # of an approval, where no form says how often a tier is reviewed
SCORED = ["score", "confidence", "fresh_on", "source", "note"]


def open(vendor: Vendor, *, by: Actor, at: datetime.datetime, cause: Event | None = None) -> Screening:
    """Begin; a prospect moves into screening. One that is open is returned. Raises NotAllowed, NotNow without starter content."""
    policy.check_can_screen(by)
    vendor = vendors.lock(vendor)
    if waiting := Screening.objects.open().filter(vendor=vendor).first():
        return waiting
    guide = ScreeningGuide.objects.order_by("-version").first()
    if guide is None:
        raise NotNow(_("There is no screening guide yet. An operator loads it with: manage.py load_starter"))
    screening = Screening.objects.create(vendor=vendor, guide=guide, opened_at=at, opened_by=by.user)
    event = record("screening.opened", screening, by=by, at=at, cause=cause)
    if vendor.status == "prospect":
        vendors.move(vendor, "screening", by=by, at=at, cause=event)
    elif vendor.told_as:
        _tell(vendor, "")
    return screening


def write_down(screening: Screening, dimension: str, *, by: Actor, at: datetime.datetime, **said) -> ScreeningScore:
    """One dimension: score (0 to 4, None is "not assessed"), confidence, fresh_on, source, note.

    The same again records nothing. Raises NotAllowed, NotNow once handed in, StopIteration for an unknown dimension.
    """
    policy.check_can_screen(by)
    screening = _lock(screening)
    policy.check_is_recording(screening)
    screening.guide.dimension(dimension)  # one that the guide knows
    if unknown := set(said) - set(SCORED):
        raise TypeError(f"a score has no {sorted(unknown)}")
    row = screening.scores.filter(dimension=dimension).first()
    if row and all(getattr(row, name) == value for name, value in said.items()):
        return row
    before = {name: getattr(row, name) for name in said} if row else {}
    row = row or ScreeningScore(vendor_id=screening.vendor_id, screening=screening, dimension=dimension)
    row.recorded_at, row.recorded_by = at, by.user
    for name, value in said.items():
        setattr(row, name, value)
    row.save()
    title = screening.guide.dimension(dimension)["title"]
    mark = _("not assessed") if row.score is None else _("%(score)s of 4") % {"score": row.score}
    record(
        "screening.scored", screening, by=by, at=at, dimension=dimension, because=f"{title}: {mark}", before=before, after=said
    )  # fmt: skip
    return row


def hand_in(screening: Screening, *, summary: str, by: Actor, at: datetime.datetime) -> Screening:
    """Ask for a decision. Weaknesses become proposals. Raises NotNow where no dimension was assessed."""
    policy.check_can_screen(by)
    screening = _lock(screening)
    if screening.status == "proposed":
        return screening
    policy.check_is_recording(screening)
    scores = {row.dimension: row.score for row in screening.scores.exclude(score=None)}
    if not scores:
        raise NotNow(_("Assess at least one dimension before you ask for a decision."))
    event = become(screening, "proposed", proposed_at=at, proposed_by=by.user, summary=summary)
    proposals = _propose(screening, scores)
    record(
        event,
        screening,
        by=by,
        at=at,
        scores=scores,
        proposals=[f"{row.kind}:{row.ref}" for row in proposals],
        because=summary,
    )
    return screening


def send_back(screening: Screening, *, by: Actor, at: datetime.datetime, because: str) -> Screening:
    """The decider wants to know more first."""
    screening = _lock(screening)
    policy.check_can_decide(by, screening)
    screening.proposals.all().delete()
    record(become(screening, "recording", proposed_at=None, proposed_by=None), screening, by=by, at=at, because=because)
    return screening


def decide(
    screening: Screening,
    decision: str,
    *,
    by: Actor,
    at: datetime.datetime,
    because: str,
    conditions: Sequence[dict] = (),
    valid_until: datetime.date | None = None,
    told_as: str = "",
) -> Screening:
    """approve, approve_with_conditions or refuse. `conditions`: [{text, due_on, owner, is_theirs}]. `valid_until`: last day, by default
    as the tier is reviewed. An approval writes the fact `screening`; a refusal ends the one that held. `told_as`: why it is refused,
    as the firm reads it; `because` stays with us.

    Raises NotAllowed for who did the screening, NotNow.
    """
    vendor = vendors.lock(screening.vendor)
    screening = _lock(screening)
    policy.check_may_decide(by, screening)
    if screening.status == STATUSES[decision] and screening.decided_by_id == by.id:
        return screening
    policy.check_can_decide(by, screening)
    _check_decision(screening, decision, conditions, told_as)
    until = None if decision == "refuse" else valid_until or default_end(vendor, at)
    if until and until < business_days.day_of(at):
        raise NotNow(_("The review date of an approval lies in the future."))
    event = become(screening, STATUSES[decision], decided_at=at, decided_by=by.user, because=because, valid_until=until)
    kept = [ScreeningCondition.objects.create(vendor=vendor, screening=screening, **each) for each in conditions]
    _end_standing(vendor, at)
    if until:
        _vouch(screening, vendor, until, at)
    else:
        _tell(vendor, told_as)
    done = record(
        event, screening, by=by, at=at, because=because, valid_until=until, conditions=[row.text for row in kept],
        asked=" ".join(f"{number}. {row.text}" for number, row in enumerate(filter(_is_theirs, kept), start=1)),
        told=told_as,
    )  # fmt: skip
    _move(vendor, decision, by=by, at=at, because=because, cause=done)
    return screening


def default_end(vendor: Vendor, at: datetime.datetime) -> datetime.date:
    """The day by which an approval of today is reviewed, by the firm's tier."""
    form = RiskForm.objects.order_by("-version").first()
    tiers = {row["tier"]: row.get("review_months", MONTHS) for row in form.content["tiers"]} if form else {}
    return business_days.day_of(at) + relativedelta(months=tiers.get(vendor.tier, MONTHS))


def _is_theirs(condition: ScreeningCondition) -> bool:
    return condition.is_theirs


def _check_decision(screening, decision, conditions, told_as) -> None:
    if (decision == "refuse") != bool(told_as.strip()):
        raise NotNow(_("A refusal says what the subcontractor reads of it; an approval does not."))
    if decision == "approve_with_conditions" and not conditions:
        raise NotNow(_("Name at least one condition, or approve without any."))
    if decision == "approve" and conditions:
        raise NotNow(_("You named conditions. Approve with conditions, or take them away."))
    if decision != "refuse" and screening.scores.filter(score=0).exists():
        raise NotNow(_("A dimension is unacceptable (0). Refuse, or send the screening back."))
    if decision != "refuse":
        watch_policy.check_may_approve(screening.vendor, with_conditions=decision == "approve_with_conditions")


def _propose(screening, scores) -> list[ScreeningProposal]:
    """What answers each weakness, once: the first dimension that asks for it is named as the reason."""
    found: dict[tuple, ScreeningProposal] = {}
    for dimension in screening.guide.content["dimensions"]:
        score = scores.get(dimension["id"])
        for rule in dimension["conditions"] if score is not None else ():
            for item in rule["propose"] if score <= rule["when_at_most"] else ():
                because = _("%(dimension)s scored %(score)s of 4") % {"dimension": dimension["title"], "score": score}
                row = ScreeningProposal(
                    vendor_id=screening.vendor_id,
                    screening=screening,
                    kind=item["kind"],
                    ref=item["refers_to"],
                    text=item["text"],
                    because=because,
                )
                found.setdefault((row.kind, row.ref), row)
    return ScreeningProposal.objects.bulk_create([*found.values(), *_answers_to_matches(screening)])


def _answers_to_matches(screening) -> list[ScreeningProposal]:
    """Who stands on a watchlist is refused, or the conditions say how that is answered."""
    hits = WatchHit.objects.filter(vendor=screening.vendor_id, status="true_match").select_related("entry__watchlist")
    return [
        ScreeningProposal(
            vendor_id=screening.vendor_id, screening=screening, kind="watchlist", ref=hit.pk.hex,
            text=_("Refuse, or approve with conditions that answer the match on a watchlist"),
            because=(_("%(called)s is %(theirs)s on %(list)s: %(why)s") % {"called": hit.called, "theirs": hit.theirs, "list": hit.entry.watchlist, "why": hit.because})[:300],
        )
        for hit in hits
    ]  # fmt: skip


def _end_standing(vendor, at) -> None:
    for fact in VendorFact.objects.current().filter(vendor=vendor, requirement="screening"):
        facts.end(fact, at=at)


def _tell(vendor, words: str) -> None:
    """Why it is refused, as the firm reads it where it stands with us."""
    vendor.told_as = words
    vendor.save(update_fields=["told_as"])


def _vouch(screening, vendor, until, at) -> None:
    facts.assert_fact(
        VendorFact,
        at=at,
        during=facts.span(at, business_days.end_of(until)),
        vendor=vendor,
        requirement="screening",
        key="",
        source_kind=screening._meta.label_lower,
        source_id=screening.pk,
    )
    vendor.next_review_on = until
    vendor.save(update_fields=["next_review_on"])


def _move(vendor, decision, *, by, at, because, cause) -> None:
    """The firm follows the decision where its own gates are open; who is refused while people work there is restricted first."""
    step = {
        ("screening", False): "approved",
        ("screening", True): "archived",
        ("approved", True): "restricted",
        ("active", True): "restricted",
    }
    status = step.get((vendor.status, decision == "refuse"))
    if status and not register.missing_for(vendor, status, at, because):
        vendors.move(vendor, status, by=by, at=at, because=because, cause=cause)


def _lock(screening: Screening) -> Screening:
    return Screening.objects.select_for_update(no_key=True).get(pk=screening.pk)

"""What did we hold of a subcontractor at a moment, line by line? For the page that sets two of them side by side."""

import datetime
import zoneinfo
from collections import Counter

from django.utils.translation import gettext as _

from core.actors import Actor
from core.models import Event, EventDetail
from core.web.comparing import Line, Section
from core.web.dates import say
from vendors import business_days, places, score_words, standing, sub_tree
from vendors.models import (
    Engagement,
    InsurancePolicy,
    PersonFact,
    SubSupplierFact,
    TierAssessment,
    Vendor,
    VendorFact,
    Weakness,
)
from vendors.panels import score

Instant = datetime.datetime
HEADER = ["name", "legal_name", "country", "registration_number", "parent_name", "work"]
DIMENSIONS = ["legal", "financial", "reputation", "culture", "safeguards", "certifications", "insurance"]


def as_it_stood(vendor: Vendor, viewer: Actor, at: Instant, known_at: Instant) -> list[Section]:
    """As it stood at `at`, by what we knew at `known_at`. Staff alone."""
    if not viewer.is_staff:
        return []
    return [
        _header(vendor, at),
        _tier(vendor, min(at, known_at)),
        *_risk(vendor, at, known_at),
        _papers(vendor, at, known_at, "certification", _("Certificates")),
        _papers(vendor, at, known_at, "insurance", _("Insurance")),
        _findings(vendor, at, known_at),
        _below(vendor, viewer, at, known_at),
    ]


def _header(vendor: Vendor, at: Instant) -> Section:
    """The details have no time range of their own: they are those of today, with each later change taken back."""
    held, day = details_at(vendor, at), business_days.day_of(at)
    labels = {
        "name": _("Name"), "legal_name": _("Legal name"), "country": _("Country"),
        "registration_number": _("Registration number"), "parent_name": _("Parent"), "work": _("Work"),
    }  # fmt: skip
    lines = [Line(key, labels[key], held.get(key) or "") for key in HEADER]
    running = Engagement.objects.filter(vendor=vendor, starts_on__lte=day, ends_on__gte=day).count()
    working = PersonFact.objects.filter(vendor=vendor, requirement="employment").holding(at).believed(at)
    approved = VendorFact.objects.filter(vendor=vendor, requirement="screening").holding(at).believed(at).first()
    return Section(
        "header", _("Facts"),
        [
            *lines, Line("state", _("State"), state_at(vendor, at)),
            Line("screening", _("Screening"), _until(approved, business_days.zone()) if approved else _("Not approved")),
            Line("engagements", _("Running engagements"), str(running)),
            Line("people", _("People who work there"), str(working.values("person").distinct().count())),
        ],
    )  # fmt: skip


def details_at(vendor: Vendor, at: Instant) -> dict[str, str]:
    """HEADER as it stood; nothing before it was registered, nor where a change that came later was erased."""
    if not was_registered(vendor, at):
        return {}
    held = {name: getattr(vendor, name) for name in HEADER}
    later = Event.objects.about(vendor).filter(name="subcontractor.changed", at__gt=at).order_by("-at", "-pk")
    details = {row.pk: row for row in EventDetail.objects.filter(pk__in=later.values("pk"))}
    for event in later:
        detail = details.get(event.pk)
        if detail is None or detail.erased_at:
            return {}
        held |= {name: value or "" for name, value in detail.data.get("before", {}).items() if name in held}
    return {**held, "country": places.name_of(held["country"])}


def state_at(vendor: Vendor, at: Instant) -> str:
    if not was_registered(vendor, at):
        return _("Not in the register yet")
    steps = {event: status for step in Vendor.WORKFLOW.steps.values() for status, event in step.items()}
    last = Event.objects.about(vendor).filter(name__in=steps, at__lte=at).order_by("-at", "-pk").first()
    return str(Vendor.WORKFLOW.names[steps[last.name] if last else Vendor.WORKFLOW.start])


def was_registered(vendor: Vendor, at: Instant) -> bool:
    return Event.objects.about(vendor).filter(name="subcontractor.registered", at__lte=at).exists()


def _tier(vendor: Vendor, known_at: Instant) -> Section:
    """The newest assessment of then, and each answer; questions that one side did not ask are not known there."""
    rows = TierAssessment.objects.filter(vendor=vendor, made_at__lte=known_at)
    row = rows.order_by("-made_at", "-pk").first()
    lines = [
        Line("tier", _("Tier"), str(row.get_tier_display()) if row else _("Not assessed")),
        Line("points", _("Points of the form"), str(row.points) if row else ""),
    ]
    said: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    for line in row.lines if row else ():
        said.setdefault(line["question"], []).append(line["answer_text"])
        labels[line["question"]] = line["question_text"]
    lines += [Line(f"answer:{key}", labels[key], "; ".join(sorted(texts))) for key, texts in said.items()]
    return Section("tier", _("Inherent risk"), lines)


def _risk(vendor: Vendor, at: Instant, known_at: Instant) -> list[Section]:
    found = score.worked_out(vendor, at, known_at)
    if found is None:
        return []
    result, marks = found["result"], found["known"]["dimensions"]
    seven = [
        Line(
            key, score_words.name_of(key),
            _("%(mark)s of 4") % {"mark": marks[key]["score"]} if key in marks else _("Not assessed"),
        )
        for key in DIMENSIONS
    ]  # fmt: skip
    total = _("Not assessed") if result["score"] is None else _("%(score)s of 100") % {"score": result["score"]}
    lines = [
        Line("score", _("Residual risk"), total),
        Line("confidence", _("Known and fresh"), f"{result['confidence']} %" if result["score"] is not None else ""),
    ]
    lines += [
        Line(f"factor:{line['key']}", score_words.name_of(line["key"]), _points(line))
        for line in score.factors(found, vendor)
    ]
    return [
        Section("dimensions", _("Seven dimensions"), seven),
        Section("score", _("Residual risk by factor"), lines, absent=_("Does not count")),
    ]


def _points(line: dict) -> str:
    points = f"{line['value']:+d}".replace("-", "−") if line["value"] else "0"
    return f"{points}, {line['text'].partition(': ')[2]}"


def _papers(vendor: Vendor, at: Instant, known_at: Instant, requirement: str, title: str) -> Section:
    """What was in force, each with its end; an insurance with its limit."""
    rows = list(VendorFact.objects.filter(vendor=vendor, requirement=requirement).holding(at).believed(known_at))
    names, here = standing.names(), business_days.zone()
    sums = {
        policy.pk: f"{policy.limit:,.0f} {policy.currency}"
        for policy in InsurancePolicy.objects.filter(pk__in=[row.source_id for row in rows])
    }
    said: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: (row.key, str(row.pk))):
        words = [_until(row, here), sums.get(row.source_id, "")]
        said.setdefault(row.key, []).append(", ".join(filter(None, words)))
    lines = [Line(key, names.get((requirement, key), key), "; ".join(texts)) for key, texts in said.items()]
    count = Line("count", _("In force"), str(len(said)))
    return Section(requirement, title, [count, *lines], absent=_("Not in force"))


def _until(fact: VendorFact, here: zoneinfo.ZoneInfo) -> str:
    end = business_days.last_of(fact.ends_at, here)
    return _("in force until %(day)s") % {"day": say(end)} if end else _("in force, without an end")


def _findings(vendor: Vendor, at: Instant, known_at: Instant) -> Section:
    rows = list(Weakness.objects.filter(vendor=vendor).holding(at).believed(known_at))
    today = business_days.day_of(at)
    counts = Counter(row.severity for row in rows)
    words = {"critical": _("Critical"), "high": _("High"), "medium": _("Medium"), "low": _("Low")}
    late = sum(row.due_on is not None and row.due_on < today for row in rows)
    return Section(
        "findings", _("Findings"),
        [
            Line("open", _("Open findings"), str(len(rows))), Line("late", _("Past their day"), str(late)),
            *(Line(f"severity:{key}", words.get(key, key), str(counts[key])) for key in [*words, *sorted(counts.keys() - words)] if key in counts),
        ],
        absent="0",
    )  # fmt: skip


def _below(vendor: Vendor, viewer: Actor, at: Instant, known_at: Instant) -> Section:
    """Its sub-suppliers, as it said then."""
    rows = sub_tree.as_of(viewer, vendor, at, known_at)
    approvals = SubSupplierFact.objects.visible_to(viewer).filter(vendor=vendor, requirement="approved")
    approved = set(approvals.holding(at).believed(known_at).values_list("node_id", flat=True))
    return Section(
        "below", _("Sub-suppliers"),
        [
            Line("count", _("Named"), str(len(rows))),
            Line("approved", _("Approved by us"), str(sum(row.node_id in approved for row in rows))),
            Line("reached", _("Protected information reaches"), str(sum(row.reaches for row in rows))),
            Line("countries", _("Countries"), ", ".join(sorted({places.name_of(row.country) for row in rows})) or _("None")),
        ],
    )  # fmt: skip

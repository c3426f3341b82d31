"""If something leaked at this subcontractor, what could follow in law, until when, and who would pay? For its legal-exposure sheet."""

import datetime
from functools import cache
from pathlib import Path

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

from agreements import consolidated, penalty_table, shelves
from agreements.models import Agreement, BindingFact
from core import starter_files
from core.models import Organisation
from vendors import places
from vendors.models import InsurancePolicy, LineCatalogue, Vendor

FILE = Path(__file__).resolve().parent / "starter" / "exposure.yaml"


def sheet(
    vendor: Vendor, viewer, *, learned_on: datetime.date, leaked_on: datetime.date, at: datetime.datetime
) -> dict:
    """Every part says what is not known, rather than leaving it out. The two days are supposed, for the periods alone."""
    papers = _papers(vendor, viewer, at)
    codes = list(dict.fromkeys([paper.jurisdiction for paper in papers] + [vendor.jurisdiction or vendor.country]))
    return {
        "vendor": vendor, "learned_on": learned_on, "leaked_on": leaked_on, "made_at": at, "notice": content()["notice"],
        "as_of": content()["as_of"], "papers": papers,
        "laws": [law(code, learned_on=learned_on, leaked_on=leaked_on) for code in codes if code],
        "reach": [reach(Organisation.current().jurisdiction, code) for code in codes if code],
        "sums": [_sums(paper) for paper in papers], "insurance": _insurance(vendor, viewer, at),
    }  # fmt: skip


def law(code: str, *, learned_on: datetime.date, leaked_on: datetime.date) -> dict:
    """What the law of a place gives; a state's own words stand before those of its country. `is_known` False: nothing on file."""
    own = content()["countries"].get(code)
    parent = content()["countries"].get((own or {}).get("parent", ""), {})
    if own is None:
        return {"name": places.name_of(code), "is_known": False}
    return {
        "name": places.name_of(code), "is_known": True,
        "parts": [
            {"title": title, "text": " ".join(filter(None, [own.get(key), parent.get(key) if key != "contractual" else ""])) or _("Not known.")}
            for key, title in (("civil", _("Civil claims")), ("criminal", _("Criminal law")), ("contractual", _("Contract")))
        ],
        "limits": [
            {"claim": row["claim"], "last_on": last_day(row, learned_on=learned_on, leaked_on=leaked_on), "rule": _rule(row)}
            for row in own["limits"] + parent.get("limits", [])
        ],
        "sources": _named(list(dict.fromkeys(own["sources"] + parent.get("sources", [])))),
    }  # fmt: skip


def last_day(row: dict, *, learned_on: datetime.date, leaked_on: datetime.date) -> datetime.date:
    """The last day to bring the claim, if nothing stops the period; not after the long stop, which runs from the event."""
    start = learned_on if row["from"] == "knowledge" else leaked_on
    if row.get("year_end"):
        start = datetime.date(start.year, 12, 31)
    last = start + relativedelta(years=row["years"])
    stop = leaked_on + relativedelta(years=row["long_stop"]) if row.get("long_stop") else None
    return min(last, stop) if stop else last


def reach(ours: str, theirs: str) -> dict:
    """Whether an award or a judgment reaches from our place to theirs.

    Where no row is about both, the profile of theirs says how it treats a foreign judgment.
    """
    found = {"name": places.name_of(theirs), "is_home": ours == theirs}
    if found["is_home"]:
        return found
    profiles = shelves.profiles([ours, theirs])
    judgment = _judgment(ours, theirs) or _fact(profiles[theirs], "judgments")
    award = _award(profiles[ours], profiles[theirs], theirs)
    return {
        **found, "judgment": judgment.get("text") or _("Not known. Ask counsel before a court is chosen."),
        "award": award.get("text") or _("Not known. Ask counsel before a seat is chosen."),
        "sources": _each_once([*judgment.get("sources", []), *award.get("sources", [])]),
    }  # fmt: skip


def _judgment(ours: str, theirs: str) -> dict:
    row = next((row for row in content()["judgments"] if _fits(row["between"], ours, theirs)), None)
    return {"text": row["text"], "sources": _named(row["sources"])} if row else {}


def _award(ours: dict, theirs: dict, place: str) -> dict:
    """What both being parties means; else the words of the side that is known to be outside; {} where one is not known."""
    sides = [_fact(profile, "new_york_convention") for profile in (theirs, ours)]
    if not all(side.get("value") for side in sides):
        return next((side for side in sides if side.get("value") is False), {})
    known, own = content()["award"], content()["award"]["theirs"].get(place.split("-")[0], "")
    return {"text": f"{known['both']} {own}".strip(), "sources": _named(known["sources"] + ["unchecked"] * bool(own))}


def _fact(profile: dict, key: str) -> dict:
    return profile.get(key) or {}


def _named(keys: list[str]) -> list[dict]:
    return [content()["sources"][key] for key in keys]


def _each_once(sources: list[dict]) -> list[dict]:
    return list({source["title"]: source for source in sources}.values())


@cache
def content() -> dict:
    return starter_files.read(FILE)


def _rule(row: dict) -> str:
    said = {"years": row["years"], "stop": row.get("long_stop")}
    start = _("from knowledge") if row["from"] == "knowledge" else _("from the event")
    words = _("%(years)s years %(start)s") % {**said, "start": start}
    if row.get("year_end"):
        words = _("%(words)s, counted from the end of that year") % {"words": words}
    return (
        _("%(words)s, at most %(stop)s years from the event") % {**said, "words": words}
        if row.get("long_stop")
        else words
    )


def _fits(between: list[str], ours: str, theirs: str) -> bool:
    one, two = between
    return (_in(one, ours) and _in(two, theirs)) or (_in(one, theirs) and _in(two, ours))


def _in(place: str, code: str) -> bool:
    country = code.split("-")[0]
    return country in content()["regions"].get(place, [place])


def _papers(vendor: Vendor, viewer, at: datetime.datetime) -> list[Agreement]:
    bound = BindingFact.objects.current().holding(at).filter(vendor=vendor, person=None).values("source_id")
    return list(Agreement.objects.visible_to(viewer).filter(pk__in=bound).order_by("-signed_at"))


def _sums(paper: Agreement) -> dict:
    """The schedule, and the clause on a sum for each breach where the text has it; of a file that was signed elsewhere, its page."""
    if paper.is_from_elsewhere:
        pages = [row["page"] for row in paper.body["sections"] if row["key"] == "penalty"]
        return {"paper": paper, "clause": None, "rows": [], "page": pages[0] if pages else None}
    values, keys = consolidated.values(paper), {row["key"] for row in consolidated.text(paper) if not row["is_struck"]}
    clause = (
        {name: values.get(name) for name in ("currency", "penalty_amount", "penalty_cap")}
        if "penalty" in keys
        else None
    )
    rows = [(term, penalty_table.event_words(term)) for term in penalty_table.in_force(paper)]
    return {
        "paper": paper,
        "clause": clause,
        "rows": [{"words": words, "sum": penalty_table.sum_words(term), "number": term.number} for term, words in rows],
    }


def _insurance(vendor: Vendor, viewer, at: datetime.datetime) -> list[dict]:
    """Accepted policies that run today, those first that may answer a leak; what each leaves out."""
    catalogue = LineCatalogue.objects.order_by("-version").first()
    lines = {line["id"]: line for line in (catalogue.content["lines"] if catalogue else [])}
    rows = InsurancePolicy.objects.visible_to(viewer).filter(
        vendor=vendor, status="accepted", valid_until__gte=at.date()
    )
    order = {"good": 0, "partial": 1, "none": 2}
    fits = {"good": _("May well answer"), "partial": _("Answers in part"), "none": _("Does not answer a leak")}
    found = [
        {"policy": row, "line": lines.get(row.line, {}), "fit": lines.get(row.line, {}).get("leak_fit", "")}
        for row in rows
    ]
    return [
        {**row, "words": fits.get(row["fit"], _("Not known"))}
        for row in sorted(found, key=lambda row: order.get(row["fit"], 3))
    ]

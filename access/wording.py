"""How is a condition called, and what puts it right? Words for each requirement, on both sides of the fence."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from access.eligibility import Reason
from access.models import Hold
from agreements import covering
from agreements import standing as agreements
from core.actors import Actor
from core.web.dates import say
from training import standing as training
from vendors import business_days
from vendors import standing as vendors

CONDITIONS = {
    "grant": (
        _l("Approved access"),
        _l("Access is given for this period"),
        _l("There is no approved access for this moment"),
    ),
    "no_hold": (_l("No hold"), _l("Nothing holds the access"), _l("Access is on hold")),
    "no_conflict": (
        _l("Separation of duties"),
        _l("Nothing else that the person holds conflicts with it"),
        _l("The person holds other information that may not be combined with it"),
    ),
    "employment": (
        _l("Employment"),
        _l("The person works at the subcontractor"),
        _l("The person does not work at the subcontractor at this moment"),
    ),
    "expectations": (
        _l("Expectations sheet"),
        _l("The expectations sheet is acknowledged"),
        _l("The expectations sheet has not been acknowledged"),
    ),
    "screening": (
        _l("Screening"),
        _l("The subcontractor's screening is approved"),
        _l("The subcontractor's screening is not approved or has run out"),
    ),
    "certification": (
        _l("Certificate"),
        _l("The certificate is accepted and valid"),
        _l("There is no accepted certificate that is valid now"),
    ),
    "insurance": (
        _l("Insurance"),
        _l("The insurance is accepted and in force"),
        _l("There is no accepted insurance that is in force now"),
    ),
    "agreement": (
        _l("Agreement"),
        _l("The agreement is signed and in force"),
        _l("The agreement is not signed, or not in force"),
    ),
    "undertaking": (
        _l("Own undertaking"),
        _l("The person's own undertaking is signed"),
        _l("The person's own undertaking is not signed"),
    ),
    "training": (
        _l("Training"),
        _l("The training is passed and valid"),
        _l("The training has not been passed, or has run out"),
    ),
}
# The same to the person whom it is about, where it reads otherwise: (met, unmet).
TO_THEM = {
    "grant": (_l("You have been given access for this period"), _l("You have no approved access for this moment")),
    "no_hold": (_l("Nothing holds your access"), _l("Your access is on hold")),
    "no_conflict": (
        _l("Nothing else that you may open conflicts with it"),
        _l("You hold other information that may not be combined with it"),
    ),
    "employment": (_l("Your employment is confirmed"), _l("Your employment is not confirmed for this moment")),
    "expectations": (_l("You have read the expectations sheet"), _l("You have not read the expectations sheet yet")),
    "screening": (
        _l("Your company is approved"),
        _l("Your company is not approved, or its approval has run out"),
    ),
    "undertaking": (_l("Your own undertaking is signed"), _l("Your own undertaking is not signed")),
    "training": (
        _l("You have passed the training, and it is valid"),
        _l("You have not passed the training, or it has run out"),
    ),
}
# The tab of the subcontractor's page on the desk that holds what a condition rests on.
EVIDENCE = {
    "agreement": "agreements",
    "undertaking": "agreements",
    "training": "training",
    "certification": "certificates",
    "insurance": "certificates",
    "screening": "assessments",
}
STANDING_PAGES = {"no_hold": "holds", "no_conflict": "conflicts"}  # who is free of it rests on nothing
KEYLESS = ("employment", "expectations", "screening")  # conditions that need no further word
# Where a person of the subcontractor puts it right, and whether the whole firm or the person has to act.
REMEDIES = {
    "expectations": "/portal/expectations/",
    "certification": "/portal/evidence/",
    "insurance": "/portal/evidence/",
    "agreement": "/portal/agreements/",
    "undertaking": "/portal/agreements/",
    "training": "/portal/training/",
    "grant": "/portal/access/",
}


def names(*, with_papers: bool = False) -> dict[tuple[str, str], str]:
    """What is behind each (requirement, key): the course, scheme or line, as people call it; ask once a page.

    `with_papers`: the agreements and undertakings too, which only our staff look up.
    """
    return {**vendors.names(), **training.names(), **(agreements.names() if with_papers else {})}


def title_of(requirement: str) -> str:
    return str(CONDITIONS[requirement][0])


def name_of(reason: Reason, names: dict) -> str:
    """`Training: IP protection`, the condition in a word or two; a key that nothing is known of stays as it is."""
    title = title_of(reason.requirement)
    if not reason.key or reason.requirement == "grant":
        return title
    name = names.get((reason.requirement, reason.key), reason.key)
    return name if title.casefold() in name.casefold() else f"{title}: {name}"


def policy_of(asset_class, names: dict) -> list[str]:
    """What the class asks for, in words."""
    rows = sorted(asset_class.requirements.all(), key=lambda row: (row.requirement, row.key))
    return [name_of(Reason(row.requirement, row.key, ok=True), names) for row in rows]


def sentence_for(reason: Reason, names: dict, *, to_them: bool = False) -> str:
    """One sentence that says how this condition stands. `to_them`: to the person whom it is about."""
    _title, met, unmet = CONDITIONS[reason.requirement]
    if to_them:
        met, unmet = TO_THEM.get(reason.requirement, (met, unmet))
    words, name = str(met if reason.ok else unmet), names.get((reason.requirement, reason.key), "")
    if name and name.casefold() not in words.casefold():
        words = _("%(sentence)s (%(what)s)") % {"sentence": words, "what": name}
    return f"{words}."


def sentences_for(reasons: Iterable[Reason], *, to_them: bool = False) -> list[str]:
    """A sentence each, with the names looked up."""
    known = names()
    return [sentence_for(reason, known, to_them=to_them) for reason in reasons]


def why_held(actor: Actor, asset_id, at) -> list[str]:
    """What this person is told of the holds on them and the asset; of cases nothing, as those are not over."""
    holds = Hold.objects.over(actor.vendor_id, actor.person_id, asset_id, at=at)
    told = holds.exclude(source_kind__startswith="incidents.").values_list("told_as", flat=True)
    return [f"{each}." for each in sorted(set(told))]


def remedy_for(reason: Reason) -> str:
    """The portal page that puts it right, or nothing where only we can act."""
    return REMEDIES.get(reason.requirement, "")


def checks(reasons: Iterable[Reason], person, viewer: Actor, *, at, known_at=None) -> list[dict]:
    """For the checks component on the desk: how each condition stands, until when, and what it rests on; papers by name."""
    known, here = names(with_papers=True), business_days.zone()
    papers = covering.papers(person, viewer, at=at, known_at=known_at or at)
    held = covering.suspended(person, viewer)
    return [
        {
            "text": sentence_for(reason, known) + _until(reason, here),
            "met": reason.ok,
            **_evidence(reason, person, papers, held),
        }
        for reason in reasons
    ]


def _evidence(reason: Reason, person, papers: dict, held: list) -> dict:
    """The link to what it rests on: the paper that covers it, or that a breach has suspended, else the page of the kind."""
    paper = papers.get((reason.requirement, reason.key)) if reason.ok else None
    if paper is None and not reason.ok:
        paper = next((row for row in held if (reason.requirement, reason.key) in _names_of(row)), None)
    if paper is None:
        return {"url": evidence_for(reason, person), "action": _("Show the evidence")}
    words = _("Covered by %(paper)s") if reason.ok else _("Suspended for a breach: %(paper)s")
    url = reverse("desk_agreement", args=[paper.pk])
    return {"url": url, "action": words % {"paper": f"{paper.reference} {paper.title}"}}


def _names_of(paper) -> set[tuple[str, str]]:
    return {(paper.kind, key) for key in agreements.keys_of(paper.template_key)}


def _until(reason: Reason, here) -> str:
    if not (reason.ok and reason.until):
        return ""
    return " " + _("Until %(when)s.") % {"when": say(business_days.last_of(reason.until, here))}


def evidence_for(reason: Reason, person) -> str:
    """The desk page that shows what the condition rests on."""
    if tab := EVIDENCE.get(reason.requirement):
        return reverse("subcontractor_tab", args=[person.vendor_id, tab])
    if page := STANDING_PAGES.get(reason.requirement):
        return "" if reason.ok else reverse(page)
    return reverse("person", args=[person.pk])

"""What would this draft say, and what stands against issuing it? Library, record and the drafter's values put together."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements import background, negotiated, penalty_table, schedules, screening
from agreements.disclosure import say_share
from agreements.models import Agreement, AgreementTemplate, ClauseEdition, Deviation, Jurisdiction
from agreements.rendering import checking, composing, deviating, wording
from agreements.rendering.composing import Choice, Situation
from core import ids
from core.models import Organisation
from core.web.dates import say_day
from vendors import standing
from vendors.models import LineCatalogue, VendorFact

LANGUAGE = "en-gb"  # of the legal texts; the reader's own language never changes what is signed
TEXT = "documents/agreement_text.html"
INDIVIDUAL = "individual"
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Draft:
    """One agreement with the editions it is made of. Nothing here is stored; `agreements.issue` freezes it."""

    agreement: Agreement
    template: dict
    clauses: dict[str, dict]
    country: dict
    parent: dict | None
    demanded: tuple[str, ...] = ()  # clauses that the tier asks for
    numbers: dict = field(default_factory=dict)  # editions, as Agreement.editions keeps them
    agreed: tuple[dict, ...] = ()  # Deviation.as_agreed, in the order in which it was agreed

    @cached_property
    def editions(self) -> dict:
        """The numbers of what the text is made of: what was left out is no part of the paper."""
        used = [clause["id"] for clause in self.used]
        return {
            **self.numbers,
            "clauses": {key: self.numbers["clauses"][key] for key in used if key in self.numbers["clauses"]},
        }

    @property
    def situation(self) -> Situation:
        tier = self.agreement.vendor.tier
        tiers = self.template["tiers"]
        topics = {*self.agreement.topics, *([INDIVIDUAL] if self.agreement.person_id else [])}
        return Situation(tier if tier in tiers else min(tiers), self.agreement.jurisdiction, frozenset(topics))

    @cached_property
    def choices(self) -> list[Choice]:
        return composing.choices(self.template, self.clauses, self.situation, self.agreement.choices)

    @cached_property
    def standard(self) -> list[dict]:
        """The clauses in use as the library has them."""
        return [choice.clause for choice in self.choices if choice.is_in]

    @cached_property
    def used(self) -> list[dict]:
        """Each in the wording that was agreed for it, where one was."""
        return deviating.applied(self.standard, self.agreed)

    @cached_property
    def known(self) -> dict[str, dict]:
        """Name -> definition of every variable that this paper's texts may name."""
        return {
            **self.template["definitions"],
            **{n: d for clause in self.standard for n, d in clause["definitions"].items()},
        }

    @cached_property
    def definitions(self) -> dict[str, dict]:
        """Name -> definition of every variable that this paper's texts do name, in the order of reading."""
        known = self.known
        names = composing.named(self.template, self.used, self.agreement.jurisdiction)
        return {name: known[name] for name in [*names, *self._compared(names)] if name in known}

    def _compared(self, names: list[str]) -> list[str]:
        """Variables that no sentence prints but a check or rule on a clause in use asks for (a reason, a dependence)."""
        printed, used = set(names), {clause["id"] for clause in self.used}
        rules = [rule for rule in checking.rules(self.country, self.parent) if rule["clause"] in used]
        asked = [condition["variable"] for rule in rules for condition in rule.get("when", ())]
        asked += [name for clause in self.used for name in clause.get("variables", ())]
        return list(dict.fromkeys(name for name in asked if name not in printed))

    @cached_property
    def values(self) -> dict:
        """What the drafter said; else what was said last time; else what the record says, or the tier asks for; else the
        library's default."""
        remembered, recorded = _remembered(self.agreement), _recorded(self.agreement, self.country)
        return {
            name: self._value(name, definition, remembered, recorded) for name, definition in self.definitions.items()
        }

    def _value(self, name, definition, remembered, recorded):
        source = definition.get("from", "")
        for value in (
            self.agreement.variables.get(name),
            remembered.get((source.split(".")[0], name)),
            recorded.get(source),
            recorded.get(name),
        ):
            if not wording.is_empty(value):
                return value
        return definition.get("default")

    @cached_property
    def body(self) -> dict:
        with translation.override(LANGUAGE):
            said = {name: wording.say(self.values[name], definition) for name, definition in self.definitions.items()}
            labelled = {name: text or f"[{self.definitions[name]['label']}]" for name, text in said.items()}
            composed = composing.compose(self.template, self.used, self.agreement.jurisdiction, labelled)
            return {**composed, **self._sums, **self._background(), **self._schedules()}

    def _schedules(self) -> dict:
        """What of ours it covers, and who is to be told what."""
        names = [name for name in ("asset_schedule", "background_schedule") if name in self.definitions]
        titles = {name: wording.say(self.values[name], self.definitions[name]) for name in names}
        return schedules.drafted(self.agreement, {clause["id"] for clause in self.used}, titles)

    def _background(self) -> dict:
        """The schedule of what was there before, in a paper whose clause speaks of one."""
        if background.CLAUSE not in {clause["id"] for clause in self.used}:
            return {}
        title = wording.say(self.values.get("background_schedule"), self.definitions["background_schedule"])
        return {"background_title": title, "background_items": background.schedule(self.agreement.vendor)}

    def filled(self, text: str) -> str:
        """A sentence of our own side with its variables in words."""
        remembered, recorded = _remembered(self.agreement), _recorded(self.agreement, self.country)
        named = {name: self.known[name] for name in wording.names_in(text) if name in self.known}
        with translation.override(LANGUAGE):
            said = {n: wording.say(self._value(n, row, remembered, recorded), row) for n, row in named.items()}
            return wording.fill(text, {n: words or f"[{named[n]['label']}]" for n, words in said.items()})

    @property
    def to_share(self) -> dict:
        """The body for the other side (SharedText): beside each sentence its wording with the variables, and who approves."""
        sections = [
            {**section, **_for_talks(clause), "sentences": _with_sources(section["sentences"], clause, self.situation.country)}
            for section in self.body["sections"]
            for clause in self.used
            if clause["id"] == section["key"]
        ]  # fmt: skip
        return {**self.body, "sections": sections}

    @cached_property
    def _sums(self) -> dict:
        """The schedule of agreed sums, in a draft that has one."""
        rows = penalty_table.drafted(self.agreement, {clause["id"]: clause["title"] for clause in self.used})
        return {"penalties": rows} if rows else {}

    @cached_property
    def html(self) -> str:
        with translation.override(LANGUAGE):
            return render_to_string(TEXT, {"body": self.body})

    @cached_property
    def problems(self) -> list[checking.Problem]:
        names, used = list(self.definitions), {clause["id"] for clause in self.used}
        missing = checking.missing(self.definitions, names, self.values)
        said = {problem.variable for problem in missing}  # a check of the template need not say it again
        return [
            *missing,
            *(each for each in checking.contradictions(self.template, names, self.values) if each.variable not in said),
            *checking.law(
                self.country, self.parent, used, self.values, {row["clause"] for row in self.template["clauses"]}
            ),
            *checking.left_out(self.demanded, used, self.clauses),
            *_gap(self.agreement, self.values),
            *checking.sums(self.country, self._sums.get("penalties", ()), used),
            *self._unconfirmed(used),
            *negotiated.problems(self),
            *screening.problems(self),
        ]

    def _unconfirmed(self, used: set[str]) -> list[checking.Problem]:
        count = background.waiting(self.agreement.vendor) if background.CLAUSE in used else 0
        words = ngettext(
            "%(count)s item of background waits for the other side. Both sides confirm it, or take it back, before the agreement is issued.",
            "%(count)s items of background wait for the other side. Both sides confirm them, or take them back, before the agreement is issued.",
            count,
        )  # fmt: skip
        return (
            [checking.Problem("contradiction", "background-open", words % {"count": count}, background.CLAUSE)]
            if count
            else []
        )

    @property
    def stops(self) -> list[checking.Problem]:
        return [problem for problem in self.problems if problem.stops]

    @property
    def warnings(self) -> list[checking.Problem]:
        return [problem for problem in self.problems if problem.kind == "warn"]

    @cached_property
    def notes(self) -> list[checking.Problem]:
        return checking.notes(self.used, self.agreement.jurisdiction)


def _for_talks(clause: dict) -> dict:
    return {"approver": clause.get("approver", ""), "mandatory": clause["standing"] == composing.MANDATORY}


def _with_sources(sentences: list[dict], clause: dict, country: str) -> list[dict]:
    sources = composing.sentences(clause, country)
    return [{**row, "source": source} for row, source in zip(sentences, sources, strict=False)]


def look(agreement: Agreement):
    """The draft as it is made of the editions that it names, of the rest in the newest; of an amendment, its own."""
    if agreement.is_amendment:
        from agreements import amending

        return amending.look(agreement)
    template, pinned = agreement.template.content, agreement.editions
    clauses = _editions(ClauseEdition, [entry["clause"] for entry in template["clauses"]], pinned.get("clauses", {}))
    countries = _editions(Jurisdiction, [agreement.jurisdiction], pinned.get("countries", {}))
    country = countries[agreement.jurisdiction].content
    if country.get("parent"):
        countries |= _editions(Jurisdiction, [country["parent"]], pinned.get("countries", {}))
    parent = countries.get(country.get("parent", ""))
    demanded = () if agreement.person_id or agreement.invention_id else tuple(demanded_clauses(agreement.vendor))
    agreed = tuple(row.as_agreed for row in Deviation.objects.filter(agreement=agreement).agreed())
    return Draft(
        agreement, template, {key: row.content for key, row in clauses.items()}, country, parent.content if parent else None, demanded,
        {"clauses": {key: row.number for key, row in clauses.items()}, "countries": {key: row.number for key, row in countries.items()}},
        agreed,
    )  # fmt: skip


def _editions(model, keys: list[str], pinned: dict[str, int]) -> dict:
    """Key -> edition: the one that was pinned, or the newest."""
    found = {row.key: row for row in model.objects.pinned({key: pinned[key] for key in keys if key in pinned})}
    missing = [key for key in keys if key not in found]
    return {**found, **({row.key: row for row in model.objects.newest().filter(key__in=missing)} if missing else {})}


def _gap(agreement: Agreement, values: dict) -> list[checking.Problem]:
    """A warning where the agreement that this one replaces ends before this one begins."""
    starts_on, old = wording.as_date(values.get("effective_on")), agreement.replaces
    if old is None or starts_on is None or old.binds_until is None or starts_on <= old.binds_until + DAY:
        return []
    said = {"first": say_day(old.binds_until + DAY, "full"), "last": say_day(starts_on - DAY, "full")}
    sentence = _(
        "Nothing binds from %(first)s to %(last)s, and access that needs it is closed. Begin earlier, or renew the old one."
    )
    return [checking.Problem("warn", "gap-before-successor", sentence % said, variable="effective_on")]


def document_id(agreement: Agreement) -> str:
    """What stands in the foot of every page, and what the public check asks for."""
    return ids.show("agr", agreement.pk)


def proposals(vendor, *, kind: str = "") -> list[AgreementTemplate]:
    """The newest templates, those first that the tier assessment demands, then those made for the firm's tier."""
    assessment = vendor_assessment(vendor)
    demanded = {demand.get("refers_to") for demand in (assessment.demands if assessment else [])}
    offered = [row for row in AgreementTemplate.objects.newest() if "about" not in row.content]
    found = [row for row in offered if not kind or row.content["kind"] == kind]
    return sorted(found, key=lambda row: (row.key not in demanded, vendor.tier not in row.content["tiers"], row.key))


def demanded_clauses(vendor) -> dict[str, bool]:
    """Clauses that the tier assessment asks to include; the drafter may still decide otherwise where they are optional."""
    assessment = vendor_assessment(vendor)
    return {
        demand["refers_to"]: True
        for demand in (assessment.demanded("clause") if assessment else [])
        if demand.get("refers_to")
    }


def demanded_topics(vendor) -> list[str]:
    """The kinds of work that the demanded clauses are made for, where one kind alone brings the clause in."""
    clauses = ClauseEdition.objects.newest().filter(key__in=demanded_clauses(vendor))
    uses = [clause.content.get("use", {}).get("topics", []) for clause in clauses]
    return sorted({topics[0] for topics in uses if len(topics) == 1})


def vendor_assessment(vendor):
    from vendors.models import TierAssessment

    return TierAssessment.objects.current_of(vendor)


def _recorded(agreement: Agreement, country: dict) -> dict:
    """`from` path -> value, as far as the record knows it."""
    ours, vendor, engagement = Organisation.current(), agreement.vendor, agreement.engagement
    courts, arbitration = country.get("courts", []), country.get("arbitration", [])
    return {
        "company.legal_name": ours.name,
        "company.address": ours.address,
        "company.incident_contact": ", ".join(filter(None, [ours.help_name, ours.help_phone, ours.help_email])),
        "vendor.legal_name": vendor.legal_name or vendor.name,
        "vendor.registration": vendor.registration_number,
        "vendor.certificates": _certificates(vendor) or None,
        "person.name": agreement.person.name if agreement.person else None,
        "engagement.purpose": engagement.purpose or engagement.title if engagement else None,
        "jurisdiction.governing_law": country.get("governing_law", {}).get("wording"),
        "jurisdiction.courts": courts[0]["wording"] if courts else None,
        "jurisdiction.arbitration_rules": arbitration[0]["institution"] if arbitration else None,
        "jurisdiction.arbitration_seat": arbitration[0]["seat"] if arbitration else None,
        **_insurance(vendor),
        **_invention(agreement),
    }


def _invention(agreement: Agreement) -> dict:
    """What the paper of one invention says of it; a signing inventor's own share with it."""
    if not (invention := agreement.invention):
        return {}
    people = list(invention.contributors.all())
    share = next((each.share for each in people if each.person_id == agreement.person_id), None)
    return {
        "invention.title": invention.title,
        "invention.summary": " ".join(invention.solution.split()),
        "invention.digest": invention.digest,
        "invention.inventors": [f"{each.name}: {say_share(each.share)} %" for each in people],
        "invention.share": say_share(share) if share is not None else None,
    }


def _insurance(vendor) -> dict:
    """Variable -> what the tier demands of insurance, which the clause must not fall short of."""
    catalogue = LineCatalogue.objects.order_by("-version").first()
    required = catalogue.required(vendor.tier) if catalogue else {"lines": []}
    limits = {line["line"]: line["limit"] for line in required["lines"]}
    found = {f"{line}_limit": limits[line] for line in ("cyber", "professional") if line in limits}
    return {**found, "currency": required["currency"]} if found else {}


def _certificates(vendor) -> list[str]:
    """As the schemes are called: this goes into the text that is signed."""
    facts = VendorFact.objects.current().filter(vendor=vendor, requirement="certification")
    names = standing.names()
    return [names.get(("certification", key), key) for key in sorted(set(facts.values_list("key", flat=True)))]


def _remembered(agreement: Agreement) -> dict:
    """(source, name) -> value from the last papers that were issued: our own particulars, and this firm's."""
    issued = Agreement.objects.on_their_own().exclude(issued_at=None).order_by("-issued_at")
    ours, theirs = issued.first(), issued.filter(vendor_id=agreement.vendor_id).first()
    found = {("company", name): value for name, value in (ours.variables if ours else {}).items()}
    return found | {("vendor", name): value for name, value in (theirs.variables if theirs else {}).items()}

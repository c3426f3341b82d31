"""What do several subcontractors hang on at once? The same company, the same country, the same person behind them.

Names are brought together as the matching engine reads them (vendors.matching): by sound, without legal forms, and a
person's words in any order. That finds spellings, not proof: two firms may share a name.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from vendors import places
from vendors.models import Answer, Assessment, Person, SubSupplierDetails, SubSupplierLink, Vendor

KINDS = {"company": _l("Company"), "country": _l("Country"), "person": _l("Owner or key person")}
OWNERS = "his-owners"  # the question of the starter questionnaire


@dataclass(frozen=True)
class Tie:
    """`vendor` hangs on something called `name`; `how` says in which way, `url` where that stands. Ties that share one of
    the `keys` are of one thing. `reaches`: our protected information gets there."""

    vendor: Vendor
    name: str
    keys: frozenset[str]
    how: str
    url: str
    reaches: bool = False


@dataclass
class Knot:
    """One thing that several hang on. `key` names it in an address."""

    key: str
    ties: list[Tie]
    firms: list[Vendor] = field(default_factory=list)

    def __post_init__(self):
        self.ties = sorted(self.ties, key=lambda tie: (tie.vendor.name, tie.name, tie.url))
        self.firms = sorted({tie.vendor.pk: tie.vendor for tie in self.ties}.values(), key=lambda firm: firm.name)

    @property
    def names(self) -> list[str]:
        """Every spelling, the most frequent first."""
        counts: dict[str, int] = defaultdict(int)
        for tie in self.ties:
            counts[tie.name] += 1
        return sorted(counts, key=lambda name: (-counts[name], name))

    def goes_by(self, key: str) -> bool:
        return any(key in tie.keys for tie in self.ties)

    @property
    def reached(self) -> int:
        """Subcontractors from which our protected information gets there."""
        return len({tie.vendor.pk for tie in self.ties if tie.reaches})

    @property
    def highest(self) -> int | None:
        """The highest tier among them; None where none is assessed."""
        return min((firm.tier for firm in self.firms if firm.tier), default=None)


def knots(kind: str, viewer, *, least: int = 2, tier: int | None = None, text: str = "") -> list[Knot]:
    """Those that `least` subcontractors hang on, most first. `tier` narrows to the firms of it, `text` to names.

    Of what this viewer sees: the same number of queries however much there is.
    """
    firms = Vendor.objects.visible_to(viewer).exclude(status="archived").only("pk", "name", "reference", "tier", *_FIRM)
    here = {firm.pk: firm for firm in firms if tier in (None, firm.tier)}
    found = (knot for knot in _tied(_READ[kind](here, viewer)) if len(knot.firms) >= least)
    wanted = [knot for knot in found if text.casefold() in " ".join(knot.names).casefold()]
    return sorted(wanted, key=lambda knot: (-len(knot.firms), knot.names[0].casefold(), knot.key))


def alike(said: SubSupplierDetails, viewer) -> list[Vendor]:
    """Firms of our register that this sub-supplier may be: the same name as it sounds, or the same number."""
    keys = _of_company(said.name, said.country, said.registration_number)
    rows = Vendor.objects.visible_to(viewer).exclude(pk=said.vendor_id).only("pk", "name", "reference", *_FIRM)
    return [firm for firm in rows.order_by("name") if keys & _of_itself(firm)]


_FIRM = ["legal_name", "country", "registration_number", "lei", "parent_name", "status"]


def _tied(ties: Iterable[Tie]) -> list[Knot]:
    """Ties that share a key, directly or through others, are one knot."""
    above: dict[str, str] = {}

    def head(key: str) -> str:
        while above.setdefault(key, key) != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    taken = [tie for tie in ties if tie.keys]
    for tie in taken:
        first, *others = sorted(tie.keys)
        for other in others:
            low, high = sorted([head(first), head(other)])
            above[high] = low
    groups: dict[str, list[Tie]] = defaultdict(list)
    for tie in taken:
        groups[head(min(tie.keys))].append(tie)
    return [Knot(key, group) for key, group in groups.items()]


def _companies(here: dict, viewer) -> Iterator[Tie]:
    links = dict(SubSupplierLink.objects.visible_to(viewer).values_list("node_id", "firm_id"))
    for said in _below(here, viewer):
        keys = _of_company(said.name, said.country, said.registration_number) | _of_firm(links.get(said.node_id))
        yield Tie(here[said.vendor_id], said.name, keys, _("hires it"), _node(said), said.reaches)
    for firm in here.values():
        yield Tie(firm, firm.name, _of_itself(firm), _("is it"), _record(firm))
        if firm.parent_name:
            yield Tie(firm, firm.parent_name, _of_company(firm.parent_name), _("belongs to it"), _record(firm))
    for firm, row, url in _owners(here, viewer):
        if row.get("kind") == "firm":
            yield Tie(firm, row["name"], _of_company(row["name"]), _("is owned by it"), url)


def _countries(here: dict, viewer) -> Iterator[Tie]:
    for firm in here.values():
        yield _in(firm, firm.country, _("is registered there"), _record(firm))
    for said in _below(here, viewer):
        how = _("through %(name)s") % {"name": said.name}
        yield _in(here[said.vendor_id], said.country, how, _node(said), said.reaches)


def _people(here: dict, viewer) -> Iterator[Tie]:
    for said in _below(here, viewer):
        if said.key_person:
            how = _("leads or owns %(name)s, which it hires") % {"name": said.name}
            yield Tie(
                here[said.vendor_id], said.key_person, _of_person(said.key_person), how, _node(said), said.reaches
            )
    for firm, row, url in _owners(here, viewer):
        if row.get("kind") == "person":
            yield Tie(firm, row["name"], _of_person(row["name"]), _("owns a share of it"), url)
    rows = Person.objects.visible_to(viewer).filter(vendor__in=here, departed_at=None)
    for pk, vendor, name, email in rows.values_list("pk", "vendor_id", "name", "email"):
        keys = _of_person(name) | ({f"mail:{email.lower()}"} if email else frozenset())
        yield Tie(here[vendor], name, keys, _("works there"), reverse("person", args=[pk]))


_READ = {"company": _companies, "country": _countries, "person": _people}


def _below(here: dict, viewer):
    rows = SubSupplierDetails.objects.visible_to(viewer).current().filter(vendor__in=here)
    return rows.exclude(node__status="ended")


def _owners(here: dict, viewer) -> Iterator[tuple[Vendor, dict, str]]:
    """(firm, row of its answer, page) as its newest accepted questionnaire says who owns it."""
    accepted = Assessment.objects.visible_to(viewer).filter(vendor__in=here, status="accepted")
    rows = Answer.objects.filter(question=OWNERS, assessment__in=accepted).order_by(
        "vendor", "-assessment__accepted_at"
    )
    for answer in rows.distinct("vendor"):
        for row in answer.value if isinstance(answer.value, list) else ():
            if isinstance(row, dict) and row.get("name"):
                yield here[answer.vendor_id], row, reverse("assessment", args=[answer.assessment_id])


def _of_company(name: str, country: str = "", number: str = "") -> frozenset[str]:
    """Its name as it sounds, and its number in the register of its country."""
    from vendors.matching import reading  # not by every web process

    run = reading.read(name, False).run if name else ""
    plain = "".join(letter for letter in number.upper() if letter.isalnum())
    return frozenset(filter(None, [run and f"name:{run}", plain and f"number:{country}-{plain}"]))


def _of_itself(firm: Vendor) -> frozenset[str]:
    """As our register has it, under each of its names."""
    names = _of_company(firm.name, firm.country, firm.registration_number) | _of_company(firm.legal_name)
    return _of_firm(firm.pk) | names


def _of_firm(pk: uuid.UUID | None) -> frozenset[str]:
    return frozenset({f"ours:{pk}"} if pk else ())


def _of_person(name: str) -> frozenset[str]:
    from vendors.matching import reading

    words = sorted(word.fold for word in reading.read(name, True).words if word.kind != "title")
    return frozenset({f"name:{'-'.join(words)}"} if len(words) > 1 else ())


def _in(firm: Vendor, country: str, how: str, url: str, reaches: bool = False) -> Tie:
    return Tie(firm, places.name_of(country), frozenset({country} if country else ()), how, url, reaches)


def _record(firm: Vendor) -> str:
    return reverse("subcontractor", args=[firm.pk])


def _node(said: SubSupplierDetails) -> str:
    return reverse("sub_supplier", args=[said.node_id])

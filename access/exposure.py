"""How far does a subcontractor reach into what we protect: now, and at most?

Whether somebody can open something is the decision's to say (access/eligibility.py, its batch form); nothing here judges
again. "At most" takes every condition as met and every hold as lifted, and every request that waits as approved.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Q

from access import eligibility
from access.eligibility import Decision
from access.models import Asset, AssetOffer, Grant, GrantPeriod, PageView
from core.actors import Actor
from vendors import sub_tree
from vendors.models import Person, Vendor

Instant = datetime.datetime


@dataclass
class Piece:
    """One piece of protected information. `now`: who can open it; `shut`: who was granted it and cannot, with the decision;
    `asked`: whose request waits. A person stands in the first that fits."""

    asset: Asset
    now: dict[UUID, Person] = field(default_factory=dict)
    shut: dict[UUID, tuple[Person, Decision]] = field(default_factory=dict)
    asked: dict[UUID, Person] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """The rank of its class: 0 public, higher is more secret."""
        return self.asset.asset_class.rank

    @property
    def most(self) -> int:
        return len(self.now) + len(self.shut) + len(self.asked)

    @property
    def points_now(self) -> int:
        return len(self.now) * self.weight

    @property
    def points_most(self) -> int:
        return self.most * self.weight


@dataclass
class Exposure:
    """`pieces`: the most secret first; `offered`: what its engagements need, today, and nobody there has or asked for; `below`: the
    sub-suppliers that our information reaches, by what the subcontractor says; `pages`: shown to its people until then."""

    pieces: list[Piece]
    offered: list[Asset]
    below: list
    pages: int
    readers: int

    @property
    def open_now(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.now]

    @property
    def people_now(self) -> int:
        return len({key for piece in self.pieces for key in piece.now})

    @property
    def people_most(self) -> int:
        return len({key for piece in self.pieces for key in (*piece.now, *piece.shut, *piece.asked)})

    @property
    def ways_now(self) -> int:
        """One person who can open one piece is one way in."""
        return sum(len(piece.now) for piece in self.pieces)

    @property
    def ways_most(self) -> int:
        return sum(piece.most for piece in self.pieces)

    @property
    def points_now(self) -> int:
        return sum(piece.points_now for piece in self.pieces)

    @property
    def points_most(self) -> int:
        return sum(piece.points_most for piece in self.pieces)

    def by_class(self) -> list[dict]:
        """The sum, a line for each class: people counted once for each piece, times the weight of the class."""
        lines: dict[int, dict] = {}
        for piece in self.pieces:
            line = lines.setdefault(
                piece.weight, {"name": piece.asset.asset_class.name, "weight": piece.weight, **dict.fromkeys(_SUMS, 0)}
            )
            line["pieces_now"] += bool(piece.now)
            line["pieces_most"] += 1
            line["pairs_now"] += len(piece.now)
            line["pairs_most"] += piece.most
            line["points_now"] += piece.points_now
            line["points_most"] += piece.points_most
        return [lines[weight] for weight in sorted(lines, reverse=True)]

    def by_kind(self) -> list[dict]:
        """Trade secrets, patents, designs, code: how many pieces of each kind now, and at most."""
        found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for piece in self.pieces:
            found[piece.asset.kind][0] += bool(piece.now)
            found[piece.asset.kind][1] += 1
        names = dict(Asset.KINDS)
        return [{"name": names[kind], "now": found[kind][0], "most": found[kind][1]} for kind in names if kind in found]


_SUMS = ["pieces_now", "pieces_most", "pairs_now", "pairs_most", "points_now", "points_most"]


def of(
    vendor: Vendor, viewer: Actor, *, at: Instant, known_at: Instant | None = None, counts_views: bool = True
) -> Exposure:
    """As of `at`, by what we knew at `known_at` (by default `at`). So many queries, however much is granted. What was
    viewed already is counted where it is shown."""
    known = known_at or at
    people = Person.objects.visible_to(viewer).filter(vendor=vendor).in_bulk()
    granted, ahead, asked = _granted(vendor, at, known), _ahead(vendor, at, known), _asked(vendor, at)
    offers = set(AssetOffer.objects.filter(vendor=vendor).values_list("asset_id", flat=True))
    wanted = {asset for _person, asset, _level in (*granted, *ahead, *asked)} | offers
    assets = Asset.objects.visible_to(viewer).select_related("asset_class").in_bulk(wanted)
    pieces = {key: Piece(asset) for key, asset in assets.items()}
    triples = list(dict.fromkeys([*granted, *ahead]))
    decided = eligibility.decide_many(triples, at=at, known_at=known)
    _place(pieces, people, zip(triples, decided, strict=True), asked)
    shown = [piece for piece in pieces.values() if piece.most]
    free = [pieces[key].asset for key in offers if key in pieces and not pieces[key].most]
    views = PageView.objects.filter(vendor=vendor, at__lte=at)
    nothing = {"pages": 0, "readers": 0}
    seen = (
        views.aggregate(pages=Count("pk"), readers=Count("opening__person", distinct=True)) if counts_views else nothing
    )
    below = [each for each in sub_tree.as_of(viewer, vendor, at, known) if each.reaches]
    return Exposure(
        sorted(shown, key=lambda piece: (-piece.weight, piece.asset.name)),
        sorted(free, key=lambda asset: (-asset.asset_class.rank, asset.name)),
        sorted(below, key=lambda each: each.name),
        seen["pages"], seen["readers"],
    )  # fmt: skip


def _place(pieces: dict, people: dict, decided, asked) -> None:
    """A person who can open it at one level can open it, whatever is shut at another."""
    shut = []
    for (person, asset, _level), decision in decided:
        if asset in pieces and person in people:
            if decision:
                pieces[asset].now[person] = people[person]
            else:
                shut.append((person, asset, decision))
    for person, asset, decision in shut:
        if person not in pieces[asset].now:
            pieces[asset].shut[person] = (people[person], decision)
    for person, asset, _level in asked:
        piece = pieces.get(asset)
        if piece and person in people and person not in piece.now and person not in piece.shut:
            piece.asked[person] = people[person]


def _granted(vendor, at, known) -> list[eligibility.Triple]:
    return _periods(vendor, known, during__contains=at)


def _ahead(vendor, at, known) -> list[eligibility.Triple]:
    """Granted, and still to begin."""
    return _periods(vendor, known, during__startswith__gt=at)


def _periods(vendor, known, **when) -> list[eligibility.Triple]:
    rows = GrantPeriod.objects.filter(vendor=vendor, known__contains=known, **when)
    return list(rows.values_list("person_id", "asset_id", "level").distinct())


def _asked(vendor, at) -> list[eligibility.Triple]:
    """Requests that waited at `at`."""
    waiting = Q(opened_at=None) | Q(opened_at__gt=at), Q(ended_at=None) | Q(ended_at__gt=at)
    rows = Grant.objects.filter(*waiting, vendor=vendor, requested_at__lte=at)
    return list(rows.values_list("person_id", "asset_id", "level").distinct())

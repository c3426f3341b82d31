"""Which papers wait for this person's signature for the company now, and what should they know of each before they sign?"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from agreements import reading, table
from agreements.models import COMPANY, Agreement, AuthorityWaiver, BulkIssue, Seat, ShownPart
from agreements.models.authority import REQUIRED
from agreements.policies import agreements as policies
from agreements.policies import authority as policies_authority
from agreements.rendering import frozen
from core import limits
from core.actors import Actor


def waiting(viewer: Actor, at: datetime.datetime, *, of: BulkIssue | None = None) -> list[Agreement]:
    """Those at whose table it is their turn to sign, by firm; at most as many as one act takes. `of`: of one act to many alone."""
    rows = (
        Agreement.objects.visible_to(viewer)
        .awaiting()
        .filter(seats__role=COMPANY)
        .exclude(signatures__user=viewer.user)
    )
    if of is not None:
        rows = rows.filter(bulk_line__run=of)
    rows = (
        rows.distinct()
        .select_related("vendor", "person")
        .prefetch_related("seats__person", "seats__user", "signatures")
    )
    rows = rows.defer("html", "body", "variables").order_by("vendor__name", "pk")
    found = (row for row in rows.iterator(chunk_size=200) if _is_turn(viewer, row, at))
    return [row for row, _number in zip(found, range(limits.BULK_FIRMS), strict=False)]


@dataclass(frozen=True)
class Line:
    """`open`: what is not confirmed of those who signed for the firm; `waiver`: why that was set aside. `stops`: nobody can
    sign it yet."""

    paper: Agreement
    open: list[str]
    waiver: AuthorityWaiver | None

    @property
    def stops(self) -> bool:
        return bool(self.open) and self.paper.authority_rule == REQUIRED and self.waiver is None


def lines(papers: list[Agreement], viewer: Actor, at: datetime.datetime) -> list[Line]:
    """Of what `waiting` gave."""
    waivers = {row.agreement_id: row for row in AuthorityWaiver.objects.filter(agreement__in=papers)}
    return [
        Line(paper, policies_authority.open_questions(paper, _seat(viewer, paper), viewer, at), waivers.get(paper.pk))
        for paper in papers
    ]


def shown(papers: list[Agreement], viewer: Actor) -> dict:
    """Id of a paper -> the titles of its parts that were not before this viewer yet, and of how many (`missing`, `total`)."""
    known = defaultdict(set)
    for paper, part in ShownPart.objects.filter(agreement__in=papers, user=viewer.user).values_list(
        "agreement_id", "part"
    ):
        known[paper].add(part)
    texts = Agreement.objects.visible_to(viewer).filter(pk__in=[paper.pk for paper in papers])
    found = {}
    for pk, html, sha256 in texts.values_list("pk", "html", "document_sha256").iterator(chunk_size=100):
        parts = frozen.shown_parts(html, sha256)
        missing = [(number, part) for number, part in enumerate(parts, start=1) if part.key not in known[pk]]
        found[pk] = {
            "missing": [reading.title_of(part) for _number, part in missing], "next": missing[0][0] if missing else None, "total": len(parts),
            "shown": len(parts) - len(missing),
        }  # fmt: skip
    return found


def _is_turn(viewer: Actor, agreement: Agreement, at) -> bool:
    over = policies.is_too_late(agreement, at) or policies.is_over(agreement, at) or agreement.is_amendment
    return not over and _seat(viewer, agreement) is not None


def _seat(viewer: Actor, agreement: Agreement) -> Seat | None:
    turn = table.turn(agreement)
    return next((seat for seat in turn if seat.role == COMPANY and table.holds(viewer, agreement, seat)), None)

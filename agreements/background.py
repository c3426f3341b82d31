"""What does the schedule of background say, what is alike, and what is not on paper yet?"""

import datetime

from django.contrib.postgres.search import TrigramSimilarity
from django.template.loader import render_to_string
from django.utils import translation

from agreements.models import Agreement, BackgroundItem, Supplement
from core.actors import Actor
from core.web.dates import say_day

LANGUAGE = "en-gb"  # of the legal texts
ALIKE = 0.42  # of the trigrams of two titles; found by trying pairs of titles, not a measure of law
CLAUSE = "background-ip"


def schedule(vendor) -> list[dict]:
    """One row for each item that both sides confirmed, as it is frozen into the text that is signed."""
    rows = BackgroundItem.objects.filter(vendor=vendor, status="confirmed").order_by("side", "declared_at", "pk")
    with translation.override(LANGUAGE):
        return [row_of(item) for item in rows]


def row_of(item: BackgroundItem) -> dict:
    return {
        "item": str(item.pk), "title": item.title, "owner": item.owner_name, "kind": str(item.get_kind_display()),
        "description": item.description, "rights": ". ".join(filter(None, [str(item.get_rights_display()), item.terms])),
        "proof": _proof(item), "sha256": item.proof_sha256,
    }  # fmt: skip


def _proof(item: BackgroundItem) -> str:
    day = say_day(item.proof_on, "full") if item.proof_on else ""
    return ", ".join(filter(None, [str(item.get_proof_display()), day]))


def waiting(vendor) -> int:
    """Items that one side declared and the other has not answered: the schedule is not complete."""
    return BackgroundItem.objects.filter(vendor=vendor, status__in=["declared", "disputed"]).count()


def not_on_paper(agreement: Agreement) -> list[BackgroundItem]:
    """Confirmed background that neither the text of the agreement nor a supplement of it names."""
    named = {row["item"] for row in agreement.body.get("background_items", [])}
    for items in (
        Supplement.objects.filter(agreement=agreement).exclude(status="refused").values_list("items", flat=True)
    ):
        named |= {row["item"] for row in items}
    rows = BackgroundItem.objects.filter(vendor=agreement.vendor_id, status="confirmed").order_by("declared_at", "pk")
    return [item for item in rows if str(item.pk) not in named]


def supplement_text(agreement: Agreement, number: int, dated_on: datetime.date, rows: list[dict]) -> str:
    with translation.override(LANGUAGE):
        context = {"agreement": agreement, "number": number, "dated_on": dated_on, "rows": rows}
        return render_to_string("documents/background_supplement.html", context)


def alike(item: BackgroundItem, viewer: Actor) -> list[BackgroundItem]:
    """Others that this viewer sees with the same proof or a like title. A subcontractor sees none but its own."""
    rows = BackgroundItem.objects.visible_to(viewer).exclude(pk=item.pk).exclude(status="withdrawn")
    like = rows.annotate(likeness=TrigramSimilarity("title", item.title)).filter(likeness__gte=ALIKE)
    found = list(like.select_related("vendor").order_by("-likeness")[:8])
    if item.proof_sha256:
        known = {each.pk for each in found}
        same = rows.filter(proof_sha256=item.proof_sha256).select_related("vendor")[:8]
        found = [*(each for each in same if each.pk not in known), *found]
    return found


def is_foreign(item: BackgroundItem, other: BackgroundItem) -> bool:
    """Two firms say that the same is theirs."""
    return item.vendor_id != other.vendor_id and item.side == other.side == "subcontractor"

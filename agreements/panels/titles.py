"""What does counsel see of the way by which an invention becomes ours?"""

from django.urls import reverse
from django.utils.translation import gettext as _

from agreements import titles
from agreements.listings.agreements import address
from agreements.models import Agreement, Invention, Patent, TitleLink
from agreements.policies import titles as policy
from agreements.states import of_status
from core.web.dates import say_day
from vendors import places


def chain(invention: Invention, viewer) -> dict:
    """The chain of title with its picture and gaps, the assignments under way, and the patents."""
    found = titles.strands(invention)
    may = policy.can_keep(viewer)
    papers = (
        Agreement.objects.visible_to(viewer).filter(invention=invention).select_related("person").defer("html", "body")
    )
    return {
        "has_chain": invention.status in {"claimed", "assigned"} and bool(found),
        "strands": [{"strand": each, "steps": [_step(*step) for step in each.steps]} for each in found],
        "gaps": titles.gaps(found), "ours": titles.disclosure.say_share(titles.ours(found)) if titles.ours(found) else "0",
        "picture": titles.picture(found, invention),
        "papers": [
            {"title": row.title, "url": address(row), "state": of_status(row), "meta": row.person.name if row.person else invention.vendor.name}
            for row in papers.order_by("created_at")
        ],
        "patents": [
            {"row": row, "country": _office(row.country), "url": reverse("desk_patent", args=[row.pk]) if may else ""}
            for row in Patent.objects.visible_to(viewer).filter(invention=invention)
        ],
        "may_keep": may, "may_draft": may and policy.can_be_assigned(invention),
    }  # fmt: skip


def _step(giver: str, taker: str, link: TitleLink | None) -> dict:
    return {
        "giver": giver, "taker": taker, "paper": titles.paper_words(link), "day": say_day(link.signed_on, "full") if link else "",
        "url": _url(link), "is_missing": link is None,
    }  # fmt: skip


def _url(link: TitleLink | None) -> str:
    if link and link.paper_id:
        return reverse("desk_agreement", args=[link.paper_id])
    return reverse("desk_title_file", args=[link.pk]) if link and link.stored_id else ""


def _office(code: str) -> str:
    return {"EP": _("European Patent Office"), "WO": _("International application (PCT)")}.get(code) or places.name_of(
        code
    )

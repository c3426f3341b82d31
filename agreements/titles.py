"""How does each share of an invention come to us, and where does it stop? Links, gaps in words, and the picture."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from agreements import disclosure
from agreements.models import Contributor, Invention, TitleLink
from core.models import Organisation
from core.web.dates import say_day


@dataclass(frozen=True)
class Strand:
    """One inventor's share on its way: `steps` are (from, to, link or None), `gap` what is missing, or nothing."""

    contributor: Contributor
    steps: list[tuple]
    gap: str

    @property
    def is_ours(self) -> bool:
        return not self.gap

    @property
    def share(self) -> str:
        return disclosure.say_share(self.contributor.share)


def strands(invention: Invention) -> list[Strand]:
    links = list(TitleLink.objects.filter(invention=invention).select_related("paper"))
    return [_strand(each, invention, links) for each in invention.contributors.all()]


def _strand(each: Contributor, invention: Invention, links: list[TitleLink]) -> Strand:
    us, firm = Organisation.current().name, invention.vendor.name
    if each.employer == "company":
        return Strand(each, [], "")
    own = [link for link in links if link.contributor_id == each.pk and link.share >= each.share]
    straight = next((link for link in own if link.taker == "company"), None)
    if straight or each.employer == "other":
        return Strand(each, [(each.name, us, straight)], "" if straight else _gap(each))
    up = next((link for link in own if link.taker == "subcontractor"), None)
    on = next((link for link in links if link.giver == "subcontractor"), None)
    gap = _gap(each) if up is None else "" if on else _stops(each, firm)
    return Strand(each, [(each.name, firm, up), (firm, us, on)], gap)


def _gap(each: Contributor) -> str:
    said = {"name": each.name, "share": disclosure.say_share(each.share)}
    return _("No assignment by %(name)s: %(share)s %% are not ours.") % said


def _stops(each: Contributor, firm: str) -> str:
    said = {"name": each.name, "share": disclosure.say_share(each.share), "firm": firm}
    return _("%(firm)s has not passed on the share of %(name)s: %(share)s %% are not ours.") % said


def ours(found: list[Strand]) -> Decimal:
    return sum((each.contributor.share for each in found if each.is_ours), Decimal(0))


def is_complete(invention: Invention) -> bool:
    return ours(strands(invention)) == disclosure.WHOLE


def gaps(found: list[Strand]) -> list[str]:
    words = [each.gap for each in found if each.gap]
    shares = disclosure.share_words([each.contributor for each in found])
    return [*words, *([shares] if shares else [])]


ROW, TOP, WIDTH, BOX, HIGH = 64, 12, 640, 170, 40


def picture(found: list[Strand], invention: Invention) -> dict:
    """What the picture of the chain needs, in units of its own grid: boxes, lines with or without a paper, and the words."""
    us, firm = Organisation.current().name, invention.vendor.name
    height = max(len(found), 1) * ROW + TOP
    middle = height // 2 - HIGH // 2
    boxes = [_box(each.contributor.name, f"{each.share} %", 0, TOP + place * ROW) for place, each in enumerate(found)]
    through = any(len(each.steps) == 2 for each in found)
    if through:
        boxes.append(_box(firm, "", (WIDTH - BOX) // 2, middle))
    boxes.append(_box(us, "", WIDTH - BOX, middle))
    lines = []
    for place, each in enumerate(found):
        y = TOP + place * ROW + HIGH // 2
        is_through = len(each.steps) == 2
        end = (WIDTH - BOX) // 2 if is_through else WIDTH - BOX
        linked = each.contributor.employer == "company" or (bool(each.steps) and each.steps[0][2] is not None)
        lines.append({"x1": BOX, "y1": y, "x2": end, "y2": middle + HIGH // 2, "is_whole": linked})
    if through:
        passed = any(len(each.steps) == 2 and each.steps[1][2] for each in found)
        x = (WIDTH + BOX) // 2
        lines.append(
            {"x1": x, "y1": middle + HIGH // 2, "x2": WIDTH - BOX, "y2": middle + HIGH // 2, "is_whole": passed}
        )
    return {"boxes": boxes, "lines": lines, "width": WIDTH, "height": height, "words": words(found)}


def _box(name: str, sub: str, x: int, y: int) -> dict:
    short = name if len(name) <= 22 else f"{name[:21]}…"
    return {
        "name": short,
        "sub": sub,
        "x": x,
        "y": y,
        "width": BOX,
        "height": HIGH,
        "text_x": x + 10,
        "text_y": y + (18 if sub else 25),
        "sub_y": y + 33,
    }


def words(found: list[Strand]) -> str:
    """The picture in words, for who does not see it."""
    lines = []
    for each in found:
        way = _("employed by us") if not each.steps else ", ".join(_step(*step) for step in each.steps)
        lines.append(f"{each.contributor.name}, {each.share} %: {way}")
    return "; ".join(lines)


def _step(giver: str, taker: str, link) -> str:
    said = {"giver": giver, "taker": taker, "day": say_day(link.signed_on, "full") if link else ""}
    return _("%(giver)s to %(taker)s on %(day)s") % said if link else _("%(giver)s to %(taker)s: no paper") % said


def paper_words(link: TitleLink | None) -> str:
    if link is None:
        return _("No paper")
    return link.paper.title if link.paper else link.words

"""What do people read of an agreement that was signed elsewhere? Its key data, the signatures in its file, and who has to act."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.models import Agreement, ClauseEdition, ElsewherePaper
from agreements.models.elsewhere import FIXED, UNTIL
from agreements.policies import elsewhere as policy
from core.signing import strangers
from core.web.dates import say_day, say_moment
from core.web.todo import Todo
from vendors import places

DRESS = {
    "entered": ("", "pencil"), "proposed": ("info", "clock"), "confirmed": ("ok", "check"), "removed": ("plain", "minus"),
}  # fmt: skip
TONES = {
    "whole": ("ok", "check"),
    "extended": ("warn", "triangle-alert"),
    "altered": ("danger", "circle-x"),
    "unread": ("plain", "info"),
}
MOST = 50


def tag_of(paper: ElsewherePaper) -> dict:
    tone, icon = DRESS[paper.status]
    return {"tone": tone, "text": paper.get_status_display(), "icon": icon}


def facts(paper: ElsewherePaper) -> list[dict]:
    """Every line that a second person compares."""
    return [{"label": _("Kind"), "value": paper.template.title if paper.template else ""}, *_lines(paper)]


def _lines(paper: ElsewherePaper) -> list[dict]:
    """What both sides read of it."""
    ends = _day(paper.ends_on) if paper.term == FIXED else paper.get_term_display()
    secrecy = _day(paper.secret_until) if paper.secrecy == UNTIL else paper.get_secrecy_display()
    return [
        {"label": _("Title"), "value": paper.title},
        *([{"label": _("Worker"), "value": paper.person.name}] if paper.person else []),
        {"label": _("Our company"), "value": paper.our_name},
        {"label": _("Other party"), "value": paper.their_name},
        {"label": _("Signed for our company"), "value": paper.signed_for_us},
        {"label": _("Signed for the other party"), "value": paper.signed_for_them},
        {"label": _("Governing law"), "value": places.name_of(paper.jurisdiction) if paper.jurisdiction else ""},
        {"label": _("Signed on"), "value": _day(paper.signed_on)},
        {"label": _("First day"), "value": _day(paper.starts_on)},
        {"label": _("Last day"), "value": ends},
        {"label": _("Secrecy until"), "value": secrecy},
        {"label": _("Where it was signed"), "value": paper.origin},
        {"label": _("Reference there"), "value": paper.origin_reference},
        *([{"label": _("Takes the place of"), "value": paper.replaces.title}] if paper.replaces else []),
    ]  # fmt: skip


def clauses(paper: ElsewherePaper) -> list[dict]:
    """The clauses of the library that the file contains, in the order of its pages."""
    titles = {
        row.key: row for row in ClauseEdition.objects.newest().filter(key__in=[row["key"] for row in paper.clauses])
    }
    found = [{**row, "title": titles[row["key"]].title, "plain": titles[row["key"]].content.get("plain", "")} for row in paper.clauses if row["key"] in titles]  # fmt: skip
    return sorted(found, key=lambda row: (row["page"], row["title"]))


def signatures(paper: ElsewherePaper) -> list[dict]:
    """What our checker reads in the file; no issuer is judged."""
    return [
        {
            "name": row["signer"] or _("No name in it"), "issuer": row["issuer"], "at": _moment(row), "is_stamped": row["is_stamped"],
            "state": dict(zip(("tone", "icon"), TONES[row["state"]], strict=True)) | {"text": strangers.words(row["state"])},
        }
        for row in paper.signatures or ()
    ]  # fmt: skip


def looked(paper: ElsewherePaper) -> str:
    """In one sentence, what the reading of the file gave."""
    if paper.signatures is None:
        return _("Our checker could not look for electronic signatures in this file.")
    if not paper.signatures:
        return _("The file carries no electronic signature. Whether it was signed by hand is seen on its pages.")
    count = len(paper.signatures)
    said = ngettext(
        "The file carries %(count)s electronic signature.", "The file carries %(count)s electronic signatures.", count
    )
    return said % {"count": count}


def of_the_agreement(agreement: Agreement) -> dict:
    """For the page of one in force, on both sides: nothing is read from the library, which the other side does not see."""
    paper = agreement.elsewhere
    contained = sorted(agreement.body["sections"], key=lambda row: (row["page"], row["title"]))
    read = {"signatures": signatures(paper), "looked": looked(paper)}
    return {"paper": paper, "facts": _lines(paper), "clauses": contained, **read}


def stored(agreement: Agreement, kind: str):
    """The file that is handed out as this kind of paper of the agreement; None where there is none."""
    if agreement.is_from_elsewhere:
        return agreement.elsewhere.stored if kind == "copy" else None
    found = agreement.papers.filter(kind=kind).select_related("stored").first()
    return found.stored if found else None


def desk_tasks(viewer, at) -> list[Todo]:
    rows = ElsewherePaper.objects.visible_to(viewer).select_related("vendor", "stored", "entered_by")
    found = []
    if policy.can_enter(viewer):
        given_back = rows.filter(status="entered", entered_by=viewer.user).order_by("entered_at")
        found += [_todo(row, _("Complete the key data: %(paper)s"), row.because[:120] or _("It takes effect once a second person has compared it with the file")) for row in given_back[:MOST]]  # fmt: skip
    waiting = rows.filter(status="proposed").exclude(entered_by=viewer.user).exclude(proposed_by=viewer.user)
    words = _("Compare with the file and confirm: %(paper)s")
    found += [
        _todo(row, words, _("Entered by %(name)s; counts for nothing until then") % {"name": row.entered_by.name})
        for row in waiting.order_by("proposed_at")[:MOST]
        if policy.can_confirm(viewer, row)
    ]
    return found


def _todo(row: ElsewherePaper, words: str, hint: str) -> Todo:
    return Todo(
        key=f"elsewhere-{row.pk}", title=words % {"paper": row}, url=reverse("desk_elsewhere", args=[row.pk]), kind=_("Agreement"),
        vendor=row.vendor, hint=hint, consequence=3, meta={"reference": row.vendor.reference},
    )  # fmt: skip


def _moment(row: dict) -> str:
    moment = strangers.moment(row)
    return say_moment(moment, "full") if moment else ""


def _day(day) -> str:
    return say_day(day, "full") if day else ""

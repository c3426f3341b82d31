"""What do agreements show on pages that span apps, and what stands on the record of one?"""

import datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements import consolidated, evidence, standing, table, time_bar
from agreements.deadlines_negotiation import has_said_nothing
from agreements.models import (
    APPROVER,
    COMPANY,
    ENDED,
    NEVER_SIGNED,
    RECIPIENT,
    SIGNING,
    SUBCONTRACTOR,
    WITNESS,
    Agreement,
    BindingFact,
    Delegation,
    Seat,
    SharedText,
)
from agreements.panels import authority as panels_authority
from agreements.panels import deviations as panels_deviations
from agreements.panels import obligations as panels_obligations
from agreements.panels import questions as panels_questions
from agreements.policies import agreements as policies
from agreements.policies import seats as policies_seats
from agreements.rendering import frozen, terms
from agreements.states import tag_of
from core.refusals import can
from core.web.todo import BLOCKED, DONE, NOT_STARTED, Todo
from vendors.models import Vendor

DAY, SECOND = datetime.timedelta(days=1), datetime.timedelta(seconds=1)
# What is said of who acts at a seat: once done, when it is their turn, before that.
_SIGNER = {"done": _l("Signed"), "turn": _l("Signs next"), "open": _l("Has not signed")}
SAID = {
    **dict.fromkeys(SIGNING, _SIGNER),
    APPROVER: {"done": _l("Approved"), "turn": _l("Approves next"), "open": _l("Has not approved")},
    WITNESS: {"done": _l("Witnessed"), "turn": _l("Witnesses next"), "open": _l("Witnesses after the signers")},
    RECIPIENT: {"done": "", "turn": "", "open": _l("When everybody has signed")},
}
ACTS = {COMPANY: _l("Countersign"), APPROVER: _l("Approve"), WITNESS: _l("Witness")}
TO_ACT = {
    COMPANY: (_l("Countersign: %(paper)s, %(firm)s"), _l("The company's signature is missing")),
    APPROVER: (_l("Approve: %(paper)s, %(firm)s"), _l("Nobody is asked to sign before you approve")),
    WITNESS: (_l("Witness: %(paper)s, %(firm)s"), _l("Everybody has signed; it waits for you as a witness")),
}
ICONS = {"agreement.signed": ("check", "ok"), "agreement.signed-in-part": ("signature", "ok"), "agreement.declined": ("circle-x", "danger"),
         "agreement.sealed": ("shield-check", "ok"), "agreement.issued": ("send", "info")}  # fmt: skip


def record(agreement: Agreement, viewer, at) -> dict:
    """The text, who signs when, the sealed papers and the history; the same for both sides."""
    return {
        "text": frozen.shown(agreement.html, agreement.document_sha256) if agreement.html else "",
        "sections": agreement.body.get("sections", []),
        "places": _places(agreement, viewer), "proofs": evidence.signers(agreement), "entries": timeline(agreement),
        "papers": {paper.kind: paper for paper in agreement.papers.select_related("stored")},
        "bar": time_bar.drawn(agreement, at), "chain": _chain(agreement),
        "owed": panels_obligations.of_the_paper(agreement, viewer, at),
    }  # fmt: skip


def _chain(agreement: Agreement) -> dict:
    """What changed it, what it changes, and what took its place."""
    return {
        "amendment": agreement.amendment if agreement.is_amendment else None,
        "amendments": agreement.amendments.select_related("paper").exclude(paper__issued_at=None).order_by("number"),
        "successors": agreement.successors.exclude(issued_at=None).exclude(status__in=NEVER_SIGNED),
    }


def bindings(agreement) -> list[dict]:
    """What the paper counts as while it is in force, by the names that conditions have."""
    names = standing.names()
    rows = BindingFact.objects.current().filter(source_id=agreement.pk)
    return [{"name": names.get((row.requirement, row.key), row.key), "row": row} for row in rows]


def undertakings(agreement: Agreement) -> list[str]:
    """Who of the firm has signed for themselves: those papers go on by themselves."""
    if agreement.person_id:
        return []
    rows = Agreement.objects.filter(vendor_id=agreement.vendor_id, kind="undertaking", status="signed").on_their_own()
    return list(rows.order_by("person__name").values_list("person__name", flat=True))


def notice_days(agreement: Agreement) -> dict:
    """What the text says about putting right, before anybody ends it for cause."""
    return {"cure_days": consolidated.values(agreement).get("cure_days")}


def _places(agreement: Agreement, viewer) -> list[dict]:
    """One line a seat: signed, whose turn it is, or waiting for the one before."""
    signed = {signature.position: signature for signature in agreement.signatures.all()}
    turn = {seat.number for seat in table.turn(agreement)} if agreement.is_awaiting else set()
    open_to = _(" or ").join(table.signatories(agreement).values_list("name", flat=True))
    return [
        {
            "role": seat.get_role_display(),
            "seat": seat,
            "signature": signed.get(seat.number),
            "is_turn": seat.number in turn,
            "who": seat.name or (open_to if seat.role == SUBCONTRACTOR else ""),
            "said": SAID[seat.role],
            "is_vacant": viewer.is_staff and seat.number not in signed and policies_seats.is_vacant(agreement, seat),
        }
        for seat in agreement.seats.select_related("person", "user")
    ]


def timeline(agreement: Agreement) -> list[dict]:
    """Newest first, for the timeline component."""
    return [
        {"icon": ICONS.get(row["key"], ("circle-dot", ""))[0], "tone": ICONS.get(row["key"], ("", ""))[1], "title": row["name"],
         "meta": ". ".join(filter(None, [row["actor"], row["because"]])), "at": row["at"]}
        for row in reversed(evidence.history(agreement))
    ]  # fmt: skip


def portal_tasks(viewer, at) -> list[Todo]:
    """What this person has to sign, waits for, or signed in the last weeks."""
    rows = (
        Agreement.objects.visible_to(viewer)
        .defer("html")
        .exclude(status__in=ENDED)
        .prefetch_related("seats", "signatures")
        .order_by("-issued_at", "-pk")
    )
    found = [todo for row in rows[:50] if (todo := _portal_task(row, viewer, at))]
    return found + panels_deviations.to_answer(viewer)


def _portal_task(agreement: Agreement, viewer, at) -> Todo | None:
    common = {
        "key": f"agreement-{agreement.pk}",
        "kind": "agreement",
        "url": reverse("portal_agreement", args=[agreement.pk]),
    }
    if mine := next((each for each in agreement.signatures.all() if each.user_id == viewer.id), None):
        return Todo(
            title=_("Sign: %(paper)s") % {"paper": agreement.title}, state=DONE, done_at=mine.signed_at, **common
        )
    if agreement.status == "negotiating":
        if not has_said_nothing(agreement):
            return None
        return Todo(
            title=_("Read and propose changes: %(paper)s") % {"paper": agreement.title},
            hint=_("A draft of ours. Say which clauses you cannot accept as they are; nothing is signed yet."),
            consequence=3, due_at=terms.last_moment_of(SharedText.objects.latest_of(agreement).answers_due_on, agreement.zone), **common,
        )  # fmt: skip
    seats = [seat for seat in agreement.seats.all() if table.holds(viewer, agreement, seat)]
    if not agreement.is_awaiting or not seats:
        return None
    is_own = agreement.person_id and not agreement.invention_id
    title = _("Sign your own undertaking") if is_own else _("Sign: %(paper)s") % {"paper": agreement.title}
    if seats[0].role == WITNESS:
        title = _("Witness: %(paper)s") % {"paper": agreement.title}
    if not policies.can_sign(viewer, agreement, at):
        return Todo(
            title=title, state=BLOCKED, hint=_("Somebody else signs first"), consequence=4, **{**common, "url": ""}
        )
    due_at = terms.start_of(agreement.sign_by + DAY, agreement.zone) - SECOND if agreement.sign_by else None
    minutes = max(3, len(agreement.body.get("sections", [])))
    hint = _("About %(minutes)s minutes to read. Access opens only when it is signed.") % {"minutes": minutes}
    return Todo(title=title, state=NOT_STARTED, hint=hint, due_at=due_at, consequence=1, **common)


def desk_tasks(viewer, at) -> list[Todo]:
    found = _unpapered(viewer) + _to_answer(viewer) if policies.can_write(viewer) else []
    return (
        found
        + panels_authority.to_check(viewer)
        + panels_questions.to_answer(viewer)
        + panels_deviations.to_decide(viewer)
        + _to_act(viewer, at)
    )


def _to_answer(viewer) -> list[Todo]:
    """Proposals that somebody else signs."""
    rows = Delegation.objects.visible_to(viewer).waiting().select_related("agreement", "vendor", "to_person")
    return [
        Todo(
            key=f"delegation-{row.pk}", title=_("Say whether %(name)s may sign: %(paper)s") % {"name": row.to_person.name, "paper": row.agreement.title},
            url=reverse("desk_delegation", args=[row.pk]), consequence=2, kind=_("Agreement"), vendor=row.vendor, hint=row.because[:120],
        )
        for row in rows.order_by("asked_at")[:50]
    ]  # fmt: skip


def _unpapered(viewer) -> list[Todo]:
    """Firms that were approved and have no paper with us, not even a draft."""
    papers = Agreement.objects.filter(vendor=OuterRef("pk"), person=None, invention=None).exclude(status__in=ENDED)
    rows = Vendor.objects.visible_to(viewer).filter(~Exists(papers), status__in=["approved", "active"]).order_by("name")
    return [
        Todo(
            key=f"draft-{row.pk}", title=_("Draft the agreement"), url=f"{reverse('desk_agreement_new')}?subcontractor={row.pk}", consequence=3,
            kind=_("Agreement"), vendor=row, hint=_("Approved, and nothing is signed yet; access needs it"), meta={"reference": row.reference},
        )
        for row in rows[:50]
    ]  # fmt: skip


def _to_act(viewer, at) -> list[Todo]:
    """What waits for this member of staff: an approval, the company's own signature, a witness."""
    ours = Q(user=viewer.user) | Q(user=None, role=COMPANY)
    asked = Seat.objects.filter(ours, asked_at__isnull=False).values("agreement_id")
    rows = Agreement.objects.visible_to(viewer).awaiting().filter(pk__in=asked).select_related("vendor")
    found = []
    for row in rows.prefetch_related("seats", "signatures").defer("html", "body"):
        if policies.can_sign(viewer, row, at):
            title, hint = TO_ACT[policies.check_can_sign(viewer, row, at).role]
            found.append(Todo(
                key=f"countersign-{row.pk}", title=title % {"paper": row.title, "firm": row.vendor.name}, hint=hint,
                url=reverse("desk_agreement", args=[row.pk]), state=NOT_STARTED, consequence=2, kind=_("Agreement"), vendor=row.vendor,
            ))  # fmt: skip
    return found


def onboarding_steps(vendor, viewer, at) -> list[dict]:
    """The paper with the firm, for the record of one that is still arriving."""
    own = Agreement.objects.visible_to(viewer).on_their_own().filter(vendor=vendor, person=None, invention=None)
    rows = own.defer("html", "body")
    row = rows.exclude(status__in=ENDED).order_by("-created_at").first()
    line = {
        "title": _("Sign the agreement"),
        "meta": _("Legal counsel drafts it"),
        "state": {"tone": "outline", "text": _("Not started"), "icon": ""},
    }
    if row:
        line |= {"meta": row.title, "state": tag_of(row, at), "url": reverse("desk_agreement", args=[row.pk])}
    elif policies.can_write(viewer):
        line |= {"meta": _("None was drafted yet"), "url": f"{reverse('desk_agreement_new')}?subcontractor={vendor.pk}"}
    return [line]


def vendor_panels(vendor, viewer, at) -> list[dict]:
    """The firm's papers on its own page."""
    new = f"{reverse('desk_agreement_new')}?subcontractor={vendor.pk}" if policies.can_write(viewer) else ""
    panel = _panel(_("Agreements"), viewer, at, vendor=vendor)
    return [
        {**panel, "tab": "agreements", "url": new, "more": _("Draft an agreement") if new else ""},
        *legal_exposure(vendor, viewer),
    ]


def legal_exposure(vendor, viewer) -> list[dict]:
    """The way to the sheet, for those who may read it."""
    if not can(policies.check_may_read_exposure, viewer, vendor):
        return []
    row = {
        "title": _("What a leak would give rise to"), "url": reverse("desk_legal_exposure", args=[vendor.pk]), "icon": "scale",
        "meta": _("Law, periods of limitation, judgments and awards, agreed sums, insurance"),
    }  # fmt: skip
    return [
        {
            "title": _("Legal exposure"),
            "template": "components/rows.html",
            "context": {"rows": [row]},
            "tab": "agreements",
        }
    ]


def person_panels(person, viewer, at) -> list[dict]:
    """The person's own undertakings."""
    return [_panel(_("Own undertakings"), viewer, at, person=person)]


def _panel(title: str, viewer, at, **whose) -> dict:
    rows = Agreement.objects.visible_to(viewer).filter(**whose).select_related("person").defer("html", "body")
    shown = [
        {"title": row.title, "url": reverse("desk_agreement", args=[row.pk]), "icon": "file-text", "state": tag_of(row, at),
         "meta": ", ".join(filter(None, [row.reference, row.person and row.person.name, _("signed elsewhere") if row.is_from_elsewhere else ""]))}
        for row in rows.order_by("-created_at")[:20]
    ]  # fmt: skip
    return {"title": title, "template": "components/rows_or_none.html", "context": {"rows": shown}}

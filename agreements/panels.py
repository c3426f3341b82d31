"""What do agreements show on pages that span apps, and what stands on the record of one?"""

import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements import evidence, policies, standing
from agreements.models import COMPANY, ROLES, SUBCONTRACTOR, WORKER, Agreement, BindingFact, SharedText
from agreements.rendering import frozen, terms
from agreements.states import tag_of
from core.web.todo import BLOCKED, DONE, NOT_STARTED, Todo
from vendors.models import Person, Vendor

ICONS = {"agreement.signed": ("check", "ok"), "agreement.signed-in-part": ("signature", "ok"), "agreement.declined": ("circle-x", "danger"),
         "agreement.sealed": ("shield-check", "ok"), "agreement.issued": ("send", "info")}  # fmt: skip


def record(agreement: Agreement, viewer, at) -> dict:
    """The text, who signs when, the sealed papers and the history; the same for both sides."""
    return {
        "text": frozen.shown(agreement.html, agreement.document_sha256) if agreement.document_sha256 else "",
        "sections": agreement.body.get("sections", []),
        "places": _places(agreement), "proofs": evidence.signers(agreement), "entries": timeline(agreement),
        "papers": {paper.kind: paper for paper in agreement.papers.select_related("stored")},
    }  # fmt: skip


def bindings(agreement) -> list[dict]:
    """What the paper counts as while it is in force, by the names that conditions have."""
    names = standing.names()
    rows = BindingFact.objects.current().filter(source_id=agreement.pk)
    return [{"name": names.get((row.requirement, row.key), row.key), "row": row} for row in rows]


def _places(agreement: Agreement) -> list[dict]:
    """One line a signer: signed, whose turn it is, or waiting for the one before."""
    signed, turn = {s.role: s for s in agreement.signatures.all()}, policies.next_role(agreement)
    who = {SUBCONTRACTOR: _signatories(agreement), WORKER: agreement.person.name if agreement.person else ""}
    return [
        {
            "role": ROLES[role],
            "signature": signed.get(role),
            "is_turn": role == turn and agreement.is_awaiting,
            "who": who.get(role, ""),
        }
        for role in agreement.signed_by
    ]


def _signatories(agreement: Agreement) -> str:
    """Those of the firm who may sign for it; one of them does."""
    rows = Person.objects.filter(vendor_id=agreement.vendor_id, is_signatory=True, departed_at=None).order_by("name")
    return _(" or ").join(rows.values_list("name", flat=True))


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
        .exclude(status__in=["withdrawn", "declined", "terminated"])
        .order_by("-issued_at")
    )
    return [todo for row in rows[:50] if (todo := _portal_task(row, viewer, at))]


def _portal_task(agreement: Agreement, viewer, at) -> Todo | None:
    common = {
        "key": f"agreement-{agreement.pk}",
        "kind": "agreement",
        "url": reverse("portal_agreement", args=[agreement.pk]),
    }
    if mine := agreement.signatures.filter(user=viewer.user).first():
        return Todo(
            title=_("Sign: %(paper)s") % {"paper": agreement.title}, state=DONE, done_at=mine.signed_at, **common
        )
    if agreement.status == "negotiating":
        return Todo(
            title=_("Read and propose changes: %(paper)s") % {"paper": agreement.title},
            hint=_("A draft of ours. Say which clauses you cannot accept as they are; nothing is signed yet."),
            consequence=3, due_at=_asked_until(agreement), **common,
        )  # fmt: skip
    if not agreement.is_awaiting or not any(
        policies.holds_role(viewer, agreement, role) for role in agreement.signed_by
    ):
        return None
    title = _("Sign your own undertaking") if agreement.person_id else _("Sign: %(paper)s") % {"paper": agreement.title}
    if not policies.can_sign(viewer, agreement, at):
        return Todo(
            title=title, state=BLOCKED, hint=_("Somebody else signs first"), consequence=4, **{**common, "url": ""}
        )
    minutes = max(3, len(agreement.body.get("sections", [])))
    hint = _("About %(minutes)s minutes to read. Access opens only when it is signed.") % {"minutes": minutes}
    return Todo(title=title, state=NOT_STARTED, hint=hint, consequence=1, **common)


def _asked_until(agreement: Agreement) -> datetime.datetime:
    """The last moment for their proposals, in the agreement's zone."""
    day = SharedText.objects.latest_of(agreement).answers_due_on
    return terms.start_of(day + datetime.timedelta(days=1), agreement.zone) - datetime.timedelta(seconds=1)


def desk_tasks(viewer, at) -> list[Todo]:
    found = _unpapered(viewer) if policies.can_write(viewer) else []
    return found + (_to_countersign(viewer, at) if viewer.may("agreements.countersign") else [])


def _unpapered(viewer) -> list[Todo]:
    """Firms that were approved and have no paper with us, not even a draft."""
    papers = Agreement.objects.filter(vendor=OuterRef("pk"), person=None).exclude(
        status__in=["withdrawn", "declined", "terminated"]
    )
    rows = Vendor.objects.visible_to(viewer).filter(~Exists(papers), status__in=["approved", "active"]).order_by("name")
    return [
        Todo(
            key=f"draft-{row.pk}", title=_("Draft the agreement"), url=f"{reverse('desk_agreement_new')}?subcontractor={row.pk}", consequence=3,
            kind=_("Agreement"), vendor=row, hint=_("Approved, and nothing is signed yet; access needs it"), meta={"reference": row.reference},
        )
        for row in rows[:50]
    ]  # fmt: skip


def _to_countersign(viewer, at) -> list[Todo]:
    """What waits for the company's own signature."""
    rows = (
        Agreement.objects.visible_to(viewer)
        .awaiting()
        .select_related("vendor")
        .defer("html", "body")
        .filter(signed_by__contains=[COMPANY])
    )
    return [
        Todo(
            key=f"countersign-{row.pk}", title=_("Countersign: %(paper)s, %(firm)s") % {"paper": row.title, "firm": row.vendor.name},
            url=reverse("desk_agreement", args=[row.pk]), state=NOT_STARTED, consequence=2, kind=_("Agreement"), vendor=row.vendor,
            hint=_("Signed by the subcontractor; the company's signature is missing"),
        )
        for row in rows
        if policies.can_sign(viewer, row, at)
    ]  # fmt: skip


def onboarding_steps(vendor, viewer, at) -> list[dict]:
    """The paper with the firm, for the record of one that is still arriving."""
    rows = Agreement.objects.visible_to(viewer).filter(vendor=vendor, person=None).defer("html", "body")
    row = rows.exclude(status__in=["withdrawn", "declined", "terminated"]).order_by("-created_at").first()
    line = {
        "title": _("Sign the agreement"),
        "meta": _("Legal counsel drafts it"),
        "state": {"tone": "outline", "text": _("Not started"), "icon": ""},
    }
    if row:
        line |= {"meta": row.title, "state": tag_of(row), "url": reverse("desk_agreement", args=[row.pk])}
    elif policies.can_write(viewer):
        line |= {"meta": _("None was drafted yet"), "url": f"{reverse('desk_agreement_new')}?subcontractor={vendor.pk}"}
    return [line]


def vendor_panels(vendor, viewer, at) -> list[dict]:
    """The firm's papers on its own page."""
    new = f"{reverse('desk_agreement_new')}?subcontractor={vendor.pk}" if policies.can_write(viewer) else ""
    panel = _panel(_("Agreements"), viewer, vendor=vendor)
    return [{**panel, "tab": "agreements", "url": new, "more": _("Draft an agreement") if new else ""}]


def person_panels(person, viewer, at) -> list[dict]:
    """The person's own undertakings."""
    return [_panel(_("Own undertakings"), viewer, person=person)]


def _panel(title: str, viewer, **whose) -> dict:
    rows = Agreement.objects.visible_to(viewer).filter(**whose).select_related("person").defer("html", "body")
    shown = [
        {"title": row.title, "url": reverse("desk_agreement", args=[row.pk]), "icon": "file-text", "state": tag_of(row),
         "meta": ", ".join(filter(None, [row.reference, row.person and row.person.name]))}
        for row in rows.order_by("-created_at")[:20]
    ]  # fmt: skip
    return {"title": title, "template": "components/rows_or_none.html", "context": {"rows": shown}}

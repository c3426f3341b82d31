"""How far is a firm that is not active yet, and whose is the next step?"""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from core.actors import Actor
from core.web.dates import say_day, say_moment
from vendors import business_days
from vendors.models import Assessment, Invitation, Person, Screening, Vendor
from vendors.panels.due_diligence import wanted
from vendors.policies import due_diligence as policy
from vendors.policies import register

ARRIVING = ["prospect", "screening", "approved"]


def step(title: str, state: dict, meta: str = "", url: str = "") -> dict:
    """One line of components/rows.html."""
    return {"title": title, "meta": meta, "state": state, "url": url}


def done() -> dict:
    return {"tone": "plain", "text": _("Done"), "icon": "check"}


def theirs() -> dict:
    return {"tone": "info", "text": _("Waits for the subcontractor"), "icon": "hourglass"}


def ours() -> dict:
    return {"tone": "warn", "text": _("Waits for us"), "icon": "arrow-right"}


def later() -> dict:
    return {"tone": "outline", "text": _("Not started"), "icon": ""}


def onboarding_steps(vendor: Vendor, viewer: Actor, at: datetime.datetime) -> list[dict]:
    """From the invitation to the decision; what comes after it is told by the apps above."""
    joining = _joining(vendor, at)
    return [
        joining,
        _answers(vendor, viewer, has_joined=joining["state"] == done()),
        _evidence(vendor, at),
        _screening(vendor, viewer),
    ]


def _joining(vendor, at) -> dict:
    title = _("A contact joins")
    people = reverse("subcontractor_tab", args=[vendor.pk, "people"])
    if contact := Person.objects.filter(vendor=vendor, is_contact=True, user__isnull=False, departed_at=None).first():
        return step(title, done(), contact.name, people)
    invitation = Invitation.objects.open().filter(vendor=vendor).order_by("-sent_at").first()
    if invitation is None or invitation.has_run_out(at):
        return step(title, ours(), _("Send a new invitation; no link is open"), people)
    meta = _("%(name)s was invited; the link works until %(day)s")
    return step(title, theirs(), meta % {"name": invitation.name, "day": say_moment(invitation.expires_at)}, people)


def _answers(vendor, viewer, *, has_joined: bool) -> dict:
    title = _("Answer the questionnaire")
    row = (
        Assessment.objects.visible_to(viewer)
        .filter(vendor=vendor)
        .exclude(status="withdrawn")
        .order_by("-sent_at")
        .first()
    )
    if row is None:
        url = reverse("assessment_send", args=[vendor.pk]) if vendor.tier and policy.can_send(viewer) else ""
        meta = _("It was not sent yet") if has_joined else _("It is sent when a contact has joined")
        return step(title, ours() if has_joined else later(), meta, url)
    url = reverse("assessment", args=[row.pk])
    if row.is_answerable:
        return step(title, theirs(), _("Due %(day)s") % {"day": say_day(row.due_on)}, url)
    if row.status == "submitted":
        return step(title, ours(), _("The answers are here; an analyst checks them"), url)
    return step(title, done(), _("Answers accepted"), url)


def _evidence(vendor, at) -> dict:
    title, url = _("Prove certificates and insurance"), reverse("subcontractor_tab", args=[vendor.pk, "certificates"])
    lines = wanted(vendor, business_days.day_of(at))
    rows = [line["row"] for line in lines]
    accepted, waiting = (
        sum(row is not None and row.status == word for row in rows) for word in ("accepted", "uploaded")
    )
    meta = _("%(accepted)d of %(all)d accepted") % {"accepted": accepted, "all": len(rows)}
    if accepted == len(rows):
        return step(title, done(), meta if rows else _("This tier demands none"), url)
    return step(title, ours() if waiting else theirs(), meta, url)


def _screening(vendor, viewer) -> dict:
    title, url = (
        _("Screen, and let somebody else decide"),
        reverse("subcontractor_tab", args=[vendor.pk, "assessments"]),
    )
    row = (
        Screening.objects.visible_to(viewer)
        .filter(vendor=vendor)
        .exclude(status="dropped")
        .order_by("-opened_at")
        .first()
    )
    if row is None:
        return step(title, later(), _("The answers come first"), url)
    state = done() if row.status.startswith("approved") else ours()
    return step(title, state, row.get_status_display(), reverse("screening", args=[row.pk]))


def activation_step(vendor: Vendor, at: datetime.datetime) -> dict:
    """The last one, whatever the apps above have added before it."""
    unmet = register.missing_for(vendor, "active", at)
    url = reverse("subcontractor_state", args=[vendor.pk, "active"]) if vendor.status == "approved" else ""
    return step(_("Make active"), later() if unmet or not url else ours(), "", url)

"""Which step of an onboarding waits for this officer?"""

import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from core.actors import Actor
from core.web.todo import Todo
from vendors.models import Assessment, Person, Screening, Vendor
from vendors.policies import due_diligence as policy

MOST = 50  # of each kind


def desk_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    found: list[Todo] = []
    if policy.can_send(viewer):
        found += _to_ask(viewer)
    if policy.can_screen(viewer):
        found += _to_screen(viewer) + _unfinished(viewer)
    if viewer.may("vendors.write") or viewer.may("vendors.decide"):
        found += _to_activate(viewer)
    return found


def _to_ask(viewer) -> list[Todo]:
    rows = _arriving(viewer).filter(_has_contact(), ~_asked())[:MOST]
    hint = _("The contact has joined and waits for it")
    return [_task(row, "send", _("Send the questionnaire"), "assessment_send", hint) for row in rows]


def _to_screen(viewer) -> list[Todo]:
    begun = Exists(Screening.objects.filter(vendor=OuterRef("pk")).exclude(status="dropped"))
    rows = _arriving(viewer).filter(_asked(round__gt=0), ~begun)[:MOST]
    title, hint = _("Start the screening"), _("The answers are here")
    return [_task(row, "screen", title, "subcontractor_tab", hint, "assessments") for row in rows]


def _unfinished(viewer) -> list[Todo]:
    rows = Screening.objects.visible_to(viewer).filter(status="recording").select_related("vendor")
    return [
        Todo(
            key=f"onboarding:record:{row.pk}", title=_("Finish the screening"), url=reverse("screening", args=[row.pk]),
            hint=_("Its scores are being recorded"), kind=_("Onboarding"), consequence=3, vendor=row.vendor,
            meta={"reference": row.vendor.reference},
        )
        for row in rows.order_by("opened_at")[:MOST]
    ]  # fmt: skip


def _to_activate(viewer) -> list[Todo]:
    rows = Vendor.objects.visible_to(viewer).filter(_has_contact(), status="approved").order_by("name")[:MOST]
    hint = _("The screening is approved and a contact has joined")
    return [_task(row, "activate", _("Make active"), "subcontractor_state", hint, "active") for row in rows]


def _arriving(viewer):
    return Vendor.objects.visible_to(viewer).arriving().filter(tier__isnull=False).order_by("name")


def _has_contact() -> Exists:
    return Exists(Person.objects.filter(vendor=OuterRef("pk"), is_contact=True, user__isnull=False, departed_at=None))


def _asked(**more) -> Exists:
    return Exists(Assessment.objects.filter(vendor=OuterRef("pk"), **more).exclude(status="withdrawn"))


def _task(vendor, key, title, page, hint, *more) -> Todo:
    return Todo(
        key=f"onboarding:{key}:{vendor.pk}", title=title, url=reverse(page, args=[vendor.pk, *more]), hint=hint,
        kind=_("Onboarding"), consequence=3, vendor=vendor, meta={"reference": vendor.reference},
    )  # fmt: skip

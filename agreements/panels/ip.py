"""What do the registers of intellectual property show on pages that span apps, and is there anything in them at all?"""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.models import Agreement, BackgroundItem, IndependentInvention, Invention, JointDevelopment, Supplement
from agreements.panels import inventions as panels_inventions
from agreements.panels import own as panels_own
from agreements.panels.background import rows, tag_of
from agreements.policies import background as policy

CLAUSE = "inventions"


def is_in_portal(viewer) -> bool:
    """Whether the portal shows its page of inventions: an agreement in force speaks of them, or something is in it."""
    if not viewer.vendor_id:
        return False
    own = Agreement.objects.filter(vendor_id=viewer.vendor_id, status="signed", person=None)
    if own.filter(body__sections__contains=[{"key": CLAUSE}]).exists():
        return True
    registers = (Invention, BackgroundItem, IndependentInvention, JointDevelopment)
    return any(model.objects.visible_to(viewer).exists() for model in registers)


def vendor_panels(vendor, viewer, at) -> list[dict]:
    """The firm's background on its own page."""
    if not Agreement.objects.visible_to(viewer).filter(vendor=vendor).exists() and not viewer.may("agreements.read"):
        return []
    items = BackgroundItem.objects.visible_to(viewer).filter(vendor=vendor).order_by("side", "title")
    may = policy.can_declare(viewer, vendor.pk)
    found = Invention.objects.visible_to(viewer).filter(vendor=vendor).order_by("-disclosed_at")
    own = IndependentInvention.objects.visible_to(viewer).filter(vendor=vendor).order_by("-noticed_at")
    joint = JointDevelopment.objects.visible_to(viewer).filter(vendor=vendor).order_by("-began_on")
    return [
        {
            "title": _("Inventions"), "template": "components/rows_or_none.html", "tab": "ip", "count": found.count(),
            "context": {"rows": panels_inventions.rows(found[:20], "desk_invention")},
        },
        {
            "title": _("Background IP"), "template": "components/rows_or_none.html", "tab": "ip", "count": items.count(),
            "context": {"rows": rows(items[:20], "desk_background_item")},
            "url": reverse("desk_background_new", args=[vendor.pk]) if may else "", "more": _("Declare our background") if may else "",
        },
        _panel(_("Inventions of their own"), panels_own.own_rows(own[:20], "desk_independent"), own.count()),
        {
            **_panel(_("Joint developments"), panels_own.joint_rows(joint[:20], "desk_joint"), joint.count()),
            "url": reverse("desk_joint_new", args=[vendor.pk]) if may else "", "more": _("Enter a joint development") if may else "",
        },
    ]  # fmt: skip


def _panel(title: str, shown: list[dict], count: int) -> dict:
    return {
        "title": title,
        "template": "components/rows_or_none.html",
        "tab": "ip",
        "count": count,
        "context": {"rows": shown},
    }


def person_panels(person, viewer, at) -> list[dict]:
    """What the person told us of, or contributed to."""
    mine = Q(person=person) | Q(contributors__person=person)
    found = Invention.objects.visible_to(viewer).filter(mine).distinct().order_by("-disclosed_at")
    if not found:
        return []
    shown = panels_inventions.rows(found[:20], "desk_invention")
    return [{"title": _("Inventions"), "template": "components/rows_or_none.html", "context": {"rows": shown}}]


def supplements(agreement: Agreement, viewer) -> dict:
    """For the record of an agreement: its supplements, and whether one may be proposed now."""
    from agreements import background

    found = Supplement.objects.visible_to(viewer).filter(agreement=agreement).order_by("number")
    may = (
        viewer.may("agreements.write")
        and agreement.status in {"issued", "partly_signed", "signed"}
        and not agreement.person_id
    )
    new = background.not_on_paper(agreement) if may and not any(row.status == "proposed" for row in found) else []
    return {
        "supplements": [{"row": row, "state": tag_of(row)} for row in found],
        "not_on_paper": [item.title for item in new],
    }

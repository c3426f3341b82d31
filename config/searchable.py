"""What can be found from the palette and the search page? One entry a kind of record; each starts at `visible_to`."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _l

from access.models import Asset, Document, Grant
from agreements.models import Agreement
from audits.models import Audit, Finding
from core.search import Searchable
from incidents.models import Case
from vendors.models import Assessment, Certificate, Engagement, InsurancePolicy, Person, Vendor


def _firm(row):
    return row.vendor.name


def _state(row):
    return row.get_status_display()


def _kind(label, icon: str, model, fields: tuple[str, ...], page: str, note, *with_rows: str) -> Searchable:
    """`page`: the name of its path. `with_rows`: what `note` and the title reach for, read along."""
    return Searchable(
        label,
        icon,
        lambda viewer: model.objects.visible_to(viewer).select_related(*with_rows or [None]),
        fields,
        url=lambda row: reverse(page, args=[row.pk]),
        reference=lambda row: row.reference if "reference" in fields else "",
        note=note,
    )


def _evidence(label, kind: str, model, name: str) -> Searchable:
    return Searchable(
        label,
        "shield-check",
        lambda viewer: model.objects.visible_to(viewer).select_related("vendor"),
        ("number", "reference", name),
        url=lambda row: reverse("evidence_review", args=[kind, row.pk]),
        reference=lambda row: row.reference,
        note=_firm,
    )


SEARCHABLE: list[Searchable] = [
    _kind(_l("Subcontractors"), "building-2", Vendor, ("name", "reference", "legal_name"), "subcontractor", _state),
    _kind(_l("People"), "user", Person, ("name", "email", "hr_id"), "person", _firm, "vendor"),
    _evidence(_l("Certificates"), "certificates", Certificate, "scheme_name"),
    _evidence(_l("Insurance"), "insurance", InsurancePolicy, "line_name"),
    _kind(_l("Questionnaires"), "list-checks", Assessment, ("title", "reference"), "assessment", _firm, "vendor"),
    _kind(_l("Engagements"), "handshake", Engagement, ("title",), "engagement", _firm, "vendor"),
    _kind(
        _l("Protected information"), "file-lock", Asset, ("name", "reference"), "asset",
        lambda row: row.asset_class.name, "asset_class",
    ),
    Searchable(
        _l("Documents"), "file-text",
        lambda viewer: Document.objects.visible_to(viewer).select_related("asset"),
        ("title", "reference"),
        url=lambda row: reverse("asset", args=[row.asset_id]),
        reference=lambda row: row.reference,
        note=lambda row: row.asset.name,
    ),
    _kind(
        _l("Access"), "key-round", Grant, ("reference",), "grant",
        _firm, "vendor", "person", "asset",
    ),
    _kind(_l("Agreements"), "signature", Agreement, ("title", "reference"), "desk_agreement", _firm, "vendor"),
    _kind(_l("Audits"), "flag", Audit, ("reference", "vendor__name"), "audit", _firm, "vendor"),
    _kind(_l("Findings"), "list-checks", Finding, ("title", "reference"), "finding", _firm, "vendor"),
    Searchable(
        _l("Incidents"), "siren",
        lambda viewer: Case.objects.visible_to(viewer),
        ("reference", "what"),
        url=lambda row: reverse("incident", args=[row.pk]),
        reference=lambda row: row.reference,
        note=_state,
        title=lambda row: Truncator(" ".join(row.what.split())).chars(80),
    ),
]  # fmt: skip

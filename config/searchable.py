"""What can be found from the palette and the search page? One entry a kind of record; each starts at `visible_to`."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _l

from access.models import Asset, Document, Grant
from agreements.models import Agreement
from audits.models import Audit, Finding
from core.models import User
from core.search import Searchable
from incidents.models import Case
from vendors.models import (
    STATE_NAMES,
    Assessment,
    Certificate,
    Engagement,
    InsurancePolicy,
    Person,
    RiskAcceptance,
    Signal,
    Vendor,
)


def _short(words: str) -> str:
    """The first words of what somebody wrote, on one line."""
    return Truncator(" ".join(words.split())).chars(80)


def _kind(
    label, icon: str, model, fields: tuple[str, ...], page: str, note: str = "vendor__name", *, rows=None, **more
) -> Searchable:
    """`page`: the name of its path."""
    return Searchable(
        label,
        icon,
        rows or (lambda viewer: model.objects.visible_to(viewer)),
        fields,
        url=lambda key: reverse(page, args=[key]),
        note=note,
        reference="reference" if "reference" in fields else "",
        **more,
    )


def _evidence(label, kind: str, model, name: str) -> Searchable:
    return Searchable(
        label,
        "shield-check",
        lambda viewer: model.objects.visible_to(viewer),
        ("number", "reference", name),
        url=lambda key: reverse("evidence_review", args=[kind, key]),
        title=name,
        reference="reference",
        note="vendor__name",
    )


SEARCHABLE: list[Searchable] = [
    _kind(
        _l("Subcontractors"), "building-2", Vendor, ("name", "reference", "legal_name"), "subcontractor", "state",
        noted=STATE_NAMES.get, rows=lambda viewer: Vendor.objects.visible_to(viewer).with_state(),
    ),
    _kind(_l("People"), "user", Person, ("name", "email", "hr_id"), "person"),
    _evidence(_l("Certificates"), "certificates", Certificate, "scheme_name"),
    _evidence(_l("Insurance"), "insurance", InsurancePolicy, "line_name"),
    _kind(_l("Questionnaires"), "list-checks", Assessment, ("title", "reference"), "assessment"),
    _kind(
        _l("Accepted risks"), "shield-half", RiskAcceptance, ("vendor__name", "what", "accepted_by_name"),
        "risk_acceptance", title="what", titled=_short,
    ),
    Searchable(
        _l("Signals"), "antenna", Signal.objects.visible_to, ("vendor__name", "summary", "source", "reference"),
        url=lambda key: reverse("signal", args=[key]), title="summary", titled=_short, note="vendor__name",
    ),
    _kind(_l("Engagements"), "handshake", Engagement, ("title",), "engagement"),
    _kind(_l("Protected information"), "file-lock", Asset, ("name", "reference"), "asset", "asset_class__name"),
    _kind(_l("Documents"), "file-text", Document, ("title", "reference"), "desk_document", "asset__name"),
    _kind(_l("Access"), "key-round", Grant, ("reference",), "grant"),
    _kind(_l("Agreements"), "signature", Agreement, ("title", "reference"), "desk_agreement"),
    _kind(_l("Audits"), "flag", Audit, ("reference", "vendor__name"), "audit"),
    _kind(_l("Findings"), "list-checks", Finding, ("title", "reference"), "finding"),
    _kind(
        _l("Incidents"), "siren", Case, ("reference", "what"), "incident", "status",
        title="what", titled=_short, noted=Case.WORKFLOW.names.get,
    ),
    _kind(_l("Accounts of staff"), "user-cog", User, ("name", "email"), "account", "email"),
]  # fmt: skip

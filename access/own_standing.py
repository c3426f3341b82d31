"""How does a firm stand with us, in the words that it reads itself, and what of it can it object to?

What holds is read from the same facts that vendors/standing.py vouches with. What we think of the firm (scores,
internal reasons) is not among it: the portal's role could not read it either.
"""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from access.models import Asset, Hold
from core.actors import Actor
from core.web.dates import say, say_day, say_moment
from vendors import business_days
from vendors.models import Certificate, InsurancePolicy, ScreeningCondition, Vendor, VendorFact

PAPERS = {"certificate": (Certificate, "scheme", "certificates"), "insurance": (InsurancePolicy, "line", "insurance")}
UNDECIDED = {"prospect", "screening"}


@dataclass(frozen=True)
class Line:
    """One thing that counts. `state` for the tag component; `is_open_to_objection`: we said no, or set a term."""

    kind: str
    about_id: uuid.UUID
    title: str
    state: dict
    reason: str = ""
    url: str = ""
    is_open_to_objection: bool = False

    @property
    def words(self) -> str:
        """As an objection keeps it."""
        return ": ".join(filter(None, [self.title, str(self.state["text"]), self.reason]))[:400]


def lines(viewer: Actor, at: datetime.datetime) -> list[Line]:
    """Of the viewer's own firm; none for anybody but its contacts."""
    if not (viewer.is_person and "contact" in viewer.hats):
        return []
    return [*_firm(viewer, at), *_conditions(viewer, at), *_papers(viewer, at), *_holds(viewer, at)]


def find(viewer: Actor, kind: str, about_id, at: datetime.datetime) -> Line | None:
    return next((line for line in lines(viewer, at) if (line.kind, line.about_id) == (kind, about_id)), None)


def _firm(viewer, at) -> Iterator[Line]:
    firm = Vendor.objects.visible_to(viewer).get(pk=viewer.vendor_id)
    tone, text, icon = {
        "prospect": ("info", _("Not decided yet"), "hourglass"),
        "screening": ("info", _("Not decided yet"), "hourglass"),
        "approved": ("ok", _("Approved"), "check"),
        "active": ("ok", _("Approved"), "check"),
        "restricted": ("danger", _("Restricted"), "ban"),
        "offboarding": ("warn", _("Our work together is ending"), "log-out"),
        "archived": ("plain", _("Not approved"), "circle-x"),
    }[firm.status]
    state = {"tone": tone, "text": text, "icon": icon}
    if firm.told_as and firm.status in UNDECIDED:
        state = {"tone": "danger", "text": _("Not approved"), "icon": "circle-x"}
    reason = _approval(firm, at) if firm.status in {"approved", "active"} else firm.told_as
    is_decided = firm.status not in UNDECIDED or bool(firm.told_as)
    yield Line("decision", firm.pk, firm.name, state, reason, is_open_to_objection=is_decided)


def _approval(firm: Vendor, at) -> str:
    rows = VendorFact.objects.current().holding(at).filter(vendor=firm, requirement="screening")
    if row := rows.order_by("-during").first():
        until = business_days.last_of(row.ends_at)
        return _("We look at it again by %(day)s") % {"day": say(until, "portal")} if until else ""
    return _("The approval has run out; access waits until we have looked again")


def _conditions(viewer, at) -> Iterator[Line]:
    today = business_days.day_of(at)
    for row in ScreeningCondition.objects.visible_to(viewer).order_by("due_on", "pk"):
        state = {"tone": "outline", "text": _("Open"), "icon": "circle-dashed"}
        if row.met_at:
            state = {"tone": "ok", "text": _("Met"), "icon": "check"}
        elif row.due_on < today:
            state = {"tone": "danger", "text": _("Overdue"), "icon": "clock"}
        reason = _("To be met by %(day)s") % {"day": say_day(row.due_on, "portal")}
        url = reverse("portal_condition", args=[row.pk])
        yield Line("condition", row.pk, row.text, state, reason, url, is_open_to_objection=row.met_at is None)


def _papers(viewer, at) -> Iterator[Line]:
    """The newest of each certificate and each line of insurance."""
    today = business_days.day_of(at)
    for kind, (model, key, path) in PAPERS.items():
        rows = model.objects.visible_to(viewer).exclude(status__in=["withdrawn", "superseded"])
        for row in rows.order_by(key, "-uploaded_at").distinct(key):
            url = reverse("portal_evidence_record", args=[path, row.pk])
            is_refused = row.status in {"rejected", "revoked"}
            yield Line(kind, row.pk, str(row), *_of_paper(row, today), url, is_open_to_objection=is_refused)


def _of_paper(row, today) -> tuple[dict, str]:
    if row.status == "uploaded":
        return {"tone": "info", "text": _("We check it"), "icon": "hourglass"}, ""
    if row.status != "accepted":
        return {"tone": "danger", "text": row.get_status_display(), "icon": "circle-x"}, row.because
    day = {"day": say_day(row.valid_until, "portal")}
    if row.has_ended(today):
        return {"tone": "danger", "text": _("Ended"), "icon": "clock"}, _("It ended on %(day)s") % day
    return {"tone": "ok", "text": _("Accepted"), "icon": "check"}, _("It counts until %(day)s") % day


def _holds(viewer, at) -> Iterator[Line]:
    """What closes access of the whole firm, or to one asset for all of it; of a case the day alone."""
    names = dict(Asset.objects.visible_to(viewer).values_list("pk", "name"))
    rows = Hold.objects.current().holding(at).filter(vendor_id=viewer.vendor_id, person_id=None)
    for row in rows.order_by("during"):
        if row.asset_id and row.asset_id not in names:
            continue
        title = _("Access to %(what)s") % {"what": names[row.asset_id]} if row.asset_id else _("Access of your company")
        told = "" if row.source_kind.startswith("incidents.") else row.told_as
        since = _("Since %(day)s") % {"day": say_moment(row.starts_at, "portal")}
        state = {"tone": "warn", "text": _("On hold"), "icon": "lock"}
        yield Line("hold", row.pk, title, state, ". ".join(filter(None, [told, since])), is_open_to_objection=True)

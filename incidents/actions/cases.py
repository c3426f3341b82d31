"""Open a case, weigh it, contain it, close it. The only writer of cases, their links and the right to see one.

A report opens the case at once, and places the holds that the playbook names for its categories over those concerned.
"""

import datetime
from collections.abc import Sequence

from django.contrib.auth.models import Permission
from django.utils.translation import gettext as _

from access.models import Asset, Document, Grant
from core import events, references
from core.actors import Actor
from core.refusals import NotNow
from core.workflow import become
from incidents import policies
from incidents.actions import containment, entries
from incidents.models import Case, CaseLink, CaseUserObjectPermission, Playbook
from vendors.models import Person, Vendor

Instant = datetime.datetime
SECOND_PRESS = datetime.timedelta(minutes=10)


def report(
    vendor: Vendor,
    *,
    categories: list[str],
    what: str,
    noticed: str,
    by: Actor,
    at: Instant,
    reach: str = "",
    others: str = "",
    people: Sequence[Person] = (),
    documents: Sequence[Document] = (),
    assets: Sequence[Asset] = (),
) -> Case:
    """What happened, who and what is concerned, when, and how to reach the reporter; no category means not sure.

    The same words from the same account within ten minutes are a second press: the case that they opened is returned.
    Raises NotAllowed, and NotNow for a category that the playbook does not have.
    """
    policies.check_can_report(by, vendor)
    vendor = Vendor.objects.select_for_update(no_key=True).get(pk=vendor.pk)
    if again := Case.objects.filter(
        vendor=vendor, reported_by=by.user, what=what, reported_at__gt=at - SECOND_PRESS
    ).first():
        return again
    playbook = Playbook.objects.latest()
    _check_categories(playbook, categories)
    case = Case.objects.create(
        vendor=vendor,
        reference=references.next_of("INC"),
        playbook=playbook,
        categories=list(categories),
        severity=playbook.severity_of(categories),
        what=what,
        others=others,
        noticed=noticed,
        reach=reach,
        way="portal" if by.is_person else "desk",
        reported_at=at,
        reported_by=by.user,
        reporter_name=by.label,
    )
    entries.write(case, "report", what, by=by, at=at)
    for row in (*people, *documents, *assets):
        _link(case, row, by=by, at=at)
    event = events.record("incident.reported", case, by=by, at=at, severity=case.severity, way=case.way)
    containment.place_holds(case, by=by, at=at, cause=event)
    return case


def _check_categories(playbook: Playbook, categories) -> None:
    if not all(playbook.has_category(key) for key in categories):
        raise NotNow(_("Choose what happened from the list."))


def weigh(case: Case, *, categories: list[str], severity: str, because: str, by: Actor, at: Instant) -> Case:
    """What it is and how grave, now that more is known. Holds of further categories follow; none is lifted by it."""
    case = locked(case)
    policies.check_can_lead(by)
    policies.check_can_work(by, case)
    _check_categories(case.playbook, categories)
    if (sorted(case.categories), case.severity) == (sorted(categories), severity):
        return case
    case.categories, case.severity = list(categories), severity
    case.save(update_fields=["categories", "severity"])
    titles = ", ".join(case.playbook.category(key)["title"] for key in categories) or _("Not sure")
    entries.write(
        case,
        "decision",
        _("Weighed as %(severity)s, %(titles)s: %(because)s")
        % {"severity": severity, "titles": titles, "because": because},
        by=by,
        at=at,
    )
    event = events.record("incident.weighed", case, by=by, at=at, severity=severity, categories=case.categories)
    containment.place_holds(case, by=by, at=at, cause=event)
    return case


def name_firm(case: Case, vendor: Vendor, *, because: str, by: Actor, at: Instant) -> Case:
    """Which subcontractor a report without a name is about. The holds that the playbook names follow.

    Raises NotNow where the case holds access or is linked to somebody, of another firm then.
    """
    case = locked(case)
    policies.check_can_name_firm(by, case)
    if case.vendor_id == vendor.pk:
        return case
    if containment.unlifted(case).exists():
        raise NotNow(_("This case holds access of another subcontractor. Lift the holds first."))
    case.vendor = vendor
    case.save(update_fields=["vendor"])
    said = _("The report is about %(firm)s: %(because)s") % {"firm": vendor.name, "because": because}
    entries.write(case, "decision", said, by=by, at=at)
    event = events.record("incident.firm-named", case, by=by, at=at, because=because)
    containment.place_holds(case, by=by, at=at, cause=event)
    return case


def link(case: Case, row: Person | Document | Asset | Grant, *, by: Actor, at: Instant) -> CaseLink:
    """This person, document, asset or grant is concerned too; the holds of the case reach it. Once only."""
    case = locked(case)
    policies.check_can_link(by, case)
    if row_of_other_firm(case, row):
        raise NotNow(_("A case is about one subcontractor. Open another case for the other one."))
    made, is_new = _link(case, row, by=by, at=at)
    if is_new:
        entries.write(case, "note", _("Concerned: %(what)s") % {"what": row}, by=by, at=at)
        event = events.record("incident.linked", case, by=by, at=at, kind=row._meta.model_name, row=row)
        containment.place_holds(case, by=by, at=at, cause=event)
    return made


def row_of_other_firm(case: Case, row) -> bool:
    return getattr(row, "vendor_id", case.vendor_id) != case.vendor_id


def _link(case, row, *, by, at) -> tuple[CaseLink, bool]:
    return CaseLink.objects.get_or_create(
        case=case,
        **{row._meta.model_name: row},
        defaults={"vendor_id": case.vendor_id, "added_at": at, "added_by": by.user},
    )


def contain(case: Case, *, because: str, by: Actor, at: Instant) -> Case:
    """It does not get worse from here on."""
    case = locked(case)
    return _step(case, "contained", because, by=by, at=at, contained_at=at)


def close(case: Case, *, conclusion: str, by: Actor, at: Instant, told: str = "") -> Case:
    """Looked into to its end. `told` is what a reporter without a name reads of it when they come back with their code.

    Raises NotNow while a hold of this case still stands: opening again is a decision of its own.
    """
    case = locked(case)
    policies.check_can_lead(by)
    if case.status != "closed" and containment.unlifted(case).exists():
        raise NotNow(_("Access is still held by this case. Lift the holds, or keep the case open."))
    if told and case.status != "closed":
        policies.check_can_tell(case)
        entries.write(case, "asked", told, by=by, at=at)
    return _step(case, "closed", conclusion, by=by, at=at, closed_at=at, conclusion=conclusion)


def reopen(case: Case, *, because: str, by: Actor, at: Instant) -> Case:
    return _step(locked(case), "open", because, by=by, at=at)


def _step(case: Case, status: str, because: str, *, by: Actor, at: Instant, **stamps) -> Case:
    policies.check_can_lead(by)
    if case.status == status:
        return case
    owed = become(case, status, **stamps)
    entries.write(case, "state", f"{case.get_status_display()}: {because}", by=by, at=at)
    events.record(owed, case, by=by, at=at)
    return case


def let_in(case: Case, user, *, by: Actor, at: Instant) -> bool:
    """A contributor sees and works on this one case. True where that is new."""
    policies.check_can_lead(by)
    if not user.is_staff or not user.is_active:
        raise NotNow(_("A contributor needs an active account at the desk."))
    _row, is_new = CaseUserObjectPermission.objects.get_or_create(
        user=user, content_object=case, permission=_contributing()
    )
    if is_new:
        entries.write(case, "note", _("%(name)s may see and work on this case.") % {"name": user.name}, by=by, at=at)
        events.record("incident.let-in", case, by=by, at=at, account=user)
    return is_new


def shut_out(case: Case, user, *, by: Actor, at: Instant) -> bool:
    policies.check_can_lead(by)
    gone, _rows = CaseUserObjectPermission.objects.filter(
        user=user, content_object=case, permission=_contributing()
    ).delete()
    if gone:
        entries.write(case, "note", _("%(name)s no longer sees this case.") % {"name": user.name}, by=by, at=at)
        events.record("incident.shut-out", case, by=by, at=at, account=user)
    return bool(gone)


def record_view(case: Case, *, by: Actor, at: Instant) -> None:
    """Somebody opened the case to read: it stands in the trail, each time."""
    policies.check_can_read(by, case)
    events.record("incident.viewed", case, by=by, at=at)


def _contributing() -> Permission:
    return Permission.objects.get(content_type__app_label="incidents", codename="contribute_case")


def locked(case: Case) -> Case:
    return Case.objects.select_for_update(no_key=True, of=("self",)).select_related("playbook").get(pk=case.pk)

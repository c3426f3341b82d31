"""Close access to what a case is about, as its playbook says, and open it again. Graded: people, assets, copies, or the firm."""

import datetime

from django.utils.translation import gettext as _

from access.actions import holds
from access.models import Grant, Hold
from core import events
from core.actors import Actor
from core.refusals import NotNow
from incidents import policies
from incidents.actions import entries
from incidents.models import Case

Instant = datetime.datetime


def place_holds(case: Case, *, by: Actor, at: Instant, cause) -> list[Hold]:
    """Every hold that the playbook names for the case's categories, over those concerned. What stands already is left.

    A report without a name holds nobody: not before somebody of us has said whom it is about.
    """
    placed: list[Hold] = []
    for rule in case.playbook.holds_of(case.categories) if case.vendor_id else ():
        for scope in _scopes(case, rule):
            if (
                not standing(case, at=at)
                .filter(person_id=scope.get("person_id"), asset_id=scope.get("asset_id"))
                .exists()
            ):
                placed.append(_place(case, rule, scope, by=by, at=at, cause=cause))
    return placed


def _place(case, rule, scope, *, by, at, cause) -> Hold:
    hold = holds.place(
        vendor=case.vendor_id,
        source=case,
        by=by,
        at=at,
        cause=cause,
        told_as=rule["text"][:200],
        because=_("Incident %(reference)s: %(rule)s") % {"reference": case.reference, "rule": rule["title"]},
        **scope,
    )
    entries.write(
        case,
        "hold",
        _("Access held: %(rule)s. Lifts when: %(when)s") % {"rule": rule["title"], "when": rule["lifts_when"]},
        by=by,
        at=at,
    )
    return hold


def _scopes(case: Case, rule: dict) -> list[dict]:
    """Whom or what the rule closes here.

    A hold closes whole accesses, so "no copies" reaches those whose grant gives copies; who may only read keeps reading.
    """
    if rule["scope"] == "vendor":
        return [{}]
    if rule["scope"] == "person":
        return [{"person_id": pk} for pk in people_of(case)]
    if rule["closes"] == "all":
        return [{"asset_id": pk} for pk in assets_of(case)]
    giving_copies = Grant.objects.filter(
        vendor_id=case.vendor_id, asset__in=assets_of(case), status="open", level__in=["download", "edit"]
    )
    return [
        {"person_id": person, "asset_id": asset}
        for person, asset in sorted(set(giving_copies.values_list("person_id", "asset_id")))
    ]


def people_of(case: Case) -> list:
    links = case.links.select_related("grant")
    return sorted({link.person_id or link.grant.person_id for link in links if link.person_id or link.grant_id})


def assets_of(case: Case) -> list:
    """The assets concerned: named themselves, by one of their documents, or by a grant."""
    found = {
        link.asset_id or (link.document and link.document.asset_id) or (link.grant and link.grant.asset_id)
        for link in case.links.select_related("document", "grant")
    }
    return sorted(found - {None})


def standing(case: Case, *, at: Instant):
    """The holds of this case that close access at `at`."""
    return Hold.objects.current().holding(at).filter(source_kind=case._meta.label_lower, source_id=case.pk)


def unlifted(case: Case):
    """The holds of this case that nobody has ended, those included that a rival of this moment has just placed."""
    mine = Hold.objects.current().filter(source_kind=case._meta.label_lower, source_id=case.pk)
    return mine.filter(during__upper_inf=True)


def lift_holds(case: Case, *, because: str, by: Actor, at: Instant) -> list[Hold]:
    """Every hold of this case ends; access opens where every other condition holds. Raises NotNow where none stands."""
    case = Case.objects.select_for_update(no_key=True, of=("self",)).get(pk=case.pk)
    policies.check_can_lead(by)
    if not unlifted(case).exists():
        raise NotNow(_("No access is held by this case."))
    entries.write(case, "hold", _("Access opened again: %(because)s") % {"because": because}, by=by, at=at)
    event = events.record("incident.hold-lifted", case, by=by, at=at)
    return holds.lift(
        case, by=by, at=at, because=_("Incident %(reference)s: cleared") % {"reference": case.reference}, cause=event
    )

"""Give a section of a questionnaire to a colleague, hand it back, take it back."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.actors import Actor
from core.events import record
from core.models import Event
from core.refusals import NotNow
from core.workflow import become
from vendors.actions import invitations
from vendors.models import Assessment, Delegation, Person
from vendors.policies import answering
from vendors.policies import due_diligence as policy


def ask(
    assessment: Assessment,
    sections: Iterable[str],
    *,
    name: str,
    email: str,
    by: Actor,
    at: datetime.datetime,
    note: str = "",
    keeps_reading: bool = False,
) -> list[Delegation]:
    """One colleague for these sections, asked into the portal where they have no account. A section that is with them
    already stays as it is. Raises NotAllowed, NotNow; LookupError for a section that is not asked."""
    policy.check_can_supply(by, assessment.vendor_id)
    assessment = Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
    answering.check_is_open(assessment)
    titles = {part["id"]: part["title"] for part in assessment.questions["sections"]}
    wanted = {key: titles[key] for key in sections}
    person = invitations.send_to_colleague(assessment.vendor, name=name, email=email, by=by, at=at)
    if person.pk == by.person_id:
        raise NotNow(_("That is your own address. You may answer every section as it is."))
    missing = _not_yet_with(assessment, person, wanted)
    made = [_delegation(assessment, key, wanted[key], person, by, at, note, keeps_reading) for key in missing]
    if made:
        record(
            "questionnaire.colleague-asked", assessment, by=by, at=at, person=person.pk, colleague=person.name, note=note,
            sections=list(missing), what=", ".join(each.title for each in made), due_on=assessment.due_on,
        )  # fmt: skip
    return list(assessment.delegations.open().filter(person=person, section__in=wanted))


def hand_back(delegation: Delegation, *, by: Actor, at: datetime.datetime, answer: str = "") -> Delegation:
    """The colleague is done, or says what is left."""
    answering.check_can_hand_back(by, delegation)
    delegation = _lock(delegation)
    if delegation.status == "handed_back":
        return delegation
    event = become(delegation, "handed_back", ended_at=at, answer=answer)
    record(
        event, delegation.assessment, by=by, at=at, section=delegation.section, what=delegation.title, note=answer,
        person=delegation.person_id, asked_by=delegation.asked_by_id,
    )  # fmt: skip
    return delegation


def take_back(delegation: Delegation, *, by: Actor, at: datetime.datetime) -> Delegation:
    """The colleague sees the section no longer. What they answered stays."""
    policy.check_can_supply(by, delegation.vendor_id)
    delegation = _lock(delegation)
    if delegation.status != "withdrawn":
        event = become(delegation, "withdrawn", ended_at=at)
        record(
            event, delegation.assessment, by=by, at=at, section=delegation.section, what=delegation.title,
            person=delegation.person_id,
        )  # fmt: skip
    return delegation


def end_all_of(assessment: Assessment, *, by: Actor, at: datetime.datetime, cause: Event) -> None:
    """The answers were sent, or are no longer wanted: nobody has a section to answer any more."""
    for delegation in assessment.delegations.open().select_for_update(no_key=True):
        event = become(delegation, "handed_back", ended_at=at)
        told = {"section": delegation.section, "what": delegation.title, "person": delegation.person_id}
        record(event, assessment, by=by, at=at, cause=cause, **told)


def _not_yet_with(assessment: Assessment, person: Person, wanted: dict[str, str]) -> list[str]:
    """Raises NotNow for a section that somebody else was asked to answer."""
    there = {each.section: each for each in assessment.delegations.open().filter(section__in=wanted)}
    for each in there.values():
        if each.person_id != person.pk:
            raise NotNow(_("“%(section)s” is with somebody else. Take it back first.") % {"section": each.title})
    return [key for key in wanted if key not in there]


def _delegation(assessment, key, title, person, by, at, note, keeps_reading) -> Delegation:
    return Delegation.objects.create(
        vendor_id=assessment.vendor_id, assessment=assessment, section=key, title=title, person=person, note=note,
        keeps_reading=keeps_reading, asked_at=at, asked_by=by.user, asked_by_name=by.label,
    )  # fmt: skip


def _lock(delegation: Delegation) -> Delegation:
    rows = Delegation.objects.select_for_update(no_key=True, of=("self",)).select_related("assessment")
    return rows.get(pk=delegation.pk)

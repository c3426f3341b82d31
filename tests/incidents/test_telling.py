"""Do investigators hear of a report at once, and does the reporter get a receipt that shows no reference?"""

import pytest

from core import clock, notices
from core.models import Event, Notice
from incidents.actions import cases, entries
from tests import make, make_incidents

pytestmark = pytest.mark.django_db


def test_investigators_and_the_reporter_are_told_and_nobody_else():
    worker, lead = make.person(make.vendor()), make_incidents.investigator()
    contact, bystander = make.contact(worker.vendor), make.staff_member("auditor")
    case = make_incidents.case(worker)
    event = Event.objects.about(case).get(name="incident.reported")
    notices.tell(event.pk, at=clock.now(), by=make.CLOCK)
    told = {notice.user_id: notice for notice in Notice.objects.filter(event=event)}
    assert told[lead.user.pk].url == f"/desk/incidents/{case.pk}/"
    assert case.reference in told[lead.user.pk].title
    assert told[worker.user_id].url == f"/portal/incidents/{case.pk}/"
    assert case.reference not in told[worker.user_id].title
    assert not {contact.user_id, bystander.user.pk} & set(told)


def test_a_report_without_a_name_is_told_to_those_who_read_cases_and_an_answer_to_who_asked():
    investigator, other = make_incidents.investigator(), make_incidents.investigator("Petra Olsen")
    bystander = make.staff_member("auditor")
    case = make_incidents.without_name()
    assert _told("incident.reported-anonymously", case) >= {investigator.user.pk, other.user.pk}
    make_incidents.written(case, "It was a Tuesday")
    assert _told("incident.answered", case) >= {investigator.user.pk, other.user.pk}
    entries.ask(case, text="Which one?", by=investigator, at=clock.now())
    make_incidents.written(case, "The second")
    assert _told("incident.answered", case) == {investigator.user.pk}
    everybody = set(Notice.objects.values_list("user_id", flat=True))
    assert bystander.user.pk not in everybody


def test_whoever_was_let_into_the_case_hears_of_an_answer():
    lead, helper = make_incidents.investigator(), make.staff_member("auditor")
    case = make_incidents.without_name()
    cases.let_in(case, helper.user, by=lead, at=clock.now())
    make_incidents.written(case, "It was a Tuesday")
    assert _told("incident.answered", case) == {lead.user.pk, helper.user.pk}


def test_nobody_is_told_of_the_end_of_a_report_without_a_name():
    case = make_incidents.without_name()
    cases.close(case, conclusion="Cleared", told="Thank you", by=make_incidents.investigator(), at=clock.now())
    assert _told("incident.closed", case) == set()


def _told(name: str, case) -> set:
    """Who hears of the last event of this name."""
    event = Event.objects.about(case).filter(name=name).order_by("id").last()
    notices.tell(event.pk, at=clock.now(), by=make.CLOCK)
    return set(Notice.objects.filter(event=event).values_list("user_id", flat=True))

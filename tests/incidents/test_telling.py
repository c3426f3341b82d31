"""Do investigators hear of a report at once, and does the reporter get a receipt that shows no reference?"""

import pytest

from core import clock, notices
from core.models import Event, Notice
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

"""Can a colleague find out, past every page, who reported an incident? Asked in the portal's own database role."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from access.models import Hold
from core import clock
from core.database import context
from core.database.roles import PORTAL
from core.models import Event, EventDetail, StoredFile
from incidents.actions import evidence
from incidents.models import Case, CaseLink, EvidenceItem
from tests import make, make_incidents

pytestmark = pytest.mark.django_db
TRACES = [Event, EventDetail, StoredFile, Case, CaseLink, EvidenceItem]


@pytest.fixture
def firm():
    return make.vendor()


@pytest.fixture
def reporter(firm):
    """A worker who reported a colleague, with a file, in the role of the portal as the page does it."""
    make_incidents.playbook()
    who, colleague = make.person(firm), make.person(firm)
    photo = SimpleUploadedFile("photo.txt", b"what I saw")
    with context.role(PORTAL, vendor=firm.pk, user=who.user.pk):
        case = make_incidents.case(who, people=[colleague], categories=("suspected-leak",))
        evidence.keep_of_reporter(case, photo, by=make.as_person(who), at=clock.now())
    return who


def traces(who) -> dict:
    """How many rows of each kind this person's portal can read."""
    with context.role(PORTAL, vendor=who.vendor_id, user=who.user.pk):
        return {model.__name__: model.objects.count() for model in TRACES}


def test_a_colleague_and_the_contact_find_no_trace(reporter, firm):
    for who in (make.contact(firm), make.person(firm)):
        assert not any(traces(who).values())


def test_the_reporter_finds_the_own_report(reporter):
    found = traces(reporter)
    assert all(found.values()), found


def test_what_the_firm_reads_of_a_hold_does_not_name_the_reporter(reporter, firm):
    contact = make.contact(firm)
    with context.role(PORTAL, vendor=firm.pk, user=contact.user.pk):
        holds = list(Hold.objects.values())
    assert holds and not any(word in str(holds) for word in (str(reporter.user.pk), str(reporter.pk), reporter.name))

"""Does the audit log show all of the trail to who answers for it, and to nobody else?"""

import pytest
from django.urls import reverse

from core import actors, clock, events
from tests import make, make_incidents
from vendors.actions import vendors

pytestmark = pytest.mark.django_db


def log(client, role: str, **query):
    client.force_login(make.staff_member(role).user)
    return client.get(reverse("audit_log"), query)


def test_an_auditor_reads_who_did_what_to_which_record_and_why(client):
    firm = make.vendor("Corrib Works", status="active")
    vendors.move(firm, "restricted", by=make.officer("Ines Moreau"), at=clock.now(), because="Under review")
    page = log(client, "auditor", deed="subcontractor.restricted").content.decode()
    assert "Corrib Works" in page and "Ines Moreau" in page and "Under review" in page
    assert reverse("subcontractor", args=[firm.pk]) in page


def test_a_case_stays_out_of_the_log_of_who_reads_no_case(client):
    case = make_incidents.case()
    assert case.reference in log(client, "investigator").content.decode()
    assert case.reference not in log(client, "administrator").content.decode()


@pytest.mark.parametrize("role", ["analyst", "trainer", "reader"])
def test_others_do_not_read_it(client, role):
    assert log(client, role).status_code == 403


@pytest.mark.parametrize(
    ("name", "said"), [("trail.checked", "every entry is in place"), ("trail.broken", "changed behind its back")]
)
def test_the_desk_says_what_the_newest_check_found(client, db, name, said):
    events.record(name, None, by=actors.system("verify"), at=clock.now(), places=["event 592: changed"])
    client.force_login(make.staff_member("auditor").user)
    for page in ("today", "audit_log"):
        assert said in client.get(reverse(page)).content.decode()


def test_an_export_says_which_list_left_and_how_much_of_it(client):
    make.vendor("Corrib Works", tier=3)
    client.force_login(make.officer().user)
    assert client.get(reverse("subcontractors"), {"tier": "3", "export": "csv"}).status_code == 200
    page = log(client, "auditor", deed="export.made").content.decode()
    assert "as CSV, 1 row" in page and "tier=3" in page

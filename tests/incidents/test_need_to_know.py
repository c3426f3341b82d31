"""Does the existence of a case stay with those who read cases, on every page that tells what happened?"""

import pytest
from django.urls import reverse

from tests import make, make_incidents

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter():
    return make.person(make.vendor("Kestrel Embedded", status="active"))


def pages(reporter) -> list[str]:
    firm = reporter.vendor_id
    return [
        reverse("today"),
        reverse("subcontractor", args=[firm]),
        reverse("subcontractor_tab", args=[firm, "timeline"]),
        reverse("person", args=[reporter.pk]),
    ]


@pytest.mark.parametrize("role", ["analyst", "approver", "auditor", "administrator"])
def test_who_reads_no_case_is_not_told_that_there_is_one(client, reporter, role):
    case = make_incidents.case(reporter)
    client.force_login(make.staff_member(role).user)
    told = b"".join(client.get(page).content for page in pages(reporter))
    assert b"Incident reported" not in told and case.reference.encode() not in told


def test_a_hold_that_a_case_placed_gives_others_no_reason(client, reporter):
    case = make_incidents.case(reporter, categories=("unknown-tier",))
    client.force_login(make.staff_member("analyst").user)
    told = client.get(reverse("holds")).content.decode()
    assert reporter.vendor.name in told and case.reference not in told
    assert case.reference not in client.get(reverse("subcontractor", args=[reporter.vendor_id])).content.decode()


def test_a_steward_is_not_told_either(client, reporter):
    make_incidents.case(reporter)
    client.force_login(make.steward(reporter.vendor).user)
    told = [client.get(page) for page in pages(reporter)]
    assert all(answer.status_code == 200 for answer in told)
    assert b"Incident reported" not in b"".join(answer.content for answer in told)


def test_who_reads_cases_finds_the_way_to_it(client, reporter):
    case = make_incidents.case(reporter)
    client.force_login(make_incidents.investigator().user)
    page = client.get(reverse("subcontractor_tab", args=[reporter.vendor_id, "timeline"])).content.decode()
    assert "Incident reported" in page and reverse("incident", args=[case.pk]) in page

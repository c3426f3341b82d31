"""What does an address with a null character answer? What one of nothing answers, at every door that takes words."""

import pytest
from django.test import Client

from core import clock
from core.actions import clients
from core.models import EventDetail
from tests import make

pytestmark = pytest.mark.django_db

NULL = "%00"


@pytest.fixture
def officer():
    return make.confirm(Client(), make.officer().user)


@pytest.fixture
def key():
    at = clock.now()
    _row, token = clients.create(
        "HR", scopes=["people:read", "people:write", "training:read"], expires_at=at + make.datetime.timedelta(days=1), by=make.CLOCK, at=at
    )  # fmt: skip
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize("path", ["/desk/nowhere{}/", "/desk/training/courses/x{}/", "/desk/{}"])
def test_a_page_is_not_there_and_the_trail_says_so(officer, path):
    assert officer.get(path.format(NULL)).status_code == 404
    assert "\0" not in str([detail.data for detail in EventDetail.objects.all()])


@pytest.mark.parametrize("path", ["/api/v1/people/E-1{}", "/api/v1/people/E-1{}/training", "/api/v1/imports/imp_{}"])
def test_the_api_has_no_such_thing(key, path):
    assert Client().get(path.format(NULL), headers=key).status_code in {403, 404}


@pytest.mark.parametrize("path", ["/verify/certificate/{}/", "/invitation/{}/", "/nowhere/{}/"])
def test_a_stranger_hears_no_more_than_of_any_other_word(path):
    status = Client().get(path.format("none")).status_code
    assert status < 500
    assert Client().get(path.format(f"no{NULL}ne")).status_code == status


@pytest.mark.parametrize("path", ["audits/new/", "incidents/new/", "subcontractors/", "search/", "people/"])
def test_a_search_is_made_without_it(path):
    auditor = make.confirm(Client(), make.staff_member("auditor").user)
    answer = auditor.get(f"/desk/{path}?q=al{NULL}der")
    assert answer.status_code == 200
    assert "alder" in answer.text

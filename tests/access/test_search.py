"""Every kind of record that the search knows can be searched, by its reference, and only by who may see it."""

import pytest

from core import search
from tests import make, make_access

pytestmark = pytest.mark.django_db


def test_each_kind_can_be_asked_and_shown():
    viewer = make.staff_member("officer", "investigator")
    for kind in search.kinds():
        assert list(search._rows(kind, "zz", viewer, 5)) == []


def test_an_asset_and_a_grant_are_found_by_name_but_not_by_staff_who_may_not_see_them():
    worker = make.person(make.vendor(status="active"), "Tomas Lindqvist")
    thing = make_access.offered(worker, make_access.asset("Gripper test plans"))
    make_access.requested(worker, thing)
    found = {str(group["label"]) for group in search.find("Gripper", make.officer(), most=5)}
    assert {"Protected information"} <= found
    assert search.find("Gripper", make.staff_member("reader"), most=5) == []

"""Do queries that start at `visible_to` keep the firms apart, and does a spent link keep its secret?

Whether a record of another firm reads like one that never was is asked in test_relations.py.
"""

import pytest
from django.apps import apps

from core.api import keys
from tests import databases, make
from tests.matrix import asking, relations
from tests.matrix.policy import GROUPS, lines


def test_the_steward_sees_the_own_firm(company):
    seen = [line for line in lines() if line.is_about_a_record and line.method == "GET" and "steward" in line.allowed]
    assert len(seen) > 10
    assert "steward" in GROUPS["register"]


SCOPED = [each for each in apps.get_models() if hasattr(each.objects, "visible_to") and hasattr(each, "vendor_id")]


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
def test_the_first_wall_holds_alone(model, company):
    """Where row security lets everything through, what a firm's people and keys may see is still their own."""
    own = company.own
    actors = [make.as_person(each) for each in (own.contact, own.signatory, own.worker)]
    actors.append(keys.actor(company.callers["own-key"].row))
    with databases.committed():
        firms = [set(model.objects.visible_to(each).values_list("vendor_id", flat=True)) for each in actors]
    assert set().union(*firms) - {own.vendor.pk, None} == set()


@pytest.mark.parametrize("route", ["invitation", "invitation_new_link"])
def test_a_spent_link_reads_like_one_that_never_was(route, company):
    line = next(each for each in lines() if each.route == route)
    path, method = line.address(company.own), line.method
    spent, never = (path.replace(company.own.link, link) for link in (company.own.spent, "x" * len(company.own.spent)))
    stranger = company.callers["stranger"]
    heard = [relations.heard(asking.ask(stranger, method, path), path) for path in (spent, never)]
    assert heard[0] == heard[1]

"""Reports without a name at the same moment: one report, one answer, one file, and one firm that it is about."""

import pytest
from django.core.cache import cache
from django.test import Client

from access.models import Hold
from core import clock
from core.models import Event
from incidents.actions import cases
from incidents.models import Case
from tests import make, make_incidents
from tests.databases import committed
from tests.incidents.test_public_door import FOLLOW, REPORT, WHAT, code_of
from tests.incidents.test_without_name import photo
from tests.races import at_once, refused

pytestmark = pytest.mark.race


@pytest.fixture
def case(committing_database):
    with committed():
        return make_incidents.without_name(categories=("unknown-tier",))


def test_a_report_sent_twice_at_once_is_one_case_with_one_code(committing_database):
    cache.clear()
    with committed():
        make_incidents.playbook()
    draft = Client().get(REPORT).context["form"]["draft"].value()
    pages = at_once(*[lambda: Client().post(REPORT, {"step": "3", "draft": draft, **WHAT})] * 3)
    assert [page.status_code for page in pages] == [200] * 3
    assert len({code_of(page) for page in pages}) == 1
    with committed():
        assert Case.objects.get().entries.count() == 1
        assert Event.objects.filter(name="incident.reported-anonymously").count() == 1
    opened = Client().post(FOLLOW, {"code": code_of(pages[0])})
    assert opened.status_code == 200


def test_an_answer_sent_twice_at_once_is_one_line(case):
    at_once(*[lambda: make_incidents.written(case, "A Tuesday", key="one form")] * 4)
    with committed():
        assert case.entries.filter(kind="answered").count() == 1
        assert Event.objects.filter(name="incident.answered").count() == 1


def test_a_file_sent_twice_at_once_is_one_item_of_evidence(case):
    at_once(*[lambda: make_incidents.written(case, "", upload=photo())] * 4)
    with committed():
        assert case.evidence.count() == 1


def test_an_answer_that_meets_the_closing_is_kept(case):
    with committed():
        lead = make_incidents.investigator()

    def close():
        return cases.close(case, conclusion="Nothing in it", told="Thank you", by=lead, at=clock.now())

    at_once(close, lambda: make_incidents.written(case, "There is more"))
    with committed():
        assert Case.objects.get(pk=case.pk).status == "closed"
        assert {line.text for line in case.entries.filter(kind__in=["asked", "answered"])} == {
            "Thank you", "There is more",
        }  # fmt: skip


def test_two_who_name_different_firms_hold_one_of_them(case):
    with committed():
        lead, firms = make_incidents.investigator(), [make.vendor(status="active") for _firm in range(2)]

    def naming(firm):
        return lambda: cases.name_firm(case, firm, because="It sounds like them", by=lead, at=clock.now())

    assert refused(at_once(*[naming(firm) for firm in firms])) == ["NotNow"]
    with committed():
        hold = Hold.objects.get()
        assert hold.vendor_id == Case.objects.get(pk=case.pk).vendor_id


def test_a_case_is_not_closed_over_a_hold_that_is_just_being_placed(case):
    with committed():
        lead, firm = make_incidents.investigator(), make.vendor(status="active")

    def close():
        return cases.close(case, conclusion="Nothing in it", by=lead, at=clock.now())

    def name():
        return cases.name_firm(case, firm, because="It sounds like them", by=lead, at=clock.now())

    assert refused(at_once(close, name)) == ["NotNow"]
    with committed():
        is_closed = Case.objects.get(pk=case.pk).status == "closed"
        assert is_closed is not Hold.objects.exists()

"""Is somebody told before an agreement ends, and is the signed one sealed by the clock?"""

import datetime

import pytest

from agreements import deadlines, tasks
from core import reminders
from core.models import Notice
from tests import make
from tests import make_agreements as papers

pytestmark = pytest.mark.django_db


def moment(agreement, days: int) -> datetime.datetime:
    return datetime.datetime.combine(agreement.ends_on, datetime.time(12), datetime.UTC) - datetime.timedelta(days=days)


def test_both_sides_hear_of_the_end_and_hear_it_once():
    agreement = papers.signed()
    assert list(deadlines.ending(moment(agreement, 200))) == []
    at = moment(agreement, 20)
    told = reminders.remind(deadlines.ending(at), at=at)
    links = set(Notice.objects.values_list("url", flat=True))
    desk, portal = f"/desk/agreements/{agreement.pk}/", f"/portal/agreements/{agreement.pk}/"
    assert told and {f"{desk}renewal/", portal} <= links <= {f"{desk}renewal/", desk, portal}
    assert reminders.remind(deadlines.ending(at), at=at) == 0


def test_a_signed_successor_ends_the_reminders():
    firm = make.vendor()
    agreement = papers.signed(firm)
    papers.signed(firm, variables={"term_months": 36})
    assert [each.key for each in deadlines.ending(moment(agreement, 20))] == []


def test_the_worker_seals_what_everybody_signed_and_may_come_again(organisation_key):
    agreement = papers.signed()
    for _again in range(2):
        tasks.seal.apply(args=[str(agreement.pk)], throw=True)
    assert set(agreement.papers.values_list("kind", flat=True)) == {"copy", "evidence"}

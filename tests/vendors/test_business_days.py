"""Is the last day of a range the same day wherever it is told?"""

import datetime

import pytest

from core.models import Organisation
from vendors import business_days

pytestmark = pytest.mark.django_db
DAY = datetime.date(2027, 7, 1)


@pytest.mark.parametrize("zone", ["UTC", "Europe/Dublin", "Asia/Kolkata", "America/St_Johns"])
def test_a_range_of_whole_days_ends_on_its_last_day(zone):
    Organisation.objects.create(name="Halden", time_zone=zone)
    assert business_days.last_of(business_days.whole(DAY, DAY).upper) == DAY


def test_any_other_end_stays_the_moment_it_is():
    end = datetime.datetime(2027, 7, 1, 15, 30, tzinfo=datetime.UTC)
    assert business_days.last_of(end) == end and business_days.last_of(None) is None

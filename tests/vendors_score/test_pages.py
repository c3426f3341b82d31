"""The pages of a score: its arithmetic, another day, its download, and setting it aside."""

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.models import Event
from tests import make, make_dd
from vendors.actions import scores
from vendors.models import ScoreOverride

pytestmark = pytest.mark.django_db


def page_of(firm, actor=None, name="subcontractor_risk", **query):
    client = Client()
    client.force_login((actor or make.officer()).user)
    return client.get(reverse(name, args=[firm.pk]), query)


def test_each_factor_stands_there_with_how_its_points_came_about():
    firm = make.vendor(tier=1)
    made = make_dd.screening(firm, by=make_dd.analyst())
    text = page_of(firm).content.decode()
    assert "Safeguards: not assessed" in text and "unknown takes nothing away" in text
    assert made.pk.hex not in text.replace("-", "")  # not decided yet


def test_the_record_shows_the_risk_and_too_little_known_is_not_low():
    firm = make.vendor(tier=3)
    text = page_of(firm, name="subcontractor").content.decode()
    assert "Residual risk" in text and "Not assessed" in text and "Too little to call it low or high" in text


def test_a_firm_without_a_tier_is_not_assessed():
    make.starter_content()
    text = page_of(make.vendor(tier=None)).content.decode()
    assert "Without a tier there is no inherent risk" in text and "calculation.zip" not in text


def test_another_day_stands_beside_today_and_a_day_to_come_is_refused():
    firm, day = make.vendor(tier=1), make_dd.days(-1)
    asked = page_of(firm, as_of_day=day.day, as_of_month=day.month, as_of_year=day.year)
    assert asked.status_code == 200 and "Now alone" in asked.content.decode()
    late = make_dd.days(5)
    answer = page_of(firm, as_of_day=late.day, as_of_month=late.month, as_of_year=late.year)
    assert answer.status_code == 422 and "not ahead of us" in answer.content.decode()


def test_a_download_is_a_zip_and_is_recorded():
    firm = make.vendor(tier=1)
    answer = page_of(firm, name="subcontractor_risk_file")
    assert answer["Content-Type"] == "application/zip" and firm.reference in answer["Content-Disposition"]
    assert Event.objects.filter(name="score.downloaded", subject_id=firm.pk).count() == 1


def test_what_was_typed_is_kept_and_each_error_stands_at_its_field():
    firm, client = make.vendor(tier=1), Client()
    client.force_login(make.officer().user)
    answer = client.post(reverse("score_override", args=[firm.pk]), {"value": "101", "because": "A rumour"})
    text = answer.content.decode()
    assert answer.status_code == 422 and "A rumour" in text and "Enter day, month and year" in text
    assert not ScoreOverride.objects.exists()


def test_the_list_has_the_risk_and_is_cut_down_by_it():
    low, unknown = make.vendor("Lowland", tier=3), make.vendor("Nobody Knows", tier=1)
    until = make_dd.days(9)
    scores.override(low, value=10, because="x", until_on=until, by=make.officer(), at=clock.now())
    while scores.work_out_doubtful(by=make.CLOCK, at=clock.now()):
        pass
    client = Client()
    client.force_login(make.officer().user)
    by_level = {level: client.get(reverse("subcontractors"), {"risk": level}).content.decode() for level in "014"}
    assert "Lowland" in by_level["1"] and unknown.name not in by_level["1"]
    assert unknown.name in by_level["0"] and "Lowland" not in by_level["0"]
    assert "Lowland" not in by_level["4"]
    listed = client.get(reverse("subcontractors"), {"sort": "-risk"})
    assert listed.status_code == 200


def test_what_was_set_by_hand_and_has_run_out_no_longer_stands_there():
    firm = make.vendor(tier=1)
    row = scores.override(
        firm, value=90, because="A rumour", until_on=make_dd.today(), by=make.officer(), at=clock.now()
    )
    assert "A rumour" in page_of(firm).content.decode()
    ScoreOverride.objects.filter(pk=row.pk).update(until_on=make_dd.days(-1))
    assert "A rumour" not in page_of(firm).content.decode()

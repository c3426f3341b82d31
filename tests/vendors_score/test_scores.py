"""What is known of a firm, what is kept of its score, and who may set it aside."""

import datetime
import json
import subprocess
import sys
import zipfile
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.actions import findings
from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make, make_audits, make_dd
from vendors import business_days, score_downloads, score_inputs, tasks
from vendors.actions import evidence, scores, screenings
from vendors.models import RiskScore, ScoreDoubt, ScoreMethod, ScoreOverride, VendorRisk
from vendors.panels import score
from vendors.scoring import arithmetic

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def known(firm, at=None, known_at=None) -> dict:
    return score_inputs.of([firm], at or clock.now(), known_at)[firm.pk]


def now_of(firm) -> int:
    return score.worked_out(firm, clock.now())["result"]["score"]


def in_days(count: int) -> datetime.datetime:
    return clock.now() + datetime.timedelta(days=count)


def screened(firm, mark: int = 3):
    analyst, at = make_dd.analyst(), clock.now()
    made = make_dd.screening(firm, by=analyst, score=mark)
    made = screenings.hand_in(made, summary="Sound", by=analyst, at=at)
    screenings.decide(made, "approve", by=make.officer(), at=at, because="Good answers")


def test_what_is_known_comes_from_what_was_decided():
    firm = make.vendor(tier=1)
    assert known(firm)["dimensions"] == {}
    screened(firm)
    seen = known(firm)["dimensions"]["safeguards"]
    assert (seen["score"], seen["confidence"], seen["fresh_on"]) == (3, "high", make_dd.today().isoformat())
    assert known(firm)["tier"]["tier"] == 1


def test_a_screening_that_waits_for_its_decision_counts_for_nothing_yet():
    firm = make.vendor(tier=1)
    before = now_of(firm)
    make_dd.screening(firm, by=make_dd.analyst())
    assert now_of(firm) == before


def test_a_certificate_counts_from_its_first_day_to_its_last():
    firm = make.vendor(tier=1)
    wanted = known(firm)["certificates"]
    assert wanted and not any(paper["held"] for paper in wanted)
    row = make_dd.certificate(make.contact(firm), valid_until=make_dd.days(10))
    evidence.accept(row, by=make_dd.analyst(), at=clock.now(), because="Found at the issuer")
    assert [paper["held"] for paper in known(firm)["certificates"]].count(True) == 1
    assert any(paper["held"] for paper in known(firm, in_days(9))["certificates"])
    assert not any(paper["held"] for paper in known(firm, in_days(12))["certificates"])


def test_a_finding_adds_until_it_is_verified_and_the_past_keeps_it():
    firm = make.vendor(tier=1, status="active")
    auditor, before = make_audits.auditor(), now_of(firm)
    found = make_audits.finding(make_audits.audit(firm, by=auditor), by=auditor)
    open_at = clock.now()
    assert now_of(firm) == before + 8
    assert known(firm)["findings"][0]["reference"] == found.reference
    contact = make.as_person(make.contact(firm))
    found = make_audits.with_evidence(found, contact, accepted_by=auditor)
    findings.verify(found, because="Seen", by=make_audits.auditor("Second"), at=open_at + HOUR)
    assert known(firm, open_at + 2 * HOUR)["findings"] == []
    assert score.worked_out(firm, open_at + 2 * HOUR)["result"]["score"] == before
    assert len(known(firm, open_at)["findings"]) == 1  # as it was then
    assert known(firm, open_at - HOUR)["findings"] == []


def test_an_observation_adds_nothing():
    firm = make.vendor(tier=1, status="active")
    auditor, before = make_audits.auditor(), now_of(firm)
    audit = make_audits.audit(firm, by=auditor)
    make_audits.finding(audit, by=auditor, kind="observation", severity="observation")
    assert now_of(firm) == before


def test_others_of_the_same_parent_add_unless_they_left():
    firm = make.vendor(tier=1, parent_name="Halvor Group")
    assert known(firm)["concentration"]["same_parent"] == 0
    make.vendor(tier=3, parent_name="halvor group ")
    assert known(firm)["concentration"]["same_parent"] in {
        0,
        1,
    }  # blanks around a name are not taken off in the register
    make.vendor(tier=3, parent_name="HALVOR GROUP")
    assert known(firm)["concentration"]["same_parent"] >= 1


def test_the_same_queries_for_one_firm_and_for_many():
    firms = [make.vendor(tier=1, parent_name="Group") for _each in range(4)]
    for firm in firms:
        screened(firm)
    counts = []
    for some in (firms[:1], firms):
        with CaptureQueriesContext(connection) as seen:
            score_inputs.of(some, clock.now())
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_deed_puts_the_score_in_doubt_and_the_next_run_keeps_it_once():
    firm = make.vendor(tier=1)
    assert ScoreDoubt.objects.filter(vendor=firm).exists()
    run()
    first = RiskScore.objects.get(vendor=firm)
    assert first.score == now_of(firm) and VendorRisk.objects.get(vendor=firm).score == first.score
    assert not ScoreDoubt.objects.exists()
    scores.work_out([firm], by=make.CLOCK, at=clock.now())
    assert RiskScore.objects.filter(vendor=firm).count() == 1  # the same again is not kept again
    screened(firm)
    run()
    newest = RiskScore.objects.newest_of(firm)
    assert newest.score < first.score and VendorRisk.objects.get(vendor=firm).score == newest.score


def run() -> None:
    while scores.work_out_doubtful(by=make.CLOCK, at=clock.now(), most=2):
        pass


def test_the_nightly_run_takes_all_that_nobody_looked_at():
    firms = [make.vendor(tier=3) for _each in range(5)]
    before = clock.now() + HOUR
    while scores.work_out_aged(by=make.CLOCK, at=clock.now() + 2 * HOUR, before=before, most=2):
        pass
    assert VendorRisk.objects.filter(vendor__in=firms, looked_at__gt=before).count() == 5


def test_what_was_worked_out_late_yesterday_is_worked_out_again_today():
    firm, midnight = make.vendor(tier=3), business_days.start_of(make_dd.today())
    run()
    VendorRisk.objects.filter(vendor=firm).update(looked_at=midnight - datetime.timedelta(minutes=1))
    for _again in range(2):
        tasks.score_aged.apply()
        assert VendorRisk.objects.get(vendor=firm).looked_at >= midnight


def test_a_score_set_by_hand_stands_until_its_last_day_with_its_reason():
    firm, boss = make.vendor(tier=1), make.officer()
    own = now_of(firm)
    last = make_dd.days(20)
    scores.override(firm, value=90, because="Rumours of a sale", until_on=last, by=boss, at=clock.now())
    factor = score.worked_out(firm, clock.now())["result"]["factors"][-1]
    assert (factor["value"], factor["worked_out"], factor["because"], factor["by"]) == (
        90, own, "Rumours of a sale", boss.user.name,
    )  # fmt: skip
    assert now_of(firm) == 90
    over = business_days.end_of(last) + HOUR
    assert score.worked_out(firm, over)["result"]["score"] == own
    scores.restore(firm, because="Sold to nobody", by=boss, at=clock.now())
    assert now_of(firm) == own
    names = ["score.set-aside", "score.restored"]
    assert list(Event.objects.filter(name__startswith="score.").order_by("id").values_list("name", flat=True)) == names


def test_a_second_override_ends_the_first_and_the_same_again_changes_nothing():
    firm, boss = make.vendor(tier=1), make.officer()
    said = {"value": 90, "because": "x", "until_on": make_dd.days(20), "by": boss}
    first = scores.override(firm, **said, at=clock.now())
    assert scores.override(firm, **said, at=clock.now()).pk == first.pk
    scores.override(firm, **{**said, "value": 80}, at=clock.now())
    assert ScoreOverride.objects.filter(vendor=firm, ended_at=None).get().value == 80
    assert now_of(firm) == 80


def test_who_may_not_decide_sets_nothing_aside_and_nothing_stands_for_ever():
    firm, said = make.vendor(tier=1), {"value": 1, "because": "x", "at": clock.now()}
    with pytest.raises(NotAllowed):
        scores.override(firm, **said, until_on=make_dd.days(3), by=make_dd.analyst())
    for day in (-1, 400):
        with pytest.raises(NotNow):
            scores.override(firm, **said, until_on=make_dd.days(day), by=make.officer())
    with pytest.raises(NotNow):
        scores.override(make.vendor(tier=None), **said, until_on=make_dd.days(3), by=make.officer())


def unpacked(firm, folder):
    packed = score_downloads.pack(score.worked_out(firm, clock.now()), firm)
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        archive.extractall(folder)
    return subprocess.run(
        [sys.executable, "-I", "arithmetic.py", "score.json"], cwd=folder, capture_output=True, text=True, check=False
    )


def test_a_download_is_worked_out_again_by_a_python_that_has_nothing_of_ours(tmp_path):
    firm = make.vendor("Brightmoor", tier=1)
    screened(firm)
    again = unpacked(firm, tmp_path)
    assert again.returncode == 0 and "the same score again" in again.stdout, again.stderr
    kept = json.loads((tmp_path / "score.json").read_text())
    kept["known"]["dimensions"]["safeguards"]["score"] = 4
    (tmp_path / "score.json").write_text(json.dumps(kept))
    forged = subprocess.run(
        [sys.executable, "-I", "arithmetic.py", "score.json"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert forged.returncode == 1 and "DIFFERS" in forged.stdout


def test_what_is_kept_reads_back_as_it_was_worked_out():
    firm = make.vendor(tier=1)
    screened(firm)
    scores.work_out([firm], by=make.CLOCK, at=clock.now())
    kept = RiskScore.objects.newest_of(firm)
    assert arithmetic.score(ScoreMethod.objects.latest().content, kept.known) == kept.result

"""One agreement to many firms: nothing goes out unseen, each firm gets it once, and nobody's trouble holds up another."""

import csv
import io
from unittest import mock

import pytest
from django.urls import reverse

from agreements import tasks
from agreements.actions import agreements, bulk_issues
from agreements.models import Agreement, BulkIssue
from core import clock, limits
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make, make_agreements, make_bulk
from tests.agreements.test_pages import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def counsel():
    return make_agreements.counsel()


def states(run) -> dict[str, str]:
    return {line.vendor.name: line.status for line in run.lines.select_related("vendor")}


def test_the_check_says_for_each_firm_what_stands_against_it_and_makes_nothing(counsel):
    ready, bare, waiting = make_bulk.firms(3)
    silent = make.vendor(country="IE")  # nobody there may sign
    make_agreements.issued(waiting, "confidentiality-mutual", by=counsel)
    before = Agreement.objects.count()
    run = make_bulk.answered([ready, bare, waiting, silent], by=counsel)
    bulk_issues.answer_for(run, [(bare.pk, "", {"subcontractor_address": ""})], by=counsel, at=clock.now())
    run = bulk_issues.check(run, by=counsel, at=clock.now())
    bulk_issues.go_on(run, by=counsel, at=clock.now())
    found = states(run)
    assert [found[firm.name] == "stops" for firm in (ready, bare, waiting, silent)] == [False, True, True, True]
    said = {line.vendor_id: " ".join(row["message"] for row in line.problems) for line in run.lines.all()}
    assert (
        "waits to be signed" in said[waiting.pk]
        and "Invite a signatory" in said[silent.pk]
        and "address" in said[bare.pk].lower()
    )
    assert Agreement.objects.count() == before


def test_a_firm_gets_it_once_whoever_goes_on_and_however_often(counsel):
    run = make_bulk.issued(make_bulk.firms(3), by=counsel)
    assert run.status == "done" and set(states(run).values()) == {"issued"}
    tasks.sweep_bulk()
    assert bulk_issues.carry_on(run, by=counsel, at=clock.now()) is False
    bulk_issues.start(run, reasons={}, by=counsel, at=clock.now())
    assert [Agreement.objects.filter(vendor=line.vendor).count() for line in run.lines.all()] == [1, 1, 1]
    papers = Agreement.objects.filter(bulk_line__run=run)
    assert {paper.status for paper in papers} == {"issued"} and len({paper.document_sha256 for paper in papers}) == 3
    assert {paper.drafted_by_id for paper in papers} == {counsel.user.pk}


def test_each_firm_has_its_own_law_and_answers_in_its_text(counsel):
    here, there = make_bulk.firms(2)
    run = make_bulk.answered([here, there], by=counsel)
    rows = [(here.pk, "", {"purpose": "Testing of gears"}), (there.pk, "DE", {"purpose": "Coating of shafts"})]
    bulk_issues.answer_for(run, rows, by=counsel, at=clock.now())
    run = bulk_issues.check(run, by=counsel, at=clock.now())
    bulk_issues.go_on(run, by=counsel, at=clock.now())
    bulk_issues.start(bulk_issues.lock(run), reasons=make_bulk.reasons(run), by=counsel, at=clock.now())
    bulk_issues.go_on(run, by=counsel, at=clock.now())
    mine, theirs = (Agreement.objects.get(vendor=firm) for firm in (here, there))
    assert (mine.jurisdiction, theirs.jurisdiction) == ("IE", "DE")
    assert "Testing of gears" in mine.html and "Coating of shafts" in theirs.html


def test_a_warning_without_a_reason_leaves_its_firms_out(counsel):
    old, new = make_bulk.firms(2)
    make_agreements.signed(old, "confidentiality-mutual", by=counsel)
    run = make_bulk.checked([old, new], by=counsel)
    assert states(run)[old.name] == "warns"
    reasons = {key: words for key, words in make_bulk.reasons(run).items() if key != "same-in-force"}
    bulk_issues.start(run, reasons=reasons, by=counsel, at=clock.now())
    bulk_issues.go_on(run, by=counsel, at=clock.now())
    assert states(run) == {old.name: "left_out", new.name: "issued"}
    assert "in force there" in run.lines.get(vendor=old).left_because


def test_what_would_go_to_nobody_is_not_started_and_can_be_put_right(client, counsel):
    (firm,) = make_bulk.firms(1)
    make_agreements.signed(firm, "confidentiality-mutual", by=counsel)
    run = make_bulk.checked([firm], by=counsel)
    enter(client, counsel.user)
    assert '<span class="muted">Warns</span>' in client.get(reverse("desk_bulk", args=[run.pk])).content.decode()
    answer = client.post(reverse("desk_bulk_issue", args=[run.pk]))
    assert answer.status_code == 409 and "It would go to nobody" in answer.content.decode()
    assert states(run) == {firm.name: "warns"}
    bulk_issues.start(run, reasons=make_bulk.reasons(run), by=counsel, at=clock.now())
    bulk_issues.go_on(run, by=counsel, at=clock.now())
    assert states(run) == {firm.name: "issued"}


def test_one_who_may_not_set_warnings_aside_gives_no_reasons(counsel):
    run = make_bulk.checked(make_bulk.firms(1), by=counsel)
    with (
        mock.patch.object(type(counsel), "may", lambda self, right: right != "agreements.override"),
        pytest.raises(NotAllowed),
    ):
        bulk_issues.start(run, reasons={"x": "It fits"}, by=counsel, at=clock.now())


def test_what_came_up_since_the_check_leaves_that_firm_out_alone(counsel):
    changed, other = make_bulk.firms(2)
    run = make_bulk.checked([changed, other], by=counsel)
    mine = make_agreements.draft(changed, "confidentiality-mutual", by=counsel)  # somebody begins one by hand
    bulk_issues.start(run, reasons=make_bulk.reasons(run), by=counsel, at=clock.now())
    bulk_issues.go_on(run, by=counsel, at=clock.now())
    assert states(run) == {changed.name: "left_out", other.name: "issued"}
    mine.refresh_from_db()
    assert mine.status == "draft" and "draft of the same agreement" in run.lines.get(vendor=changed).left_because


def test_what_fails_in_the_middle_leaves_no_half_of_a_firm(counsel):
    """A worker that dies takes its transaction with it; the next one begins with the same firms."""
    run = make_bulk.checked(make_bulk.firms(2), by=counsel)
    bulk_issues.start(run, reasons=make_bulk.reasons(run), by=counsel, at=clock.now())
    whole, calls = agreements.issue, []

    def dying(agreement, **said):
        calls.append(agreement)
        if len(calls) == 2:
            raise MemoryError
        return whole(agreement, **said)

    from django.db import transaction

    with mock.patch.object(agreements, "issue", dying), pytest.raises(MemoryError), transaction.atomic():
        bulk_issues.carry_on(run, by=counsel, at=clock.now())
    assert not Agreement.objects.filter(vendor__in=run.lines.values("vendor")).exists()
    bulk_issues.go_on(run, by=counsel, at=clock.now())
    assert set(states(run).values()) == {"issued"}


def test_signers_are_told_and_who_began_it_hears_the_end(counsel):
    with mock.patch.object(bulk_issues, "AT_ONCE", 1):
        run = make_bulk.issued(make_bulk.firms(2), by=counsel)
    told = Event.objects.filter(name="agreement.issued", subject_id__in=run.lines.values("agreement"))
    assert told.count() == 2
    finished = Event.objects.get(name="bulk-issue.finished", subject_id=run.pk)
    assert finished.detail.data["waited_by"] == str(counsel.user.pk) and finished.detail.data["counts"] == {"issued": 2}


def test_too_many_or_none_are_refused(counsel):
    with pytest.raises(NotNow, match="Tick them"):
        bulk_issues.begin([], by=counsel, at=clock.now())
    with mock.patch.object(limits, "BULK_FIRMS", 1), pytest.raises(NotNow, match="1 at most"):
        bulk_issues.begin(make_bulk.firms(2), by=counsel, at=clock.now())


def test_an_answer_after_the_check_asks_for_another_check(counsel):
    run = make_bulk.checked(make_bulk.firms(1), by=counsel)
    run = bulk_issues.answer(run, {"purpose": "Other"}, by=counsel, at=clock.now())
    assert run.status == "composing" and set(states(run).values()) == {"waiting"}
    with pytest.raises(NotNow, match="checked first"):
        bulk_issues.start(run, reasons={}, by=counsel, at=clock.now())


def test_from_the_list_to_the_result_page(client, counsel):
    firms = make_bulk.firms(2)
    make_agreements.library()
    enter(client, counsel.user)
    bar = client.get(reverse("subcontractors")).content.decode()
    assert "Send an agreement" in bar
    answer = client.post(reverse("desk_bulk_new"), {"row": [firm.pk for firm in firms]})
    run = BulkIssue.objects.get()
    assert answer["Location"] == reverse("desk_bulk_which", args=[run.pk])
    last = clock.now().date()
    which = {
        "template": "confidentiality-mutual",
        "jurisdiction": "IE",
        "sign_by_day": last.day,
        "sign_by_month": last.month,
        "sign_by_year": last.year + 1,
    }
    which |= {"sign_by_month": 1, "sign_by_day": 5} if last.month > 1 else {}
    assert client.get(answer["Location"]).status_code == 200
    answer = client.post(answer["Location"], which)
    assert answer["Location"] == reverse("desk_bulk_answers", args=[run.pk])
    answers = client.get(answer["Location"])
    page = answers.content.decode()
    assert "company_registration" in page and "v-subcontractor_address" not in page
    shared = {
        f"v-{name}": "\n".join(value) if isinstance(value, list) else value for name, value in make_bulk.SHARED.items()
    }
    shared |= {"v-categories": "drawings", **_drawn(answers.context["form"], shared)}
    assert client.post(answer["Location"], shared).status_code == 302
    record = reverse("desk_bulk", args=[run.pk])
    out = client.get(reverse("desk_bulk_sheet", args=[run.pk]) + "?kind=csv")
    rows = list(csv.reader(io.StringIO(out.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == sorted(
        (f.reference for f in firms), key=lambda r: next(f.name for f in firms if f.reference == r)
    )
    filled = [rows[0], *([*row[:3], *("Filled in " + row[0] for _cell in row[3:])] for row in rows[1:])]
    text = io.StringIO()
    csv.writer(text).writerows(filled)
    sent = io.BytesIO(text.getvalue().encode())
    sent.name = "firms.csv"
    answer = client.post(reverse("desk_bulk_sheet", args=[run.pk]), {"file": sent})
    assert answer.status_code == 302, answer.content.decode()
    assert client.get(reverse("desk_bulk_firm", args=[run.pk, firms[0].pk])).status_code == 200
    client.post(reverse("desk_bulk_check", args=[run.pk]))
    page = client.get(record).content.decode()
    assert "Issue to up to 2 firms" in page, list(run.lines.values_list("problems", flat=True))
    reasons = {f"why-{key}": "Looked at" for key in make_bulk.reasons(run)}
    client.post(reverse("desk_bulk_issue", args=[run.pk]), reasons)
    page = client.get(record).content.decode()
    assert "2 agreements are issued" in page
    result = client.get(record + "?export=csv").content.decode("utf-8-sig")
    assert result.count("Issued") >= 2 and firms[0].reference in result
    assert "Mutual confidentiality" in client.get(reverse("desk_bulks")).content.decode()


def _drawn(form, said: dict) -> dict:
    """What stands in the other fields as the page was drawn, a day in its three boxes left to what is proposed."""
    found = {name: form[name].initial for name in form.fields if name not in said and name != "drawn"}
    return {name: value for name, value in found.items() if value not in (None, "", []) and not hasattr(value, "year")}


def test_a_sheet_that_is_wrong_changes_nothing_and_names_each_cell(client, counsel):
    (firm,) = make_bulk.firms(1)
    run = make_bulk.begun([firm], by=counsel)
    enter(client, counsel.user)
    sent = io.BytesIO(f"Our number,Governing law\n{firm.reference},Atlantis\nSUB-9999,IE\n".encode())
    sent.name = "firms.csv"
    answer = client.post(reverse("desk_bulk_sheet", args=[run.pk]), {"file": sent})
    page = answer.content.decode()
    assert (
        answer.status_code == 422 and "Row 2: no law of “Atlantis”" in page and "Row 3: “SUB-9999” is no firm" in page
    )
    assert run.lines.get().jurisdiction == "IE"


def test_others_of_the_staff_see_it_and_start_nothing(client, counsel):
    run = make_bulk.checked(make_bulk.firms(1), by=counsel)
    enter(client, make.officer().user)
    assert client.get(reverse("desk_bulk", args=[run.pk])).status_code == 200
    assert client.post(reverse("desk_bulk_issue", args=[run.pk])).status_code == 403

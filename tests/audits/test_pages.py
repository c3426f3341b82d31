"""Do the pages of audits and findings open for the right people, and for nobody else?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audits.actions import audits, findings, remedies
from audits.models import Audit, Finding
from core import clock
from tests import make, make_audits
from vendors import business_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    firm = make.vendor()
    recorder, verifier, contact = make_audits.auditor("Recorder"), make_audits.auditor("Verifier"), make.contact(firm)
    audit = make_audits.audit(firm, by=recorder)
    return {
        "firm": firm,
        "recorder": recorder,
        "verifier": verifier,
        "contact": contact,
        "worker": make.person(firm),
        "audit": audit,
        "finding": make_audits.finding(audit, by=recorder),
    }


def day_in_boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def token(client, url):
    """What the portal's forms carry so that they answer for the firm that they were drawn for."""
    return client.get(url).context["as_person"]


def test_an_auditor_plans_judges_and_records(client):
    firm, auditor = make.vendor(), make_audits.auditor()
    make_audits.programme()
    client.force_login(auditor.user)
    assert client.get(reverse("audit_choose")).status_code == 200
    url = reverse("audit_plan", args=[firm.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"scope": ""}).status_code == 422
    day = business_days.day_of(clock.now())
    given = {"lead": auditor.user.pk, "scope": "The hall", "checks": ["access-need"], **day_in_boxes("planned_on", day)}
    assert client.post(url, given).status_code == 302
    audit = Audit.objects.get()
    assert client.post(reverse("audit_start", args=[audit.pk])).status_code == 302
    check = audit.checks.get()
    url = reverse("audit_check", args=[audit.pk, check.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"result": "fail"}).status_code == 422
    assert client.post(url, {"result": "fail", "sample_size": 20}).status_code == 302
    url = reverse("finding_new", args=[audit.pk])
    assert client.get(url + f"?check={check.pk}").status_code == 200
    given = {"check_made": check.pk, "kind": "major", "severity": "low", "title": "T", "requirement": "R", "seen": "S"}
    assert client.post(url, given).status_code == 422
    unsaid = client.post(url, {**given, "severity": "high"})
    assert unsaid.status_code == 422 and "Choose which access this finding closes" in unsaid.content.decode()
    assert client.post(url, {**given, "severity": "high", "asset": "all"}).status_code == 302
    finding = Finding.objects.get()
    for page in ("audits", "findings"):
        assert client.get(reverse(page)).status_code == 200
    for page in (
        reverse("audit", args=[audit.pk]),
        reverse("finding", args=[finding.pk]),
        reverse("audit_report", args=[audit.pk]),
        reverse("subcontractor_tab", args=[firm.pk, "audits"]),
    ):
        assert client.get(page).status_code == 200
    assert client.post(reverse("audit_report", args=[audit.pk]), {"summary": "One finding"}).status_code == 302
    assert client.post(reverse("audit_closing", args=[audit.pk])).status_code == 409


def test_the_contact_plans_and_proves_and_another_auditor_verifies(client, world):
    finding = world["finding"]
    client.force_login(world["contact"].user)
    assert client.get(reverse("portal_findings")).status_code == 200
    assert "Send a plan" in client.get(reverse("your_tasks")).content.decode()
    page = reverse("portal_finding", args=[finding.pk])
    said = {"as_person": token(client, page)}
    url = reverse("portal_finding_plan", args=[finding.pk])
    assert client.post(url, {**said, "cause": "Nobody checked"}).status_code == 422
    assert (
        client.post(
            url, {**said, "cause": "Nobody checked", "step_1": "Sign", **day_in_boxes("day_1", finding.due_on)}
        ).status_code
        == 302
    )
    findings.accept_plan(finding, because="Good", by=world["recorder"], at=clock.now())
    url = reverse("portal_finding_evidence", args=[finding.pk])
    refused = client.post(url, {**said, "note": "All signed", "file": SimpleUploadedFile("a.exe", b"MZ")})
    assert refused.status_code == 422
    assert (
        client.post(url, {**said, "note": "All signed", "file": SimpleUploadedFile("a.txt", b"signed")}).status_code
        == 302
    )
    assert client.post(reverse("portal_finding_update", args=[finding.pk]), {**said, "text": "Done"}).status_code == 302
    assert client.get(page).status_code == 200
    copy = client.post(reverse("portal_evidence_copy", args=[finding.evidence.get().pk]), said)
    assert b"".join(copy.streaming_content) == b"signed"
    client.force_login(world["recorder"].user)
    page = reverse("finding", args=[finding.pk])
    assert client.post(page, {"answer": "verify", "because": "Mine"}).status_code == 403
    client.force_login(world["verifier"].user)
    assert client.get(page).status_code == 200
    assert (
        client.post(page, {"answer": "verify", "because": "Seen"}).status_code == 303
    )  # confirm with a second factor first
    make.confirm(client, world["verifier"].user)
    assert client.post(page, {"answer": "verify", "because": ""}).status_code == 422
    assert client.post(page, {"answer": "verify", "because": "Seen"}).status_code == 302
    finding.refresh_from_db()
    assert finding.status == "verified"
    assert client.get(page).status_code == 200


def test_the_right_is_asked_for_before_what_waits_to_be_decided(client, world):
    """The finding waits for nothing, and an answer without a reason is none: who may not decide hears neither."""
    page = reverse("finding", args=[world["finding"].pk])
    client.force_login(make.officer().user)
    for said in ({"answer": "accept", "because": "Good"}, {}):
        assert client.post(page, said).status_code == 403


def test_a_worker_and_another_firm_see_nothing_of_it(client, world):
    page = reverse("portal_finding", args=[world["finding"].pk])
    client.force_login(world["worker"].user)
    assert client.get(reverse("portal_findings")).status_code == 403
    assert client.get(page).status_code == 404
    client.force_login(make.contact(make.vendor()).user)
    assert client.get(page).status_code == 404


def test_an_outside_auditor_opens_one_audit(client, world):
    outside = make.staff_member("reader")
    other = make_audits.audit(make.vendor(), by=world["recorder"], in_days=2)
    client.force_login(outside.user)
    page = reverse("audit", args=[world["audit"].pk])
    assert client.get(page).status_code == 404
    audits.let_in(world["audit"], outside.user, by=world["recorder"], at=clock.now())
    assert client.get(page).status_code == 200
    assert client.get(reverse("finding", args=[world["finding"].pk])).status_code == 200
    assert client.get(reverse("audit", args=[other.pk])).status_code == 404
    assert client.get(reverse("finding_new", args=[world["audit"].pk])).status_code == 403


def test_risk_is_accepted_at_the_desk_and_reopened(client, world):
    page = reverse("finding_risk", args=[world["finding"].pk])
    day = day_in_boxes("until", business_days.day_of(clock.now()).replace(year=2100, day=1))
    client.force_login(world["recorder"].user)
    assert client.post(page, {"because": "x", **day}).status_code == 403
    client.force_login(make.staff_member("approver").user)
    assert client.post(page, {"because": "", **day}).status_code == 422
    assert client.post(page, {"because": "Guards stand there", **day}).status_code == 302
    client.force_login(world["recorder"].user)
    page = reverse("finding_reopening", args=[world["finding"].pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"because": "Guards left"}).status_code == 302


@pytest.mark.parametrize("state", ["open", "plan_submitted", "evidence_submitted"])
def test_no_page_says_an_id_twice(client, world, state):
    finding, contact = world["finding"], make.as_person(world["contact"])
    if state == "plan_submitted":
        remedies.submit_plan(finding, cause="x", steps=[("y", finding.due_on)], by=contact, at=clock.now())
    if state == "evidence_submitted":
        make_audits.with_evidence(finding, contact, accepted_by=world["recorder"])
    client.force_login(make.staff_member("auditor", "approver").user)
    for page in (reverse("audit", args=[world["audit"].pk]), reverse("finding", args=[finding.pk])):
        assert make_audits.repeated_ids(client.get(page).content.decode()) == []
    client.force_login(world["contact"].user)
    assert make_audits.repeated_ids(client.get(reverse("portal_finding", args=[finding.pk])).content.decode()) == []

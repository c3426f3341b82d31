"""Do the pages of incidents open for those who need to know, and for nobody else?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.actions import organisation
from core.models import Event
from incidents.actions import evidence
from incidents.models import Case
from tests import make, make_incidents
from tests.make_audits import repeated_ids

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    make_incidents.playbook()
    return make.vendor()


def test_a_worker_reports_in_three_steps(client, firm):
    worker = make.person(firm)
    client.force_login(worker.user)
    assert client.get(reverse("portal_incidents")).status_code == 200
    url = reverse("portal_incident_new")
    first = client.get(url)
    assert first.status_code == 200
    assert Case.objects.count() == 0
    said = {"as_person": first.context["as_person"]}
    assert client.post(url, {**said, "step": "1", "category": "bulk-copy"}).status_code == 422
    what = {"category": "bulk-copy", "what": "Two hundred drawings in an hour"}
    second = client.post(url, {**said, "step": "1", **what})
    assert (second.status_code, second.context["step"]) == (200, 2)
    assert ("what", what["what"]) in second.context["hidden"]
    who = {"people": [str(worker.pk)], "others": "Somebody of the night shift"}
    third = client.post(url, {**said, "step": "2", **what, **who})
    assert (third.status_code, third.context["step"]) == (200, 3)
    back = client.post(url, {**said, "step": "3", "go": "back", **what, **who})
    assert back.context["step"] == 2
    assert "Somebody of the night shift" in back.content.decode()
    given = {**said, "step": "3", **what, **who, "noticed": "Just now", "file": SimpleUploadedFile("log.txt", b"02:14")}
    done = client.post(url, given)
    case = Case.objects.get()
    assert done.url == reverse("portal_incident", args=[case.pk])
    receipt = client.get(done.url)
    assert receipt.status_code == 200
    assert case.reference not in receipt.content.decode()
    assert case.evidence.get().sha256
    more = {**said, "file": SimpleUploadedFile("more.txt", b"02:15")}
    assert client.post(done.url, more).status_code == 302
    assert case.evidence.count() == 2


def test_a_person_of_another_firm_cannot_be_named(client, firm):
    worker, stranger = make.person(firm), make.person(make.vendor())
    client.force_login(worker.user)
    url = reverse("portal_incident_new")
    said = {"as_person": client.get(url).context["as_person"]}
    given = {**said, "step": "3", "category": "not-sure", "what": "Hm", "noticed": "Now", "people": [str(stranger.pk)]}
    assert client.post(url, given).status_code == 422
    assert not Case.objects.exists()


def test_only_the_reporter_opens_the_receipt(client, firm):
    case = make_incidents.case(make.person(firm))
    page = reverse("portal_incident", args=[case.pk])
    for blind in (make.contact(firm), make.person(firm), make.contact(make.vendor())):
        client.force_login(blind.user)
        assert client.get(page).status_code == 404


def test_opening_a_case_is_written_down(client, firm):
    case, lead = make_incidents.case(make.person(firm)), make_incidents.investigator()
    page = reverse("incident", args=[case.pk])
    client.force_login(make.staff_member("auditor").user)
    assert client.get(page).status_code == 404
    client.force_login(lead.user)
    assert client.get(page).status_code == 200
    viewed = Event.objects.about(case).filter(name="incident.viewed")
    assert [event.actor_id for event in viewed] == [lead.user.pk]


def test_an_investigator_works_on_a_case(client, firm):
    other = make.person(firm)
    case, lead = make_incidents.case(make.person(firm)), make_incidents.investigator()
    client.force_login(lead.user)

    def at(name, *more):
        return reverse(name, args=[case.pk, *more])

    assert client.get(reverse("incidents")).status_code == 200
    assert client.post(at("incident_entries"), {"kind": "fact"}).status_code == 422
    assert client.post(at("incident_entries"), {"kind": "fact", "text": "The badge was lent"}).status_code == 302
    line = case.entries.last()
    assert client.get(at("incident_correction", line.pk)).status_code == 200
    assert (
        client.post(at("incident_correction", line.pk), {"text": "It was stolen", "because": "The video"}).status_code
        == 302
    )
    assert "<s>" in client.get(at("incident")).content.decode()
    assert client.post(at("incident_concerned"), {}).status_code == 422
    assert client.post(at("incident_concerned"), {"person": str(other.pk)}).status_code == 302
    assert client.get(at("incident_weighing")).status_code == 200
    given = {"categories": ["unknown-tier"], "severity": "S1", "because": "A freelancer"}
    assert client.post(at("incident_weighing"), given).status_code == 302
    assert client.post(at("incident_lifting"), {"because": "Cleared"}).status_code == 302
    for page, said in (
        ("incident_containing", {"because": "Closed"}),
        ("incident_closing", {"conclusion": "Cleared"}),
        ("incident_reopening", {"because": "New"}),
    ):
        assert client.get(at(page)).status_code == 200
        assert client.post(at(page), dict.fromkeys(said, "")).status_code == 422
        assert client.post(at(page), said).status_code == 302
    helper = make.staff_member("legal")
    assert client.post(at("incident_contributors"), {"user": str(helper.user.pk)}).status_code == 302
    assert client.post(at("incident_contributor_removal", helper.user.pk)).status_code == 302
    assert client.get(reverse("subcontractor_tab", args=[firm.pk, "incidents"])).status_code == 200


def test_evidence_at_the_desk(client, firm):
    case, lead = make_incidents.case(make.person(firm)), make_incidents.investigator()
    client.force_login(lead.user)
    url = reverse("evidence_new", args=[case.pk])
    assert client.get(url).status_code == 200
    given = {
        "title": "Log",
        "method": "system-export",
        "source": "Server",
        "acquired_at": "2026-01-05T10:00",
        "acquired_by": "B. Ito",
    }
    assert client.post(url, given).status_code == 422
    assert client.post(url, {**given, "file": SimpleUploadedFile("a.exe", b"MZ")}).status_code == 422
    assert client.post(url, {**given, "file": SimpleUploadedFile("a.txt", b"02:14")}).status_code == 302
    item = case.evidence.get()
    assert client.get(reverse("evidence_item", args=[item.pk])).status_code == 200
    moved = {"released_by": "A", "received_by": "B", "purpose": "To examine"}
    assert client.post(reverse("evidence_transfer", args=[item.pk]), {}).status_code == 422
    assert client.post(reverse("evidence_transfer", args=[item.pk]), moved).status_code == 302
    assert client.post(reverse("evidence_copy", args=[item.pk]), {}).status_code == 422
    copy = client.post(reverse("evidence_copy", args=[item.pk]), {"purpose": "For counsel"})
    assert b"".join(copy.streaming_content) == b"02:14"
    assert client.post(reverse("evidence_comparison", args=[item.pk])).status_code == 302
    assert [line.deed for line in item.custody.all()] == ["intake", "view", "transfer", "export", "check"]
    client.force_login(make.officer().user)
    assert client.get(reverse("evidence_item", args=[item.pk])).status_code == 403
    client.force_login(make.staff_member("auditor").user)
    assert client.get(reverse("evidence_item", args=[item.pk])).status_code == 404
    assert evidence.where_it_is(item).purpose == "To examine"


def test_staff_write_down_a_call_in_the_same_steps(client, firm):
    worker = make.person(firm)
    client.force_login(make.officer().user)
    assert client.get(reverse("incident_choose")).status_code == 200
    url = reverse("incident_report", args=[firm.pk])
    assert client.get(url).context["step"] == 1
    assert client.post(url, {"step": "1", "category": "lost-device"}).status_code == 422
    what = {"category": "lost-device", "what": "A laptop"}
    assert client.post(url, {"step": "1", **what}).context["step"] == 2
    given = {"step": "3", **what, "people": [str(worker.pk)], "noticed": "Monday"}
    done = client.post(url, {**given, "file": SimpleUploadedFile("call.txt", b"Notes of the call")})
    case = Case.objects.get()
    assert done.url == reverse("incident", args=[case.pk])
    assert [(item.method, item.title) for item in case.evidence.all()] == [("officer-record", "call.txt")]


def test_who_is_not_sure_of_anything_but_what_happened_can_report(client, firm):
    client.force_login(make.officer().user)
    given = {"step": "3", "category": "not-sure", "what": "Somebody photographed a drawing"}
    assert client.post(reverse("incident_report", args=[firm.pk]), given).status_code == 302
    case = Case.objects.get()
    assert (case.categories, case.noticed, case.severity) == ([], "", "S4")


def test_sending_a_report_twice_keeps_its_file_once(client, firm):
    client.force_login(make.officer().user)
    given = {"step": "3", "category": "not-sure", "what": "A letter", "noticed": "Monday"}
    for _press in range(2):
        letter = SimpleUploadedFile("letter.txt", b"Dear Sir or Madam")
        assert client.post(reverse("incident_report", args=[firm.pk]), {**given, "file": letter}).status_code == 302
    assert Case.objects.get().evidence.count() == 1


def test_a_file_that_is_refused_does_not_hold_up_a_report(client, firm):
    client.force_login(make.officer().user)
    given = {"step": "3", "category": "not-sure", "what": "A letter", "noticed": "Monday"}
    wrong = SimpleUploadedFile("letter.exe", b"MZ")
    page = client.post(reverse("incident_report", args=[firm.pk]), {**given, "file": wrong}, follow=True)
    assert "The file was not taken" in page.content.decode()
    assert not Case.objects.get().evidence.exists()


def test_the_number_to_call_stands_above_a_report_and_leaves_no_hole(client, firm):
    client.force_login(make.person(firm).user)
    url = reverse("portal_incident_new")
    assert "Call us" not in client.get(url).content.decode()
    organisation.change(by=make.CLOCK, at=make.earlier(), help_phone="+353 21 555 0199")
    assert 'href="tel:+353215550199"' in client.get(url).content.decode()


def test_no_page_says_an_id_twice(client, firm):
    case, lead = make_incidents.case(make.person(firm), people=[make.person(firm)]), make_incidents.investigator()
    client.force_login(lead.user)
    evidence.take_in(
        case,
        title="Disk",
        method="physical-item",
        source="Desk 4",
        acquired_at=case.reported_at,
        acquired_by="B. Ito",
        seal="S-17",
        by=lead,
        at=case.reported_at,
    )
    pages = [
        reverse("incident", args=[case.pk]),
        reverse("evidence_item", args=[case.evidence.get().pk]),
        reverse("evidence_new", args=[case.pk]),
    ]
    for page in pages:
        assert repeated_ids(client.get(page).content.decode()) == []


def test_evidence_from_the_future_is_named_at_the_field_and_nothing_is_lost(client, firm):
    case = make_incidents.case(make.person(firm))
    client.force_login(make_incidents.investigator().user)
    url = reverse("evidence_new", args=[case.pk])
    method = client.get(url).context["form"].fields["method"].choices[0][0]
    said = {
        "title": "Laptop of the night shift", "method": method, "source": "Gate 3", "acquired_at": "2999-01-01T10:00",
        "acquired_by": "Carlos Vega", "seal": "S-1", "note": "Lid closed",
    }  # fmt: skip
    page = client.post(url, said)
    text = page.content.decode()
    assert page.status_code == 422 and "Enter a moment that has passed" in text and "Laptop of the night shift" in text
    assert not case.evidence.exists()


def test_today_and_the_search_bear_a_grave_report_that_names_no_firm(client, firm):
    case = make_incidents.without_name(what="Drawings lie open")
    assert (case.severity, case.vendor) == ("S2", None)
    client.force_login(make_incidents.investigator().user)
    today = client.get("/desk/").content.decode()
    assert "Subcontractor not known yet" in today and case.reference in today
    assert case.reference in client.get("/desk/search/", {"q": "Drawings"}).content.decode()

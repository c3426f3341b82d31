"""The last part of the story: an audit finds, a worker reports, HR says goodbye, and the trail proves all of it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from access import eligibility
from audits.actions import findings
from core.models import Event
from incidents.models import Case
from tests import make_audits
from tests.databases import committed
from tests.journeys.arriving import call
from tests.journeys.cast import day, deed, seen, sent, visitor
from tests.journeys.mails import told
from tests.trail import world as trail


def is_open(world: dict) -> bool:
    with deed() as at:
        return bool(eligibility.decide(world["worker"].pk, world["asset"].pk, at=at))


def audit(world: dict) -> None:
    """A major finding closes access; plan and evidence come from the firm; somebody else verifies and it opens."""
    assert is_open(world)
    with deed():
        found = make_audits.finding(make_audits.audit(world["firm"], by=world["auditor"]), by=world["auditor"])
    assert not is_open(world)
    viewer = reverse("document", args=[world["document"].pk])
    refused = visitor(world["worker"].user).get(viewer)
    assert refused.status_code == 409 and "Your access is on hold" in refused.content.decode()
    contact, page = visitor(world["contact"].user), reverse("portal_finding", args=[found.pk])
    said = {"cause": "Nobody checked", "step_1": "Have them sign", **day("day_1", found.due_on)}
    sent(contact, reverse("portal_finding_plan", args=[found.pk]), said, page=page)
    with deed() as at:
        findings.accept_plan(found, because="Good", by=world["auditor"], at=at)
    proof = {"note": "All signed", "file": SimpleUploadedFile("signed.txt", b"All three signed")}
    sent(contact, reverse("portal_finding_evidence", args=[found.pk]), proof, page=page)
    desk = reverse("finding", args=[found.pk])
    own = visitor(world["auditor"].user).post(desk, {"answer": "verify", "because": "Mine"})
    assert own.status_code == 403 and not is_open(world)
    sent(visitor(world["verifier"].user, confirmed=True), desk, {"answer": "verify", "because": "Seen"})
    assert is_open(world)


def report(world: dict) -> None:
    """Three steps; the case opens with a hold on those concerned, and keeps evidence with hash and custody."""
    worker, url = visitor(world["worker"].user), reverse("portal_incident_new")
    said = {
        "as_person": worker.get(url).context["as_person"],
        "category": "suspected-leak",
        "what": "Our load plan was seen elsewhere",
    }
    assert worker.post(url, {**said, "step": "1"}).context["step"] == 2
    said |= {"people": [str(world["worker"].pk)]}
    assert worker.post(url, {**said, "step": "2"}).context["step"] == 3
    upload = SimpleUploadedFile("photo.txt", b"a photograph")
    receipt = worker.post(url, {**said, "step": "3", "noticed": "Just now", "file": upload})
    assert receipt.status_code == 302 and not is_open(world)
    with committed():
        case = Case.objects.get()
        item = case.evidence.get()
    assert case.reference not in seen(worker, receipt["Location"])
    lead = visitor(world["investigator"].user)
    assert "Our load plan was seen elsewhere" in seen(lead, reverse("incident", args=[case.pk]))
    assert item.sha256 in seen(lead, reverse("evidence_item", args=[item.pk])).replace("\u200b", "")
    with committed():
        assert "intake" in [line.deed for line in item.custody.all()]
    sent(
        lead,
        reverse("incident_lifting", args=[case.pk]),
        {"because": "It was an old, public plan"},
        page=reverse("incident", args=[case.pk]),
    )
    assert is_open(world)


def depart(world: dict) -> None:
    """HR says that the worker has left; all of it closes at once, and the timeline shows cause and effects."""
    answer = call(world["hr"], "POST", "people/E-1/departure", {"because": "Contract ended"})
    assert answer.status_code == 200 and answer.json()["departed_at"]
    assert not is_open(world)
    gone = visitor(world["worker"].user).get(reverse("documents"))
    assert gone.status_code in {302, 303, 403}
    told("Ines Moreau: Sean Daly has left Corrib Test Works")
    page = visitor(world["officer"].user).get(reverse("person", args=[world["worker"].pk]))
    cause = next(entry for entry in page.context["entries"] if "Contract ended" in entry["meta"])
    effects = [entry["title"] for entry in cause["children"]]
    assert any(title.startswith("Access revoked") for title in effects), effects
    assert page.text.index(cause["title"]) < page.text.index(effects[0]) and "Contract ended" in page.text


def prove(world: dict, superuser) -> None:
    """The trail is whole, until somebody changes a row behind its back: then the place is named."""
    trail.seal()
    call_command("verify_trail", stdout=io.StringIO())
    with committed():
        event = Event.objects.get(name="person.departed")
    with superuser.cursor() as cursor:
        cursor.execute("alter table core_event disable trigger all")
        cursor.execute("update core_event set actor_id = gen_random_uuid() where name = 'person.departed'")
        cursor.execute("alter table core_event enable trigger all")
        for guard in ("trail_rows_stay", "trail_stays"):
            cursor.execute(f"alter table core_event enable always trigger {guard}")
    said = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_trail", stdout=said)
    assert str(event.pk) in said.getvalue(), said.getvalue()
    assert "event-edited" in trail.kinds(trail.examine())

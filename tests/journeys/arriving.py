"""The first part of the story: a firm is invited, and its people come."""

import datetime
import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core import ids
from core.actions import clients
from tests import make
from tests.databases import committed
from tests.journeys.cast import deed, seen, sent, text_of, visitor
from vendors import business_days, invitation_links
from vendors.models import Invitation, Person, Vendor

PASSWORD = "three green boats at sea"
RISK = {
    "information-class": "trade-secret",
    "place-of-work": ["our-site"],
    "access-path": "viewer",
    "people": "one",
    "lower-tiers": "none",
    "countries": ["home-country"],
    "export-control": "none",
    "competitor-ties": "none",
}

# Demand -> the answer that caused it, as the page of the tier says it.
DEMANDED = {
    "Upload a certificate of information security": "Trade secrets, such as source code",
    "Upload the cyber insurance certificate": "Tier 1, highest",
    "Answer the section on technical safeguards": "A secret stays one only where each place that holds it is protected",
}


def invite(world: dict) -> None:
    """The officer invites the firm; the risk form sets the tier and names the answer behind each demand."""
    officer = visitor(world["officer"].user)
    said = {
        "id": ids.new(),
        "name": "Corrib Test Works",
        "country": "IE",
        "work": "Durability testing of bearings",
        "owner": world["officer"].user.pk,
        "contact_name": "Nora Byrne",
        "contact_email": "nora@corrib.test",
        "is_signatory": "on",
        **RISK,
    }
    tier_page = sent(officer, reverse("subcontractor_invite"), said)
    page = text_of(seen(officer, tier_page))
    assert "Tier 1, highest" in page
    for demand, answer in DEMANDED.items():
        assert answer in page.partition(demand)[2][:300], demand
    with committed():
        world["firm"] = Vendor.objects.get(name="Corrib Test Works")
    assert world["firm"].reference in seen(officer, reverse("subcontractors"))


def accept(world: dict, email: str, name: str) -> Person:
    """Through the public page of the link, which is good once."""
    with committed():
        row = Invitation.objects.open().get(email=email)
    link = reverse("invitation", args=[invitation_links.token_of(row.pk)])
    guest = Client()
    assert "Corrib Test Works" in seen(guest, link)
    said = {"name": name, "password": PASSWORD, "language": "en-gb", "time_zone": "Europe/Dublin"}
    assert sent(guest, link, said) == reverse("welcome")
    assert Client().get(link).status_code == 410
    tasks = seen(guest, reverse("your_tasks"))
    assert "expectations" in tasks.lower() and world["firm"].reference not in tasks
    sheet = reverse("expectations")
    sent(guest, sheet, {"shown": guest.get(sheet).context["digest"], "read": "on"})
    assert "acknowledged" in seen(guest, sheet).lower()
    with committed():
        return Person.objects.select_related("user", "vendor").get(email=email)


def come_in(world: dict) -> None:
    world["contact"] = accept(world, "nora@corrib.test", "Nora Byrne")


def call(token: str, method: str, path: str, body: dict):
    headers = {"Authorization": f"Bearer {token}"}
    return Client().generic(
        method, f"/api/v1/{path}", json.dumps(body), content_type="application/json", headers=headers
    )


def send_people(world: dict) -> None:
    """HR sends one worker by name and a file of others, whose wrong row is named by row and column."""
    with deed() as at:
        until = at + datetime.timedelta(days=1)
        _key, world["hr"] = clients.create(
            "HR", scopes=["people:read", "people:write"], expires_at=until, by=make.CLOCK, at=at
        )
        today = business_days.day_of(at)
    last = str(today + datetime.timedelta(days=300))
    body = {
        "name": "Sean Daly",
        "email": "sean@corrib.test",
        "subcontractor": world["firm"].reference,
        "starts_on": str(today),
        "ends_on": last,
    }
    first, again = (call(world["hr"], "PUT", "people/E-1", body) for _time in range(2))
    assert (first.status_code, again.status_code, first.json()["id"]) == (201, 200, again.json()["id"])
    head = "hr_id,name,email,subcontractor,starts_on,ends_on"
    right = f"E-2,Aoife Kelly,aoife@corrib.test,{world['firm'].reference},{today},{last}"
    wrong = import_file(
        world, f"{head}\n{right}\n{right.replace('E-2', 'E-3').replace('aoife@corrib.test', 'nowhere')}", "check"
    )
    assert wrong.json()["counts"]["wrong"] == 1
    (named,) = wrong.json()["errors"]
    assert (named["row"], named["column"]) == (3, "email") and named["sentence"]
    refused = import_file(world, f"{head}\n{right.replace('aoife@corrib.test', 'nowhere')}", "apply")
    assert refused.status_code == 422 and refused.json()["errors"][0]["pointer"] == "/file/2/email"
    done = import_file(world, f"{head}\n{right}", "apply")
    assert done.json()["state"] == "applied"
    page = seen(visitor(world["officer"].user), reverse("people"))
    assert "Sean Daly" in page and "Aoife Kelly" in page


def import_file(world: dict, content: str, mode: str):
    upload = SimpleUploadedFile("people.csv", content.encode(), content_type="text/csv")
    headers = {"Authorization": f"Bearer {world['hr']}", "Idempotency-Key": f"{mode}-{len(content)}"}
    return Client().post(f"/api/v1/imports?mode={mode}", {"file": upload}, headers=headers)


def bring_in_the_worker(world: dict) -> None:
    """HR knew the worker before; the officer sends the way in."""
    with committed():
        worker = Person.objects.get(hr_id="E-1")
    sent(
        visitor(world["officer"].user),
        reverse("person_invitation", args=[worker.pk]),
        page=reverse("person", args=[worker.pk]),
    )
    world["worker"] = accept(world, "sean@corrib.test", "Sean Daly")

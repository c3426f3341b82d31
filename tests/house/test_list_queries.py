"""Do lists ask the database the same number of times however many rows they show?"""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.actions import openings
from core import clock, ids
from core.actions import clients
from tests import (
    make,
    make_access,
    make_agreements,
    make_audits,
    make_bulk,
    make_elsewhere,
    make_finance,
    make_ip,
    make_risk,
    make_signals,
    make_subs,
    make_training,
)
from tests.vendors_watch import world
from vendors.actions import imports

pytestmark = pytest.mark.django_db


def add_people():
    make.person(with_account=False)


def add_obligation():
    make_agreements.obligation(make_agreements.signed(), "training-proof")


def add_agreement():
    make_agreements.issued()


def add_finding():
    auditor = make_audits.auditor()
    make_audits.finding(make_audits.audit(by=auditor), by=auditor)


def add_grant():
    who = make.person()
    make_access.requested(who, make_access.offered(who))


def add_copy():
    who = make.person(make.vendor(status="active"))
    thing = make_access.offered(who)
    make_access.opened(who, thing)
    openings.open_document(make_access.document(thing), by=make.as_person(who), at=clock.now())


def add_hit():
    name = f"Zarevo Nord {ids.new().hex}"
    make.vendor(name)
    world.read(world.watchlist(name), world.lines(b={"name": [name]}))


def add_import():
    officer = make.officer()
    run = imports.upload(b"Name,Email\nAda,ada@firm.test", name="people.csv", by=officer, at=clock.now())
    imports.remove(run, by=officer, at=clock.now())
    imports.upload(b"Name,Email\nAda,ada@firm.test", name="people.csv", by=officer, at=clock.now())


def add_key():
    at = clock.now()
    end = at + datetime.timedelta(days=30)
    clients.create("Payroll", scopes=["people:read"], vendor=make.vendor(), expires_at=end, by=make.CLOCK, at=at)


def add_sub_supplier():
    make_subs.named(make.contact(make.vendor()))


LISTS = {
    "sub_suppliers": (add_sub_supplier, "officer"),
    "accounts": (lambda: make.staff_member("reader"), "administrator"),
    "keys": (add_key, "administrator"),
    "people_imports": (add_import, "officer"),
    "watchlists": (add_hit, "analyst"),
    "watch_hits": (add_hit, "analyst"),
    "grants": (add_grant, "officer"),
    "copies": (add_copy, "officer"),
    "training_enrolments": (make_training.enrolment, "trainer"),
    "risk_acceptances": (lambda: make_risk.accept(make_risk.known_firm()), "approver"),
    "signals": (lambda: make_signals.signal(make.vendor()), "analyst"),
    "statements": (lambda: make_finance.statement(make.vendor()), "analyst"),
    "subcontractors": (make.vendor, "officer"),
    "audit_log": (make.vendor, "officer"),
    "people": (add_people, "officer"),
    "engagements": (lambda: make.engagement(make.vendor()), "officer"),
    "desk_agreements": (add_agreement, "legal"),
    "desk_bulks": (lambda: make_bulk.begun(make_bulk.firms(1)), "legal"),
    "desk_obligations": (add_obligation, "legal"),
    "desk_inventions": (lambda: make_ip.disclosed(make.person(make.vendor())), "legal"),
    "desk_independents": (lambda: make_ip.of_ones_own(make.person(make.vendor())), "legal"),
    "desk_joints": (lambda: make_ip.together(make.vendor()), "legal"),
    "desk_elsewhere_list": (make_elsewhere.entered_anew, "legal"),
    "desk_background": (lambda: make_ip.declared(make.contact(make.vendor())), "legal"),
    "audits": (add_finding, "auditor"),
    "findings": (add_finding, "auditor"),
}


def queries(name: str, client: Client) -> int:
    client.get(reverse(name))  # what a process looks up once
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse(name))
    assert answer.status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", LISTS)
def test_queries_are_constant_in_rows(name):
    add, role = LISTS[name]
    client = Client()
    client.force_login(make.staff_member(role).user)
    add()
    few = queries(name, client)
    for _each in range(4):
        add()
    assert queries(name, client) == few

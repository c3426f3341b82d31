"""Does the demo show every corner of the product, once, and never where it must not be?"""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.test import override_settings

from access import eligibility
from access.models import Grant
from agreements.models import ElsewherePaper
from agreements.policies.elsewhere import can_confirm
from audits.models import Finding
from config import demo
from core import actors, clock
from core.management.commands.load_starter import Command as LoadStarter
from core.models import Event, User
from core.roles import ROLES
from incidents.models import Case
from vendors.models import Certificate, Person, Vendor


@pytest.fixture
def told(db, tmp_path):
    with override_settings(SIGNING_KEY_DIR=tmp_path / "keys"):
        LoadStarter().handle()
        assert demo.load(by=actors.system("demo"), at=clock.now())
        yield


def test_the_demo_is_alive_told_once_and_dated_back_openly(told):
    assert {row[1] for row in demo.table()} >= {f"{role}@halden.example" for role in ROLES}
    assert set(Vendor.objects.values_list("status", flat=True)) == {"active", "screening", "prospect"}
    assert set(Grant.objects.values_list("status", flat=True)) == {
        "open",
        "first_approved",
        "requested",
        "declined",
        "revoked",
    }
    assert Finding.objects.exists() and Case.objects.count() == 2

    now = clock.now()
    usable = {
        grant.person.name: eligibility.decide(grant.person_id, grant.asset_id, at=now).allowed
        for grant in Grant.objects.filter(status="open").select_related("person")
    }
    assert usable["Tomas Keane"] and usable["Grace Tan"]
    assert not usable["Emre Aydin"], "the incident holds the access of the person concerned"

    known, waits = ElsewherePaper.objects.order_by("entered_at")
    assert known.agreement.status == "signed" and known.entered_by != known.confirmed_by
    assert waits.status == "proposed" and can_confirm(
        actors.staff(User.objects.get(email="officer@halden.example")), waits
    )

    left = Person.objects.get(name="Petra Lindqvist")
    tree = Event.objects.filter(cause__name="person.departed", cause__subject_id=left.pk)
    assert left.departed_at and "grant.revoked" in set(tree.values_list("name", flat=True))
    lapsed = Certificate.objects.get(status="accepted", valid_until__lt=now)
    assert Certificate.objects.get(replaces=lapsed).status == "uploaded", "a renewal waits to be accepted"

    events = Event.objects.count()
    assert not demo.load(by=actors.system("demo"), at=clock.now())
    assert Event.objects.count() == events
    assert not Event.objects.filter(at__lt=now - datetime.timedelta(minutes=15)).exclude(door="demo").exists()

    account = User.objects.get(email="tomas@brightmoor.example")
    factor = Authenticator.objects.get(user=account, type=Authenticator.Type.TOTP)
    assert TOTP(factor).validate_code(demo.code_of(account.email, at=datetime.datetime.now(datetime.UTC)))
    with pytest.raises(LookupError):
        demo.code_of("nobody@halden.example", at=clock.now())


@override_settings(DEMO_ALLOWED=False)
@pytest.mark.parametrize("command", [["demo"], ["demo", "--list"], ["demo_code", "officer@halden.example"]])
def test_without_leave_there_is_no_demo(command):
    with pytest.raises(CommandError, match="not allowed"):
        call_command(*command, skip_checks=True)

"""Who sees which certificate seals, who renews it, and who hears before it ends?"""

import datetime

import pytest
from django.test import Client

from core import clock, deadlines, reminders
from core.actions import seal_certificate
from core.models import Event, Notice
from core.refusals import NotAllowed, NotNow
from core.signing import authority
from core.signing.describing import serial_of
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organisation_key")]


@pytest.fixture
def administrator():
    return make.staff_member("administrator", name="Ada Keeper")


@pytest.fixture
def desk(administrator):
    return make.confirm(Client(), administrator.user)


def renew(by, serial: str, **more):
    seal_certificate.renew(serial=serial, by=by, at=clock.now(), because="Once a year", **more)


def test_the_page_says_which_certificate_until_when_and_whose_clock(desk, settings):
    said = desk.get("/desk/organisation/seal/").content.decode()
    assert serial_of(authority.certificate()) in said and "PAdES B-B" in said and "own clock" not in said
    settings.TIMESTAMP_URL = "https://clock.example/stamp"
    assert "clock.example" in desk.get("/desk/organisation/seal/").content.decode()


def test_it_is_renewed_with_a_reason_once_for_each_press(desk, administrator):
    before = serial_of(authority.certificate())
    assert desk.post("/desk/organisation/seal/renewal/", {"serial": before}).status_code == 422
    for _again in range(2):
        answer = desk.post("/desk/organisation/seal/renewal/", {"serial": before, "because": "Once a year"})
        assert answer.status_code == 302
    after = serial_of(authority.certificate())
    [event] = Event.objects.filter(name="seal.renewed")
    assert after != before and (event.detail.data["before"], event.detail.data["after"]) == (before, after)
    assert "Once a year" in desk.get("/desk/organisation/seal/").content.decode()


def test_nobody_else_renews_it_and_a_file_of_the_operator_is_left_alone(administrator, settings):
    before = serial_of(authority.certificate())
    with pytest.raises(NotAllowed):
        renew(make.officer(), before)
    settings.SEAL_CERTIFICATE = "/somewhere/seal.p12"
    with pytest.raises(NotNow, match="supplied by the operator"):
        renew(administrator, before)
    assert serial_of(authority.certificate()) == before


def test_a_file_that_cannot_be_read_is_said_on_the_page(desk, settings):
    settings.SEAL_CERTIFICATE = "/somewhere/seal.p12"
    said = desk.get("/desk/organisation/seal/").content.decode()
    assert "cannot be read" in said and "Renew the certificate" not in said


def test_who_keeps_the_settings_hears_before_it_ends_and_no_longer_once_it_is_renewed(administrator):
    ends = authority.certificate().not_valid_after_utc
    assert list(deadlines.seal_certificate(ends - datetime.timedelta(days=200))) == []
    at = ends - datetime.timedelta(days=20)
    assert reminders.remind(deadlines.seal_certificate(at), at=at) == 1
    assert reminders.remind(deadlines.seal_certificate(at), at=at) == 0
    [told] = Notice.objects.filter(user=administrator.user)
    assert told.url == "/desk/organisation/seal/" and len(told.title) <= 70
    authority.renew_signer(organisation="Northwind Forge", at=ends - datetime.timedelta(days=19))
    assert list(deadlines.seal_certificate(at)) == []

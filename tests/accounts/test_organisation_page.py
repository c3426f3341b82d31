"""The organisation's settings, its mail and its health, in the browser of an administrator."""

import smtplib

import pytest
from django.core import mail as sent
from django.test import Client, override_settings
from django.urls import reverse
from lxml import html

from core import clock, health, installation
from core import mail as letters
from core.actions import organisation, setting_up
from core.models import Event, Organisation
from core.refusals import NotAllowed
from tests import make

pytestmark = pytest.mark.django_db
PAGE = "/desk/organisation/"
SAID = {
    "name": "Halden Robotics",
    "tagline": "Subcontractor assurance",
    "address": "14 Foundry Quay",
    "time_zone": "Europe/Dublin",
    "jurisdiction": "IE",
    "help_name": "Ines Moreau",
    "help_email": "ines@halden.test",
    "help_phone": "+353 1 555 0142",
    "help_hours": "9 to 17",
    "brand_hue": "30",
    "brand_chroma": "0.100",
}


@pytest.fixture
def keeper():
    return make.staff_member("administrator", name="Sam Whitlock")


@pytest.fixture
def browser(keeper):
    return make.confirm(Client(), keeper.user)


def test_what_is_saved_stands_on_every_page_and_in_the_trail(browser):
    assert browser.post(PAGE, SAID).status_code == 302
    house = Organisation.current()
    assert {name: str(getattr(house, name)) for name in SAID} == SAID
    page = browser.get(PAGE).text
    assert page.count("Halden Robotics") > 1 and "/brand.css?v=30-0.100" in page and 'value="14 Foundry Quay"' in page
    changed = Event.objects.get(name="organisation.changed")
    assert changed.detail.data["after"]["help_name"] == "Ines Moreau"
    browser.post(PAGE, SAID)
    assert Event.objects.filter(name="organisation.changed").count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "Enter the name of the organisation"),
        ({"time_zone": "Dublin"}, "Choose a time zone from the list"),
        ({"jurisdiction": "Ireland"}, "two capital letters"),
        ({"help_email": "ines"}, "Enter a mail address like"),
        ({"brand_hue": "400"}, "Enter a number from 0 to 359"),
        ({"brand_chroma": "0.2"}, "Enter a number from 0 to 0.120"),
        ({"brand_chroma": "red"}, "Enter a number from 0 to 0.120"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_set(browser, wrong, words):
    answer = browser.post(PAGE, {**SAID, **wrong})
    assert answer.status_code == 422 and words in answer.text and 'value="14 Foundry Quay"' in answer.text
    assert not Organisation.objects.exists()


def test_what_somebody_else_saved_meanwhile_stays(browser):
    browser.post(PAGE, SAID)
    form = next(each for each in html.fromstring(browser.get(PAGE).text).forms if "brand_hue" in each.fields)
    organisation.change(by=make.CLOCK, at=clock.now(), help_phone="+353 1 555 9999")
    browser.post(PAGE, {**dict(form.form_values()), "help_name": "Rosa Lind"})
    house = Organisation.current()
    assert (house.help_name, house.help_phone) == ("Rosa Lind", "+353 1 555 9999")
    answer = browser.post(PAGE, {**dict(form.form_values()), "help_phone": "112"})
    assert answer.status_code == 422 and "Somebody saved" in answer.text


def test_a_test_mail_goes_to_who_asked(browser, keeper):
    with override_settings(EMAIL_FILE_PATH=""):
        page = browser.post(reverse("organisation_mail"), follow=True).text
    assert "The server took the mail" in page and sent.outbox[-1].to == [keeper.user.email]
    with override_settings(EMAIL_FILE_PATH=""):
        assert installation.mail_works()


def test_what_the_server_said_is_said(browser, monkeypatch):
    def refuse(letter):
        raise smtplib.SMTPRecipientsRefused({"x": (550, b"No such user here")})

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", lambda self, **_how: refuse(self))
    page = browser.post(reverse("organisation_mail"), follow=True).text
    assert "550 No such user here" in page
    assert Event.objects.get(name="mail.tested").detail.data["said"] == "550 No such user here"
    assert not installation.mail_works()


def test_without_a_server_it_says_where_mails_lie(browser, tmp_path):
    with override_settings(EMAIL_FILE_PATH=str(tmp_path)):
        page = browser.post(reverse("organisation_mail"), follow=True).text
        assert f"lies as a file in {tmp_path}" in page and letters.way() in page
    assert not installation.mail_works()


def test_the_installation_shows_itself(browser):
    page = browser.get(PAGE).text
    assert f"Ringfence {installation.version()}" in page and "PostgreSQL" in page and "The database answers" in page


def test_a_probe_that_complains_is_said(browser, monkeypatch):
    monkeypatch.setitem(health.PROBES, "clock", (lambda: "9 seconds away", "degraded"))
    assert "agrees with the database&#x27;s: 9 seconds away" in browser.get(PAGE).text


def test_settings_are_for_administrators(keeper):
    officer, at = make.officer(), clock.now()
    client = make.confirm(Client(), officer.user)
    assert client.get(PAGE).status_code == 403 and client.post(reverse("organisation_mail")).status_code == 403
    for deed in (
        lambda: organisation.change(name="Ours", by=officer, at=at),
        lambda: setting_up.vouch_for_backup(by=officer, at=at),
        lambda: setting_up.close(by=officer, at=at),
    ):
        with pytest.raises(NotAllowed):
            deed()

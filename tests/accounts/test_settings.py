"""Everybody sets the pages to their liking, by choosing and not by typing codes."""

import pytest
from django.urls import reverse

from core import zones
from core.models import Event
from core.web import locale
from tests import make

pytestmark = pytest.mark.django_db
GOOD = {"name": "Ines Moreau", "language": "en-gb", "time_zone": "Europe/Berlin", "theme": "dark", "density": "comfortable", "single_keys": "on"}  # fmt: skip


@pytest.fixture
def officer(client):
    user = make.officer("Ines Moreau").user
    client.force_login(user)
    return user


def test_what_was_chosen_is_kept_and_said(client, officer):
    page = client.post(reverse("own_settings"), GOOD, follow=True)
    officer.refresh_from_db()
    assert (officer.time_zone, officer.theme, officer.density, officer.single_keys) == ("Europe/Berlin", "dark", "comfortable", True)  # fmt: skip
    assert "Settings saved" in page.text and 'data-theme="dark"' in page.text
    assert not Event.objects.filter(name="user.renamed").exists()


def test_a_name_is_signed_with_so_its_change_is_in_the_trail(client, officer):
    client.post(reverse("own_settings"), {**GOOD, "name": "Ines M. Moreau"})
    event = Event.objects.select_related("detail").get(name="user.renamed")
    assert event.detail.data == {"before": "Ines Moreau", "after": "Ines M. Moreau"}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": " "}, "Enter your name"),
        ({"language": "xx"}, "Choose a language from the list"),
        ({"time_zone": "Mars/Olympus"}, "Choose a time zone from the list"),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_nothing_is_kept(client, officer, wrong, words):
    page = client.post(reverse("own_settings"), {**GOOD, **wrong})
    officer.refresh_from_db()
    assert page.status_code == 422 and page.text.count(words) == 2 and officer.theme == "system"


def test_only_languages_with_words_are_offered(client, officer, settings, tmp_path):
    page = client.get(reverse("own_settings")).text
    assert '<option value="en-gb" selected>' in page and "Deutsch" not in page
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.mo").touch()
    settings.LOCALE_PATHS = [tmp_path]
    locale.languages.cache_clear()
    assert ("de", "Deutsch") in locale.languages()
    locale.languages.cache_clear()


def test_zones_are_places_in_groups_and_the_present_one_stays():
    groups = dict(zones.choices("GB-Eire"))
    assert ("Europe/Dublin", "Dublin") in groups["Europe"]
    assert ("America/Argentina/Buenos_Aires", "Buenos Aires, Argentina") in groups["Americas"]
    assert groups["Other"] == [("UTC", "UTC"), ("GB-Eire", "GB-Eire")]
    assert not {"Factory", "Zulu", "GB-Eire", "Asia/Calcutta"} & zones.places()


def test_the_portal_is_not_asked_what_it_does_not_know(client):
    person = make.person()
    client.force_login(person.user)
    assert "Single-key" not in client.get(reverse("own_settings")).text
    said = {name: value for name, value in GOOD.items() if name not in {"density", "single_keys"}}
    assert client.post(reverse("own_settings"), said).status_code == 302

"""Search finds by beginnings, forgives a typo, and never says a word about what the reader may not see."""

import pytest

from core import search
from core.actors import Actor
from core.models import Job, User
from core.search import Searchable

JOBS = Searchable(
    label="Jobs",
    icon="inbox",
    rows=lambda viewer: Job.objects.visible_to(viewer),
    fields=("title", "kind"),
    url=lambda key: f"/jobs/{key}/",
    reference="kind",
)


@pytest.fixture(autouse=True)
def _only_jobs(monkeypatch):
    monkeypatch.setattr(search, "kinds", lambda: [JOBS])


@pytest.fixture
def officer(db):
    user = User.objects.create_user("ines@example.org", name="Ines", is_staff=True)
    return Actor(kind="staff", label="Ines", user=user)


def made(user, *titles):
    return [Job.objects.create(kind="import", title=title, user=user) for title in titles]


def found(text, viewer, most=5):
    return [item["label"] for group in search.find(text, viewer, most=most) for item in group["items"]]


def test_the_beginning_of_any_word_finds(officer):
    made(officer.user, "Brightmoor Test Lab", "Northgate Foundry")
    assert found("bri", officer) == ["Brightmoor Test Lab"]
    assert found("lab", officer) == ["Brightmoor Test Lab"]
    assert found("impor", officer) == ["Brightmoor Test Lab", "Northgate Foundry"]


def test_a_typo_is_forgiven_but_not_where_the_name_was_meant(officer):
    made(officer.user, "Brightmoor Test Lab", "Northgate Foundry")
    assert found("brigthmoor", officer) == ["Brightmoor Test Lab"]
    assert found("zzzz", officer) == []


def test_with_enough_hits_no_typo_is_looked_for(officer, django_assert_num_queries):
    made(officer.user, *[f"Brightmoor {n}" for n in range(6)])
    with django_assert_num_queries(1):
        assert len(found("bright", officer)) == 5


@pytest.mark.parametrize("text", ["bright", "brigthmoor", "lab"])
def test_what_is_out_of_sight_is_not_found_in_any_way(officer, text):
    made(User.objects.create_user("other@example.org", name="Other"), "Brightmoor Test Lab")
    assert search.find(text, officer, most=5) == []


@pytest.mark.parametrize("text", ["", "b", "%", "__", "\x00\x00b", "'", "a" * 10_000])
def test_short_and_strange_texts_find_nothing_and_break_nothing(officer, text):
    made(officer.user, "Brightmoor")
    assert found(text, officer) == []


def test_the_palette_and_the_page_are_for_the_desk(client, officer, settings):
    settings.ROOT_URLCONF = "config.urls"
    made(officer.user, "Brightmoor")
    assert client.get("/desk/palette/?q=bri").status_code == 302
    client.force_login(officer.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    for path in ["/desk/palette/", "/desk/search/"]:
        text = client.get(f"{path}?q=bri").content.decode()
        assert "Brightmoor" in text and "/jobs/" in text
        assert client.get(f"{path}?q=<script>alert(1)</script>").content.decode().count("<script>alert") == 0
    assert "Nothing is called like this" in client.get("/desk/search/?q=zzzz").content.decode()
    assert client.get("/desk/search/").status_code == 200

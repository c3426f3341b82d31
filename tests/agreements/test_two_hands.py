"""Two people write at one draft: is anything lost without a word?"""

import re

import pytest
from django.urls import reverse

from agreements.models import Agreement
from core.web import two_hands
from tests import make_agreements as papers

pytestmark = pytest.mark.django_db


def page_of(client, agreement) -> str:
    page = client.get(reverse("desk_draft", args=[agreement.pk])).content.decode()
    return re.search(r'name="drawn" value="([^"]+)"', page)[1]


def saved(client, agreement, drawn, **said):
    found = papers.drafting.look(agreement)
    kept = {f"v-{name}": value for name, value in found.values.items() if isinstance(value, str | int)}
    body = {"jurisdiction": agreement.jurisdiction, "drawn": drawn, **kept, **said}
    return client.post(reverse("desk_draft", args=[agreement.pk]), body)


def test_two_lawyers_on_one_draft_lose_nothing(client):
    agreement = papers.draft()
    client.force_login(papers.counsel().user)
    before = Agreement.objects.get(pk=agreement.pk)
    first, second = page_of(client, agreement), page_of(client, agreement)
    assert saved(client, before, first, **{"v-purpose": "Endurance tests"}).status_code == 302
    assert saved(client, before, second, **{"v-company_address": "1 Quay Street"}).status_code == 302
    agreement.refresh_from_db()
    assert agreement.variables["purpose"] == "Endurance tests"
    assert agreement.variables["company_address"] == "1 Quay Street"


def test_what_both_changed_is_shown_and_saved_only_when_asked_again(client):
    agreement = papers.draft()
    client.force_login(papers.counsel().user)
    before = Agreement.objects.get(pk=agreement.pk)
    first, second = page_of(client, agreement), page_of(client, agreement)
    saved(client, before, first, **{"v-purpose": "Endurance tests"})
    clash = saved(client, before, second, **{"v-purpose": "Fatigue tests"})
    said = clash.content.decode()
    assert clash.status_code == 422 and "Endurance tests" in said and "Fatigue tests" in said
    assert Agreement.objects.get(pk=agreement.pk).variables["purpose"] == "Endurance tests"
    again = re.search(r'name="drawn" value="([^"]+)"', said)[1]
    assert saved(client, before, again, **{"v-purpose": "Fatigue tests"}).status_code == 302
    assert Agreement.objects.get(pk=agreement.pk).variables["purpose"] == "Fatigue tests"


def test_nothing_said_is_the_same_however_it_is_spelt():
    drawn = two_hands.read(two_hands.note({"a": None, "b": [], "c": ["x", "y"], "d": False, "e": 24}))
    assert two_hands.untouched(drawn, {"a": "", "b": [], "c": ["y", "x"], "d": False, "e": "24"}) == set("abcde")
    assert two_hands.read("forged") is None

"""Can the conditions of a whole class be changed lightly? Confirmed, reasoned, foreseen, and never below the floor."""

import re

import pytest
from django.urls import reverse

from access import eligibility
from access.actions import classes
from core.models import Event, EventDetail
from core.refusals import NotNow
from core.web import step_up
from tests import make, make_access
from tests.two_tabs import sent

pytestmark = pytest.mark.django_db
FLOOR = [("agreement", "nda"), ("employment", ""), ("screening", "")]
WHY = {"because": "The committee decided so"}


@pytest.fixture
def low():
    """A class with two above it."""
    found = make_access.asset_class(("employment", ""))
    make_access.asset_class()
    make_access.asset_class()
    return found


@pytest.fixture
def high():
    return make_access.asset_class(*FLOOR)


@pytest.fixture
def page(client):
    """Post to the page of a class, as a confirmed officer."""
    make.confirm(client, make.officer().user)

    def post(klass, **said):
        return client.post(reverse("class_policy", args=[klass.key]), WHY | said)

    return post


def ticks(pairs=FLOOR) -> dict:
    found: dict = {}
    for name, key in pairs:
        kind = name if key else "standing"
        found.setdefault(kind, []).append(f"{name}:{key}")
    return found


def token_of(answer) -> dict:
    return {"seen": re.search(r'name="seen" value="([^"]+)"', answer.content.decode())[1]}


def test_a_password_alone_sees_no_form_and_changes_nothing(client, low):
    client.force_login(make.officer().user)
    url = reverse("class_policy", args=[low.key])
    shown = client.get(url).content.decode()
    assert "Confirm that it is you" in shown and 'name="because"' not in shown
    answer = client.post(url, WHY | ticks([("employment", ""), ("screening", "")]))
    assert answer.status_code == 303 and answer.url == step_up.address(url)
    assert low.asks_for() == [("employment", "")]


def test_the_first_press_says_whom_it_closes_and_the_second_does_it(page, low):
    worker = make.person(make.vendor(status="active"), "Tomas Lindqvist")
    thing = make_access.offered(worker, make_access.asset(klass=low))
    grant = make_access.opened(worker, thing)
    wanted = ticks([("employment", ""), ("expectations", "")])
    shown = page(low, **wanted)
    said = shown.content.decode()
    assert shown.status_code == 200 and low.asks_for() == [("employment", "")]
    assert (
        "Closes 1 grant of 1 person now." in said and "Tomas Lindqvist" in said and "misses: Expectations sheet" in said
    )
    assert eligibility.decide(worker.pk, thing.pk, at=make_access.now())
    assert page(low, **wanted, **token_of(shown)).status_code == 302
    assert not eligibility.decide(worker.pk, thing.pk, at=make_access.now())
    opened = page(low, **ticks([("employment", "")])).content.decode()
    assert "Opens 1 grant of 1 person now." in opened and reverse("grant", args=[grant.pk]) in opened


def test_what_was_not_shown_is_shown_first(page, low):
    shown = page(low, **ticks([("employment", ""), ("screening", "")]))
    other = page(low, **ticks([("screening", "")]), **token_of(shown))
    assert other.status_code == 200 and low.asks_for() == [("employment", "")]
    assert page(low, **ticks([("screening", "")]), **token_of(other)).status_code == 302


def test_a_reason_and_a_change_are_needed(page, low):
    assert page(low, **ticks([("screening", "")]), because="").status_code == 422
    assert "Nothing is changed yet" in page(low, **ticks([("employment", "")])).content.decode()
    assert page(low, standing=["made-up:"]).status_code == 422


def test_the_trail_keeps_before_after_and_reason(page, low):
    shown = page(low, **ticks([("screening", "")]))
    page(low, **ticks([("screening", "")]), **token_of(shown))
    kept = EventDetail.objects.get(event=Event.objects.get(name="class.changed")).data
    assert kept["before"] == [["employment", ""]] and kept["after"] == [["screening", ""]]
    assert kept["because"] == WHY["because"] and (kept["closes"], kept["opens"]) == (0, 0)


def test_without_any_condition_the_page_warns(page, low):
    assert "a grant alone opens it" in page(low).content.decode()


@pytest.mark.parametrize("left_out", FLOOR)
def test_the_two_highest_classes_keep_their_floor(page, high, left_out):
    kept = [pair for pair in FLOOR if pair != left_out]
    answer = page(high, **ticks(kept))
    assert answer.status_code == 422 and "one of the two highest classes" in answer.content.decode()
    with pytest.raises(NotNow, match="one of the two highest classes"):
        classes.set_policy(high, kept, by=make.officer(), at=make_access.now(), because="x")
    assert high.asks_for() == FLOOR


def test_a_change_from_an_older_page_closes_nothing_of_the_newer(page, low):
    first = page(low, **ticks([("employment", ""), ("screening", "")]))
    second = page(low, **ticks([("employment", ""), ("expectations", "")]))
    assert page(low, **ticks([("employment", ""), ("screening", "")]), **token_of(first)).status_code == 302
    stale = page(low, **ticks([("employment", ""), ("expectations", "")]), **token_of(second))
    assert stale.status_code != 302 and "screening" in dict(low.asks_for())
    with pytest.raises(NotNow, match="meanwhile"):
        classes.set_policy(
            low, [], by=make.officer(), at=make_access.now(), because="x", instead_of=[("employment", "")]
        )


def test_conditions_stand_kind_by_kind_and_those_of_a_tier_say_so(client, low):
    from tests import make_agreements

    make_agreements.draft()
    shown = make.confirm(client, make.officer().user).get(reverse("class_policy", args=[low.key])).content.decode()
    assert "Agreements of the subcontractor" in shown and "(optional)" not in shown
    named = re.findall(r"Confidentiality and [^<]+(?=</span>)", shown)
    assert len(named) == len(set(named)) >= 4 and sum("of any tier" in name for name in named) == 1


def test_two_tabs_keep_the_conditions_of_both(client, page, low):
    """The older tab adds an insurance; the training that the newer one added stays."""
    url = reverse("class_policy", args=[low.key])
    make_access.asset_class(("training", "ip-protection"), ("insurance", "cyber"))
    for pair in [("training", "old"), ("insurance", "old")]:
        low.requirements.create(requirement=pair[0], key=pair[1])
    older = client.get(url)
    shown = client.post(url, sent(client.get(url), {**WHY, "training": None}))
    assert client.post(url, sent(shown)).status_code == 302
    assert ("training", "old") not in low.asks_for()
    shown = client.post(url, sent(older, {**WHY, "insurance": None}))
    assert shown.status_code == 200 and client.post(url, sent(shown)).status_code == 302
    assert low.asks_for() == [("employment", "")]

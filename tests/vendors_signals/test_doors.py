"""The pages of signals, what the owner hears, and the address at which programs send them."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from config.notices import NOTICES
from core import ids
from core.models import Event
from core.refusals import NotNow
from tests import make, make_dd, make_signals
from tests.vendors.test_api import call, key
from vendors.models import Signal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_rates_from_before():
    cache.clear()


def client_of(actor=None) -> Client:
    client = Client()
    client.force_login((actor or make_dd.analyst()).user)
    return client


def text_of(name: str, *args, actor=None, **query) -> str:
    answer = client_of(actor).get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_signal_is_recorded_on_the_page_and_stands_on_the_record_and_among_the_tasks():
    firm = make.vendor("Alder", tier=1)
    answer = client_of().post(reverse("signal_new", args=[firm.pk]), make_signals.typed())
    row = Signal.objects.get()
    assert answer["Location"] == reverse("signal", args=[row.pk])
    assert "Signals to look at" in text_of("subcontractor", firm.pk)
    assert "A strike began" in text_of("subcontractor_tab", firm.pk, "assessments")
    assert "Look at a signal: News" in text_of("today")
    assert "Signal from outside recorded" in text_of("subcontractor_tab", firm.pk, "timeline")


def test_the_page_shows_before_and_after_and_leads_to_the_screening():
    row, client = make_signals.signal(make.vendor(tier=1)), client_of()
    assert "What it does to the score" in text_of("signal", row.pk)
    answer = client.post(reverse("signal_decision", args=[row.pk]), {"answer": "take_up", "because": ""})
    row.refresh_from_db()
    assert answer["Location"] == reverse("screening", args=[row.screening_id])
    assert "Open the screening" in text_of("signal", row.pk)


def test_setting_aside_asks_for_its_reason():
    row, client = make_signals.signal(make.vendor()), client_of()
    answer = client.post(reverse("signal_decision", args=[row.pk]), {"answer": "set_aside", "because": " "})
    assert answer.status_code == 422 and "Say why it changes nothing" in answer.content.decode()
    client.post(reverse("signal_decision", args=[row.pk]), {"answer": "set_aside", "because": "Another firm"})
    assert (
        "Another firm" in text_of("signal", row.pk)
        and client.post(reverse("signal_decision", args=[row.pk]), {"answer": "x"}).status_code == 404
    )


def test_what_was_typed_is_kept_and_each_error_stands_at_its_field():
    firm = make.vendor()
    wrong = make_signals.typed(kind="", address="no address", summary="Kept words", happened_on_year="2999")
    answer = client_of().post(reverse("signal_new", args=[firm.pk]), wrong)
    assert answer.status_code == 422 and set(answer.context["form"].errors) == {"kind", "address", "happened_on"}
    assert "Kept words" in answer.content.decode() and not Signal.objects.exists()


def test_the_list_shows_what_waits_first_and_has_no_button_for_who_only_reads():
    waiting, settled = make.vendor("Alder"), make.vendor("Birch")
    make_signals.signal(waiting)
    client_of().post(
        reverse("signal_decision", args=[make_signals.signal(settled).pk]), {"answer": "set_aside", "because": "x"}
    )
    text = text_of("signals", state="open")
    assert "Alder" in text and "Birch" not in text
    reader = make.staff_member("approver")
    assert "Take it up" not in text_of("signal", Signal.objects.open().get().pk, actor=reader)


def test_the_owner_of_the_subcontractor_is_told():
    owner = make.officer("Owner")
    firm = make.vendor(by=owner)
    row = make_signals.signal(firm)
    event = Event.objects.get(name="signal.recorded")
    (told,) = NOTICES["signal.recorded"][0].audience(event, {})
    assert told.user == owner.user and told.url == f"/desk/signals/{row.pk}/"


def body(firm, **changes) -> dict:
    return {**make_signals.SAID, "subcontractor": firm.reference, "happened_on": str(make_dd.days(-1)), **changes}


def test_a_program_sends_one_and_the_same_again_is_answered_and_not_recorded():
    firm, token = make.vendor(tier=1), key("signals:write")
    first = call("POST", "signals", body(firm), token=token)
    again = call("POST", "signals", body(firm, source="morning POST"), token=token)
    assert (first.status_code, again.status_code) == (201, 200) and first.json() == again.json()
    row = Signal.objects.get()
    assert row.recorded_by_name == "HR" and row.status == "open"
    assert first.json().keys() == {"id", "recorded_at"} and first.json()["id"] == ids.show("sig", row.pk)


@pytest.mark.parametrize("source", ["Our register of certificates", " our register of CERTIFICATES "])
def test_nobody_else_speaks_for_the_clock(source):
    answer = call("POST", "signals", body(make.vendor(), source=source), token=key("signals:write"))
    assert answer.status_code == 422 and "/source" in answer.content.decode() and not Signal.objects.exists()
    with pytest.raises(NotNow, match="Name who says so"):
        make_signals.signal(make.vendor(), source=source)


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [({"kind": "gossip"}, "/kind"), ({"happened_on": "2999-01-01"}, "/happened_on"), ({"happened_on": "0001-01-01"}, "/happened_on"), ({"subcontractor": "SUB-9999"}, "/subcontractor"), ({"address": "nowhere"}, "/address")],
    ids=["kind", "day", "first day of all", "firm", "address"],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_field(changes, pointer):
    answer = call("POST", "signals", body(make.vendor(), **changes), token=key("signals:write"))
    assert answer.status_code == 422 and pointer in answer.content.decode() and not Signal.objects.exists()


def test_without_the_scope_nothing_is_taken_and_a_subcontractors_own_key_cannot_have_it():
    firm = make.vendor()
    assert call("POST", "signals", body(firm), token=key("people:write")).status_code == 403
    with pytest.raises(NotNow, match="cannot be given"):
        key("signals:write", vendor=firm)

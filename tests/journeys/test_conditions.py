"""What happens between an approval with conditions and the day on which the last of them is met?"""

import datetime

import pytest
from django.urls import reverse

from core import clock
from tests.databases import committed
from tests.journeys import arriving, cast, proving
from tests.journeys.cast import day, deed, seen, sent, text_of, visitor, when
from tests.journeys.mails import reminded, told
from vendors import business_days
from vendors.models import ScreeningCondition, Vendor

GATE, LIST = "Close the gate of the test hall", "Keep a list of who has a key"
DAYS = datetime.timedelta(days=30)


@pytest.mark.timeout(300)
def test_an_approval_hangs_on_conditions_until_they_are_met(house):
    world = cast.engage()
    arriving.invite(world)
    arriving.come_in(world)
    told("Ines Moreau: Nora Byrne accepted the invitation")
    approve_with_conditions(world)
    gate, keys = find_them(world)
    leave_one_over_its_day(world, gate, keys)
    answer(world, gate)
    meet(world, gate)
    assert standing_of(world, GATE) == "Met"
    assert standing_of(world, LIST) == "Open"


def approve_with_conditions(world: dict) -> None:
    """The approver names two, which the firm meets; the firm and who looks after it hear of them at once."""
    made = proving.score(world)
    told("Rosa Lind: To decide: screening of Corrib Test Works")
    with deed() as at:
        today = business_days.day_of(at)
    decision = {
        "answer": "approve_with_conditions",
        "because": "Two gaps, both small",
        "conditions": f"{GATE}\n{LIST}",
        "is_theirs": "on",
        "owner": world["officer"].user.pk,
        **day("due_on", today + DAYS),
        **day("valid_until", today + datetime.timedelta(days=200)),
    }
    page, url = reverse("screening", args=[made.pk]), reverse("screening_decision", args=[made.pk])
    sent(visitor(world["approver"].user, confirmed=True), url, decision, page=page)
    told(
        "Nora Byrne: Your approval has conditions",
        "Nora Byrne: Your company is approved",
        "Ines Moreau: Approved with conditions: Corrib Test Works",
    )
    with committed():
        assert Vendor.objects.get(pk=world["firm"].pk).status == "approved"
    world["screening"] = made


def find_them(world: dict) -> list[ScreeningCondition]:
    """Each is a task with its day; what was thought of the firm stands nowhere."""
    contact = visitor(world["contact"].user)
    shown = text_of(seen(contact, reverse("your_tasks")))
    assert GATE in shown and LIST in shown
    assert standing_of(world, GATE) == "Open"
    with committed():
        rows = list(ScreeningCondition.objects.filter(screening=world["screening"]).order_by("text"))
    page = text_of(seen(contact, reverse("portal_condition", args=[rows[0].pk])))
    assert "Not started" in page and "Two gaps" not in page
    return rows


def standing_of(world: dict, condition: str) -> str:
    """What the firm reads of this condition where it reads how it stands."""
    page = visitor(world["contact"].user).get(reverse("portal_standing"))
    return next(str(line.state["text"]) for line, _objection in page.context["lines"] if line.title == condition)


def leave_one_over_its_day(world: dict, gate, keys) -> None:
    """Both sides are reminded, and the approval stands; whoever looks at it sees that it is late."""
    with when(clock.now() + DAYS + datetime.timedelta(days=2)):
        found = reminded()
        assert found.count("Nora Byrne: A condition of your approval is overdue") == 2, found
        assert found.count("Ines Moreau: Condition of Corrib Test Works is overdue") == 2, found
        assert standing_of(world, LIST) == "Overdue"
        late = seen(visitor(world["contact"].user), reverse("portal_condition", args=[keys.pk]))
        assert "Overdue" in text_of(late)


def answer(world: dict, gate) -> None:
    """The contact says how, with the file that shows it; who owns the condition hears of it."""
    contact, page = visitor(world["contact"].user), reverse("portal_condition", args=[gate.pk])
    empty = contact.post(page, {"text": "", "as_person": contact.get(page).context["as_person"]})
    assert empty.status_code == 422 and "Say how you meet it" in text_of(empty.text)
    sent(contact, page, {"text": "It has a lock since Monday", "file": proving.proof("lock.pdf")})
    told(f"Ines Moreau: Answered by Corrib Test Works: {GATE}")
    assert "We are looking at it" in text_of(seen(contact, page))


def meet(world: dict, gate) -> None:
    """The officer reads the answer, opens its file and says how we know; the contact hears of it, and the task is done."""
    officer = visitor(world["officer"].user)
    page = reverse("screening_condition", args=[world["screening"].pk, gate.pk])
    assert "It has a lock since Monday" in seen(officer, page)
    with committed():
        given = gate.answers.get()
    file = officer.get(reverse("condition_file", args=[world["screening"].pk, gate.pk, given.pk]))
    assert (file.status_code, b"".join(file.streaming_content)[:4]) == (200, b"%PDF")
    sent(officer, page, {"because": "Seen on the picture"})
    told("Nora Byrne: Met: a condition of your approval")
    own = text_of(seen(visitor(world["contact"].user), reverse("portal_condition", args=[gate.pk])))
    assert "Met" in own and "Seen on the picture" not in own
    again = seen(officer, reverse("screening", args=[world["screening"].pk]))
    assert "Condition met" in again or "Met" in text_of(again)

"""Can two firms talk a draft over clause by clause, each wish decided by the right person, and sign what was agreed?"""

import datetime

import pytest
from django.urls import reverse

from agreements.models import Agreement, Deviation
from tests import make
from tests.databases import committed
from tests.journeys import agreeing, cast, sealing
from tests.journeys.agreeing import events_of, filled, offered, reads
from tests.journeys.cast import day, deed, seen, text_of, visitor
from tests.journeys.mails import reminded, told
from vendors import business_days

TITLE = "Confidentiality and IP agreement"
LASTING, CARE = "secrecy-term", "data-handling"  # decided on by counsel, and by whoever answers for security
LASTS, HANDLED = "How long secrecy lasts", "Handling and place of information"
INSURER, NIGHTLY = "Our insurer covers three years", "We keep nightly copies on tape"
COUNTERED = "Copies on tape are destroyed within 30 days."


@pytest.mark.timeout(300)
def test_a_draft_is_talked_over_and_signed_as_it_was_agreed(house):
    world = cast.engage()
    open_it(world)
    propose(world)
    nothing_is_issued(world)
    accept_one(world)
    counter_the_other(world)
    agree_to_the_counter(world)
    issue(world)
    sign(world)
    compare_with_the_standard(world)


def open_it(world: dict) -> None:
    """Counsel puts the draft before the firm, with a last day for its wishes."""
    with deed() as at:
        world["firm"] = make.vendor("Corrib Test Works", status="approved", tier=2, by=world["officer"])
        world["contact"] = make.contact(world["firm"], "Nora Byrne")
        due = business_days.day_of(at) + datetime.timedelta(days=10)
    told()
    world["agreement"] = made = agreeing.drafted(world, world["firm"], "confidentiality-ip-tier-2", "IE")
    opening = reverse("desk_negotiation_opening", args=[made.pk])
    before = visitor(world["contact"].user).get(reverse("portal_negotiation", args=[made.pk]))
    assert before.status_code == 404
    filled(visitor(world["legal"].user), opening, note="Read it at leisure", **day("answers_due_on", due))
    told(f"Nora Byrne: A draft to read: {TITLE}")
    text = reads(world["contact"].user, reverse("portal_negotiation", args=[made.pk]))
    assert "Read it at leisure" in text and LASTS in text and made.reference not in text
    assert f"Read and propose changes: {TITLE}" in reads(world["contact"].user, reverse("your_tasks"))


def propose(world: dict) -> None:
    """Two clauses otherwise, each with its reason; nothing is told before the round is sent."""
    contact, made = visitor(world["contact"].user), world["agreement"]
    for clause, sentence, because in [
        (LASTING, "It is looked at again each year.", INSURER),
        (CARE, "Copies on tape are kept for a year.", NIGHTLY),
    ]:
        page = reverse("portal_proposal", args=[made.pk, clause])
        silent = offered(contact, page, kind="change", more=sentence, because="")
        assert silent.status_code == 422 and "Write down the reason" in silent.content.decode()
        filled(contact, page, kind="change", more=sentence, because=because)
    assert told() == []
    kept = reads(world["contact"].user, reverse("portal_negotiation", args=[made.pk]))
    assert "Send 2 proposals" in kept
    filled(contact, reverse("portal_round", args=[made.pk]), note="Both matter to us")
    found = told(
        "Lea Brandt: Round 1 of proposals: Corrib Test Works", "Ines Moreau: Round 1 of proposals: Corrib Test Works"
    )
    assert not any(each.startswith("Rosa Lind") for each in found)
    with committed():
        world.update({row.clause: row for row in Deviation.objects.all()})


def nothing_is_issued(world: dict) -> None:
    """As long as one wish waits, and whatever else is in order."""
    counsel, made = visitor(world["legal"].user), world["agreement"]
    page = reverse("desk_agreement_issue", args=[made.pk])
    said = reads(world["legal"].user, page)
    assert "Before it can be issued" in said and f"“{LASTS}”: waits for Legal counsel" in said
    answer = offered(counsel, page)
    assert answer.status_code == 409 and "Decide on each first" in answer.content.decode()
    editor = reads(world["legal"].user, reverse("desk_draft", args=[made.pk]))
    assert "Name the signers and issue" not in editor
    with committed():
        assert Agreement.objects.get(pk=made.pk).status == "negotiating"


def accept_one(world: dict) -> None:
    """The clause names counsel; the officer reads the wish and has no say in it."""
    page = reverse("desk_deviation", args=[world[LASTING].pk])
    decision = reverse("desk_deviation_decision", args=[world[LASTING].pk])
    strange = visitor(world["officer"].user).post(decision, {"answer": "accept"})
    assert strange.status_code == 403 and "Legal counsel" in text_of(strange.text)
    asked = reads(world["legal"].user, page)
    assert INSURER in asked and "Nora Byrne" in asked
    filled(visitor(world["legal"].user), page, decision, answer="accept", because="Fair")
    told("Nora Byrne: A proposal was accepted")
    text = reads(world["contact"].user, reverse("portal_negotiation", args=[world["agreement"].pk]))
    assert "It is looked at again each year." in text.partition("The text")[2]


def counter_the_other(world: dict) -> None:
    """Whoever answers for security offers other words; counsel may not."""
    page = reverse("desk_deviation", args=[world[CARE].pk])
    decision = reverse("desk_deviation_decision", args=[world[CARE].pk])
    assert visitor(world["legal"].user).post(decision, {"answer": "accept"}).status_code == 403
    shown = visitor(world["officer"].user).get(page)
    last = [name for name in shown.context["form"].fields if name.startswith("s-")][-1]
    words = {"answer": "counter", last: COUNTERED, "because": "A year is too long"}
    filled(visitor(world["officer"].user), page, decision, **words)
    told("Nora Byrne: Your proposals are answered: Confidentiality and IP agreement")
    refused = offered(visitor(world["legal"].user), reverse("desk_agreement_issue", args=[world["agreement"].pk]))
    assert refused.status_code == 409 and "has not answered our wording" in refused.content.decode()
    assert any(each.startswith("Nora Byrne:") for each in reminded_of_it(world))


def reminded_of_it(world: dict) -> list[str]:
    """Before the day by which the other side answers."""
    with committed():
        due_on = Deviation.objects.get(pk=world[CARE].pk).due_on
        moment = business_days.end_of(due_on) - datetime.timedelta(hours=20)
    with cast.when(moment):
        return reminded()


def agree_to_the_counter(world: dict) -> None:
    """Read with what would change word by word, and taken; it is the text at once, for both sides."""
    contact, page = visitor(world["contact"].user), reverse("portal_deviation", args=[world[CARE].pk])
    shown = seen(contact, page)
    assert (
        "Your turn" in text_of(shown)
        and COUNTERED in text_of(shown)
        and "<ins>" in shown
        and "A year is too long" in text_of(shown)
    )
    assert "Answer our wording" in reads(world["contact"].user, reverse("your_tasks"))
    filled(contact, page, reverse("portal_deviation_answer", args=[world[CARE].pk]), answer="accept")
    told("Ines Moreau: Your wording is accepted: Corrib Test Works")
    for user, name in ((world["contact"].user, "portal_negotiation"), (world["legal"].user, "desk_negotiation")):
        assert COUNTERED in reads(user, reverse(name, args=[world["agreement"].pk]))


def issue(world: dict) -> None:
    """Now it is issued: what was agreed stands in the frozen text, and the history of the talks stays for both."""
    world["agreement"] = made = agreeing.issued(world, world["agreement"])
    assert COUNTERED in made.html and "It is looked at again each year." in made.html and NIGHTLY not in made.html
    told(f"Nora Byrne: To sign: {TITLE}")
    for user, side in ((world["contact"].user, "portal"), (world["legal"].user, "desk")):
        file = b"".join(visitor(user).get(reverse(f"{side}_negotiation_history", args=[made.pk, "csv"]))).decode()
        assert NIGHTLY in file and INSURER in file and "A year is too long" in file
    late = visitor(world["contact"].user).post(reverse("portal_proposal", args=[made.pk, CARE]), {"kind": "strike"})
    assert late.status_code == 409


def sign(world: dict) -> None:
    made = agreeing.signed_by_both(world, world["agreement"], world["contact"])
    sealing.holds_elsewhere(agreeing.sealed(made)["copy"])
    told(f"Nora Byrne: Your signed copy: {TITLE}")
    names = events_of(made)
    assert [name for name in names if name.startswith(("agreement.change-", "agreement.counter"))] == [
        "agreement.change-accepted",
        "agreement.change-countered",
        "agreement.counter-accepted",
    ]
    assert names[-1] == "agreement.sealed" and made.status == "signed"


def compare_with_the_standard(world: dict) -> None:
    """Word by word where it differs, by whose word, and why; on the record and on a page of its own."""
    record = reads(world["legal"].user, reverse("desk_agreement", args=[world["agreement"].pk]))
    assert "approved by Lea Brandt" in record and "approved by Ines Moreau" in record
    answer = visitor(world["legal"].user).get(reverse("desk_standard", args=[world["agreement"].pk]))
    said = text_of(answer.text)
    assert answer.text.count("<ins>") == 2 and COUNTERED in answer.text.partition("<ins>")[2]
    for words in (LASTS, HANDLED, INSURER, NIGHTLY, COUNTERED, "It is looked at again each year."):
        assert words in said, words
    assert [each["key"] for each in answer.context["changes"]] == [LASTING, CARE]

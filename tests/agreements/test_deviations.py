"""Is another wording proposed, decided on by the right person, and made the text for both sides alike?"""

import pytest
from django.urls import reverse

from agreements import drafting
from agreements.actions import agreements, deviations
from agreements.deadlines_negotiation import due
from agreements.models import Deviation, SharedText
from agreements.panels import agreements as panels
from agreements.rendering import differing
from config.notices import NOTICES
from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make
from tests import make_agreements as papers
from tests.agreements.test_pages import enter, post

pytestmark = pytest.mark.django_db
CLAUSE = "secrecy-term"


@pytest.fixture
def firm():
    return make.vendor("Corrib Test Works", tier=2)


@pytest.fixture
def signatory(firm):
    return make.contact(firm, "Nora Byrne")


@pytest.fixture
def agreement(firm, signatory):
    return papers.opened(papers.draft(firm))


def texts(agreement, clause: str = CLAUSE) -> list[str]:
    section = SharedText.objects.latest_of(agreement).section(clause)
    return [row["text"] for row in section["sentences"]] if section else []


def wanted(agreement, clause: str = CLAUSE) -> list[str]:
    """The clause with its first sentence otherwise."""
    first, *rest = texts(agreement, clause)
    return [f"{first} This is reviewed each year.", *rest]


def sent(agreement, by, clause: str = CLAUSE, kind: str = "change", **said) -> Deviation:
    typed = wanted(agreement, clause) if kind == "change" else []
    said = {"because": "Our insurer asks for it", "typed": typed, **said}
    row = deviations.keep(agreement, clause, kind=kind, by=by, at=clock.now(), **said)
    deviations.send_round(agreement, by=by, at=clock.now())
    row.refresh_from_db()
    return row


def decide(row, answer, by=None, **said):
    return deviations.decide(row, answer=answer, by=by or papers.counsel(), at=clock.now(), **said)


def test_several_proposals_go_as_one_round_with_one_event(agreement, signatory):
    nora = make.as_person(signatory)
    for clause in (CLAUSE, "audit"):
        deviations.keep(
            agreement,
            clause,
            kind="change",
            typed=wanted(agreement, clause),
            because="Too wide",
            by=nora,
            at=clock.now(),
        )
    again = {"kind": "change", "typed": wanted(agreement), "because": "Too wide", "by": nora, "at": clock.now()}
    deviations.keep(agreement, CLAUSE, **again)
    round_ = deviations.send_round(agreement, by=nora, at=clock.now(), note="Both matter to us")
    assert deviations.send_round(agreement, by=nora, at=clock.now()) == round_
    assert (round_.number, round_.proposals, Deviation.objects.filter(status="open").count()) == (1, 2, 2)
    event = Event.objects.about(agreement).select_related("detail").get(name="agreement.round-sent")
    assert event.detail.data["approvers"] == ["legal", "security"]
    make.officer(), make.staff_member("trainer")
    line = NOTICES["agreement.round-sent"][0]
    assert {role for each in line.audience(event, event.detail.data) for role in each.user.groups.values_list("name", flat=True)} == {"legal", "officer"}  # fmt: skip


def test_an_accepted_change_is_the_same_text_for_both_sides(agreement, signatory):
    row = sent(agreement, make.as_person(signatory))
    counsel = papers.counsel()
    decide(row, "accept", counsel, because="Fair")
    decide(row, "accept", counsel, because="Fair")
    agreement.refresh_from_db()
    shared = SharedText.objects.latest_of(agreement)
    assert "This is reviewed each year." in texts(agreement)[0] and shared.number == 2
    assert drafting.look(agreement).to_share == shared.body
    issued = agreements.issue(agreement, by=papers.counsel(), at=clock.now(), because="Read")
    assert "This is reviewed each year." in issued.html and issued.document_sha256


def test_untouched_sentences_keep_their_answers_and_touched_ones_their_words(agreement, signatory):
    first, *rest = texts(agreement)
    row = sent(agreement, make.as_person(signatory), typed=[*rest, "It ends after 3 years."])
    assert decide(row, "accept").words[-1] == {"text": "It ends after 3 years.", "source": "It ends after 3 years."}
    counsel = papers.counsel()
    agreements.set_variables(agreement, {"secrecy_years": 9}, by=counsel, at=clock.now())
    found = drafting.look(agreement)
    said = next(section for section in found.body["sections"] if section["key"] == CLAUSE)["sentences"]
    assert said[-1]["text"] == "It ends after 3 years." and first not in [each["text"] for each in said]
    warned = [problem.message for problem in found.warnings if problem.id.startswith(f"negotiated-{CLAUSE}")]
    assert any("no longer takes" in sentence for sentence in warned)


def test_an_undecided_change_stands_against_issuing_and_says_for_whom_it_waits(agreement, signatory):
    row = sent(agreement, make.as_person(signatory), "security-requirements")
    with pytest.raises(NotNow) as refused:
        agreements.issue(agreement, by=papers.counsel(), at=clock.now(), because="Read")
    assert refused.value.unmet == [f"“{row.title}”: waits for Compliance officer or Information owner"]
    decide(row, "refuse", make.officer(), because="We need all of it")
    assert agreements.issue(agreement, by=papers.counsel(), at=clock.now(), because="Read").status == "issued"


def test_only_the_approver_that_the_clause_names_decides(agreement, signatory):
    row = sent(agreement, make.as_person(signatory), "security-requirements")
    for stranger in (papers.counsel(), make.staff_member("analyst")):
        with pytest.raises(NotAllowed, match="Compliance officer or Information owner"):
            decide(row, "accept", stranger)
    with pytest.raises(NotNow, match="reason"):
        decide(row, "refuse", make.officer())
    assert decide(row, "accept", make.officer()).status == "accepted"


def test_a_counter_is_accepted_by_the_other_side_and_becomes_the_text(agreement, signatory):
    nora = make.as_person(signatory)
    row = sent(agreement, nora)
    decide(row, "counter", typed=["It lasts {{secrecy_years}} years, reviewed each year."], because="Shorter")
    row.refresh_from_db()
    assert row.status == "countered" and "{{" not in row.texts[0]
    assert [todo.title for todo in panels.portal_tasks(nora, clock.now())] == [f"Answer our wording: {row.title}"]
    with pytest.raises(NotNow):
        agreements.issue(agreement, by=papers.counsel(), at=clock.now(), because="Read")
    deviations.reply(row, answer="accept", by=nora, at=clock.now())
    agreement.refresh_from_db()
    assert texts(agreement) == row.texts
    assert drafting.look(agreement).to_share == SharedText.objects.latest_of(agreement).body
    assert [step.kind for step in row.steps.all()] == ["proposed", "countered", "accepted"]


def test_the_other_side_may_insist_and_we_decide_again(agreement, signatory):
    nora = make.as_person(signatory)
    row = sent(agreement, nora)
    decide(row, "counter", typed=["It lasts long."], because="Shorter")
    seen = row.steps.count()
    deviations.reply(
        row, answer="insist", typed=["It lasts 4 years."], because="Not that long", by=nora, at=clock.now(), seen=seen
    )
    with pytest.raises(NotNow, match="meanwhile"):
        decide(row, "refuse", because="No", seen=seen)
    assert decide(row, "accept").texts == ["It lasts 4 years."]
    assert texts(agreement) == ["It lasts 4 years."]


def test_a_mandatory_clause_is_reworded_but_never_struck(agreement, signatory):
    nora = make.as_person(signatory)
    row = sent(agreement, nora, "use-restriction", "strike")
    with pytest.raises(NotNow, match="mandatory"):
        decide(row, "accept")
    decide(row, "counter", typed=["Use it for the Purpose."], because="Shorter is enough")
    deviations.reply(row, answer="accept", by=nora, at=clock.now())
    assert texts(agreement, "use-restriction") == ["Use it for the Purpose."]
    agreement.refresh_from_db()
    assert drafting.look(agreement).to_share == SharedText.objects.latest_of(agreement).body


def test_an_optional_clause_goes_and_a_new_one_comes(agreement, signatory):
    nora = make.as_person(signatory)
    struck = sent(agreement, nora, "indemnity", "strike")
    decide(struck, "accept")
    new = sent(agreement, nora, "", "add", title="Visits", typed=["Visits are announced a week before."])
    decide(new, "accept")
    agreement.refresh_from_db()
    found, shared = drafting.look(agreement), SharedText.objects.latest_of(agreement)
    assert shared.section("indemnity") is None and shared.sections[-1]["title"] == "Visits"
    assert found.to_share == shared.body
    assert [problem for problem in found.warnings if "not from the library" in problem.message]


def test_our_own_deviation_goes_to_somebody_else_and_is_unseen_until_it_is_the_text(client, firm, signatory, agreement):
    counsel, other = papers.counsel(), papers.counsel("Mona Kerr")
    typed = wanted(agreement, "governing-law")
    row = deviations.propose(
        agreement, "governing-law", kind="change", typed=typed, because="Group rule", by=counsel, at=clock.now()
    )
    enter(client, signatory.user)
    assert client.get(reverse("portal_deviation", args=[row.pk])).status_code == 404
    with pytest.raises(NotAllowed, match="Somebody else"):
        decide(row, "accept", counsel)
    with pytest.raises(NotAllowed):
        deviations.propose(agreement, CLAUSE, kind="strike", because="No", by=make.officer(), at=clock.now())
    assert [todo.title for todo in panels.desk_tasks(other, clock.now())] == [f"Decide on another wording: {row.title}"]
    assert not [todo for todo in panels.desk_tasks(counsel, clock.now()) if "Decide" in todo.title]
    decide(row, "accept", other)
    assert "Group rule" in client.get(reverse("portal_deviation", args=[row.pk])).content.decode()


def test_each_side_reads_its_own_remarks_alone(client, agreement, signatory):
    nora, counsel = make.as_person(signatory), papers.counsel()
    row = sent(agreement, nora)
    deviations.remark(row, text="We could live with five", by=nora, at=clock.now())
    deviations.remark(row, text="Give way if they insist", by=counsel, at=clock.now())
    enter(client, signatory.user)
    theirs = client.get(reverse("portal_deviation", args=[row.pk])).content.decode()
    assert "live with five" in theirs and "Give way" not in theirs
    enter(client, counsel.user)
    ours = client.get(reverse("desk_deviation", args=[row.pk])).content.decode()
    assert "Give way" in ours and "live with five" not in ours
    for name in ("portal_negotiation_history", "desk_negotiation_history"):
        enter(client, signatory.user if name.startswith("portal") else counsel.user)
        file = b"".join(client.get(reverse(name, args=[agreement.pk, "csv"]))).decode()
        assert "Our insurer asks for it" in file and "Give way" not in file and "live with five" not in file


def test_what_is_kept_is_no_concern_of_ours(client, agreement, signatory):
    nora = make.as_person(signatory)
    row = deviations.keep(agreement, CLAUSE, kind="question", because="Why so long?", by=nora, at=clock.now())
    enter(client, papers.counsel().user)
    assert client.get(reverse("desk_deviation", args=[row.pk])).status_code == 404
    assert row.title not in client.get(reverse("desk_deviations")).content.decode()
    deviations.withdraw(row, by=nora, at=clock.now())
    assert not Event.objects.about(agreement).filter(name="agreement.change-withdrawn").exists()


def test_a_signatory_proposes_on_the_page_and_nothing_typed_is_lost(client, agreement, signatory):
    enter(client, signatory.user)
    url = reverse("portal_proposal", args=[agreement.pk, CLAUSE])
    page = client.get(url).content.decode()
    assert "Propose" not in page or "As it reads now" in page
    said = {f"s-{place}": text for place, text in enumerate(texts(agreement))}
    same = post(client, signatory, url, kind="change", because="Kept words", more="", **said)
    assert same.status_code == 422 and "as it stands" in same.content.decode() and "Kept words" in same.content.decode()
    braces = post(client, signatory, url, kind="change", because="x", more="{{company_name}} pays", **said)
    assert braces.status_code == 422 and "double braces" in braces.content.decode()
    assert (
        post(client, signatory, url, kind="change", because="Insurer", more="Reviewed each year.", **said).status_code
        == 302
    )
    table = client.get(reverse("portal_negotiation", args=[agreement.pk])).content.decode()
    assert "Send 1 proposal" in table and "Not sent" in table
    check = client.get(reverse("portal_round", args=[agreement.pk])).content.decode()
    assert "<ins>" in check and "Send round 1" in check
    assert post(client, signatory, reverse("portal_round", args=[agreement.pk]), note="Hello").status_code == 302
    row = Deviation.objects.get()
    assert row.status == "open" and row.texts == [*texts(agreement), "Reviewed each year."]
    assert client.get(reverse("portal_proposal", args=[agreement.pk, "penalty"])).status_code == 404


def test_an_approver_decides_on_the_page(client, agreement, signatory):
    row = sent(agreement, make.as_person(signatory))
    enter(client, papers.counsel().user)
    url = reverse("desk_deviation_decision", args=[row.pk])
    assert "This is reviewed each year." in client.get(reverse("desk_deviation", args=[row.pk])).content.decode()
    assert client.post(url, {"answer": "refuse", "because": ""}).status_code == 422
    unknown = client.post(url, {"answer": "counter", "because": "x", "s-0": "For {{nothing_known}} years"})
    assert unknown.status_code == 422 and "nothing_known" in unknown.content.decode()
    stale = client.post(url, {"answer": "refuse", "because": "No", "seen": "7"})
    assert stale.status_code == 409
    assert (
        client.post(
            url, {"answer": "counter", "because": "Clearer", "s-0": "For {{secrecy_years}} years", "seen": "1"}
        ).status_code
        == 302
    )
    enter(client, signatory.user)
    page = client.get(reverse("portal_deviation", args=[row.pk])).content.decode()
    assert "Clearer" in page and "For {{" not in page and "Your answer" in page
    answer = reverse("portal_deviation_answer", args=[row.pk])
    assert post(client, signatory, answer, answer="refuse", because="").status_code == 422
    assert post(client, signatory, answer, answer="accept", because="", seen="2").status_code == 302


def test_staff_who_may_not_decide_read_but_see_no_form(client, agreement, signatory):
    row = sent(agreement, make.as_person(signatory))
    enter(client, make.officer().user)
    page = client.get(reverse("desk_deviation", args=[row.pk])).content.decode()
    assert "Send the decision" not in page and "Legal counsel" in page
    assert client.post(reverse("desk_deviation_decision", args=[row.pk]), {"answer": "accept"}).status_code == 403


def test_the_record_and_the_standard_say_what_differs_by_whom_and_why(client, agreement, signatory):
    row = sent(agreement, make.as_person(signatory))
    decide(row, "accept", because="Fair")
    counsel = papers.counsel()
    agreement.refresh_from_db()
    issued = agreements.issue(agreement, by=counsel, at=clock.now(), because="Read")
    enter(client, counsel.user)
    record = client.get(reverse("desk_agreement", args=[issued.pk])).content.decode()
    assert "differs from the standard" in record and "approved by Lea Brandt" in record
    standard = client.get(reverse("desk_standard", args=[issued.pk])).content.decode()
    assert "This is reviewed each year." in standard and "Our insurer asks for it" in standard
    assert (
        "Every clause reads as the standard does"
        in client.get(reverse("desk_standard", args=[papers.issued().pk])).content.decode()
    )


def test_whoever_has_to_answer_is_reminded(agreement, signatory):
    nora, counsel = make.as_person(signatory), papers.counsel()
    assert [(each.key, each.users) for each in due(clock.now())] == [
        (f"proposals:{agreement.pk}", (signatory.user_id,))
    ]
    row = sent(agreement, nora)
    assert [each.key for each in due(clock.now()) if counsel.user.pk in each.users] == [f"deviation:{row.pk}"]
    decide(row, "counter", counsel, typed=["It lasts long."], because="Shorter")
    assert [each.users for each in due(clock.now())] == [(signatory.user_id,)]
    deviations.reply(row, answer="refuse", because="No", by=nora, at=clock.now())
    assert list(due(clock.now())) == []


def test_nothing_to_change_is_a_round_as_well(agreement, signatory):
    nora = make.as_person(signatory)
    with pytest.raises(NotNow, match="nothing to send"):
        deviations.send_round(agreement, by=nora, at=clock.now())
    said = deviations.send_round(agreement, nothing=True, by=nora, at=clock.now())
    assert said.proposals == 0 and deviations.send_round(agreement, nothing=True, by=nora, at=clock.now()) == said


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("A b c.", "A c."),
        ("Five years after the end.", "Three full years after its end"),
        ("a  b", "a b"),
        ("x", ""),
    ],
)
def test_the_words_that_stayed_and_came_are_the_new_text(before, after):
    parts = differing.words(before, after)
    assert "".join(part.text for part in parts if part.op != "out") == " ".join(after.split())
    assert "".join(part.text for part in parts if part.op != "in") == " ".join(before.split())


def test_a_sentence_is_compared_with_the_one_that_it_was_made_of():
    rows = differing.sentences(
        ["One stays.", "Two lasts five years."], ["Zero is quite another matter.", "One stays.", "Two lasts six years."]
    )
    assert [[part.op for part in row] for row in rows] == [["in"], ["same"], ["same", "out", "in", "same"]]

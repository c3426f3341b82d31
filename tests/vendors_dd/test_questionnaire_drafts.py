"""The next questionnaire is written in the browser, tried out and published; what was published or sent never changes."""

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from core import clock
from core.database import context
from core.database.roles import STAFF
from core.models import Event, EventDetail
from core.refusals import NotAllowed, NotNow
from tests import make, make_dd, make_questions
from vendors import questionnaire_edits as edits
from vendors.actions import questionnaire_drafts as drafts
from vendors.actions import questionnaires, starter
from vendors.models import Assessment, QuestionnaireDraft, QuestionnaireVersion

pytestmark = pytest.mark.django_db
PLAIN = {"section": "history", "type": "single", "row0_text": "Rye", "row0_score": "1", "row0_risk": "none"}


@pytest.fixture
def administrator():
    return make_questions.administrator()


@pytest.fixture
def draft():
    return make_questions.draft()


@pytest.fixture
def client(administrator):
    return make.confirm(Client(), administrator.user)


def told(name: str) -> dict:
    return EventDetail.objects.get(pk=Event.objects.get(name=name).pk).data


def saved(client, address: str, sent: dict):
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.content.decode()
    return answer


def publish(client, **said) -> QuestionnaireVersion:
    address = reverse("questionnaire_draft_publication")
    assert client.get(address).status_code == 200
    saved(client, address, {"because": "We asked the wrong thing", "seen": make_questions.seen(), **said})
    return QuestionnaireVersion.objects.latest()


def test_only_administrators_write_it():
    make.starter_content()
    with pytest.raises(NotAllowed):
        drafts.start(by=make.officer(), at=clock.now())
    assert not QuestionnaireDraft.objects.exists()


def test_an_officer_reads_it_and_finds_no_button(draft):
    officer = make.confirm(Client(), make.officer().user)
    page = officer.get(reverse("questionnaire_draft"))
    assert page.status_code == 200
    assert reverse("questionnaire_draft_publication") not in page.content.decode()
    assert officer.get(reverse("questionnaire_draft_publication")).status_code == 403
    assert officer.get(reverse("questionnaire_version", args=[draft.base.pk])).status_code == 200


def test_a_question_is_changed_published_and_asked_from_then_on(client, draft):
    contact = make.contact(make.vendor("Brightmoor Test Lab", tier=1))
    before = questionnaires.send(contact.vendor, due_on=make_dd.days(14), by=make.officer(), at=clock.now())
    address = reverse("questionnaire_draft_question", args=["his-register"])
    assert client.get(address).status_code == 200
    saved(client, address, make_questions.question("his-register", text="Under which name do you trade?"))
    assert told("draft.changed")["before"] == {"text": draft.base.content["questions"][0]["text"]}
    version = publish(client)
    assert (version.version, version.content["version"]) == (draft.base.version + 1, draft.base.version + 1)
    assert not QuestionnaireDraft.objects.exists()
    assert Assessment.objects.get(pk=before.pk).questions == before.questions
    other = make.contact(make.vendor("Alder Works", tier=1)).vendor
    after = questionnaires.send(other, due_on=make_dd.days(14), by=make.officer(), at=clock.now())
    assert after.question("his-register")["text"] == "Under which name do you trade?"
    page = client.get(reverse("questionnaire_version", args=[version.pk])).content.decode()
    assert "became “Under which name do you trade?”" in page
    assert "We asked the wrong thing" in page


def test_saving_a_question_as_it_is_changes_nothing(client, draft):
    for each in draft.content["questions"]:
        address = reverse("questionnaire_draft_question", args=[each["id"]])
        saved(client, address, make_questions.question(each["id"]))
        assert edits.find(make_questions.content(), "questions", each["id"]) == each
    assert make_questions.content() == draft.base.content
    assert not Event.objects.filter(name="draft.changed").exists()


@pytest.mark.parametrize("kind", ["single", "yes_no", "multiple", "confirm", "text", "number", "date", "table", "file"])
def test_a_question_of_each_kind_is_added_and_can_be_published(client, draft, kind):
    address = reverse("questionnaire_draft_question_new", args=["history"]) + f"?type={kind}"
    assert client.get(address).status_code == 200
    rows = {
        "single": {"row0_text": "Rye", "row0_score": "1", "row1_text": "Air", "row1_score": "0"},
        "multiple": {"row0_text": "Rye", "row0_score": "1", "row1_text": "Air", "row1_exclusive": "on"},
        "confirm": {"row0_text": "We bake", "row0_score": "1"},
        "number": {"unit": "days", "row0_up_to": "1.5", "row0_score": "1", "row1_score": "0"},
        "table": {"row0_label": "Loaf", "row1_label": "Flour", "row1_type": "choice", "row1_choices": "Rye\nOats"},
        "file": {"file_what": "The recipe"},
    }
    saved(client, address, make_questions.question(kind=kind, text="What do you bake?", **rows.get(kind, {})))
    added = edits.find(make_questions.content(), "questions", "his-what-do-you-bake")
    assert added["type"] == kind
    assert client.get(reverse("questionnaire_draft_preview", args=[1])).status_code == 200
    assert publish(client).content["questions"].index(added)


def test_an_answer_is_put_first_taken_out_and_one_is_added(client, draft):
    address = reverse("questionnaire_draft_question", args=["cul-ai"])
    sent = {"row0_text": "", "row1_place": "9", "row4_place": "1", "row4_text": "With care", "row4_score": "0.5"}
    saved(client, address, make_questions.question("cul-ai", **sent))
    options = edits.find(make_questions.content(), "questions", "cul-ai")["options"]
    assert [each["id"] for each in options] == ["with-care", "rule", "free", "approved"]


def test_what_leads_to_a_question_is_chosen_in_two_steps(client, draft):
    address = reverse("questionnaire_draft_question", args=["cul-ai"])
    first = saved(client, address, make_questions.question("cul-ai", parent="his-competitors"))
    assert first.url == address
    assert "choose which answers" in client.get(address).content.decode()
    saved(client, address, make_questions.question("cul-ai", leads=["shared"]))
    found = edits.find(make_questions.content(), "questions", "cul-ai")["show_when"]
    assert found == {"question": "his-competitors", "in": ["shared"]}


def test_what_was_typed_is_kept_where_it_cannot_be_read(client, draft):
    sent = make_questions.question("cul-ai", row0_score="2", text="")
    page = client.post(reverse("questionnaire_draft_question", args=["cul-ai"]), sent)
    assert page.status_code == 422
    assert 'value="2"' in page.content.decode()


def test_a_stale_page_overwrites_nothing(client, draft):
    address = reverse("questionnaire_draft_question", args=["his-register"])
    mine, theirs = (make_questions.question("his-register", text=f"{who}?") for who in ("Mine", "Theirs"))
    saved(client, address, theirs)
    assert client.post(address, mine).status_code == 409
    assert edits.find(make_questions.content(), "questions", "his-register")["text"] == "Theirs?"


def test_a_section_is_added_moved_and_wants_its_weight(client, draft):
    saved(client, reverse("questionnaire_draft_section_new"), make_questions.section(title="Quality", weight=5))
    saved(client, reverse("questionnaire_draft_move", args=["sections", "quality"]), {"to": "up"})
    assert [each["id"] for each in make_questions.content()["sections"]][-2] == "quality"
    page = client.get(reverse("questionnaire_draft")).content.decode()
    assert "make 105 together" in page
    assert "“Quality” asks nothing" in page
    answer = client.post(reverse("questionnaire_draft_publication"), {"because": "More", "seen": make_questions.seen()})
    assert answer.status_code == 409
    assert QuestionnaireVersion.objects.latest() == draft.base


def test_questions_move_within_their_section(client, draft):
    ids = [each["id"] for each in draft.content["questions"]]
    saved(client, reverse("questionnaire_draft_move", args=["questions", ids[0]]), {"to": "up"})
    assert make_questions.content() == draft.content
    saved(client, reverse("questionnaire_draft_move", args=["questions", ids[0]]), {"to": "down"})
    assert [each["id"] for each in make_questions.content()["questions"]] == [ids[1], ids[0], *ids[2:]]
    assert client.post(reverse("questionnaire_draft_move", args=["questions", ids[0]]), {"to": "x"}).status_code == 404


def test_what_was_removed_is_put_back_where_it_stood(client, draft):
    saved(client, reverse("questionnaire_draft_removal", args=["questions", "cul-ai"]), {})
    assert edits.find(make_questions.content(), "questions", "cul-ai") is None
    assert "cul-ai/return" in client.get(reverse("questionnaire_draft")).content.decode()
    saved(client, reverse("questionnaire_draft_return", args=["questions", "cul-ai"]), {})
    assert make_questions.content() == draft.content
    assert make_questions.draft().removed == []


def test_a_section_goes_only_when_it_asks_nothing(draft, administrator):
    with pytest.raises(NotNow):
        drafts.remove(draft, "sections", "history", by=administrator, at=clock.now())


def test_a_discarded_draft_leaves_its_trace(client, draft):
    saved(client, reverse("questionnaire_draft_removal", args=["questions", "cul-ai"]), {})
    assert client.get(reverse("questionnaire_draft_discarding")).status_code == 200
    saved(client, reverse("questionnaire_draft_discarding"), {})
    assert not QuestionnaireDraft.objects.exists()
    assert list(told("draft.discarded")["questions"]) == ["cul-ai"]
    assert client.get(reverse("questionnaire_draft")).status_code == 404


def test_publishing_asks_for_a_fresh_second_factor(draft, administrator):
    client = Client()
    client.force_login(administrator.user)
    answer = client.post(reverse("questionnaire_draft_publication"), {"because": "More", "seen": make_questions.seen()})
    assert answer.status_code == 303
    assert answer.url.startswith(reverse("confirm"))
    assert QuestionnaireVersion.objects.latest() == draft.base


def test_what_changed_after_it_was_shown_is_not_published(client, draft, administrator):
    shown = make_questions.seen()
    drafts.remove(draft, "questions", "cul-ai", by=administrator, at=clock.now())
    answer = client.post(reverse("questionnaire_draft_publication"), {"because": "More", "seen": shown})
    assert answer.status_code == 409


def test_nothing_is_published_that_changes_nothing(draft, administrator):
    with pytest.raises(NotNow):
        drafts.publish(draft, seen=make_questions.seen(), because="More", by=administrator, at=clock.now())


def test_the_product_no_longer_replaces_what_an_administrator_published(client, draft):
    saved(client, reverse("questionnaire_draft_removal", args=["questions", "cul-ai"]), {})
    version = publish(client)
    starter.load(by=make.CLOCK, at=clock.now())
    assert QuestionnaireVersion.objects.latest() == version
    assert QuestionnaireVersion.objects.count() == 2


def test_a_published_version_is_frozen_for_the_web(client, draft):
    saved(client, reverse("questionnaire_draft_removal", args=["questions", "cul-ai"]), {})
    version = publish(client)
    with context.role(STAFF), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        QuestionnaireVersion.objects.filter(pk=version.pk).update(because="Another")


def test_the_list_says_who_why_and_how_many_firms(client, draft):
    contact = make.contact(make.vendor("Brightmoor Test Lab", tier=1))
    questionnaires.send(contact.vendor, due_on=make_dd.days(14), by=make.officer(), at=clock.now())
    page = client.get(reverse("questionnaires")).content.decode()
    assert "Came with the product" in page
    assert "A draft after version" in page
    assert client.get(reverse("questionnaires"), {"export": "csv"}).getvalue().decode().rstrip().endswith(',"1"')


@pytest.mark.parametrize("tier", [1, 2, 3])
def test_a_preview_shows_what_the_tier_is_asked_and_sends_nothing(client, draft, tier):
    page = client.get(reverse("questionnaire_draft_preview", args=[tier])).content.decode()
    asked = [each for each in draft.content["questions"] if tier in each["tiers"]]
    assert page.count('<fieldset class="asked') == len(asked)
    assert client.get(reverse("questionnaire_preview", args=[draft.base.pk, tier])).status_code == 200


def test_there_is_no_preview_of_a_fourth_tier(client, draft):
    assert client.get(reverse("questionnaire_draft_preview", args=[4])).status_code == 404

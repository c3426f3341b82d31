"""A questionnaire of somebody else comes in as a workbook, is shown row by row, and becomes a draft; wrong cells are named."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from core import clock
from core.models import Event, EventDetail, StoredFile
from core.refusals import NotAllowed, NotNow
from tests import make, make_questions
from vendors import question_sources
from vendors import questionnaire_edits as edits
from vendors.actions import questionnaire_drafts as drafts
from vendors.actions import questionnaire_imports as imports
from vendors.models import QuestionnaireDraft, QuestionnaireImport
from vendors.people_files.tables import Unreadable
from vendors.question_sheets import cells, judging, reading, template
from vendors.question_sheets.columns import FIELDS, HEADS, KIND_OF

pytestmark = pytest.mark.django_db
HEAD = make_questions.HEAD


@pytest.fixture
def client():
    return make.confirm(Client(), make_questions.administrator().user)


def judged(*rows, head=HEAD, change=None, **more) -> list[judging.Line]:
    """The lines of a sheet with these rows, read with the columns that its heads propose."""
    made = make_questions.book([head, *rows], **more)
    if change:
        change(made)
    sheet = reading.book(make_questions.saved(made)).sheet("")
    return judging.lines(sheet, HEADS.propose(sheet.head))


def faults(line: judging.Line) -> list[tuple[str, str]]:
    return [(each["cell"], each["sentence"]) for each in line.wrong]


def applied(run, *, instead=False) -> dict:
    said = {"instead": instead, "seen": edits.mark(question_sources.now()), "by": make_questions.administrator()}
    return imports.apply(run, **said, at=clock.now()).content


def send(client, content: bytes, name="asked.xlsx"):
    return client.post(reverse("questionnaire_import_new"), {"file": SimpleUploadedFile(name, content)})


# What a row becomes


def test_a_row_becomes_the_question_that_it_says():
    row = ("Access", "Who signs in?", "Single choice", "All\nSome\nNone", "x", "Required", "Count everybody")
    (line,) = judged(row)
    assert (line.deed, line.section) == ("question", "Access")
    assert line.question == {
        "text": "Who signs in?",
        "help": "Count everybody",
        "type": "single",
        "options": [{"text": "All"}, {"text": "Some"}, {"text": "None"}],
        "required": True,
        "evidence": {"need": "required", "what": ""},
    }


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a) Rye\nb) Oats, rolled", ["Rye", "Oats, rolled"]),
        ("Yes/No/Partly", ["Yes", "No", "Partly"]),
        ("Rye; Oats, rolled", ["Rye", "Oats, rolled"]),
        ("• Rye\n- Oats", ["Rye", "Oats"]),
    ],
)
def test_answers_come_apart_as_they_are_written(text, parts):
    assert cells.split(text) == parts


def test_scores_and_risks_stand_one_for_each_answer():
    found = cells.question(
        {"text": "Who?", "options": "All; Some; None", "scores": "1; 0,5; 0", "risks": "none; Low; high"},
        is_known=set(),
    )
    assert [(each["score"], each["risk"]) for each in found.question["options"]] == [
        (1.0, "none"),
        (0.5, "low"),
        (0.0, "high"),
    ]
    wrong = cells.question({"text": "Who?", "options": "All; None", "scores": "1; 0; 0"}, is_known=set()).wrong
    assert wrong == [("scores", "There are 3 here and 2 answers. Write one for each")]
    assert cells.question({"text": "Who?", "options": "All; None", "scores": "1; 2"}, is_known=set()).wrong


def test_a_risk_that_nobody_stated_is_not_taken_for_none():
    (line,) = judged(("Access", "Who signs in?", "", "All; None", "", "", ""))
    assert all("risk" not in each for each in line.question["options"])


def test_a_kind_is_taken_from_the_answers_where_none_is_written():
    found = judged(("A", "Why?", "", "", "", "", ""), ("A", "Is it?", "", "Yes/No", "", "", ""))
    assert [each.question["type"] for each in found] == ["text", "yes_no"]
    assert found[1].notes == ["Kind taken for: Yes or no"]


def test_every_kind_of_the_house_has_a_word():
    assert set(KIND_OF.values()) == set(cells.checks.KINDS)


# Sections


def test_a_section_holds_for_the_rows_below_it():
    found = judged(("Access", "Who?", "", "", "", "", ""), ("", "When?", "", "", "", "", ""))
    assert [each.section for each in found] == ["Access", "Access"]


def test_a_section_may_be_drawn_down_beside_its_questions():
    rows = [("Access", "Who?", "", "", "", "", ""), ("", "When?", "", "", "", "", "")]
    found = judged(*rows, change=lambda book: book.active.merge_cells("A2:A3"))
    assert [(each.section, each.deed) for each in found] == [("Access", "question")] * 2


def test_a_line_drawn_across_the_sheet_is_a_heading():
    head = ("Question", "Kind", "Guidance")
    rows = [("1. Access",), ("Who?", "text", ""), ("2. Premises",), ("Where?", "text", "")]

    def across(book):
        for row in (2, 4):
            book.active.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)

    found = judged(*rows, head=head, change=across)
    assert [(each.deed, each.section) for each in found] == [
        ("section", "1. Access"),
        ("question", "1. Access"),
        ("section", "2. Premises"),
        ("question", "2. Premises"),
    ]


def test_without_sections_the_sheet_names_the_section():
    (line,) = judged(("Who?", "text"), head=("Question", "Type"))
    assert line.section == "Asked"


# What is wrong, by cell


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (("A", "", "text", "", "", "", "Look"), "B2", "The question is missing"),
        (("", "Who?", "text", "", "", "", ""), "A2", "No section stands here"),
        (("A", "Who?", "hologram", "", "", "", ""), "C2", "This kind is not known"),
        (("A", "Who?", "single", "One", "", "", ""), "D2", "at least two answers"),
        (("A", "Who?", "single", "One; one", "", "", ""), "D2", "stands there twice"),
        (("A", "Who?", "single", "; ".join(map(str, range(100, 131))), "", "", ""), "D2", "31 answers are too many"),
        (("A", "Who?", "date", "One; two", "", "", ""), "D2", "offers no answers"),
        (("A", "Who?", "yes_no", "Yes; No; Partly", "", "", ""), "D2", "has two answers"),
        (("A", "Who?", "text", "", "perhaps", "", ""), "E2", "Write yes or no"),
        (("A", "=1+1", "text", "", "", "", ""), "B2", "A formula is not read"),
        (("A", "x" * 1001, "text", "", "", "", ""), "B2", "More than 1000 letters"),
    ],
    ids=str,
)
def test_a_wrong_cell_is_named_with_how_to_put_it_right(row, cell, words):
    (line,) = judged(row)
    assert line.deed == "wrong"
    assert any(cell == where and words in sentence for where, sentence in faults(line)), faults(line)


def test_a_question_that_stands_there_twice_names_the_first():
    found = judged(("A", "Who is it?", "", "", "", "", ""), ("A", "who is  it", "", "", "", "", ""))
    assert [each.deed for each in found] == ["question", "wrong"]
    assert faults(found[1]) == [("B3", "Row 2 asks the same. Leave one of them")]


def test_merged_cells_of_another_column_are_named():
    rows = [("A", "Who?", "text", "", "", "", "Look"), ("A", "When?", "text", "", "", "", "")]
    found = judged(*rows, change=lambda book: book.active.merge_cells("G2:G3"))
    assert [faults(each)[0][0] for each in found] == ["G2:G3", "G2:G3"]


def test_empty_rows_are_passed_over():
    found = judged(("A", "Who?", "", "", "", "", ""), (), ("", " ", ""), ("A", "When?", "", "", "", "", ""))
    assert [each.number for each in found] == [2, 5]


# Which sheet, which row, which columns


def test_the_sheet_that_we_know_best_is_read_and_hidden_ones_are_named():
    made = make_questions.book(
        [("Welcome",), ("Fill this in",)], Questions=[("Note",), HEAD, ("A", "Who?")], Lists=[("Yes",), ("No",)]
    )
    made["Lists"].sheet_state = "hidden"
    found = reading.book(make_questions.saved(made))
    assert found.hidden == ["Lists"]
    assert (found.sheet("").title, found.sheet("").head_row) == ("Questions", 2)
    assert found.sheet("Asked").title == "Asked"
    assert found.sheet("Lists").title == "Questions"


def test_columns_are_known_by_their_heads_in_any_order():
    head = ["No.", "Guidance notes", "Mandatory?", "Requirement", "Response type", "Domain"]
    found = HEADS.propose(head)
    assert found["text"] == "Requirement"
    assert (found["type"], found["section"], found["required"]) == ("Response type", "Domain", "Mandatory?")


@pytest.mark.parametrize(
    "content", [b"no workbook", make_questions.saved(make_questions.book([])), make_questions.saved(make_questions.book([HEAD]))],
    ids=["broken", "empty", "heads alone"],
)  # fmt: skip
def test_a_workbook_without_questions_is_refused(content):
    with pytest.raises(Unreadable):
        reading.book(content)


def test_the_template_is_read_without_a_fault(client):
    answer = client.get(reverse("questionnaire_import_template"))
    sheet = reading.book(answer.content).sheet("")
    assert set(HEADS.sure(sheet.head)) == set(FIELDS)
    found = judging.lines(sheet, HEADS.propose(sheet.head))
    assert [each.deed for each in found] == ["question"] * len(list(template.rows()))
    assert load_workbook(io.BytesIO(answer.content)).active.freeze_panes == "A2"


# Into the draft


def test_questions_go_beside_what_is_asked():
    run = make_questions.waiting(make_questions.workbook("Do you bake?", "Do you knead?"))
    before = question_sources.now()
    content = applied(run)
    assert content["questions"][: len(before["questions"])] == before["questions"]
    assert [each["text"] for each in content["questions"][-2:]] == ["Do you bake?", "Do you knead?"]
    assert content["sections"][-1]["title"] == "Baking"
    assert QuestionnaireImport.objects.get().status == "drafted"


def test_taken_over_alone_they_replace_what_is_asked_and_it_can_be_put_back():
    run = make_questions.waiting(make_questions.workbook("Do you bake?"))
    content = applied(run, instead=True)
    assert [each["text"] for each in content["questions"]] == ["Do you bake?"]
    draft, by = QuestionnaireDraft.objects.get(), make_questions.administrator()
    assert len(draft.removed) == len(draft.base.content["questions"]) + len(draft.base.content["sections"])
    drafts.put_back(draft, "sections", "history", by=by, at=clock.now())
    draft = drafts.put_back(draft, "questions", "his-register", by=by, at=clock.now())
    assert edits.find(draft.content, "questions", "his-register") == edits.find(
        draft.base.content, "questions", "his-register"
    )


def test_a_question_with_the_same_words_stays_the_same_question():
    make.starter_content()
    old = next(each for each in question_sources.now()["questions"] if each["type"] == "single")
    answers = "\n".join(each["text"] for each in old["options"])
    book = make_questions.book([HEAD, ("Baking", old["text"], "single", answers, "yes", "", "")])
    content = applied(make_questions.waiting(make_questions.saved(book)), instead=True)
    (made,) = content["questions"]
    assert made == {**old, "section": made["section"], "required": True}


def test_what_the_draft_asks_already_is_not_asked_twice():
    make.starter_content()
    old = question_sources.now()["questions"][0]["text"]
    run = make_questions.waiting(make_questions.workbook(old))
    with pytest.raises(NotNow, match="No row of this workbook adds a question"):
        applied(run)
    assert not QuestionnaireImport.objects.filter(status="drafted").exists()


def test_what_was_imported_is_drawn_edited_and_checked_like_the_rest(client):
    rows = [("Baking", f"A {kind}?", kind, "One; two" if kind in ("single", "multiple", "table") else "", "", "", "") for kind in cells.checks.KINDS]  # fmt: skip
    content = applied(make_questions.waiting(make_questions.saved(make_questions.book([HEAD, *rows]))))
    assert client.get(reverse("questionnaire_draft")).status_code == 200
    for tier in (1, 2, 3):
        assert client.get(reverse("questionnaire_draft_preview", args=[tier])).status_code == 200
    for each in content["questions"][-len(rows) :]:
        page = client.get(reverse("questionnaire_draft_question", args=[each["id"]]))
        assert page.status_code == 200
        assert each["text"] in page.content.decode()
    words = client.get(reverse("questionnaire_draft")).content.decode()
    assert "say in a sentence why it is asked" in words


def test_a_draft_that_changed_meanwhile_is_not_written_over():
    run = make_questions.waiting(make_questions.workbook("Do you bake?"))
    seen, by = edits.mark(question_sources.now()), make_questions.administrator()
    make_questions.draft(without="rep-references")
    with pytest.raises(NotNow, match="changed the draft meanwhile"):
        imports.apply(run, instead=True, seen=seen, by=by, at=clock.now())


def test_taking_over_twice_adds_nothing_and_the_trail_says_what_came():
    run = make_questions.waiting(make_questions.workbook("Do you bake?"))
    content = applied(run)
    assert applied(QuestionnaireImport.objects.get()) == content
    event = Event.objects.get(name="draft.imported")
    said = EventDetail.objects.get(pk=event.pk).data
    assert (said["added"], said["workbook"]) == (1, str(run.pk))


def test_a_removed_workbook_is_destroyed_and_not_taken_over():
    run = make_questions.waiting(make_questions.workbook("Do you bake?"))
    by = make_questions.administrator()
    run = imports.remove(run, by=by, at=clock.now())
    assert imports.remove(run, by=by, at=clock.now()).status == "removed"
    assert StoredFile.objects.get(pk=run.file_id).shredded_at
    with pytest.raises(NotNow, match="was removed"):
        applied(run)


def test_only_administrators_import():
    make.starter_content()
    with pytest.raises(NotAllowed):
        imports.upload(make_questions.workbook("Do you bake?"), name="a.xlsx", by=make.officer(), at=clock.now())
    assert not StoredFile.objects.filter(purpose="questions").exists()


# In the browser


def test_it_is_uploaded_looked_at_and_taken_over(client):
    make.starter_content()
    rows = [HEAD, ("Baking", "Do you bake?", "Yes/No"), ("Baking", "With what?", "hologram")]
    answer = send(client, make_questions.saved(make_questions.book(rows)))
    run = QuestionnaireImport.objects.get()
    assert answer.url == reverse("questionnaire_import", args=[run.pk])
    page = client.get(answer.url).content.decode()
    assert "1 question can be taken over, 1 row is wrong" in page
    assert "C3 Kind: This kind is not known" in " ".join(page.split())
    assert "Do you bake?" not in client.get(answer.url + "?show=wrong").content.decode()
    assert "waits to be taken into the draft" in client.get(reverse("questionnaires")).content.decode()
    said = {"mode": "beside", "seen": edits.mark(question_sources.now())}
    client.post(reverse("questionnaire_import_application", args=[run.pk]), said)
    assert "Do you bake?" in client.get(reverse("questionnaire_draft")).content.decode()


def test_a_column_that_was_guessed_wrong_is_chosen_anew(client):
    make.starter_content()
    head = ("Question", "Comment of the buyer")
    send(client, make_questions.saved(make_questions.book([head, ("Baking", "Do you bake?")])))
    run = QuestionnaireImport.objects.get()
    address = reverse("questionnaire_import_columns", args=[run.pk])
    assert "Do you bake?" in client.get(address).content.decode()
    twice = {"text": "Question", "help": "Question", "tiers_of_all": ["1"]}
    refused = client.post(address, twice)
    assert (refused.status_code, "is chosen more than once" in refused.content.decode()) == (422, True)
    client.post(address, {"text": "Comment of the buyer", "section": "Question", "tiers_of_all": ["1", "2"]})
    run.refresh_from_db()
    (line,) = question_sources.lines(run, question_sources.book(run))
    assert (line.section, line.question["text"], run.tiers) == ("Baking", "Do you bake?", [1, 2])


def test_another_sheet_is_read_with_its_own_columns(client):
    run = make_questions.waiting(make_questions.workbook("Do you bake?"))
    client.post(reverse("questionnaire_import_sheet", args=[run.pk]), {"sheet": "More"})
    run.refresh_from_db()
    assert [each.question["text"] for each in question_sources.lines(run, question_sources.book(run))] == [
        "Do you knead?"
    ]
    unknown = client.post(reverse("questionnaire_import_sheet", args=[run.pk]), {"sheet": "None such"})
    assert unknown.status_code == 409


@pytest.mark.parametrize(
    ("name", "content"),
    [("asked.csv", b"Question"), ("asked.xlsx", b"no workbook"), ("asked.xlsx", make_questions.saved(make_questions.book([HEAD])))],
    ids=["csv", "broken", "no question"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_answered_at_its_field(client, name, content):
    make.starter_content()
    answer = send(client, content, name)
    assert answer.status_code == 422
    assert not QuestionnaireImport.objects.exists()


def test_the_same_workbook_twice_is_one_that_waits(client):
    make.starter_content()
    first, second = (send(client, make_questions.workbook("Do you bake?")) for _each in range(2))
    assert first.url == second.url
    assert QuestionnaireImport.objects.count() == 1

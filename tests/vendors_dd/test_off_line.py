"""Can a questionnaire be answered in a spreadsheet? Nothing changes before it is confirmed, and each fault is told at its cell."""

import datetime
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from core.web.viewer import form_token
from tests import make, make_dd
from vendors import answers_given
from vendors.actions import answer_sheets, answers, corrections, questionnaires
from vendors.answer_sheets import layout
from vendors.models import AnswerSheet, Assessment
from vendors.panels import answer_sheets as panels

pytestmark = pytest.mark.django_db
NUMBER, CHOICE, MANY, TABLE, WORDS = "pro-notice", "his-competitors", "fin-insurance", "his-owners", "his-register"
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def contact():
    return make.contact(make.vendor("Brightmoor Test Lab", tier=1), "Aoife Varga")


@pytest.fixture
def sent(contact) -> Assessment:
    return send_to(contact)


def send_to(contact) -> Assessment:
    return questionnaires.send(contact.vendor, due_on=make_dd.days(14), by=make.officer(), at=clock.now())


def save(sent, contact, key, value, comment="", at=None):
    by = make.as_person(contact)
    return answers.save(sent, key, value=value, comment=comment, by=by, at=at or clock.now())


def book_of(sent):
    return load_workbook(io.BytesIO(panels.workbook(sent)))


def place(book, key: str):
    """The row of a question, as cells."""
    rows = (row for page in book.worksheets for row in page.iter_rows(min_row=layout.TOP) if len(row) > 4)
    return next(row for row in rows if row[0].value == key)


def table(book, key: str):
    return next(page for page in book.worksheets if page["A1"].value == layout.TABLE + key)


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def door(contact, name: str, *args, **said):
    return client(contact.user).post(
        reverse(name, args=args), {**said, "as_person": form_token(make.as_person(contact))}
    )


def upload(contact, sent, book, name="answers.xlsx"):
    content = book if isinstance(book, bytes) else make_dd.saved(book)
    return door(contact, "portal_answer_sheet", sent.pk, file=SimpleUploadedFile(name, content))


def refused(contact, sent, book, name="answers.xlsx") -> str:
    """The sentence at the file, and nothing is kept."""
    page = upload(contact, sent, book, name)
    assert page.status_code == 422 and not AnswerSheet.objects.exists()
    return page.context["form"].errors["file"][0]


def taken_in(contact, sent, book) -> AnswerSheet:
    assert upload(contact, sent, book).status_code == 302
    return AnswerSheet.objects.latest("uploaded_at", "created_at")


def apply(contact, sheet):
    return door(contact, "portal_answer_sheet_application", sheet.assessment_id, sheet.pk)


def kept(sent) -> dict:
    return {key: (row.value, row.comment) for key, row in answers_given.rows(sent).items()}


class TestTheWorkbook:
    def test_has_a_sheet_a_section_and_names_each_question_for_the_machine(self, sent):
        book = book_of(sent)
        sections = [f"{layout.SECTION}{each['id']}" for each in sent.questions["sections"]]
        assert [
            key for page in book.worksheets if (key := str(page["A1"].value)).startswith(layout.SECTION)
        ] == sections
        page = book.worksheets[1]
        assert page.row_dimensions[1].hidden and page.column_dimensions["A"].hidden
        assert {book[name].sheet_state for name in (layout.ABOUT, layout.LISTS)} == {"veryHidden"}

    def test_holds_the_answers_so_far(self, sent, contact):
        save(sent, contact, NUMBER, "24", "By telephone")
        save(sent, contact, CHOICE, "walled")
        save(sent, contact, TABLE, [{"name": "Orla", "country": "IE", "share": "60", "kind": "person"}])
        book = book_of(sent)
        assert (place(book, NUMBER)[4].value, place(book, NUMBER)[5].value) == (24, "By telephone")
        assert place(book, CHOICE)[4].value == "Yes, with other people and separate storage"
        assert [cell.value for cell in table(book, TABLE)[layout.TOP][2:6]] == ["Orla", "Ireland", "60", "Person"]

    def test_offers_the_choices_and_lets_only_answers_be_written(self, sent):
        book = book_of(sent)
        row, page = place(book, CHOICE), place(book, CHOICE)[0].parent
        rule = next(each for each in page.data_validations.dataValidation if row[4].coordinate in each.sqref)
        where = rule.formula1.split("!")[1].replace("$", "")
        offered = [cell.value for line in book[layout.LISTS][where] for cell in line]
        assert offered == [option["text"] for option in sent.question(CHOICE)["options"]]
        assert page.protection.sheet and row[2].protection.locked and not row[4].protection.locked

    def test_never_runs_what_was_answered(self, sent, contact):
        save(sent, contact, WORDS, "=HYPERLINK(1)", "+1")
        row = place(book_of(sent), WORDS)
        assert (row[4].data_type, row[5].data_type) == ("s", "s")
        assert not taken_in(contact, sent, book_of(sent)).said

    def test_is_a_contacts(self, sent, contact):
        address = reverse("portal_answer_workbook", args=[sent.pk])
        assert client(contact.user).get(address).status_code == 200
        other = make.contact(make.vendor("Kestrel"))
        assert client(other.user).get(address).status_code == 404


class TestWhatComesBack:
    def test_untouched_changes_nothing(self, sent, contact):
        make_dd.answer_everything(sent, contact)
        sheet = taken_in(contact, sent, book_of(sent))
        assert (sheet.said, sheet.wrong, sheet.left_out) == ([], [], [])

    def test_is_shown_before_and_after_and_changes_nothing_until_it_is_confirmed(self, sent, contact):
        save(sent, contact, NUMBER, "48")
        before, book = kept(sent), book_of(sent)
        place(book, NUMBER)[4].value, place(book, NUMBER)[5].value = 24, "Since May"
        sheet = taken_in(contact, sent, book)
        page = client(contact.user).get(reverse("portal_answer_sheet_check", args=[sent.pk, sheet.pk])).content.decode()
        assert all(words in page for words in ("48 hours", "24 hours", "Since May", "Take over 1 answer"))
        assert kept(sent) == before
        assert apply(contact, sheet).status_code == 302
        assert kept(sent)[NUMBER] == ("24", "Since May")

    def test_is_taken_by_the_kind_of_each_question(self, sent, contact):
        book = book_of(sent)
        place(book, CHOICE)[4].value = "Yes, and some people work for both"
        options = [option["id"] for option in sent.question(MANY)["options"] if not option.get("exclusive")][:2]
        for option in options:
            place(book, f"{MANY}{layout.OPTION}{option}")[4].value = "X"
        for at, text in enumerate(["Orla", "ireland", 60, "Person"], 3):
            table(book, TABLE).cell(layout.TOP + 1, at).value = text
        place(book, "sub-use")[4].value = sent.question("sub-use")["options"][0]["text"]
        place(book, WORDS)[4].value = "Brightmoor\nnumber 1"
        confirm = place(book, "geo-confirm")
        confirm[4].value = sent.question("geo-confirm")["options"][0]["text"]
        sheet = taken_in(contact, sent, book)
        assert sheet.wrong == []
        apply(contact, sheet)
        found = {key: value for key, (value, _comment) in kept(sent).items()}
        assert found == {
            CHOICE: "shared",
            MANY: options,
            TABLE: [{"name": "Orla", "country": "IE", "share": "60", "kind": "person"}],
            "sub-use": sent.question("sub-use")["options"][0]["id"],
            WORDS: "Brightmoor\nnumber 1",
            "geo-confirm": sent.question("geo-confirm")["options"][0]["id"],
        }

    def test_is_saved_as_its_page_would_save_it_with_the_same_events(self, sent, contact):
        sheet = make_dd.sheet(sent, contact, pro_notice=24)
        answer_sheets.apply(sheet, by=make.as_person(contact), at=clock.now())
        row = sent.answers.get(question=NUMBER)
        assert (row.value, row.saved_by) == ("24", contact.user)
        names = Event.objects.about(sent).order_by("at").values_list("name", flat=True)
        assert {"questionnaire.started", "questionnaire.sheet-uploaded", "questionnaire.sheet-applied"} <= set(names)

    def test_may_take_an_answer_away(self, sent, contact):
        save(sent, contact, NUMBER, "48")
        book = book_of(sent)
        place(book, NUMBER)[4].value = None
        apply(contact, taken_in(contact, sent, book))
        assert kept(sent)[NUMBER] == (None, "")

    def test_leaves_out_what_its_answers_do_not_lead_to(self, sent, contact):
        book = book_of(sent)
        place(book, "his-claims")[4].value, place(book, "his-claims-detail")[4].value = "No", "Nothing happened"
        sheet = taken_in(contact, sent, book)
        assert (sheet.left_out, [each["question"] for each in sheet.said]) == (["his-claims-detail"], ["his-claims"])

    def test_is_taken_over_once_at_a_second_press(self, sent, contact):
        sheet = make_dd.sheet(sent, contact, pro_notice=24)
        assert [apply(contact, sheet).status_code for _press in range(2)] == [302, 302]
        assert Event.objects.filter(name="questionnaire.sheet-applied").count() == 1

    def test_goes_when_it_is_removed_or_another_one_comes(self, sent, contact):
        first = make_dd.sheet(sent, contact, pro_notice=24)
        second = make_dd.sheet(sent, contact, pro_notice=48)
        first.refresh_from_db()
        assert (first.status, first.said) == ("removed", []) and first.stored.shredded_at
        with pytest.raises(NotNow, match="removed"):
            answer_sheets.apply(first, by=make.as_person(contact), at=clock.now())
        assert door(contact, "portal_answer_sheet_removal", sent.pk, second.pk).status_code == 302
        assert kept(sent) == {}

    def test_of_the_same_file_waits_once(self, sent, contact):
        content = make_dd.filled(sent, pro_notice=24)
        assert [upload(contact, sent, content).status_code for _press in range(2)] == [302, 302]
        assert AnswerSheet.objects.count() == 1

    def test_is_taken_in_from_nobody_else(self, sent, contact):
        sheet, other = make_dd.sheet(sent, contact, pro_notice=24), make.contact(make.vendor("Kestrel"))
        for by in (make.as_person(other), make.officer(), make.as_person(make.person(contact.vendor))):
            with pytest.raises(NotAllowed):
                answer_sheets.apply(sheet, by=by, at=clock.now())


class TestWhatWasChangedMeanwhile:
    def test_in_the_portal_after_the_download_is_told_at_its_cell(self, sent, contact):
        save(sent, contact, NUMBER, "48")
        book = book_of(sent)
        place(book, NUMBER)[4].value = 24
        save(sent, contact, NUMBER, "72", at=clock.now() + MINUTE)
        sheet = taken_in(contact, sent, book)
        assert sheet.said == [] and "after you downloaded" in sheet.wrong[0]["sentence"]
        assert sheet.wrong[0]["cell"] == place(book, NUMBER)[4].coordinate

    def test_in_the_portal_alone_stays(self, sent, contact):
        book = book_of(sent)
        save(sent, contact, NUMBER, "72", at=clock.now() + MINUTE)
        sheet = taken_in(contact, sent, book)
        assert (sheet.said, sheet.wrong) == ([], [])

    def test_after_the_upload_stops_all_of_it(self, sent, contact):
        sheet = make_dd.sheet(sent, contact, pro_notice=24, his_competitors="No")
        save(sent, contact, NUMBER, "72", at=clock.now() + MINUTE)
        page = apply(contact, sheet)
        assert page.status_code == 409 and sent.question(NUMBER)["text"] in page.content.decode()
        assert kept(sent) == {NUMBER: ("72", "")}

    def test_leaves_what_was_accepted_and_takes_what_came_back(self, sent, contact):
        by, at, analyst = make.as_person(contact), clock.now(), make_dd.analyst()
        make_dd.answer_everything(sent, contact)
        old = book_of(sent)
        questionnaires.submit(sent, by=by, at=at)
        questionnaires.judge(sent, NUMBER, verdict="clarify", note="Really?", by=analyst, at=at)
        questionnaires.send_back(sent, due_on=make_dd.days(5), by=analyst, at=at)
        sent.refresh_from_db()
        assert "older than the questions" in refused(contact, sent, old)
        book = book_of(sent)
        assert place(book, CHOICE)[4].protection.locked and not place(book, NUMBER)[4].protection.locked
        place(book, NUMBER)[4].value, place(book, CHOICE)[4].value = 12, "We are not sure"
        sheet = taken_in(contact, sent, book)
        assert [each["question"] for each in sheet.said] == [NUMBER]
        assert "stays as it was sent" in sheet.wrong[0]["sentence"]


class TestFaultsAreToldAtTheirCell:
    @pytest.mark.parametrize(
        ("key", "text", "sentence"),
        [
            (NUMBER, "soon", "Enter a number"),
            (NUMBER, 100_000, "less than or equal to 720"),
            (NUMBER, "=1+1", "formula"),
            (CHOICE, "Maybe", "none of the answers. Choose one: No;"),
            ("geo-confirm", "perhaps", "none of the answers"),
            (f"{MANY}{layout.OPTION}cyber", "perhaps", "Put an x"),
            (WORDS, "w" * 1001, "at most 1000"),
        ],
    )
    def test_of_a_question(self, sent, contact, key, text, sentence):
        book = book_of(sent)
        cell = place(book, key)[4]
        cell.value = text
        place(book, "peo-leavers")[4].value = 1
        sheet = taken_in(contact, sent, book)
        assert [(each["sheet"], each["cell"]) for each in sheet.wrong] == [(cell.parent.title, cell.coordinate)]
        assert sentence in sheet.wrong[0]["sentence"]
        assert [each["question"] for each in sheet.said] == ["peo-leavers"]
        page = client(contact.user).get(reverse("portal_answer_sheet_check", args=[sent.pk, sheet.pk])).content.decode()
        assert "One cell cannot be taken" in page and cell.coordinate in page

    @pytest.mark.parametrize(("at", "text"), [(4, "Atlantis"), (5, "much"), (6, "Ghost"), (3, "=A1")])
    def test_of_a_table(self, sent, contact, at, text):
        book = book_of(sent)
        page = table(book, TABLE)
        for column, said in enumerate(["Orla", "Ireland", 60, "Person"], 3):
            page.cell(layout.TOP, column).value = said
        page.cell(layout.TOP, at).value = text
        sheet = taken_in(contact, sent, book)
        assert [(each["sheet"], each["cell"]) for each in sheet.wrong] == [
            (page.title, page.cell(layout.TOP, at).coordinate)
        ]
        assert sheet.said == []

    def test_of_columns_that_were_moved_or_renamed(self, sent, contact):
        book = book_of(sent)
        page = place(book, NUMBER)[0].parent
        page.move_range("E1:E40", cols=3)
        sheet = taken_in(contact, sent, book)
        assert (page.title, "A1") in [(each["sheet"], each["cell"]) for each in sheet.wrong]
        assert any("were moved, renamed or removed" in each["sentence"] for each in sheet.wrong) and sheet.said == []

    def test_of_rows_that_are_missing_or_stand_twice(self, sent, contact):
        book = book_of(sent)
        place(book, NUMBER)[0].value = "pro-plan"
        sheet = taken_in(contact, sent, book)
        told = " ".join(each["sentence"] for each in sheet.wrong)
        assert "stands here twice" in told and sent.question(NUMBER)["text"] in told


class TestAnotherFile:
    def test_of_another_company_is_refused(self, sent, contact):
        other = send_to(make.contact(make.vendor("Kestrel", tier=1)))
        assert "another company" in refused(contact, sent, panels.workbook(other))

    def test_of_another_questionnaire_is_refused(self, sent, contact):
        old = panels.workbook(sent)
        questionnaires.withdraw(sent, because="Too early", by=make.officer(), at=clock.now())
        assert "of another questionnaire, sent" in refused(contact, send_to(contact), old)

    def test_that_lost_its_token_or_never_had_one_is_refused(self, sent, contact):
        book = book_of(sent)
        book[layout.ABOUT]["A1"].value = "forged"
        assert "no longer says" in refused(contact, sent, book)
        del book[layout.ABOUT]
        assert "not a workbook of a questionnaire" in refused(contact, sent, book)

    def test_with_merged_cells_is_refused_by_their_name(self, sent, contact):
        book = book_of(sent)
        page = place(book, NUMBER)[0].parent
        page.merge_cells("E5:E6")
        said = refused(contact, sent, book)
        assert page.title in said and "E5:E6 are merged" in said.replace("these cells ", "").replace(":E6: ", ":E6 ")

    @pytest.mark.parametrize("name", ["answers.xlsm", "answers.csv", "answers.ods"])
    def test_of_another_kind_is_refused(self, sent, contact, name):
        assert "must be one of these kinds: XLSX" in refused(contact, sent, panels.workbook(sent), name)

    def test_with_macros_is_refused(self, sent, contact):
        assert "contains macros" in refused(contact, sent, with_part(panels.workbook(sent), "xl/vbaProject.bin", b"x"))

    def test_that_unpacks_to_too_much_is_refused(self, sent, contact):
        bomb = with_part(panels.workbook(sent), "xl/worksheets/more.xml", b"0" * 60 * 1024**2)
        assert "unpacks to far more" in refused(contact, sent, bomb)

    @pytest.mark.parametrize("content", [b"PK\x03\x04 and then nothing", b"<html>", b"\x00" * 64])
    def test_that_is_no_workbook_is_refused(self, sent, contact, content):
        assert refused(contact, sent, content)

    def test_whose_inside_is_broken_is_refused(self, sent, contact):
        broken = with_part(panels.workbook(sent), "xl/workbook.xml", b"<workbook")
        assert "cannot be read as a workbook" in refused(contact, sent, broken)


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one part more, or another one."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            if each.filename != name:
                new.writestr(each.filename, old.read(each.filename))
        new.writestr(name, part)
    return out.getvalue()


def test_officers_take_the_answers_away_with_what_was_made_of_them(sent, contact):
    make_dd.answer_everything(sent, contact)
    questionnaires.submit(sent, by=make.as_person(contact), at=clock.now())
    analyst = make_dd.analyst()
    questionnaires.judge(sent, NUMBER, verdict="ok", note="Seen", by=analyst, at=clock.now())
    corrections.make(sent, NUMBER, value="48", because="Said so in May", by=analyst, at=clock.now())
    page = client(make.officer().user).get(reverse("assessment_workbook", args=[sent.pk]))
    rows = list(load_workbook(io.BytesIO(page.content)).active.iter_rows(values_only=True))
    row = next(row for row in rows if row[1] == sent.question(NUMBER)["text"])
    assert row[5:7] == ("Accepted as stated", "Seen") and "Said so in May" in row[7]
    assert Event.objects.filter(name="export.made").count() == 1

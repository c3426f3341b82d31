"""What was signed elsewhere counts like what was signed here, once a second person has compared it with the file."""

import datetime
import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from agreements import covering, deadlines, exposure, tasks
from agreements.actions import agreements, elsewhere
from agreements.actions import papers as sealing
from agreements.models import Agreement, BindingFact, ElsewherePaper, SealedPaper, SecrecyFact
from core import clock, files, pdf, signing
from core.models import Event, StoredFile
from core.refusals import NotAllowed, NotNow
from core.signing import strangers
from tests import make, make_elsewhere
from tests import make_agreements as papers
from tests.agreements.test_pages import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    return make.vendor("Corrib Test Works", tier=2)


def told(name: str) -> int:
    return Event.objects.filter(name=name).count()


def test_the_file_is_kept_as_it_came_and_encrypted(firm):
    content = make_elsewhere.file_of()
    paper = make_elsewhere.entered(firm, content=content)
    assert paper.sha256 == hashlib.sha256(content).hexdigest() and files.read(paper.stored) == content
    assert paper.pages == 3 and paper.stored.vendor_id == firm.pk
    again = elsewhere.enter(firm, content, name="copy.pdf", by=papers.counsel(), at=clock.now())
    assert again == paper and told("elsewhere.entered") == 1
    for column, value in (("sha256", "0" * 64), ("pages", 9)):
        with pytest.raises(ProgrammingError), transaction.atomic():
            ElsewherePaper.objects.filter(pk=paper.pk).update(**{column: value})


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"hello", "nda.pdf"), (b"%PDF-1.4 nothing", "nda.pdf"), (make_elsewhere.file_of(), "nda.docx")],
)
def test_what_is_no_readable_pdf_is_refused_and_leaves_nothing(firm, content, name):
    with pytest.raises(files.FileRefused):
        elsewhere.enter(firm, content, name=name, by=papers.counsel(), at=clock.now())
    assert not ElsewherePaper.objects.exists() and not StoredFile.objects.filter(purpose="agreement").exists()


def test_a_second_person_lets_it_take_effect_with_facts_since_its_first_day(firm):
    lawyer, at = papers.counsel(), clock.now()
    paper = make_elsewhere.proposed(firm, by=lawyer)
    assert not BindingFact.objects.exists() and not Agreement.objects.exists()
    with pytest.raises(NotAllowed):
        elsewhere.confirm(paper, seen=elsewhere.digest_of(paper), by=lawyer, at=at)
    officer = make_elsewhere.officer()
    made = elsewhere.confirm(paper, seen=elsewhere.digest_of(paper), by=officer, at=clock.now())
    facts = BindingFact.objects.filter(source_id=made.pk)
    assert {row.key for row in facts} == {"confidentiality-ip-tier-2", "confidentiality-ip"}
    assert {row.requirement for row in facts} == {"agreement"}
    start = datetime.datetime.combine(make_elsewhere.STARTS_ON, datetime.time(), datetime.UTC)
    assert all(abs(row.starts_at - start) < datetime.timedelta(hours=14) and row.ends_at is None for row in facts)
    assert all(row.known.lower >= at for row in facts)
    secret = {row.what: row.ends_at for row in SecrecyFact.objects.filter(agreement=made)}
    assert secret == {"information": None, "trade_secrets": None}
    again = elsewhere.confirm(paper, seen="", by=officer, at=clock.now())
    assert again == made and told("agreement.taken-over") == 1


def test_whoever_typed_any_of_it_does_not_confirm_it(firm):
    officer = make_elsewhere.officer()
    paper = make_elsewhere.entered(firm)
    elsewhere.change(paper, origin="DocuSafe", by=officer, at=clock.now())
    paper = elsewhere.propose(paper, by=papers.counsel(), at=clock.now())
    with pytest.raises(NotAllowed):
        elsewhere.confirm(paper, seen=elsewhere.digest_of(paper), by=officer, at=clock.now())
    second = make.staff_member("approver", name="Tom Reed")
    assert elsewhere.confirm(paper, seen=elsewhere.digest_of(paper), by=second, at=clock.now()).is_from_elsewhere


def test_only_what_was_on_the_page_is_confirmed(firm):
    paper, second = make_elsewhere.proposed(firm), make_elsewhere.officer()
    seen = elsewhere.digest_of(paper)
    elsewhere.give_back(paper, because="The last day is another", by=second, at=clock.now())
    elsewhere.change(paper, term="fixed", ends_on=datetime.date(2030, 1, 31), by=papers.counsel(), at=clock.now())
    paper = elsewhere.propose(paper, by=papers.counsel(), at=clock.now())
    with pytest.raises(NotNow, match="changed since"):
        elsewhere.confirm(paper, seen=seen, by=second, at=clock.now())


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"signed_on": datetime.date(2099, 1, 1)}, "lies in the future"),
        ({"term": "fixed", "ends_on": datetime.date(2026, 1, 31)}, "before the first day"),
        ({"term": "fixed"}, "Enter the last day on which it binds"),
        ({"term": "open", "ends_on": datetime.date(2030, 1, 1)}, "only one can be so"),
        ({"secrecy": "until"}, "Enter the last day of secrecy"),
        ({"secrecy": "until", "secret_until": datetime.date(2025, 1, 1)}, "before the agreement begins"),
        ({"jurisdiction": ""}, "Choose the governing law"),
        ({"clauses": [{"key": "penalty", "page": 4}]}, "there is no page 4"),
    ],
)
def test_key_data_that_cannot_be_so_is_not_handed_in(firm, said, words):
    paper = make_elsewhere.entered(firm, **said)
    with pytest.raises(NotNow) as refused:
        elsewhere.propose(paper, by=papers.counsel(), at=clock.now())
    assert any(words in each for each in refused.value.unmet)


def test_the_access_decision_counts_it(firm):
    person = make.person(firm)
    made = make_elsewhere.confirmed(firm)
    found = covering.papers(person, make_elsewhere.officer(), at=clock.now(), known_at=clock.now())
    assert found["agreement", "confidentiality-ip"] == made
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from agreements_standing where person_id = %s and key = 'confidentiality-ip'", [person.pk]
        )
        assert cursor.fetchone()[0] == 1


def test_it_is_ended_early_like_any_other_and_replaces_the_one_before(firm):
    first = make_elsewhere.confirmed(firm)
    second = make_elsewhere.confirmed(
        firm, content=make_elsewhere.file_of(mark="b"), replaces=first, starts_on=datetime.date(2026, 6, 1)
    )
    first.refresh_from_db()
    assert first.binds_until == datetime.date(2026, 5, 31)
    assert not BindingFact.objects.current().holding(clock.now()).filter(source_id=first.pk).exists()
    agreements.terminate(second, because="Over", by=papers.counsel(), at=clock.now())
    assert not BindingFact.objects.current().holding(clock.now()).filter(source_id=second.pk).exists()


def test_one_that_has_ended_is_on_record_and_its_secrecy_goes_on(firm):
    made = make_elsewhere.confirmed(
        firm, signed_on=datetime.date(2020, 1, 2), starts_on=datetime.date(2020, 1, 2), term="fixed", ends_on=datetime.date(2022, 1, 1),
        secrecy="until", secret_until=datetime.date(2099, 1, 1), clauses=[],
    )  # fmt: skip
    assert not BindingFact.objects.current().holding(clock.now()).filter(source_id=made.pk).exists()
    then = datetime.datetime(2021, 1, 1, tzinfo=datetime.UTC)
    assert BindingFact.objects.current().holding(then).filter(source_id=made.pk).exists()
    assert SecrecyFact.objects.current().holding(clock.now()).filter(agreement=made).exists()


def test_no_seal_and_no_evidence_is_claimed(firm, django_capture_on_commit_callbacks):
    made = make_elsewhere.confirmed(firm)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.sweep()
    assert not sealing.seal(made, by=make.CLOCK, at=clock.now()) and not SealedPaper.objects.exists()


def test_it_has_its_deadlines_and_its_place_on_the_exposure_sheet(firm):
    at = clock.now()
    soon = (at + datetime.timedelta(days=40)).date()
    made = make_elsewhere.confirmed(firm, term="fixed", ends_on=soon)
    found = [row for row in deadlines.ending(at) if row.key == f"agreement-end:{made.pk}"]
    assert any("replaces=" in row.url for row in found)
    sheet = exposure.sheet(firm, papers.counsel(), learned_on=at.date(), leaked_on=at.date(), at=clock.now())
    assert sheet["papers"] == [made] and sheet["sums"][0]["page"] == 1


def test_our_checker_reads_the_signatures_in_the_file(firm, organisation_key):
    printed = pdf.render_html("<html lang='en'><body><p>Master NDA</p></body></html>", variant=None)
    sealed = signing.seal(printed, reason="Signed", at=clock.now(), name="Halden Motors").content
    paper = make_elsewhere.entered(firm, content=sealed)
    assert [row["state"] for row in paper.signatures] == ["whole"] and paper.signatures[0]["signer"]
    changed = sealed.replace(b"/MediaBox", b"/mediaBox", 1)
    assert changed != sealed
    assert [row["state"] for row in strangers.signatures(changed).signatures] != ["whole"]
    assert strangers.signatures(printed) == (True, [])


def test_pages_lead_from_the_file_to_the_agreement_and_keep_what_was_typed(client, firm):
    papers.library()
    enter(client, papers.counsel().user)
    sent = SimpleUploadedFile("nda.pdf", make_elsewhere.file_of(), "application/pdf")
    answer = client.post(reverse("desk_elsewhere_new"), {"subcontractor": firm.pk, "file": sent})
    paper = ElsewherePaper.objects.get()
    where = reverse("desk_elsewhere_data", args=[paper.pk])
    assert answer.status_code == 302 and answer["Location"] == where
    assert client.get(where).status_code == 200
    typed = {
        "template": "confidentiality-ip-tier-2", "title": "Master NDA", "our_name": "Us", "their_name": "Them", "jurisdiction": "IE",
        "signed_on_day": "15", "signed_on_month": "1", "signed_on_year": "2099", "starts_on_day": "1", "starts_on_month": "2", "starts_on_year": "2026",
        "term": "open", "secrecy": "open", "p-penalty": "2",
    }  # fmt: skip
    wrong = client.post(where, {**typed, "deed": "hand-in"})
    page = wrong.content.decode()
    assert (
        wrong.status_code == 422
        and "lies in the future" in page
        and 'value="Master NDA"' in page
        and 'value="2099"' in page
    )
    assert client.post(where, {**typed, "signed_on_year": "2026", "deed": "hand-in"}).status_code == 302
    paper.refresh_from_db()
    assert paper.status == "proposed" and paper.clauses == [{"key": "penalty", "page": 2}]
    assert client.get(reverse("desk_elsewhere_page", args=[paper.pk, 2])).status_code == 200
    assert client.get(reverse("desk_elsewhere_page", args=[paper.pk, 4])).status_code == 404
    enter(client, make_elsewhere.officer().user)
    where = reverse("desk_elsewhere", args=[paper.pk])
    assert client.post(where, {"answer": "confirm", "seen": elsewhere.digest_of(paper)}).status_code == 422
    assert (
        client.post(where, {"answer": "confirm", "seen": elsewhere.digest_of(paper), "compared": "on"}).status_code
        == 302
    )
    made = Agreement.objects.get()
    shown = client.get(reverse("desk_agreement", args=[made.pk])).content.decode()
    assert "Signed elsewhere" in shown and paper.sha256 in shown
    for name in ("desk_agreement_preview", "desk_agreement_text", "desk_agreement_evidence"):
        assert client.get(reverse(name, args=[made.pk])).status_code == 404
    for name in ("desk_agreement_binding", "desk_standard"):
        assert client.get(reverse(name, args=[made.pk])).status_code == 302


def test_the_firm_reads_its_own_copy_and_no_other_firm_does(client, firm):
    content = make_elsewhere.file_of()
    waiting, made = (
        make_elsewhere.proposed(firm, content=make_elsewhere.file_of(mark="b")),
        make_elsewhere.confirmed(firm, content=content),
    )
    enter(client, make.contact(firm).user)
    assert "Master NDA" in client.get(reverse("portal_agreements")).content.decode()
    assert client.get(reverse("portal_agreement", args=[made.pk])).status_code == 200
    assert b"".join(client.get(reverse("portal_agreement_copy", args=[made.pk])).streaming_content) == content
    assert client.get(reverse("portal_agreement_text", args=[made.pk])).status_code == 404
    enter(client, make.contact(make.vendor("Other Works")).user)
    assert client.get(reverse("portal_agreement_copy", args=[made.pk])).status_code == 404
    assert waiting.status == "proposed"


def test_a_removed_file_is_destroyed_and_may_come_again(firm):
    paper = make_elsewhere.entered(firm)
    elsewhere.remove(paper, by=papers.counsel(), at=clock.now())
    paper.stored.refresh_from_db()
    assert paper.stored.shredded_at
    assert make_elsewhere.entered(firm).pk != paper.pk

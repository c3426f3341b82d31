"""Typed or drawn: what is taken for a signature, and is a drawing bound to the act like every other part of it?"""

import hashlib
import json

import pytest
from django.urls import reverse

from agreements import printing, recipe
from agreements.models import Signature
from agreements.rendering import drawn, names
from core import signing
from core.models import Event
from core.refusals import NotNow
from core.signing import authority
from tests import make
from tests import make_agreements as papers
from tests.agreements.test_pages import enter, post
from tests.agreements.test_papers import checked, content, elements, inside

STROKES = [[100, 200, 180, 90, 260, 210, 340, 80], [400, 150], [420, 160, 700, 140]]
HOSTILE = [
    "", "[]", "null", "{}", "[[1]]", "[[1,2,3]]", '[["1","2","3","4"]]', "[[1.5,2,300,4]]", "[[true,false,400,1]]", "[[-1,2,900,2]]",
    "[[1,2,1001,2]]", "[[1,301,900,2]]", "[[5,5]]", "[[5,5,9,9]]", json.dumps([[1, 1, 900, 1]] * 61), json.dumps([[1, 1, 2, 2] * 2001]),
    "[" * 5000, f"[[1,1,900,{'1' * 41_000}]]", '[["<svg onload=alert(1)>","1"]]', "[[1,1,NaN,1]]",
]  # fmt: skip


@pytest.mark.parametrize("sent", HOSTILE)
def test_what_is_no_drawing_is_not_taken(sent):
    with pytest.raises(drawn.NotDrawn):
        drawn.parse(sent)


def test_the_same_strokes_give_the_same_picture_of_lines_and_dots():
    assert drawn.parse(json.dumps(STROKES)) == STROKES
    picture = drawn.picture(STROKES)
    assert picture == drawn.picture(json.loads(json.dumps(STROKES))) and picture != drawn.picture(STROKES[:1])
    assert drawn.path(STROKES) == "M100 200L180 90L260 210L340 80 M400 150h1 M420 160L700 140"


@pytest.mark.parametrize("typed, name, same", [
    ("nora  byrne", "Nora Byrne", True),
    ("Jose Garcia", "José García", True),
    ("José García", "Jose Garcia", True),
    ("Mueller", "Müller", True),
    ("Muller", "Müller", True),
    ("Mu\u0308ller", "Müller", True),
    ("Soren Weiss", "Søren Weiß", True),
    ("OBrien", "O\u2019Brien", True),
    ("Anne Marie", "Anne-Marie", True),
    ("Łukasz Żak", "Lukasz Zak", True),
    ("Γιώργος", "γιωργος", True),
    ("Nora", "Nora Byrne", False),
    ("Nora Byrnes", "Nora Byrne", False),
    ("", "Nora Byrne", False),
    ("...", "...", False),
])  # fmt: skip
def test_a_typed_name_is_judged_by_its_letters_not_by_the_keyboard(typed, name, same):
    assert names.is_same(typed, name) is same


@pytest.fixture
def signatory(db):
    return make.contact(make.vendor("Corrib Test Works"), "Nóra O'Byrne")


def test_a_drawing_is_signed_with_the_act_and_travels_in_the_copy(signatory):
    agreement, by = papers.issued(signatory.vendor), make.as_person(signatory)
    row = papers.sign(agreement, by, typed_name="", strokes=STROKES)
    assert row.typed_name == "" and row.mark_sha256 == hashlib.sha256(drawn.picture(STROKES)).hexdigest()
    parts = {
        "document_sha256": agreement.document_sha256, "signer_id": str(by.id), "signer_name": "Nóra O'Byrne",
        "identity_check": row.identity_check, "consent_text": row.consent, "signed_at": row.signed_at,
    }  # fmt: skip
    assert row.act_digest == signing.act_digest(**parts, mark_sha256=row.mark_sha256) != signing.act_digest(**parts)
    assert Event.objects.get(name="agreement.signed-in-part").detail.data["mark"] == "drawn"
    files = {each.name: each.content for each in printing.enclosed(agreement)}
    assert hashlib.sha256(files["mark-1.svg"]).hexdigest() == row.mark_sha256
    assert row.mark_sha256.encode() in files["act-1.json"]
    script = recipe.script(agreement, b"/ByteRange [0 1 2 3]", "0" * 64)
    assert f"{row.mark_sha256}  mark-1.svg" in script


@pytest.mark.parametrize(
    "said", [{"strokes": [[5, 5]]}, {"strokes": [[1, 2, "x", 4]]}, {"strokes": [], "typed_name": ""}]
)
def test_the_act_itself_refuses_what_is_no_signature(signatory, said):
    with pytest.raises(NotNow, match="Draw your signature again|Type your name"):
        papers.sign(papers.issued(signatory.vendor), make.as_person(signatory), **said)
    assert not Signature.objects.exists()


def test_the_page_offers_both_and_typing_stays_the_usual_way(client, signatory):
    agreement = papers.issued(signatory.vendor)
    enter(client, signatory.user, confirmed=True)
    url = reverse("portal_agreement_signature", args=[agreement.pk])
    page = client.get(url).content.decode()
    assert "I type my name" in page and "data-draw-choice hidden" in page and "accents" in page
    said = {"consents": "on", "shown_sha256": agreement.document_sha256}
    wrong = post(client, signatory, url, **said, way="drawn", strokes="[[5,5]]")
    assert wrong.status_code == 422 and "Draw your whole signature" in wrong.content.decode()
    assert "[[5,5]]" in wrong.content.decode()  # what was drawn is not lost
    assert post(client, signatory, url, **said, way="typed", strokes=json.dumps(STROKES)).status_code == 422
    sent = post(client, signatory, url, **said, way="drawn", strokes=json.dumps(STROKES), typed_name="Somebody")
    assert sent.status_code == 302
    row = Signature.objects.get()
    assert row.strokes == STROKES and row.typed_name == ""
    shown = client.get(reverse("portal_agreement", args=[agreement.pk])).content.decode()
    assert drawn.path(STROKES) in shown and "Signature drawn by Nóra" in shown


def test_a_name_typed_without_its_accents_is_taken_as_it_was_typed(client, signatory):
    agreement = papers.issued(signatory.vendor)
    enter(client, signatory.user, confirmed=True)
    said = {"consents": "on", "shown_sha256": agreement.document_sha256, "typed_name": "nora obyrne"}
    answer = post(client, signatory, reverse("portal_agreement_signature", args=[agreement.pk]), **said)
    assert answer.status_code == 302 and Signature.objects.get().typed_name == "nora obyrne"


@pytest.mark.usefixtures("organisation_key")
def test_the_recipe_checks_the_drawing_and_a_screen_reader_is_told_what_it_is(signatory, tmp_path):
    agreement = papers.issued(signatory.vendor)
    papers.sign(agreement, make.as_person(signatory), typed_name="", strokes=STROKES)
    papers.sign(agreement, papers.counsel())
    agreement.refresh_from_db()
    papers.papers.seal(agreement, by=make.CLOCK, at=papers.clock.now())
    copy = content(agreement)
    assert inside(copy)["mark-1.svg"] == drawn.picture(STROKES)
    figures = [each for each in elements(copy) if each["/S"] == "/Figure"]
    assert [str(each["/Alt"]) for each in figures] == ["Signature drawn by Nóra O'Byrne"]
    (tmp_path / "copy.pdf").write_bytes(copy)
    (tmp_path / "authority.pem").write_text(authority.root_pem())
    (tmp_path / "check.sh").write_bytes(inside(content(agreement, "evidence"))["check.sh"])
    done = checked(tmp_path)
    assert done.returncode == 0 and "mark-1.svg: OK" in done.stdout, done.stderr

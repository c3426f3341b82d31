"""The library is written in the browser: drafted, checked, looked at, published; what agreements are made of stays."""

import pytest
from django.test import Client
from django.urls import reverse

from agreements import drafting, shelves
from agreements.actions import agreements, library, starter
from agreements.forms.library import EntryForm
from agreements.models import ClauseEdition, LibraryDraft, StarterOffer
from agreements.panels import library as panels_library
from agreements.rendering import proving
from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make, make_library
from tests import make_agreements as papers

pytestmark = pytest.mark.django_db
INDEMNITY = ("clauses", "indemnity")


@pytest.fixture
def counsel():
    papers.library()
    return papers.counsel()


@pytest.fixture
def client(counsel):
    return make.confirm(Client(), counsel.user)


def begun(kind="clauses", key="indemnity") -> LibraryDraft:
    return make_library.draft(kind, key)


def saved(client, kind, key, **changes):
    address = reverse("library_draft", args=[kind, key])
    answer = client.post(address, make_library.sent(LibraryDraft.objects.get(kind=kind, key=key), **changes))
    assert answer.status_code == 302, answer.content.decode()
    return LibraryDraft.objects.get(kind=kind, key=key)


def publish(client, kind, key, because="The court said so"):
    address = reverse("library_draft_publication", args=[kind, key])
    seen = shelves.digest_of(LibraryDraft.objects.get(kind=kind, key=key).content)
    answer = client.post(address, {"because": because, "seen": seen})
    assert answer.status_code == 302, answer.content.decode()
    return shelves.SHELVES[kind].model.objects.newest().get(key=key)


def wrong(row: LibraryDraft, **changed) -> list[str]:
    return proving.problems(row.kind, {**row.content, **changed}, shelves.known(row.kind, row.key))


@pytest.mark.parametrize("kind", shelves.SHELVES)
def test_what_came_with_the_product_is_complete_and_saved_as_it_is_changes_nothing(counsel, kind):
    for row in shelves.SHELVES[kind].model.objects.newest():
        known = shelves.known(kind, row.key)
        assert proving.problems(kind, row.content, known) == [], row.key
        form = EntryForm(make_library.typed(EntryForm(kind=kind, content=row.content, known=known, seen="")), kind=kind, content=row.content, known=known, seen="")  # fmt: skip
        assert form.is_valid(), (row.key, form.errors)
        assert shelves.parts(kind, form.value) == shelves.parts(kind, row.content), row.key
        assert form.value["definitions"] == row.content["definitions"], row.key


def test_a_clause_is_changed_tried_and_published_with_its_reason(client):
    begun()
    row = saved(client, *INDEMNITY, sentences="You bear {{company_name}}'s loss.\nWithin {{return_days}} days.")
    assert set(row.content["definitions"]) == {"company_name", "return_days"}
    look = client.get(reverse("library_draft_preview", args=INDEMNITY), {"template": "confidentiality-ip-tier-1", "tier": "1", "country": "IE"})  # fmt: skip
    assert look.status_code == 200 and "Within 10 days." in look.content.decode()
    edition = publish(client, *INDEMNITY)
    assert (edition.number, edition.because) == (2, "The court said so")
    assert not LibraryDraft.objects.exists()
    page = client.get(reverse("library_entry", args=INDEMNITY)).content.decode()
    assert "The court said so" in page and "Edition 2" in page


def test_an_agreement_that_is_signed_keeps_its_words_and_a_draft_takes_the_new_ones_only_when_told(client, counsel):
    signed, draft = papers.signed(), papers.draft(make.vendor("Alderq"))
    begun()
    saved(client, *INDEMNITY, sentences="Quite another sentence.")
    publish(client, *INDEMNITY)
    before = signed.html
    signed.refresh_from_db()
    assert signed.html == before and signed.editions["clauses"]["indemnity"] == 1
    page = client.get(reverse("desk_draft", args=[draft.pk])).content.decode()
    assert "1 newer edition" in page and "Quite another sentence." not in drafting.look(draft).html
    sent = {"kind": "clauses", "key": "indemnity", "number": "2"}
    take = reverse("desk_draft_edition", args=[draft.pk])
    assert client.post(take, {**sent, "number": "3"}).status_code == 409
    assert client.post(take, sent).status_code == 302
    draft.refresh_from_db()
    assert "Quite another sentence." in drafting.look(draft).html
    assert panels_library.newer(draft, drafting.look(draft).numbers) == []


def test_a_draft_takes_a_newer_template_with_its_clauses(client, counsel):
    draft = papers.draft()
    key = draft.template_key
    listed = [row for row in draft.template.content["clauses"] if row["clause"] != "indemnity"]
    make_library.edition("templates", key, clauses=listed, consent="I agree.")
    agreements.take_edition(draft, "templates", key, 2, by=counsel, at=clock.now())
    draft.refresh_from_db()
    assert draft.template.number == 2 and draft.consent == "I agree."
    assert "indemnity" not in {clause["id"] for clause in drafting.look(draft).used}


def test_the_files_never_overwrite_what_was_written_here(client, counsel, monkeypatch):
    begun()
    saved(client, *INDEMNITY, sentences="Ours.")
    publish(client, *INDEMNITY)
    files = {name: starter._file(name) for name in ("clauses", "templates", "jurisdictions")}
    rows = [{**row, "plain": "A newer text."} if row["id"] == "indemnity" else row for row in files["clauses"]["clauses"]]  # fmt: skip
    monkeypatch.setattr(starter, "_file", {**files, "clauses": {**files["clauses"], "clauses": rows}}.get)
    assert [starter.load(by=make.CLOCK, at=clock.now()) for _again in range(2)] == [0, 0]
    assert ClauseEdition.objects.newest().get(key="indemnity").content["sentences"] == ["Ours."]
    offer = StarterOffer.objects.get()
    page = client.get(reverse("library_entry", args=INDEMNITY)).content.decode()
    assert "A newer text came with the product" in page
    assert "A newer text." in client.get(reverse("library_offer", args=INDEMNITY)).content.decode()
    assert client.post(reverse("library_offer_taking", args=INDEMNITY)).status_code == 302
    assert publish(client, *INDEMNITY).content["plain"] == "A newer text."
    offer.refresh_from_db()
    assert offer.settled_at and offer.because == "The court said so"


def test_an_offer_is_set_aside_with_a_reason(client, counsel):
    row = make_library.offer("indemnity")
    address = reverse("library_offer", args=INDEMNITY)
    assert client.post(address, {"because": ""}).status_code == 422
    assert client.post(address, {"because": "Ours is better"}).status_code == 302
    row.refresh_from_db()
    assert row.because == "Ours is better" and client.get(address).status_code == 404


def test_a_clause_of_our_own_is_added_and_listed_in_a_template(client):
    answer = client.post(reverse("library_new", args=["clauses"]), {"title": "Visits to our plant"})
    row = LibraryDraft.objects.get()
    assert answer["Location"] == reverse("library_draft", args=["clauses", row.key])
    assert client.get(reverse("library_draft_publication", args=["clauses", row.key])).status_code == 200
    assert "Enter the words." in wrong(row)
    saved(client, "clauses", row.key, plain="Visits are announced.", sentences="{{subcontractor_name}} announces visits {{visit_days}} days before.", **{"own-0-name": "visit_days", "own-0-label": "Days of notice of a visit", "own-0-type": "integer", "own-0-default": "3", "own-0-required": "on"})  # fmt: skip
    edition = publish(client, "clauses", row.key)
    assert edition.number == 1 and edition.content["definitions"]["visit_days"]["default"] == "3"
    template = "confidentiality-ip-tier-2"
    begun("templates", template)
    saved(client, "templates", template, **{f"in-{row.key}": "optional"})
    publish(client, "templates", template)
    draft = papers.draft(choices={row.key: True})
    assert "announces visits 3 days before" in drafting.look(draft).html


def test_a_draft_says_what_is_wrong_with_it(counsel):
    row = begun()
    assert wrong(row, sentences=["{{never_heard_of}}"]) == ["The words: the variable “never_heard_of” is named and nowhere defined."]  # fmt: skip
    caveat = {"jurisdictions": ["XX"], "message": "Careful", "effect": "warn", "sources": [], "as_of": ""}
    assert wrong(row, caveats=[caveat]) == [
        "Caveat 1 names “XX”, of which the library has no profile.",
        "Caveat 1: name the source.",
        "Caveat 1: enter the month as 2026-08.",
    ]
    template = begun("templates", "confidentiality-ip-tier-1")
    fewer = [each for each in template.content["clauses"] if each["clause"] != "audit"]
    assert wrong(template, clauses=fewer) == ["“Audit” is mandatory for this tier and is left out."]
    country = begun("countries", "DE")
    rules = [{**country.content["rules"][0], "clause": "no-such"}]
    assert wrong(country, rules=rules) == ["Rule 1 names the clause “no-such”, which is not in the library."]


def test_what_is_wrong_or_the_same_cannot_be_published(client, counsel):
    row = begun()
    said = {"because": "Because", "by": counsel, "at": clock.now()}
    with pytest.raises(NotNow, match="Nothing differs"):
        library.publish(row, seen=shelves.digest_of(row.content), **said)
    row = library.put(row, {**row.content, "plain": ""}, seen=shelves.digest_of(row.content), by=counsel, at=clock.now())  # fmt: skip
    with pytest.raises(NotNow, match="not complete") as refused:
        library.publish(row, seen=shelves.digest_of(row.content), **said)
    assert refused.value.unmet == ["Enter the plain summary."]
    with pytest.raises(NotNow, match="meanwhile"):
        library.publish(row, seen="something older", **said)


def test_what_somebody_typed_stays_on_the_page_where_the_draft_changed_meanwhile(client, counsel):
    row = begun()
    sent = make_library.sent(row, plain="Mine")
    library.put(row, {**row.content, "plain": "Theirs"}, seen=shelves.digest_of(row.content), by=counsel, at=clock.now())  # fmt: skip
    answer = client.post(reverse("library_draft", args=INDEMNITY), sent)
    assert answer.status_code == 422 and "Mine" in answer.content.decode()
    assert LibraryDraft.objects.get().content["plain"] == "Theirs"


def test_a_rule_is_typed_as_it_reads_and_a_slip_is_answered_at_its_line(client):
    begun("countries", "DE")
    number = len(LibraryDraft.objects.get().content["rules"])
    rule = {
        f"rules-{number}-{name}": said
        for name, said in {
            "clause": "penalty", "effect": "block", "when": "penalty_amount > 90000\npenalty_reason is empty", "message": "Too much.",
            "sources": "A court | https://court.example/1 | 2026-11", "as_of": "2026-11",
        }.items()
    }  # fmt: skip
    row = saved(client, "countries", "DE", **rule)
    assert row.content["rules"][-1]["when"] == [
        {"variable": "penalty_amount", "op": "gt", "value": 90000}, {"variable": "penalty_reason", "op": "empty"},
    ]  # fmt: skip
    slip = make_library.sent(row, **{f"rules-{number}-when": "too much money"})
    answer = client.post(reverse("library_draft", args=["countries", "DE"]), slip)
    assert answer.status_code == 422 and "“too much money” is no comparison" in answer.content.decode()


def test_publishing_asks_for_the_second_factor(counsel):
    begun()
    client = Client()
    client.force_login(counsel.user)
    answer = client.post(reverse("library_draft_publication", args=INDEMNITY), {"because": "x", "seen": "y"})
    assert answer.status_code == 303 and ClauseEdition.objects.filter(key="indemnity").count() == 1


def test_those_without_the_right_write_nothing(counsel):
    row = begun()
    for who in (make.officer(), make.staff_member("auditor")):
        with pytest.raises(NotAllowed):
            library.start(*INDEMNITY, by=who, at=clock.now())
        with pytest.raises(NotAllowed):
            library.publish(row, seen="", because="x", by=who, at=clock.now())


def test_a_discarded_draft_stays_in_the_trail_alone(client):
    begun()
    assert client.post(reverse("library_draft_discarding", args=INDEMNITY)).status_code == 302
    assert not LibraryDraft.objects.exists()
    assert Event.objects.filter(name="library.draft-discarded").count() == 1

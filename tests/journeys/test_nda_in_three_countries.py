"""Does one template become three agreements, each under the law of its firm, signed on both sides and sealed for good?"""

import pytest
from django.urls import reverse

from agreements.models import Agreement
from tests import make
from tests.databases import committed
from tests.journeys import agreeing, cast, sealing, working
from tests.journeys.agreeing import events_of, reads
from tests.journeys.cast import deed, seen, text_of, visitor
from tests.journeys.mails import told

TEMPLATE, TITLE = "confidentiality-ip-tier-1", "Confidentiality and IP agreement"
FIRMS = {
    "IE": ("Corrib Test Works", "Nora Byrne"),
    "DE": ("Isar Prüftechnik", "Ute Kern"),
    "US-CA": ("Mojave Bearings", "Ann Reyes"),
}
# What the law of the place warns of, and where that was read: beside each warning, with its month.
WARNED = {
    "IE": {
        "More than six months needs a strong reason.": "Common professional knowledge, not checked against a source"
    },
    "DE": {
        "Sign the non-compete with an individual on paper": "Common professional knowledge, not checked against a source",
        "This law looks for a signature of the level “advanced”": "D Young & Co, electronic signatures at the EPO",
    },
    "US-CA": {
        "Keep secrecy tied to named kinds of information.": "OpenAgreements, non-competes in California",
    },
}
# Words that the agreement of this place has and the others have not.
OWN_WORDS = {
    "IE": ["the laws of Ireland", "the courts of Ireland"],
    "DE": ["exclusive right to use the Results", "Individuals remain free to use the general experience"],
    "US-CA": ["Defend Trade Secrets Act", "an invention that a person developed wholly in own time"],
}


@pytest.mark.timeout(300)
def test_one_template_becomes_an_agreement_in_each_of_three_countries(house):
    world = cast.engage()
    for country in FIRMS:
        begin(world, country)
    told()
    for country in FIRMS:
        draft(world, country)
        issue(world, country)
    their_words_differ(world)
    for country in FIRMS:
        sign(world, country)
        keep(world, country)
    nobody_reads_another(world)


def begin(world: dict, country: str) -> None:
    name, contact = FIRMS[country]
    with deed():
        firm = make.vendor(name, status="active", tier=1, country=country[:2], by=world["officer"])
        world[country] = {"firm": firm, "contact": make.contact(firm, contact)}


def draft(world: dict, country: str) -> None:
    """The editor says what the law of the place says to this text; in California it offers no restraint at all."""
    made = agreeing.drafted(
        world, world[country]["firm"], TEMPLATE, country, topics=["research"], non_compete_months=9,
        clauses={} if country == "US-CA" else {"non-compete": True},
    )  # fmt: skip
    world[country]["agreement"] = made
    editor = seen(visitor(world["legal"].user), reverse("desk_draft", args=[made.pk]))
    assert ('name="c-non-compete"' in editor) is (country != "US-CA")
    assert "Ready to be issued" in text_of(editor)


def issue(world: dict, country: str) -> None:
    """Each warning with its source and month, and a reason for each; without one it is not issued."""
    made, has = world[country]["agreement"], world[country]
    counsel, page = visitor(world["legal"].user), reverse("desk_agreement_issue", args=[made.pk])
    shown = reads(world["legal"].user, page).replace("&amp;", "&")
    for warning, source in WARNED[country].items():
        said = shown.partition(warning)[2].partition("Why this warning does not stand against it")[0]
        assert source in said and "(as of 2026-08)" in said, (country, warning, said[:300])
    silent = agreeing.offered(counsel, page)
    assert silent.status_code == 422 and "Write down why this does not stand against issuing" in silent.content.decode()
    has["agreement"] = made = agreeing.issued(world, made)
    assert len(made.overrides) == len(WARNED[country])
    record = reads(world["legal"].user, reverse("desk_agreement", args=[made.pk]))
    assert all(f"Looked at: {row['id']}" in record for row in made.overrides) and "Waiting for signature" in record
    told(f"{has['contact'].name}: To sign: {TITLE}")


def their_words_differ(world: dict) -> None:
    """Each signatory reads the clause as the law of the place wants it, and no word of another place's."""
    texts = {
        country: reads(
            world[country]["contact"].user, reverse("portal_agreement", args=[world[country]["agreement"].pk])
        )
        for country in FIRMS
    }
    for country, words in OWN_WORDS.items():
        for other, text in texts.items():
            found = [each for each in words if each in text]
            assert found == (words if other == country else []), (country, other, found)
    assert not any("Looked at" in text for text in texts.values())


def sign(world: dict, country: str) -> None:
    has = world[country]
    working.sign(has["contact"].user, has["contact"].name, has["agreement"], "portal_agreement_signature")
    told(f"Lea Brandt: To countersign: {TITLE}")
    working.sign(world["legal"].user, "Lea Brandt", has["agreement"], "desk_agreement_signature")
    has["papers"] = agreeing.sealed(has["agreement"])
    told(f"{has['contact'].name}: Your signed copy: {TITLE}", f"Ines Moreau: Signed by everyone: {TITLE}")
    assert events_of(has["agreement"])[-4:] == [
        "agreement.issued",
        "agreement.signed-in-part",
        "agreement.signed",
        "agreement.sealed",
    ]


def keep(world: dict, country: str) -> None:
    """The copy and its evidence, as both sides fetch them; whole in anybody's tools, and not with one byte otherwise."""
    has = world[country]
    for kind, content in has["papers"].items():
        theirs = visitor(has["contact"].user).get(reverse(f"portal_agreement_{kind}", args=[has["agreement"].pk]))
        ours = visitor(world["legal"].user).get(reverse(f"desk_agreement_{kind}", args=[has["agreement"].pk]))
        assert b"".join(theirs) == b"".join(ours) == content
        sealing.holds_elsewhere(content)
    assert "In force" in reads(has["contact"].user, reverse("portal_agreements"))


def nobody_reads_another(world: dict) -> None:
    with committed():
        assert Agreement.objects.filter(status="signed").count() == len(FIRMS)
    for country in FIRMS:
        client = visitor(world[country]["contact"].user)
        for other in FIRMS.keys() - {country}:
            for name in ("portal_agreement", "portal_agreement_copy", "portal_agreement_evidence"):
                assert client.get(reverse(name, args=[world[other]["agreement"].pk])).status_code == 404

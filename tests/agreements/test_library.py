"""Where do the words come from, and do they stay?"""

import pytest

from agreements.actions import starter
from agreements.models import AgreementTemplate, ClauseEdition, Jurisdiction
from core import clock
from core.actors import STRANGER
from core.models import Event
from tests import make, make_ip
from tests import make_agreements as papers

pytestmark = pytest.mark.django_db


def test_loading_twice_makes_nothing_new_and_records_nothing():
    papers.library()
    before = ClauseEdition.objects.count(), AgreementTemplate.objects.count(), Jurisdiction.objects.count()
    assert starter.load(by=make.CLOCK, at=clock.now()) == 0
    assert before == (ClauseEdition.objects.count(), AgreementTemplate.objects.count(), Jurisdiction.objects.count())
    assert Event.objects.filter(name="library.loaded").count() == 1


def test_a_changed_entry_becomes_a_new_edition_beside_the_old(monkeypatch):
    papers.library()
    changed = {
        **starter._file("clauses"),
        "clauses": [{**row, "title": row["title"] + "!"} for row in starter._file("clauses")["clauses"][:1]],
    }
    monkeypatch.setattr(
        starter,
        "_file",
        {"clauses": changed, **{name: starter._file(name) for name in ("templates", "jurisdictions")}}.get,
    )
    assert starter.load(by=make.CLOCK, at=clock.now()) == 1
    key = changed["clauses"][0]["id"]
    assert list(ClauseEdition.objects.filter(key=key).order_by("number").values_list("number", flat=True)) == [1, 2]
    assert ClauseEdition.objects.newest().get(key=key).number == 2


def test_every_entry_carries_its_sources_and_the_variables_it_names():
    papers.library()
    for row in Jurisdiction.objects.newest():
        for rule in row.content.get("rules", []):
            assert rule["sources"] and all(source["title"] for source in rule["sources"]) and rule["as_of"]
    law = ClauseEdition.objects.newest().get(key="governing-law").content
    assert set(law["definitions"]) == {"governing_law", "courts", "language", "company_name", "subcontractor_name"}


def test_every_template_can_be_drafted_in_every_usable_country():
    papers.library()
    counsel, firm = papers.counsel(), make.vendor(tier=1)
    worker = make.person(firm)
    countries = [row for row in Jurisdiction.objects.newest() if row.content["usable"]]
    invention = make_ip.claimed(worker, by=counsel)
    for template in AgreementTemplate.objects.newest():
        own = {"person": worker} if template.content["kind"] == "undertaking" else {}
        own |= {"invention": invention} if template.content.get("about") == "invention" else {}
        agreement = papers.draft(firm, template.key, by=counsel, **own)
        for country in countries:
            agreement.jurisdiction = country.key
            found = papers.drafting.look(agreement)
            assert "{{" not in found.html and found.body["sections"], (template.key, country.key)
            assert not [problem.message for problem in found.stops if problem.kind == "missing"], (
                template.key,
                country.key,
            )


def test_the_library_is_for_staff_who_may_read_agreements():
    papers.library()
    assert not ClauseEdition.objects.visible_to(STRANGER).exists()
    assert not ClauseEdition.objects.visible_to(make.as_person(make.contact(make.vendor()))).exists()
    assert ClauseEdition.objects.visible_to(make.officer()).exists()

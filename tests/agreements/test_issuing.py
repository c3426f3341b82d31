"""What stands against issuing, and what is frozen when nothing does?"""

import hashlib

import pytest
from django.template.loader import render_to_string

from agreements import drafting, evidence
from agreements.actions import agreements
from agreements.models import SealedPaper
from agreements.rendering import checking
from core import clock
from core.models import Organisation
from core.refusals import NotAllowed, NotNow
from tests import make
from tests import make_agreements as papers

pytestmark = pytest.mark.django_db


def issue(agreement, by, because=""):
    return agreements.issue(agreement, by=by, at=clock.now(), reasons=papers.reasons(agreement, because))


def unmet(agreement, by, because="Looked at"):
    with pytest.raises(NotNow) as refused:
        issue(agreement, by, because)
    return refused.value.unmet


def change(agreement, by, **variables):
    return agreements.set_variables(agreement, variables, by=by, at=clock.now())


def test_a_missing_answer_stops_it_and_the_answer_lets_it_go():
    counsel = papers.counsel()
    agreement = papers.draft(by=counsel, variables={"purpose": ""})
    assert unmet(agreement, counsel) == ["Enter “Purpose”."]
    change(agreement, counsel, purpose="Fatigue tests")
    assert issue(agreement, counsel, "Looked at").status == "issued"


def test_secrecy_shorter_than_the_term_is_a_contradiction():
    counsel = papers.counsel()
    agreement = papers.draft(by=counsel, variables={"term_months": 60, "secrecy_years": 2})
    assert unmet(agreement, counsel) == [
        "Secrecy for 2 years after the end is shorter than the agreement itself (60 months)."
    ]
    change(agreement, counsel, secrecy_years=5)
    issue(agreement, counsel, "Looked at")


def test_the_templates_own_checks_stop_it():
    counsel = papers.counsel()
    agreement = papers.draft(by=counsel, variables={"security_cap": 10, "liability_cap": 20})
    assert unmet(agreement, counsel) == ["The cap for security incidents must not be lower than the general cap."]


def test_german_law_bars_a_non_compete_of_three_years():
    counsel, firm = papers.counsel(), make.vendor(tier=1)
    said = {"non_compete_months": 36, "competitors": ["Acme"]}
    agreement = papers.draft(
        firm, "confidentiality-ip-tier-1", by=counsel, jurisdiction="DE", variables=said, choices={"non-compete": True}
    )
    assert unmet(agreement, counsel) == ["German law allows two years at most."]
    problem = next(p for p in drafting.look(agreement).stops if p.kind == "block")
    assert problem.sources[0]["title"] and problem.as_of == "2026-08"
    change(agreement, counsel, non_compete_months=12)
    assert issue(agreement, counsel, "Independent firm").overrides[0]["because"] == "Independent firm"


def test_polish_law_bars_an_assignment_by_this_kind_of_signature():
    counsel = papers.counsel()
    agreement = papers.draft(by=counsel, jurisdiction="PL")
    assert "A transfer of copyright needs ink or a qualified signature. Otherwise it is void." in unmet(
        agreement, counsel
    )


def test_a_clause_that_is_void_in_california_cannot_be_taken_in():
    firm = make.vendor(tier=1)
    there = papers.draft(firm, "confidentiality-ip-tier-1", jurisdiction="US-CA", choices={"non-compete": True})
    choice = next(c for c in drafting.look(there).choices if c.clause["id"] == "non-compete")
    assert choice.barred and choice.locked and not choice.is_in
    assert "us-immunity-notice" in {clause["id"] for clause in drafting.look(there).used}


def test_a_notice_that_the_law_asks_for_stands_against_issuing_only_where_it_is_left_out():
    found = drafting.look(papers.draft(make.vendor(), "confidentiality-ip-tier-2", jurisdiction="US-CA"))
    assert found.stops == []
    used = {clause["id"] for clause in found.used} - {"us-immunity-notice"}
    offered = {row["clause"] for row in found.template["clauses"]}
    said = checking.law(found.country, found.parent, used, found.values, offered)
    assert "us-immunity" in {problem.id for problem in said if problem.stops}
    assert "us-immunity" not in {
        each.id for each in checking.law(found.country, found.parent, used, found.values, used)
    }


def test_the_wording_follows_the_country():
    firm = make.vendor()
    texts = {}
    for code in ("DE", "IE"):
        agreement = papers.draft(firm, jurisdiction=code)
        agreement.jurisdiction = code
        texts[code] = drafting.look(agreement).html
    assert "exclusive right to use the Results" in texts["DE"] and "hereby assigns to" in texts["IE"]
    assert "Federal Republic of Germany" in texts["DE"] and "Federal Republic of Germany" not in texts["IE"]


def test_changing_the_country_drops_what_the_old_one_had_proposed():
    counsel = papers.counsel()
    agreement = papers.draft(by=counsel, jurisdiction="DE", variables={"courts": "the regional courts in Munich"})
    changed = agreements.set_variables(agreement, {}, by=counsel, at=clock.now(), jurisdiction="GB")
    assert "courts" not in changed.variables and "England" in drafting.look(changed).values["governing_law"]


def test_warnings_need_a_lawyers_reason_and_both_are_kept():
    counsel = papers.counsel()
    agreement = papers.draft(by=counsel, jurisdiction="IN")
    warnings = drafting.look(agreement).warnings
    assert len(warnings) > 1
    reasons = {warning.id: f"Not so for {warning.id}" for warning in warnings}
    with pytest.raises(NotNow, match="each warning") as refused:
        agreements.issue(agreement, by=counsel, at=clock.now(), reasons={**reasons, warnings[-1].id: " "})
    assert refused.value.unmet == [warnings[-1].message]
    agreements.issue(agreement, by=counsel, at=clock.now(), reasons=reasons)
    kept = agreement.__class__.objects.get(pk=agreement.pk).overrides
    assert {row["id"]: row["because"] for row in kept} == reasons and kept[0]["by"] == "Lea Brandt"


def test_the_evidence_says_why_each_warning_was_set_aside():
    agreement = papers.signed(jurisdiction="DE")
    context = evidence.context(agreement, SealedPaper(level="B-B"), Organisation.current(), clock.now(), "")
    shown = render_to_string(evidence.TEMPLATE, context)
    assert agreement.overrides and all(row["message"] in shown.replace("&#x27;", "'") for row in agreement.overrides)
    assert "Looked at; fits this firm" in shown


def test_only_legal_counsel_drafts_and_issues():
    agreement = papers.draft()
    for who in (make.officer(), make.as_person(make.contact(agreement.vendor))):
        with pytest.raises(NotAllowed):
            issue(agreement, who, "x")
        with pytest.raises(NotAllowed):
            papers.draft(agreement.vendor, by=who)


def test_issuing_freezes_the_words_and_takes_their_fingerprint():
    counsel = papers.counsel()
    agreement = papers.issued(by=counsel)
    assert agreement.document_sha256 == hashlib.sha256(agreement.html.encode()).hexdigest()
    assert agreement.ends_on and agreement.secret_until > agreement.ends_on
    assert issue(agreement, counsel) == agreement
    with pytest.raises(NotNow, match="Its text stays"):
        change(agreement, counsel, purpose="Other")


def test_hostile_answers_are_text():
    agreement = papers.issued(variables={"purpose": "<script>alert(1)</script> & {{company_name}} <img src=x>"})
    assert "<script>" not in agreement.html and "<img" not in agreement.html and "&lt;script&gt;" in agreement.html


def test_what_was_asked_once_is_not_asked_again():
    firm = make.vendor()
    papers.issued(firm)
    again = agreements.draft(firm, "confidentiality-mutual", jurisdiction="IE", by=papers.counsel(), at=clock.now())
    values = drafting.look(again).values
    assert values["company_registration"] == "IE 100" and values["subcontractor_address"] == "2 Mill Road, Cork"
    other = agreements.draft(
        make.vendor(), "confidentiality-mutual", jurisdiction="IE", by=papers.counsel(), at=clock.now()
    )
    assert not drafting.look(other).values["subcontractor_address"]


def test_a_second_press_gives_the_same_draft():
    firm, counsel = make.vendor(), papers.counsel()
    assert papers.draft(firm, by=counsel) == papers.draft(firm, by=counsel)


def test_the_limits_of_insurance_are_those_that_the_tier_asks_for():
    make.starter_content()
    firm = make.vendor(tier=1)
    found = drafting.look(papers.draft(firm, "confidentiality-ip-tier-1"))
    assert (found.values["cyber_limit"], found.values["professional_limit"]) == (10_000_000, 10_000_000)
    assert found.values["currency"] == "USD"


def test_one_gap_is_named_once():
    found = drafting.look(papers.draft(variables={"countries": []}))
    assert sum(problem.variable == "countries" for problem in found.problems) == 1

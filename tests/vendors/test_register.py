"""The register: who may keep it, which answer causes which demand, and what stops a step."""

import pytest
from django.db import IntegrityError, transaction

from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make
from vendors import tiering
from vendors.actions import stewards, tiers, vendors
from vendors.models import RiskForm, TierAssessment, Vendor

pytestmark = pytest.mark.django_db


def test_registering_gives_a_reference_and_one_event():
    firm = vendors.register(name="Brightmoor Test Lab", country="IE", by=make.officer(), at=clock.now())
    assert firm.reference.startswith("SUB-") and firm.status == "prospect" and firm.tier is None
    assert [event.name for event in Event.objects.about(firm)] == ["subcontractor.registered"]


def test_a_form_sent_twice_registers_once():
    by, at = make.officer(), clock.now()
    first = vendors.register(name="Twice Ltd", country="IE", by=by, at=at)
    again = vendors.register(id=first.pk, name="Twice Ltd", country="IE", by=by, at=at)
    assert again.pk == first.pk and Vendor.objects.filter(name="Twice Ltd").count() == 1


def test_an_auditor_cannot_register():
    with pytest.raises(NotAllowed):
        vendors.register(name="No", country="IE", by=make.staff_member("auditor"), at=clock.now())


def test_only_what_changed_is_recorded():
    by, firm = make.officer(), make.vendor(name="Old name")
    vendors.change(firm, name="Old name", by=by, at=clock.now())
    vendors.change(firm, name="New name", by=by, at=clock.now())
    event = Event.objects.about(firm).get(name="subcontractor.changed")
    assert event.detail.data == {"before": {"name": "Old name"}, "after": {"name": "New name"}}


@pytest.mark.parametrize("tier", [1, 2, 3])
def test_the_answers_set_the_tier_and_can_be_recomputed(tier):
    firm = make.vendor(tier=tier)
    kept = TierAssessment.objects.current_of(firm)
    again = tiering.assess(kept.form.content, kept.answers)
    assert (firm.tier, kept.tier, again.tier, again.points) == (tier, tier, tier, kept.points)
    assert again.demands == kept.demands and again.lines == kept.lines


def test_every_demand_names_the_answer_or_the_tier_that_caused_it():
    firm = make.vendor(tier=1)
    demands = {demand["id"]: demand for demand in TierAssessment.objects.current_of(firm).demands}
    assert demands["insurance-ip"]["because"][0]["answer"] == "trade-secret"
    assert demands["training-ip-protection"]["because"][0]["question"] == ""
    assert all(reason["sentence"] for demand in demands.values() for reason in demand["because"])


def test_one_answer_can_raise_the_tier_above_its_points():
    make.starter_content()
    answers = {**make.ANSWERS[3], "competitor-ties": ["same-team"]}
    verdict = tiering.assess(RiskForm.objects.get().content, answers)
    assert (verdict.tier, verdict.floor) == (1, 1) and verdict.by_points > 1


def test_of_several_places_only_the_riskiest_counts():
    make.starter_content()
    form = RiskForm.objects.get().content
    alone = tiering.assess(form, {**make.ANSWERS[3], "place-of-work": ["shared-space"]})
    several = tiering.assess(form, {**make.ANSWERS[3], "place-of-work": ["our-site", "home", "shared-space"]})
    assert alone.points == several.points


@pytest.mark.parametrize("answers", [{}, {"people": []}, {"people": ["one", "few"]}, {"people": ["nobody"]}])
def test_a_form_with_a_gap_sets_no_tier(answers):
    firm = make.vendor(tier=None)
    make.starter_content()
    given = {**make.ANSWERS[3], **answers} if answers else {}
    with pytest.raises(tiering.Unanswered):
        tiers.assess(firm, given, by=make.officer(), at=clock.now())
    firm.refresh_from_db()
    assert firm.tier is None


def test_the_same_answers_twice_are_kept_once():
    firm = make.vendor(tier=2)
    make.assessment(firm, 2)
    assert TierAssessment.objects.filter(vendor=firm).count() == 1


def test_an_approval_lists_everything_that_is_missing():
    firm, by = make.vendor(tier=None), make.officer()
    firm = vendors.move(firm, "screening", by=by, at=clock.now())
    with pytest.raises(NotNow) as refused:
        vendors.move(firm, "approved", by=by, at=clock.now())
    assert len(refused.value.unmet) == 2


def test_a_step_that_does_not_exist_is_refused_and_a_done_one_repeated():
    firm, by = make.vendor(), make.officer()
    with pytest.raises(NotNow):
        vendors.move(firm, "active", by=by, at=clock.now())
    vendors.move(firm, "screening", by=by, at=clock.now())
    vendors.move(firm, "screening", by=by, at=clock.now())
    assert Event.objects.about(firm).filter(name="subcontractor.screening-started").count() == 1


def test_every_step_of_the_workflow_can_be_taken():
    firm, by = make.vendor(status="active"), make.officer()
    for status in ["restricted", "active", "offboarding"]:
        firm = vendors.move(firm, status, by=by, at=clock.now(), because="It came to this")
    with pytest.raises(NotNow):
        vendors.move(firm, "archived", by=by, at=clock.now(), because="The end")
    assert firm.status == "offboarding"


def test_an_analyst_cannot_decide():
    firm = make.vendor(status="")
    make.screened(firm)
    firm = vendors.move(firm, "screening", by=make.officer(), at=clock.now())
    with pytest.raises(NotAllowed):
        vendors.move(firm, "approved", by=make.staff_member("analyst"), at=clock.now())


def test_a_steward_sees_their_firm_and_no_other():
    mine, other = make.vendor(), make.vendor()
    steward = make.steward(mine)
    assert list(Vendor.objects.visible_to(steward)) == [mine]
    stewards.relieve(mine, steward.user, by=make.officer(), at=clock.now())
    assert not Vendor.objects.visible_to(steward).exists()
    assert other in Vendor.objects.visible_to(make.officer())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"tier": 4}, "a_tier_is_one_two_or_three_or_not_assessed"),
        ({"status": "active"}, "an_approved_subcontractor_has_a_tier"),
    ],
)
def test_the_database_keeps_what_must_never_be_false(change, sentence):
    firm = make.vendor(tier=None)
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        Vendor.objects.filter(pk=firm.pk).update(**change)

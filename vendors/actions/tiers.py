"""Fill in the inherent-risk form: it sets the tier and says what is demanded, and why."""

import datetime

from django.utils.translation import gettext as _

from core.actors import Actor
from core.events import record
from core.models import Event
from core.refusals import NotNow
from vendors import tiering
from vendors.actions.vendors import lock
from vendors.models import RiskForm, TierAssessment, Vendor
from vendors.policies import register as policy


def current_form() -> RiskForm:
    """The newest version. Raises NotNow before starter content was loaded."""
    form = RiskForm.objects.order_by("-version").first()
    if form is None:
        raise NotNow(_("There is no inherent-risk form yet. An operator loads it with: manage.py load_starter"))
    return form


def assess(
    vendor: Vendor,
    answers: dict[str, list[str]],
    *,
    by: Actor,
    at: datetime.datetime,
    because: str = "",
    cause: Event | None = None,
) -> TierAssessment:
    """Keep the answers and what follows from them, and set the tier. The same answers to the same form change nothing.

    Raises NotAllowed, tiering.Unanswered.
    """
    policy.check_can_keep(by)
    vendor, form = lock(vendor), current_form()
    verdict = tiering.assess(form.content, answers)
    before = TierAssessment.objects.current_of(vendor)
    if before and before.form_id == form.pk and before.answers == answers and vendor.tier == verdict.tier:
        return before
    assessment = TierAssessment.objects.create(
        vendor=vendor,
        form=form,
        answers=answers,
        points=verdict.points,
        tier=verdict.tier,
        lines=verdict.lines,
        demands=verdict.demands,
        because=because,
        made_by=by.user,
        made_at=at,
    )
    was, vendor.tier = vendor.tier, verdict.tier
    vendor.save(update_fields=["tier"])
    record(
        "tier.set",
        vendor,
        by=by,
        at=at,
        cause=cause,
        because=because,
        was=was,
        tier=vendor.tier,
        points=verdict.points,
        assessment=assessment.pk,
    )
    return assessment

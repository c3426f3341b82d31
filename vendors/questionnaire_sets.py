"""Which questions does a firm get? Those of its tier, and every section that an answer of the inherent-risk form demanded."""

from django.utils.translation import gettext as _

from core.refusals import NotNow
from vendors import questionnaire_engine
from vendors.models import QuestionnaireVersion, TierAssessment, Vendor

SETS = {1: "full", 2: "standard", 3: "short"}


def for_firm(vendor: Vendor) -> tuple[QuestionnaireVersion, dict]:
    """The newest version, and what of it is asked, as questionnaire_engine.asked gives it.

    Raises NotNow without a tier or starter content.
    """
    version = QuestionnaireVersion.objects.order_by("-version").first()
    if version is None:
        raise NotNow(_("There is no questionnaire yet. An operator loads it with: manage.py load_starter"))
    if vendor.tier is None:
        raise NotNow(_("Fill in the inherent-risk form first; the tier decides what is asked."))
    newest = TierAssessment.objects.current_of(vendor)
    sections = [demand["refers_to"] for demand in newest.demanded("questionnaire_section")] if newest else []
    return version, questionnaire_engine.asked(version.content, SETS[vendor.tier], sections)

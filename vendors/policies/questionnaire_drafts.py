"""Who may write the next questionnaire, and when may it be published?"""

from django.utils.translation import gettext as _

from core.actors import Actor
from core.refusals import NotAllowed, NotNow
from vendors import questionnaire_checks
from vendors.models import QuestionnaireDraft, QuestionnaireImport, RiskForm, ScreeningGuide


def check_can_read(actor: Actor) -> None:
    if not (can_write(actor) or actor.may("vendors.read")):
        raise NotAllowed(_("Your role does not include reading the questionnaire."))


def check_can_write(actor: Actor) -> None:
    if not can_write(actor):
        raise NotAllowed(_("The questionnaire is written by administrators."))


def can_write(actor: Actor) -> bool:
    return actor.may("settings.write")


def dimensions() -> dict[str, str]:
    """What a section can count for: id -> title, by the newest guide to screening."""
    guide = ScreeningGuide.objects.order_by("-version").first()
    return {each["id"]: each["title"] for each in guide.content["dimensions"]} if guide else {}


def problems(content: dict) -> list[questionnaire_checks.Problem]:
    """What keeps this content from being published, beside what the forms that rely on it ask for."""
    risk_form = RiskForm.objects.order_by("-version").first()
    demands = risk_form.content["demands"] if risk_form else []
    demanded = {each["refers_to"] for each in demands if each["kind"] == "questionnaire_section"}
    return questionnaire_checks.problems(content, dimensions=dimensions(), demanded=demanded)


def check_is_complete(draft: QuestionnaireDraft) -> None:
    """Raises NotNow with every problem, and where nothing differs from the version that it began with."""
    if found := problems(draft.content):
        raise NotNow(_("The draft is not complete yet."), [problem.sentence for problem in found])
    if draft.content == draft.base.content:
        raise NotNow(_("Nothing differs from the version that the draft began with."))


def check_workbook_waits(run: QuestionnaireImport) -> None:
    """Its columns are chosen before it is taken over."""
    if run.status != "uploaded":
        raise NotNow(_("This workbook is settled already: %(state)s.") % {"state": run.get_status_display().lower()})

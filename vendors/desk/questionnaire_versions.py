"""The questionnaire as it was published, version by version, and how it looks to those who answer it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.web import history
from core.web.listing import neighbours, respond
from vendors import questionnaire_changes, questionnaire_engine
from vendors import questionnaire_words as words
from vendors.forms.questionnaires import form_for
from vendors.listings.questions import VERSIONS, by_whom
from vendors.models import QuestionnaireDraft, QuestionnaireImport, QuestionnaireVersion
from vendors.panels import questionnaire_parts
from vendors.policies import questionnaire_drafts as policy


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    policy.check_can_read(request.viewer)
    draft = QuestionnaireDraft.objects.visible_to(request.viewer).select_related("base", "changed_by").first()
    may_write = policy.can_write(request.viewer)
    waiting = QuestionnaireImport.objects.visible_to(request.viewer).filter(status="uploaded").select_related("file")
    context = {"draft": draft, "may_write": may_write, "waiting": waiting.order_by("-uploaded_at")}
    return respond(request, VERSIONS, template="desk/questionnaire/versions.html", **context)


@require_safe
def record(request: HttpRequest, pk) -> HttpResponse:
    """One version: its sections and questions, and what changed against the version before."""
    row = get_object_or_404(VERSIONS.rows(request.viewer), pk=pk)
    before = (
        QuestionnaireVersion.objects.visible_to(request.viewer)
        .filter(version__lt=row.version)
        .order_by("-version")
        .first()
    )
    found = questionnaire_changes.between(before.content, row.content) if before else []
    content = row.content
    context = {
        "title": str(row),
        "version": row,
        "identity": {
            "name": _("Version %(number)s") % {"number": row.version},
            "mark": str(row.version),
            "meta": [content["title"], by_whom(row)],
        },
        "sections": questionnaire_parts.sections(content),
        "before": before,
        "changes": questionnaire_parts.changes(found),
        "by_whom": by_whom(row),
        "entries": history.of(row, also=[QuestionnaireDraft(pk=row.drafted_as)] if row.drafted_as else []),
        "previews": tiers(reverse("questionnaire_preview", args=[row.pk, 1])),
        "neighbours": neighbours(request, VERSIONS, row, list_url=reverse("questionnaires")),
        "crumbs": crumbs(_("Version %(number)s") % {"number": row.version}),
    }
    return render(request, "desk/questionnaire/version.html", context)


@require_safe
def preview(request: HttpRequest, pk, tier: int) -> HttpResponse:
    row = get_object_or_404(QuestionnaireVersion.objects.visible_to(request.viewer), pk=pk)
    back = reverse("questionnaire_version", args=[row.pk])
    return as_respondent(request, row.content, tier, title=str(row), back=back)


def as_respondent(request: HttpRequest, content: dict, tier: int, *, title: str, back: str) -> HttpResponse:
    """The questions of one tier with the fields that a subcontractor fills in; nothing can be sent."""
    chosen = next((each for each in content["sets"] if each["tier"] == tier), None)
    if chosen is None:
        raise Http404
    asked = questionnaire_engine.asked(content, chosen["id"])
    context = {
        "title": _("Preview: %(title)s") % {"title": title},
        "asked": asked,
        "chosen": chosen,
        "back": back,
        "tabs": [{**tab, "current": tab["tier"] == tier} for tab in tiers(request.path)],
        "parts": [{"section": section, "questions": _drawn(asked, section)} for section in asked["sections"]],
    }
    return render(request, "desk/questionnaire/preview.html", context)


def _drawn(asked: dict, section: dict) -> list[dict]:
    return [
        {
            "question": each,
            "form": form_for(each, prefix=each["id"]),
            "only": words.said("show_when", each.get("show_when"), asked),
        }
        for each in asked["questions"]
        if each["section"] == section["id"]
    ]


def tiers(address: str) -> list[dict]:
    """The three previews beside each other; `address` is that of any of them."""
    stem = address.rstrip("/").rpartition("/")[0]
    return [
        {"tier": tier, "label": _("Tier %(number)s") % {"number": tier}, "url": f"{stem}/{tier}/"} for tier in (1, 2, 3)
    ]


def crumbs(label: str, *between: tuple[str, str]) -> list[dict]:
    middle = [{"label": name, "url": url} for name, url in between]
    return [{"label": _("Questionnaire"), "url": reverse("questionnaires")}, *middle, {"label": label, "url": ""}]

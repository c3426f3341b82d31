"""The next questionnaire, written in the browser: its parts, what is wrong with it, and publishing it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.refusals import can, why_not
from core.web import history, step_up
from vendors import question_sources, questionnaire_changes, questionnaire_trail
from vendors import questionnaire_edits as edits
from vendors import questionnaire_words as words
from vendors.actions import questionnaire_drafts as drafts
from vendors.desk.questionnaire_versions import as_respondent, crumbs, tiers
from vendors.forms.draft_questions import QuestionForm
from vendors.forms.questionnaire_drafts import DetailsForm, KindForm, PublishForm, SectionForm
from vendors.models import QuestionnaireDraft
from vendors.panels import questionnaire_parts
from vendors.policies import questionnaire_drafts as policy

STEPS = {"up": -1, "down": 1}


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    drafts.start(by=request.viewer, at=clock.now())
    return redirect("questionnaire_draft")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Everything that the draft asks, what keeps it from being published, and what it changes."""
    draft = _draft(request)
    found = policy.problems(draft.content)
    context = {
        "title": _("Draft of the questionnaire"),
        "draft": draft,
        "identity": {"name": _("Draft"), "mark": "D", "meta": [str(draft), draft.content["title"]]},
        "sections": questionnaire_parts.sections(draft.content, found),
        "problems": [{"sentence": each.sentence, "url": _problem_url(each)} for each in found],
        "changes": questionnaire_parts.changes(questionnaire_changes.between(draft.base.content, draft.content)),
        "removed": [_removed(each) for each in reversed(draft.removed)],
        "may_write": policy.can_write(request.viewer),
        "cannot_publish": why_not(policy.check_is_complete, draft),
        "previews": tiers(reverse("questionnaire_draft_preview", args=[1])),
        "entries": history.of(draft),
        "crumbs": crumbs(_("Draft")),
    }
    return render(request, "desk/questionnaire/draft.html", context)


def _removed(gone: dict) -> dict:
    part = gone["part"]
    return {"title": part.get("text") or part["title"], "kind": gone["kind"], "key": part["id"]}


def _problem_url(problem) -> str:
    if problem.where == "details":
        return reverse("questionnaire_draft_details")
    name = "questionnaire_draft_section" if problem.where == "sections" else "questionnaire_draft_question"
    return reverse(name, args=[problem.key]) if problem.key else ""


@require_safe
def preview(request: HttpRequest, tier: int) -> HttpResponse:
    draft = _draft(request)
    return as_respondent(request, draft.content, tier, title=str(draft), back=reverse("questionnaire_draft"))


@require_http_methods(["GET", "POST"])
def details(request: HttpRequest) -> HttpResponse:
    draft = _to_write(request)
    form = DetailsForm(request.POST or None, details=questionnaire_trail.details_of(draft.content))
    if request.method == "POST" and form.is_valid():
        drafts.put_details(draft, form.value, seen=form.cleaned_data["seen"], by=request.viewer, at=clock.now())
        return _back(request, _("Details saved"))
    return _form(request, form, _("Title, introduction and length"), _("Save the details"))


@require_http_methods(["GET", "POST"])
def section_new(request: HttpRequest) -> HttpResponse:
    return _section(request, _to_write(request), None)


@require_http_methods(["GET", "POST"])
def section(request: HttpRequest, key: str) -> HttpResponse:
    draft = _to_write(request)
    return _section(request, draft, _part(draft, "sections", key))


def _section(request: HttpRequest, draft: QuestionnaireDraft, old: dict | None) -> HttpResponse:
    taken = {each["id"] for each in draft.content["sections"]} | question_sources.kept(draft)
    form = SectionForm(request.POST or None, section=old, taken=taken, dimensions=_dimensions(old))
    if request.method == "POST" and form.is_valid():
        part = form.value
        drafts.put(draft, "sections", part, seen=form.cleaned_data["seen"], by=request.viewer, at=clock.now())
        return _back(request, _("Section saved"), f"s-{part['id']}")
    return _form(request, form, old["title"] if old else _("Add a section"), _("Save the section"))


def _dimensions(old: dict | None) -> list[tuple[str, str]]:
    found, now = policy.dimensions(), (old or {}).get("dimension", "")
    return list({**found, **({now: found.get(now, now)} if now else {})}.items())


@require_http_methods(["GET", "POST"])
def question_new(request: HttpRequest, key: str) -> HttpResponse:
    """First the kind, then the question: `?type=` says which. `key`: the section."""
    draft = _to_write(request)
    part = _part(draft, "sections", key)
    kind = request.GET.get("type", "")
    if kind in words.KINDS:
        return _question(request, draft, {"section": part["id"], "type": kind})
    context = {
        "title": _("Add a question to “%(name)s”") % {"name": part["title"]},
        "form": KindForm(),
        "cancel_url": reverse("questionnaire_draft"),
        "crumbs": crumbs(_("Add a question"), (_("Draft"), reverse("questionnaire_draft"))),
    }
    return render(request, "desk/questionnaire/kind.html", context)


@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, key: str) -> HttpResponse:
    """`?type=` shows the question as one of another kind; saving makes it one."""
    draft = _to_write(request)
    old = _part(draft, "questions", key)
    kind = request.GET.get("type", "")
    if kind in words.KINDS and kind != old["type"]:
        old = {**old, "type": kind}
    return _question(request, draft, old)


def _question(request: HttpRequest, draft: QuestionnaireDraft, old: dict) -> HttpResponse:
    form = QuestionForm(request.POST or None, question=old, content=draft.content, kept=question_sources.kept(draft))
    if request.method == "POST" and form.is_valid():
        return _keep_question(request, draft, form)
    found = [each.sentence for each in policy.problems(draft.content) if each.key and each.key == old.get("id")]
    context = {
        "title": old.get("text") or _("Add a question"),
        "form": form,
        "question": old,
        "problems": found if not form.is_bound else [],
        "kind": words.KINDS[old["type"]],
        "kind_form": None if form.is_new else KindForm(initial={"type": old["type"]}),
        "cancel_url": reverse("questionnaire_draft") + (f"#q-{old['id']}" if "id" in old else ""),
        "crumbs": crumbs(_("Question"), (_("Draft"), reverse("questionnaire_draft"))),
    }
    return render(request, "desk/questionnaire/question.html", context, status=422 if form.errors else 200)


def _keep_question(request: HttpRequest, draft: QuestionnaireDraft, form: QuestionForm) -> HttpResponse:
    """After "stay", and where the question that leads to it was just chosen, the same page again: its answers follow."""
    part = form.value
    drafts.put(draft, "questions", part, seen=form.cleaned_data["seen"], by=request.viewer, at=clock.now())
    branch = part.get("show_when", {})
    if request.POST.get("then") == "stay" or (branch and not branch["in"]):
        messages.success(request, _("Question saved"))
        return redirect("questionnaire_draft_question", part["id"])
    return _back(request, _("Question saved"), f"q-{part['id']}")


@require_POST
def move(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """`to`: up or down."""
    draft, steps = _to_write(request), STEPS.get(request.POST.get("to", ""))
    if steps is None:
        raise Http404
    _part(draft, kind, key)
    drafts.move(draft, kind, key, steps=steps, by=request.viewer, at=clock.now())
    return _back(request, "", _anchor(kind, key))


@require_POST
def removal(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    draft = _to_write(request)
    _part(draft, kind, key)
    drafts.remove(draft, kind, key, by=request.viewer, at=clock.now())
    undo = reverse("questionnaire_draft_return", args=[kind, key])
    messages.success(request, _("Removed from the draft"), extra_tags=f"undo:{undo}")
    return redirect("questionnaire_draft")


@require_POST
def restoration(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    draft = _to_write(request)
    if not any((each["kind"], each["part"]["id"]) == (kind, key) for each in draft.removed):
        raise Http404
    drafts.put_back(draft, kind, key, by=request.viewer, at=clock.now())
    return _back(request, _("Put back"), _anchor(kind, key))


@require_http_methods(["GET", "POST"])
def discarding(request: HttpRequest) -> HttpResponse:
    draft = _to_write(request)
    if request.method == "POST":
        drafts.discard(draft, by=request.viewer, at=clock.now())
        messages.success(request, _("Draft discarded"))
        return redirect("questionnaires")
    found = questionnaire_changes.between(draft.base.content, draft.content)
    context = {
        "title": _("Discard the draft"),
        "changes": questionnaire_parts.changes(found),
        "crumbs": crumbs(_("Discard"), (_("Draft"), reverse("questionnaire_draft"))),
    }
    return render(request, "desk/questionnaire/discard.html", context)


@require_http_methods(["GET", "POST"])
def publication(request: HttpRequest) -> HttpResponse:
    """What the new version changes, and the reason for it. Asks for a fresh second factor."""
    draft = _to_write(request)
    form = PublishForm(request.POST or None, initial={"seen": edits.mark(draft.content)})
    if request.method == "POST":
        step_up.require(request)
        if form.is_valid():
            said = form.cleaned_data
            row = drafts.publish(draft, seen=said["seen"], because=said["because"], by=request.viewer, at=clock.now())
            messages.success(request, _("Version %(number)s is published") % {"number": row.version})
            return redirect("questionnaire_version", row.pk)
    found = questionnaire_changes.between(draft.base.content, draft.content)
    context = {
        "title": _("Publish the questionnaire"),
        "form": form,
        "draft": draft,
        "confirm_url": step_up.first(request),
        "problems": [{"sentence": each.sentence, "url": _problem_url(each)} for each in policy.problems(draft.content)],
        "is_complete": can(policy.check_is_complete, draft),
        "changes": questionnaire_parts.changes(found),
        "crumbs": crumbs(_("Publish"), (_("Draft"), reverse("questionnaire_draft"))),
    }
    return render(request, "desk/questionnaire/publish.html", context, status=422 if form.errors else 200)


def _draft(request: HttpRequest) -> QuestionnaireDraft:
    policy.check_can_read(request.viewer)
    rows = QuestionnaireDraft.objects.visible_to(request.viewer).select_related("base", "started_by", "changed_by")
    return get_object_or_404(rows)


def _to_write(request: HttpRequest) -> QuestionnaireDraft:
    policy.check_can_write(request.viewer)
    return _draft(request)


def _part(draft: QuestionnaireDraft, kind: str, key: str) -> dict:
    found = edits.find(draft.content, kind, key) if kind in edits.KINDS else None
    if found is None:
        raise Http404
    return found


def _anchor(kind: str, key: str) -> str:
    return f"{'s' if kind == 'sections' else 'q'}-{key}"


def _back(request: HttpRequest, said: str, anchor: str = "") -> HttpResponse:
    if said:
        messages.success(request, said)
    return redirect(reverse("questionnaire_draft") + (f"#{anchor}" if anchor else ""))


def _form(request: HttpRequest, form, title: str, submit: str) -> HttpResponse:
    context = {
        "title": title,
        "form": form,
        "submit": submit,
        "cancel_url": reverse("questionnaire_draft"),
        "crumbs": crumbs(title, (_("Draft"), reverse("questionnaire_draft"))),
    }
    return render(request, "desk/vendors/form.html", context, status=422 if form.errors else 200)

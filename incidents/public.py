"""Somebody would rather not say who they are: how do they report, and how do they hear from us? Three steps and a code.

These pages look at no session and no account, and keep no address. Nothing that they are asked stands in an address, and
no answer is kept by a browser. What a page loads is asked for without its name: a proxy's log of those would tell.
"""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from core import clock, files
from core.actors import ANONYMOUS
from core.web import throttle
from core.web.steps import Steps
from incidents import receipt_codes, receipts
from incidents.actions import anonymous
from incidents.forms.reports import AboutForm, AnswerForm, CodeForm, SecretWhatForm, SendForm
from incidents.listings import state_of

TOO_MANY = _l("Too many tries from your network. What you typed is still here: wait a few minutes, then send it again.")
NO_SUCH = _l("No report has this code. Compare it with your paper, character by character.")
REFERRER = "strict-origin"  # and not "no-referrer", with which a browser says nothing that a form could be known by
SHOWN_MINUTES = 10  # how long sending the same report again shows its code again


def _without_a_trace(door):
    """A door here: GET and POST, kept by no browser, and its address told to nobody."""

    @cache_control(no_store=True)
    @require_http_methods(["GET", "POST"])
    @wraps(door)
    def answer(request: HttpRequest) -> HttpResponse:
        response = door(request)
        response.headers["Referrer-Policy"] = REFERRER
        return response

    return answer


@_without_a_trace
def report(request: HttpRequest) -> HttpResponse:
    return STEPS.answer(request)


def _forms(data, given_files) -> list:
    return [SecretWhatForm(data, playbook=receipts.playbook()), AboutForm(data), SendForm(data, given_files)]


def _show(request, context: dict, status: int):
    context |= {"title": _("Report without your name"), "summary": _summary(context) if context["is_last"] else []}
    return render(request, "public/incidents/report.html", context, status=status)


def _summary(context: dict) -> list[dict]:
    """What is going to be sent, with the step in which it was asked."""
    what, about, _send_form = context["forms"]
    said = {**(what.cleaned_data if what.is_valid() else {}), **(about.cleaned_data if about.is_valid() else {})}
    category = dict(what.fields["category"].choices).get(said.get("category"), "")
    asked = [(1, what["category"].label, category), (1, what["what"].label, said.get("what", ""))]
    asked += [(2, field.label, said.get(field.name, "")) for field in about]
    return [{"step": step, "label": label, "value": value or _("Not sure")} for step, label, value in asked]


def _send(request, what, about, sent):
    if not throttle.lets(request, "report"):
        sent.add_error(None, TOO_MANY)
        return STEPS.again(request, [what, about, sent], status=429)
    at, secret = clock.now(), what.cleaned_data["draft"]
    said = {"what": what.cleaned_data["what"], **about.cleaned_data}
    case = anonymous.report(secret, categories=what.categories, by=ANONYMOUS, at=at, **said)
    upload = sent.cleaned_data["file"]
    context = {
        "title": _("Your report is in"),
        "case": case,
        "code": receipt_codes.of_secret(secret) if (at - case.reported_at).total_seconds() < SHOWN_MINUTES * 60 else "",
        "why_no_file": anonymous.attach(case.pk, upload, by=ANONYMOUS, at=at) if upload else "",
    }
    return render(request, "public/incidents/receipt.html", context)


STEPS = Steps([_l("What"), _l("Where, when and who"), _l("Check and send")], _forms, _show, _send)


@_without_a_trace
def follow_up(request: HttpRequest) -> HttpResponse:
    """POST `code` opens the report; with `go` = answer it adds to it. A wrong code of any kind answers the same."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    answer = AnswerForm(request.POST, request.FILES) if request.POST.get("go") == "answer" else None
    if request.method == "GET":
        return _follow(request, form, None)
    if not throttle.lets(request, "receipt"):
        (answer or form).add_error(None, TOO_MANY)
        return _follow(request, form, answer, status=429)
    case_id = receipts.case_of(receipt_codes.read(form.cleaned_data["code"])) if form.is_valid() else None
    if case_id is None:
        if not form.errors:
            form.add_error("code", NO_SUCH)
        return _follow(request, form, answer, status=422)
    is_sent = answer is not None and _answered(case_id, answer)
    answer = AnswerForm() if is_sent or answer is None else answer
    with receipts.as_reporter(case_id) as case:
        known = {"case": case, "state": state_of(case), "posts": receipts.talk(case), "files": receipts.files_of(case)}
    return _follow(request, form, answer, status=422 if answer.errors else 200, is_sent=is_sent, **known)


def _answered(case_id, answer: AnswerForm) -> bool:
    """A file that is refused becomes an error of the form, and nothing of it is sent."""
    if not answer.is_valid():
        return False
    given = answer.cleaned_data
    said = {"text": given["text"], "upload": given["file"], "key": given["key"]}
    try:
        anonymous.answer(case_id, by=ANONYMOUS, at=clock.now(), **said)
    except files.FileRefused as refused:
        answer.add_error("file", refused.sentence)
        return False
    return True


def _follow(request, form, answer, *, status: int = 200, **known):
    """`form`: whose errors the page's title speaks of."""
    title = _("Your report") if known else _("Follow up a report")
    said = {"title": title, "code_form": form, "answer_form": answer, "form": form if form.errors else answer, **known}
    return render(request, "public/incidents/follow_up.html", said, status=status)

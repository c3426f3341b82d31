"""Officers' pages where HR and our record differ: the list, one person, the word that is taken and the one that stays."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock, limits
from core.refusals import NotNow, can, why_not
from core.web.dates import say_moment
from core.web.listing import chosen, respond
from vendors import hr_feed
from vendors.actions import reconciliation
from vendors.listings.hr import RECONCILIATION, label_of, ours, theirs
from vendors.models import HrWord, Person
from vendors.policies import people as policy
from vendors.policies import reconciliation as rule


class KeepForm(forms.Form):
    because = forms.CharField(
        label=_l("Why ours is right"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _l("Say why our record is right; it is kept in the history")},
    )


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    policy.check_can_keep(request.viewer)
    feed, at = hr_feed.state(), clock.now()
    unknown = Person.objects.visible_to(request.viewer).filter(hr_word=None, departed_at=None)
    context = {
        "heard": _("HR was last heard %(when)s, through %(whom)s.")
        % {"when": say_moment(feed.heard_at), "whom": feed.heard_from}
        if feed.heard_at
        else _("HR has never spoken to us."),
        "silence": _silence(feed) if feed.is_silent(at) else "",
        "unknown": unknown[: limits.EXACT_COUNT].count(),
        "crumbs": _crumbs(),
    }
    return respond(request, RECONCILIATION, template="desk/vendors/reconciliation.html", **context)


@require_http_methods(["GET", "POST"])
def of_person(request: HttpRequest, person_id) -> HttpResponse:
    """Both words side by side. A POST keeps ours, with a reason."""
    policy.check_can_keep(request.viewer)
    word = get_object_or_404(_words(request), person=person_id)
    form = KeepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reconciliation.keep_ours(word, **form.cleaned_data, by=request.viewer, at=clock.now())
        messages.success(request, _("Our record of %(name)s stays") % {"name": word.person.name})
        return redirect("reconciliation")
    context = {
        "title": _("HR and we about %(name)s") % {"name": word.person.name},
        "word": word,
        "rows": [(label_of(name), theirs(word, name), ours(word, name)) for name in word.differs],
        "why_not": why_not(rule.check_can_take, word),
        "form": form,
        "crumbs": _crumbs(word.person.name),
    }
    return render(request, "desk/vendors/reconciliation_of.html", context, status=422 if form.errors else 200)


@require_POST
def taking(request: HttpRequest) -> HttpResponse:
    """HR's word becomes ours, for each chosen person of whom that can be; the others stay in the list."""
    policy.check_can_keep(request.viewer)
    words = list(chosen(request, RECONCILIATION).order_by("person_id")[: limits.CHOSEN_ROWS])
    if not words:
        raise NotNow(_("Nobody is selected. Tick the people in the list first."))
    fit = [word for word in words if can(rule.check_can_take, word)]
    if not fit:
        rule.check_can_take(words[0])
    for word in fit:
        reconciliation.take(word, by=request.viewer, at=clock.now())
    done = ngettext("%(count)d person is as HR says", "%(count)d people are as HR says", len(fit))
    messages.success(request, done % {"count": len(fit)})
    if left := len(words) - len(fit):
        words_left = ngettext(
            "%(count)d left here and stays in the list", "%(count)d left here and stay in the list", left
        )
        messages.warning(request, words_left % {"count": left})
    return redirect("reconciliation")


def _silence(feed: hr_feed.Feed) -> str:
    words = _("That is longer than usual. Departures may be missing: look whether its calls or files still come.")
    if feed.ends_at is None:
        return words
    ending = _("The access of the people whom HR reports ends %(when)s, unless it is heard again.")
    return f"{words} {ending % {'when': say_moment(feed.ends_at)}}"


def _words(request):
    return HrWord.objects.visible_to(request.viewer).select_related("person", "person__vendor")


def _crumbs(last: str = "") -> list[dict]:
    found = [
        {"label": _("People"), "url": reverse("people")},
        {"label": _("HR and we"), "url": reverse("reconciliation")},
    ]
    return [*found, {"label": last, "url": ""}] if last else found

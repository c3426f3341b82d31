"""What exactly happened in one event, what followed, is it what was sealed, and may its words go?"""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from config.pages import trail
from core import clock, events, policies, trail_proof
from core.actions import erasure
from core.forms.erasure import ErasureForm
from core.models import Event, EventDetail
from core.web import history, step_up
from core.web.dates import say_day, say_moment

MOST = 50  # causes and effects on the page


@require_GET
def page(request: HttpRequest, pk) -> HttpResponse:
    event = _found(request, pk)
    labels = _labels(event)
    context = {
        "title": sentence(event),
        "event": event,
        "subject": _subject_words(event),
        "subject_url": trail.page_of(event, request.viewer),
        "facts": _facts(event, labels),
        "said": _said(event),
        "is_erased": bool(event.detail.erased_at),
        "erasure": trail_proof.erasure_of(event),
        "proof": trail_proof.of(event),
        "around": trail.entries(_around(request, event), request.viewer),
        "may_erase": policies.can_erase(request.viewer)
        and event.name not in erasure.NEVER
        and not event.detail.erased_at,
        "crumbs": _crumbs(sentence(event)),
    }
    return render(request, "desk/pages/event.html", context)


@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, pk) -> HttpResponse:
    """The words go for good; what happened, when and in whose name stays."""
    policies.check_can_erase(request.viewer)
    event = _found(request, pk)
    step_up.require(request)
    reach = _reach(request, event)
    form = ErasureForm(request.POST or None, reach=reach, name=_name_to_type(event))
    if request.method == "POST" and form.is_valid():
        chosen = reach[form.cleaned_data["reach"]]["rows"]
        count = erasure.erase_details(chosen, by=request.viewer, at=clock.now(), because=form.cleaned_data["because"])
        messages.success(
            request,
            ngettext("Personal detail of %(count)d event erased", "Personal detail of %(count)d events erased", count)
            % {"count": count},
        )
        return redirect("event", event.pk)
    context = {
        "title": _("Erase personal detail"),
        "event": event,
        "form": form,
        "sentence": sentence(event),
        "crumbs": [*_crumbs(sentence(event), reverse("event", args=[event.pk])), {"label": _("Erase"), "url": ""}],
    }
    return render(request, "desk/pages/erasure.html", context, status=422 if form.errors else 200)


def sentence(event: Event) -> str:
    return str(events.all_names().get(event.name, event.name))


def _found(request, pk) -> Event:
    policies.check_can_read_trail(request.viewer)
    event = get_object_or_404(trail.readable(request.viewer).select_related("detail", "cause"), pk=pk)
    if not hasattr(event, "detail"):  # somebody took the row away behind our back; the proof on the page says so
        event.detail = EventDetail(event=event, vendor_id=event.vendor_id, salt="", labels={}, data={})
    return event


def _labels(event: Event) -> dict:
    return event.detail.labels


def _subject_words(event: Event) -> str:
    said = _labels(event).get("subject", "")
    return str(events.all_names().get(said, said))


def _facts(event: Event, labels: dict) -> list[dict]:
    doors = {
        "desk": _("Desk"),
        "portal": _("Portal"),
        "api": _("REST API"),
        "tasks": _("The clock"),
        "sign-in": _("Sign-in"),
    }
    return [
        {"label": _("When"), "value": say_moment(event.at, "full")},
        {"label": _("Who"), "value": history.who(event, labels)},
        {"label": _("By which door"), "value": doors.get(event.door, event.door)},
        {"label": _("Name of the event"), "value": event.name},
        {"label": _("Request"), "value": event.request_id},
    ]


def _said(event: Event) -> list[dict]:
    """Each value of the detail under its name."""
    return [
        {"label": name.replace("_", " ").replace("-", " ").capitalize(), "value": _words(value)}
        for name, value in event.detail.data.items()
        if value not in (None, "", [], {})
    ]


def _words(value) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(_words(each) for each in value)
    if isinstance(value, dict):
        return "; ".join(f"{name.replace('_', ' ')}: {_words(each)}" for name, each in value.items())
    return _time(value) if isinstance(value, str) else str(value)


def _time(text: str) -> str:
    """Days and instants as people say them; anything else as it is."""
    try:
        found = parse_datetime(text) if "T" in text and text.endswith("Z") else parse_date(text)
    except ValueError:
        return text
    if found is None:
        return text
    return say_moment(found, "full") if isinstance(found, datetime.datetime) else say_day(found, "full")


def _around(request, event: Event):
    """What it followed from, itself, and what followed."""
    related = [event.pk, *([event.cause_id] if event.cause_id else [])]
    rows = trail.readable(request.viewer)
    return (rows.filter(pk__in=related) | rows.filter(cause=event)).order_by("at", "id")[:MOST]


def _reach(request, event: Event) -> dict[str, dict]:
    """How far an erasure may go from here: key -> {label, rows}, with how many details are still there."""
    rows = trail.readable(request.viewer)
    found = {"this": {"label": _("This event alone"), "rows": rows.filter(pk=event.pk)}}
    if event.subject_id:
        about = rows.filter(subject_kind=event.subject_kind, subject_id=event.subject_id)
        found["subject"] = {"label": _("Every event about the same record"), "rows": about}
    if event.actor_kind in {"staff", "person"} and event.actor_id:
        mine = rows.filter(pk__in=erasure.about_account(event.actor_id).values("pk"))
        found["actor"] = {"label": _("Every event that this account did, or that is about it"), "rows": mine}
    for each in found.values():
        left = each["rows"].exclude(name__in=erasure.NEVER).filter(detail__erased_at=None)
        each["count"] = left.count()
    return found


def _name_to_type(event: Event) -> str:
    labels = _labels(event)
    return labels.get("subject") or labels.get("actor") or event.name


def _crumbs(last: str, url: str = "") -> list[dict]:
    return [{"label": _("Audit log"), "url": reverse("audit_log")}, {"label": last, "url": url}]

"""Who is this person to us? The 360 page of a person: the facts on both axes, the access, the history."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET

from config.pages import gather, trail
from core import clock
from core.events import all_names
from core.models import Event
from core.web.dates import say_day, say_moment
from core.web.listing import neighbours
from vendors import business_days
from vendors.listings.register import PEOPLE
from vendors.models import HrWord, Invitation, Person, PersonFact
from vendors.policies import people as policy
from vendors.policies import previews

NAMES = {"employment": _l("Employment"), "expectations": _l("Expectations sheet")}


@require_GET
def page(request: HttpRequest, person_id) -> HttpResponse:
    at = clock.now()
    rows = Person.objects.visible_to(request.viewer).select_related("vendor", "sponsor", "user")
    person = get_object_or_404(rows, pk=person_id)
    panels = gather.joined("person_panels", person, request.viewer, at)
    context = {
        "title": person.name,
        "person": person,
        "neighbours": neighbours(request, PEOPLE, person, list_url=reverse("people")),
        "identity": identity(person),
        "facts": facts(person),
        "held": held(person, at),
        "closed": closed(person),
        "main": gather.drawn(request, [panel for panel in panels if not panel.get("beside")]),
        "side": gather.drawn(request, [panel for panel in panels if panel.get("beside")]),
        "entries": history(person, request.viewer),
        "can_keep": policy.can_keep(request.viewer),
        "can_preview": previews.can_preview(request.viewer) and not previews.why_no_portal(person),
        "can_invite": can_be_invited(person, request.viewer),
        "crumbs": [
            {"label": _("People"), "url": reverse("people")},
            {"label": person.vendor.name, "url": reverse("subcontractor_tab", args=[person.vendor_id, "people"])},
            {"label": person.name, "url": ""},
        ],
    }
    return render(request, "desk/pages/person.html", context)


def identity(person: Person) -> dict:
    if person.departed_at:
        state = {"tone": "plain", "text": _("Left"), "icon": "log-out"}
    elif person.user_id is None:
        state = {"tone": "outline", "text": _("No account yet"), "icon": "lock"}
    else:
        state = {"tone": "plain", "text": _("Active"), "icon": "check"}
    parts = {"contact": _("contact"), "signatory": _("signatory"), "worker": _("worker")}
    said = capfirst(", ".join(str(parts[hat]) for hat in person.hats))
    return {
        "name": person.name,
        "state": state,
        "meta": [text for text in [person.vendor.name, person.job_title, said] if text],
    }


def facts(person: Person) -> list[dict]:
    invitation = (
        Invitation.objects.filter(Q(person=person) | Q(vendor=person.vendor_id, email__iexact=person.email))
        .order_by("-sent_at")
        .first()
    )
    return [
        {"label": _("Company"), "value": person.vendor.name, "url": reverse("subcontractor", args=[person.vendor_id])},
        {"label": _("E-mail"), "value": person.email},
        {"label": _("Job"), "value": person.job_title},
        {"label": _("Site"), "value": person.site},
        {"label": _("Sponsor"), "value": person.sponsor.name if person.sponsor else ""},
        {"label": _("First day"), "value": say_day(person.starts_on)},
        {"label": _("Last day"), "value": say_day(person.ends_on)},
        {"label": _("HR number"), "value": person.hr_id},
        *word_of_hr(person),
        {"label": _("Invitation"), "value": invitation.get_status_display() if invitation else ""},
    ]


def word_of_hr(person: Person) -> list[dict]:
    """When HR last spoke of them, and whether it says otherwise than we."""
    word = HrWord.objects.filter(person=person).first()
    if word is None:
        return []
    said = _("%(when)s, through %(whom)s") % {"when": say_moment(word.heard_at), "whom": word.heard_from}
    found = [{"label": _("HR last spoke of them"), "value": said}]
    if word.differs and word.settled_at is None:
        url = reverse("reconciliation_of", args=[person.pk])
        found.append({"label": _("HR says otherwise"), "value": _("See what HR says"), "url": url})
    return found


def held(person: Person, at) -> list[dict]:
    """Every fact row: when it held in the world, and when we held it to be so."""
    here = business_days.zone()
    rows = PersonFact.objects.filter(person=person).order_by("requirement", "-known")
    return [
        {
            "name": NAMES.get(row.requirement, row.requirement),
            "key": row.key,
            "from": row.during.lower,
            "to": business_days.last_of(row.during.upper, here),
            "known": row.known.lower,
            "corrected": row.known.upper,
            "is_empty": row.during.isempty,
            "holds": row.known.upper is None and not row.known.isempty and at in row.during,
        }
        for row in rows
    ]


def closed(person: Person) -> list[dict] | None:
    """What the departure ended, a line for each kind of it; None while they are here."""
    left = Event.objects.about(person).filter(name="person.departed").order_by("-at").first()
    if person.departed_at is None or left is None:
        return None
    counts = left.effects.values("name").annotate(count=Count("pk")).order_by("name")
    names = all_names()
    return [{"title": names.get(row["name"], row["name"]), "end": row["count"]} for row in counts]


def history(person: Person, viewer) -> list[dict]:
    """Events about the person, and what followed from them."""
    own = Event.objects.about(person).values("pk")
    rows = trail.readable(viewer).filter(Q(pk__in=own) | Q(cause__in=own)).order_by("-at", "-id")
    return trail.entries(rows[:200], viewer, here=person.pk)


def can_be_invited(person: Person, viewer) -> bool:
    return policy.can_invite(viewer) and person.user_id is None and person.departed_at is None

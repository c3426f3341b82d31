"""What does the register show where apps meet? Tasks of people and officers, the firm's people, its engagements, its facts."""

import datetime

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.actors import Actor
from core.web import todo
from core.web.dates import say_moment
from core.web.todo import Todo
from vendors import business_days, hr_feed, tiering
from vendors.models import (
    REFUSED,
    Acknowledgement,
    Engagement,
    ExpectationSheet,
    HrWord,
    Invitation,
    Person,
    Proposal,
    TierAssessment,
    Vendor,
)
from vendors.panels import score
from vendors.policies import register

SOON = datetime.timedelta(days=30)


def portal_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    """Acknowledge the expectations sheet: everybody, each version."""
    sheet = ExpectationSheet.objects.order_by("-version").first()
    if sheet is None:
        return []
    made = Acknowledgement.objects.filter(person_id=viewer.person_id, sheet=sheet).first()
    minutes = sheet.content["sheet"].get("minutes", 3)
    hint = ngettext("%(count)d minute to read", "%(count)d minutes to read", minutes) % {"count": minutes}
    if made:
        hint = _("Acknowledged %(day)s") % {"day": say_moment(made.made_at, "portal")}
    return [
        Todo(
            key=f"expectations:{sheet.version}",
            title=_("Read what we expect of each other"),
            url=reverse("expectations"),
            hint=hint,
            state=todo.DONE if made else todo.NOT_STARTED,
            done_at=made.made_at if made else None,
            consequence=2,
            kind="expectations",
            meta={"meets": "expectations"},
        )
    ]


def portal_company(viewer: Actor, at: datetime.datetime) -> list[dict]:
    people = Person.objects.visible_to(viewer).filter(departed_at=None).order_by("name")
    sheet = ExpectationSheet.objects.order_by("-version").first()
    done = set(Acknowledgement.objects.filter(sheet=sheet).values_list("person_id", flat=True))
    rows = [
        {
            "title": person.name,
            "meta": ", ".join(filter(None, [person.job_title, person.site])),
            "state": _state_of(person, person.pk in done),
        }
        for person in people
    ]
    context = {"rows": rows, "plain": True}
    return [{"title": _("People"), "template": "portal/vendors/company_people.html", "context": context}, _own(viewer)]


def _own(viewer: Actor) -> dict:
    """What we hold of the firm itself."""
    firm = Vendor.objects.visible_to(viewer).get(pk=viewer.vendor_id)
    facts = [
        {"label": _("Legal name"), "value": firm.legal_name},
        {"label": _("Registration number"), "value": firm.registration_number},
        {"label": _("VAT number"), "value": firm.vat_number},
        {"label": _("LEI"), "value": firm.lei},
    ]
    waiting = Proposal.objects.visible_to(viewer).open().filter(vendor=firm, kind="details").exists()
    return {
        "title": _("Details"),
        "template": "portal/vendors/company_details.html",
        "context": {"facts": facts, "is_waiting": waiting},
    }


def _state_of(person: Person, has_read: bool) -> dict:
    if person.user_id is None:
        return {"tone": "outline", "text": _("No account yet"), "icon": "lock"}
    if not has_read:
        return {"tone": "info", "text": _("Sheet not read"), "icon": ""}
    return {"tone": "plain", "text": _("Sheet read"), "icon": "check"}


def desk_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    found = []
    if viewer.may("vendors.write"):
        found += _not_assessed(viewer) + _reviews_due(viewer, at)
    if viewer.may("vendors.invite"):
        found += _invitations_over(viewer, at)
    found += _told(viewer)
    if viewer.may("people.write"):
        found += _leaving_soon(viewer, at) + _hr(viewer, at)
    return found


def _told(viewer) -> list[Todo]:
    """What contacts told us, for whoever may take it over."""
    kinds = [kind for kind, right in (("leaver", "people.write"), ("details", "vendors.write")) if viewer.may(right)]
    rows = Proposal.objects.visible_to(viewer).open().filter(kind__in=kinds).select_related("vendor", "person")
    titles = {"leaver": _("%(name)s has left, says the company"), "details": _("Take over the company's details")}
    return [
        Todo(
            key=f"proposal:{row.pk}",
            title=titles[row.kind] % {"name": row},
            url=reverse("proposal", args=[row.pk]),
            kind=_("From a contact"),
            consequence=2 if row.kind == "leaver" else 4,
            vendor=row.vendor,
            meta={"reference": row.vendor.reference},
        )
        for row in rows.order_by("made_at")[:50]
    ]


def _hr(viewer, at) -> list[Todo]:
    """HR is silent, or says otherwise than we."""
    found, feed = [], hr_feed.state()
    if feed.is_silent(at):
        found.append(
            Todo(
                key="hr-feed",
                title=_("Find out why HR is silent"),
                url=reverse("reconciliation"),
                kind=_("HR"),
                hint=_("Last heard %(when)s, through %(whom)s")
                % {"when": say_moment(feed.heard_at), "whom": feed.heard_from},
                consequence=2,
            )
        )
    differ = HrWord.objects.visible_to(viewer).open()[:100].count()
    if differ:
        hint = ngettext("%(count)d person", "%(count)d people", differ) % {"count": differ}
        url, title = reverse("reconciliation"), _("Settle where HR says otherwise than we")
        found.append(Todo(key="hr-differs", title=title, url=url, kind=_("HR"), hint=hint, consequence=3))
    return found


def _not_assessed(viewer) -> list[Todo]:
    rows = Vendor.objects.visible_to(viewer).filter(tier=None).exclude(status="archived").order_by("name")[:50]
    return [
        Todo(
            key=f"tier:{row.pk}",
            title=_("Assess the inherent risk"),
            url=reverse("subcontractor_tier_form", args=[row.pk]),
            kind=_("Tier"),
            hint=_("4 minutes, 8 questions"),
            consequence=3,
            vendor=row,
            meta={"reference": row.reference},
        )
        for row in rows
    ]


def _reviews_due(viewer, at) -> list[Todo]:
    day = business_days.day_of(at)
    rows = (
        Vendor.objects.visible_to(viewer)
        .filter(next_review_on__lte=day + SOON)
        .exclude(status="archived")
        .order_by("next_review_on")
    )
    return [
        Todo(
            key=f"review:{row.pk}",
            title=_("Review the screening"),
            url=reverse("subcontractor", args=[row.pk]),
            kind=_("Review"),
            due_at=business_days.last_moment_of(row.next_review_on),
            consequence=2 if row.next_review_on < day else 3,
            vendor=row,
            state=todo.OVERDUE if row.next_review_on < day else todo.NOT_STARTED,
            meta={"reference": row.reference},
        )
        for row in rows[:50]
    ]


def _invitations_over(viewer, at) -> list[Todo]:
    rows = (
        Invitation.objects.visible_to(viewer)
        .open()
        .filter(Q(expires_at__lte=at) | ~Q(mail_error=""))
        .select_related("vendor")
    )
    return [
        Todo(
            key=f"invitation:{row.pk}",
            title=_("Send the invitation of %(name)s again") % {"name": row.name},
            url=reverse("subcontractor_tab", args=[row.vendor_id, "people"]),
            kind=_("Invitation"),
            consequence=3,
            vendor=row.vendor,
            hint=_("The link has run out")
            if row.has_run_out(at)
            else _("The mail did not leave: %(why)s") % {"why": row.mail_error},
            due_at=row.expires_at,
            meta={"reference": row.vendor.reference},
        )
        for row in rows.order_by("expires_at")[:50]
    ]


def _leaving_soon(viewer, at) -> list[Todo]:
    day = business_days.day_of(at)
    rows = Person.objects.visible_to(viewer).filter(
        departed_at=None, ends_on__range=(day, day + datetime.timedelta(days=7))
    )
    return [
        Todo(
            key=f"leaver:{row.pk}",
            title=_("Prepare the last day of %(name)s") % {"name": row.name},
            url=reverse("person", args=[row.pk]),
            kind=_("Leaver"),
            due_at=business_days.last_moment_of(row.ends_on),
            consequence=3,
            vendor=row.vendor,
            meta={"reference": row.vendor.reference},
        )
        for row in rows.select_related("vendor").order_by("ends_on")[:50]
    ]


def figures(viewer: Actor, at: datetime.datetime) -> list[dict]:
    """The register in two numbers."""
    here = Vendor.objects.visible_to(viewer).exclude(status="archived")
    count = here.aggregate(
        all=Count("pk"),
        open=Count("pk", filter=Q(status__in=["prospect", "screening"]) & ~REFUSED),
        gap=Count("pk", filter=Q(tier=None)),
    )
    soon = Person.objects.visible_to(viewer).filter(
        departed_at=None, ends_on__range=(business_days.day_of(at), business_days.day_of(at) + SOON)
    )
    if not count["all"]:
        return []
    leaving = soon.count()
    base = reverse("subcontractors")
    return [
        {
            "label": _("In onboarding"),
            "icon": "hourglass",
            "value": count["open"],
            "url": f"{base}?state=prospect,screening",
            "unit": _("of %(count)s subcontractors") % {"count": count["all"]},
            "note": _("%(count)s not assessed") % {"count": count["gap"]} if count["gap"] else "",
        },
        {
            "label": _("Leaving in 30 days"),
            "icon": "log-out",
            "value": leaving,
            "unit": ngettext("person", "people", leaving),
            "url": f"{reverse('people')}?leaving=soon",
        },
    ]


def vendor_panels(vendor: Vendor, viewer: Actor, at: datetime.datetime) -> list[dict]:
    return [
        *score.panel(vendor, viewer, at),
        *_tier_panel(vendor),
        *_people_panels(vendor, viewer, at),
        _engagements_panel(vendor, viewer, at),
    ]


def _tier_panel(vendor) -> list[dict]:
    assessment = TierAssessment.objects.current_of(vendor)
    link = {"url": reverse("subcontractor_tier", args=[vendor.pk]), "more": _("Show the calculation")}
    if assessment is None:
        link = {"url": reverse("subcontractor_tier_form", args=[vendor.pk]), "more": _("Fill in the form")}
    context = {"vendor": vendor, "assessment": assessment, **(reckoned(assessment) if assessment else {})}
    return [{"title": _("Inherent risk"), "template": "desk/vendors/tier_panel.html", "context": context, **link}]


def reckoned(assessment: TierAssessment) -> dict:
    """Why the tier is this one: the points with where it begins, or the tier that an answer forces whatever the points."""
    content = assessment.form.content
    return {
        "factors": factors(assessment),
        "meaning": tiering.tier_of(content, assessment.tier),
        "by_points": tiering.assess(content, assessment.answers).by_points,
    }


def factors(assessment: TierAssessment) -> list[dict]:
    """The answers that added points, each on a track of all points."""
    found, start, whole = [], 0, max(assessment.points, 100)
    for line in (line for line in assessment.lines if line["counted"] and line["points"]):
        width = round(100 * line["points"] / whole, 1)
        found.append(
            {
                "text": f"{line['question_text']} {line['answer_text']}",
                "value": line["points"],
                "start": round(start, 1),
                "width": width,
                "tone": "base",
            }
        )
        start += width
    return found


def _people_panels(vendor, viewer, at) -> list[dict]:
    people = (
        Person.objects.visible_to(viewer).filter(vendor=vendor).order_by(F("departed_at").asc(nulls_first=True), "name")
    )
    invited = Invitation.objects.visible_to(viewer).open().filter(vendor=vendor).order_by("-sent_at")
    now = [person for person in people if person.departed_at is None]
    context = {"people": people, "vendor": vendor, "invitations": [(row, row.has_run_out(at)) for row in invited]}
    return [
        {
            "title": _("People"),
            "template": "desk/vendors/people_table.html",
            "context": context,
            "tab": "people",
            "count": len(now),
            "url": f"{reverse('person_new')}?subcontractor={vendor.pk}",
            "more": _("Add a person"),
        },
    ]


def _engagements_panel(vendor, viewer, at) -> dict:
    day = business_days.day_of(at)
    rows = (
        Engagement.objects.visible_to(viewer).filter(vendor=vendor).annotate(heads=Count("people")).order_by("-ends_on")
    )
    context = {"engagements": rows, "day": day, "vendor": vendor}
    return {
        "title": _("Engagements"),
        "template": "desk/vendors/engagements_table.html",
        "context": context,
        "url": f"{reverse('engagement_new')}?subcontractor={vendor.pk}" if register.takes_work(vendor) else "",
        "more": _("Start an engagement"),
    }

"""What does due diligence show where apps meet? What a firm still owes us, what waits for us, where each thing stands."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.actors import Actor
from core.web import todo
from core.web.dates import say_day, say_moment
from core.web.todo import Todo
from vendors import business_days, evidence_terms
from vendors.models import (
    Assessment,
    Certificate,
    Delegation,
    InsurancePolicy,
    LineCatalogue,
    Screening,
    TierAssessment,
    TimeRequest,
    Vendor,
)
from vendors.panels import dd_words
from vendors.policies import due_diligence as policy

RENEW = datetime.timedelta(days=90)
ENDING = datetime.timedelta(days=60)
DAYS_TO_CHECK = datetime.timedelta(days=5)


def kind_of(row) -> str:
    """The word in the address."""
    return "certificates" if isinstance(row, Certificate) else "insurance"


def facts_of(row) -> list[dict]:
    """What the firm said about the document, for the facts component."""
    head = [(_("Holder"), row.holder), (_("Number"), row.number)]
    if isinstance(row, Certificate):
        own = [
            (_("Issued by"), row.issuer),
            (_("Accredited by"), row.accreditation_body),
            (_("Scope"), row.scope),
            (_("Sites"), row.sites),
        ]
        rules = (row.catalogue.scheme(row.scheme) or {}).get("fields", [])
    else:
        own = [
            (_("Insurer"), row.insurer), (_("Rating of the insurer"), row.insurer_rating), (_("Limit for each claim"), money(row.limit, row.currency)),
            (_("Limit for the whole period"), money(row.aggregate, row.currency)), (_("Deductible"), money(row.deductible, row.currency)),
            (_("Retroactive date"), say_day(row.retroactive_on, "portal") if row.retroactive_on else ""), (_("Exclusions"), row.exclusions),
        ]  # fmt: skip
        rules = row.catalogue.content["fields"]
    labels = {rule["name"]: rule["label"] for rule in rules}
    first = labels.get("issued_on") or labels.get("starts_on") or _("Valid from")  # as it was asked for
    period = [(first, say_day(row.valid_from, "portal")), (_("Valid until"), say_day(row.valid_until, "portal"))]
    kinds = {rule["name"]: rule["type"] for rule in rules}
    places = {rule["name"]: place for place, rule in enumerate(rules)}
    told = sorted(row.details.items(), key=lambda pair: places.get(pair[0], len(places)))
    rest = [(labels.get(name, name), _detail(value, kinds.get(name))) for name, value in told]
    return [{"label": label, "value": value} for label, value in [*head, *own, *period, *rest]]


def _detail(value: str, kind: str | None) -> str:
    """As people read it: a day as a day."""
    return say_day(datetime.date.fromisoformat(value), "portal") if kind == "date" else value


def money(amount, currency: str) -> str:
    return f"{currency} {amount:,.0f}"


def wanted(vendor: Vendor, today: datetime.date) -> list[dict]:
    """What the tier demands of certificates and insurance, and whether something accepted or waiting answers it."""
    newest = TierAssessment.objects.current_of(vendor)
    if newest is None:
        return []
    held = {
        "certificates": list(
            Certificate.objects.filter(vendor=vendor, status__in=["accepted", "uploaded"], valid_until__gte=today)
        ),
        "insurance": list(
            InsurancePolicy.objects.filter(vendor=vendor, status__in=["accepted", "uploaded"], valid_until__gte=today)
        ),
    }
    return [
        _wanted(demand, kind, held[kind])
        for kind, word in [("certificates", "certificate"), ("insurance", "insurance")]
        for demand in newest.demanded(word)
    ]


def _wanted(demand: dict, kind: str, held: list) -> dict:
    keys = demand.get("any_of") or [demand["refers_to"]]
    found = sorted((row for row in held if row.key in keys), key=lambda row: row.status)
    single = len(keys) == 1
    url = (
        reverse("portal_evidence_new", args=[kind, keys[0]])
        if single
        else reverse("portal_evidence_choose", args=[kind])
    )
    return {
        "id": demand["id"], "title": demand["title"], "because": demand["because"][0]["sentence"], "url": url, "kind": kind,
        "row": found[0] if found else None, "state": dd_words.tag(found[0]) if found else {"tone": "outline", "text": _("Not started"), "icon": ""},
    }  # fmt: skip


def portal_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    """Contacts answer and upload; a colleague answers the sections they were asked."""
    asked = _sections_asked(viewer)
    if "contact" not in viewer.hats:
        return asked
    vendor, today = Vendor.objects.visible_to(viewer).get(pk=viewer.vendor_id), business_days.day_of(at)
    rows = Assessment.objects.visible_to(viewer).exclude(status="withdrawn").order_by("-sent_at")[:3]
    return [
        *asked,
        *(_questionnaire_task(row, at) for row in rows),
        *(_evidence_task(line) for line in wanted(vendor, today)),
        *_renewals(viewer, today),
    ]


def _sections_asked(viewer) -> list[Todo]:
    rows = Delegation.objects.visible_to(viewer).open().filter(person_id=viewer.person_id).select_related("assessment")
    return [
        Todo(
            key=f"delegation:{row.pk}", title=_("Answer: %(section)s") % {"section": row.title}, kind="questionnaire",
            url=reverse("portal_section", args=[row.assessment_id, row.section]), consequence=2,
            hint=_("%(name)s asked you on %(day)s") % {"name": row.asked_by_name, "day": say_moment(row.asked_at, "portal")},
            due_at=business_days.last_moment_of(row.assessment.due_on),
        )
        for row in rows
        if row.assessment.is_answerable
    ]  # fmt: skip


def _questionnaire_task(row: Assessment, at) -> Todo:
    common = {
        "key": f"questionnaire:{row.pk}",
        "url": reverse("portal_questionnaire", args=[row.pk]),
        "kind": "questionnaire",
    }
    if not row.is_answerable:
        hint = _("Accepted") if row.status == "accepted" else _("We are checking your answers")
        return Todo(title=_("Answer the questionnaire"), state=todo.DONE, done_at=row.submitted_at, hint=hint, **common)
    due_at = business_days.last_moment_of(row.due_on)
    state = todo.OVERDUE if due_at <= at else todo.IN_PROGRESS if row.status != "sent" else todo.NOT_STARTED
    if row.status == "returned":
        count = row.answers.filter(is_reopened=True).count()
        title = ngettext("Answer %(n)d question that came back", "Answer %(n)d questions that came back", count) % {
            "n": count
        }
    else:
        title = _("Answer the questionnaire")
    hint = _("About %(minutes)s minutes; each answer is saved as you go") % {"minutes": row.questions["minutes"]}
    return Todo(
        title=title, state=state, hint=hint, due_at=due_at, consequence=2 if state == todo.OVERDUE else 3, **common
    )


def _evidence_task(line: dict) -> Todo:
    row = line["row"]
    common = {"key": f"evidence:{line['id']}", "title": line["title"], "kind": "evidence"}
    if row is None:
        hint = _("5 minutes, with the document at hand. %(why)s") % {"why": line["because"]}
        return Todo(url=line["url"], hint=hint, consequence=2, **common)
    url = reverse("portal_evidence_record", args=[line["kind"], row.pk])
    hint = (
        _("We are checking it")
        if row.status == "uploaded"
        else _("Valid until %(day)s") % {"day": say_day(row.valid_until, "portal")}
    )
    return Todo(url=url, hint=hint, state=todo.DONE, done_at=row.uploaded_at, **common)


def _renewals(viewer, today) -> list[Todo]:
    """What ends within ninety days, or has ended, and has no renewal waiting."""
    found = []
    for model in (Certificate, InsurancePolicy):
        rows = model.objects.visible_to(viewer).in_use().filter(valid_until__lt=today + RENEW)
        found += [_renewal(row, today) for row in rows if not row.renewals.filter(status="uploaded").exists()]
    return found


def _renewal(row, today) -> Todo:
    over = row.has_ended(today)
    return Todo(
        key=f"renewal:{row.pk}", title=_("Renew: %(name)s") % {"name": str(row)}, kind="evidence",
        url=f"{reverse('portal_evidence_new', args=[kind_of(row), row.key])}?replaces={row.pk}",
        hint=_("It has ended; access that needs it is closed") if over else _("Access that needs it closes when it ends"),
        due_at=business_days.last_moment_of(row.valid_until), state=todo.OVERDUE if over else todo.NOT_STARTED, consequence=1 if over else 3,
    )  # fmt: skip


def desk_tasks(viewer: Actor, at: datetime.datetime) -> list[Todo]:
    found: list[Todo] = []
    if policy.can_review(viewer):
        found += _to_check(viewer) + _answers_to_check(viewer)
    if policy.can_send(viewer):
        found += _time_wanted(viewer)
    if viewer.may("vendors.decide") or policy.can_screen(viewer):
        found += _screenings(viewer)
    return found


def _to_check(viewer) -> list[Todo]:
    return [
        Todo(
            key=f"evidence:{row.pk}", title=_("Check: %(name)s") % {"name": str(row)}, url=reverse("evidence_review", args=[kind_of(row), row.pk]),
            kind=_("Evidence"), due_at=row.uploaded_at + DAYS_TO_CHECK, consequence=3, vendor=row.vendor, meta={"reference": row.reference},
            hint=_("Uploaded; access that needs it waits"),
        )
        for model in (Certificate, InsurancePolicy)
        for row in model.objects.visible_to(viewer).waiting().select_related("vendor").order_by("uploaded_at")[:50]
    ]  # fmt: skip


def _answers_to_check(viewer) -> list[Todo]:
    rows = (
        Assessment.objects.visible_to(viewer)
        .filter(status="submitted")
        .select_related("vendor")
        .order_by("submitted_at")[:50]
    )
    return [
        Todo(
            key=f"answers:{row.pk}", title=_("Check the answers"), url=reverse("assessment", args=[row.pk]), kind=_("Questionnaire"),
            due_at=row.submitted_at + 2 * DAYS_TO_CHECK, consequence=3, vendor=row.vendor, meta={"reference": row.reference},
            hint=_("Version %(round)s was sent to us") % {"round": row.round},
        )
        for row in rows
    ]  # fmt: skip


def _time_wanted(viewer) -> list[Todo]:
    rows = TimeRequest.objects.visible_to(viewer).filter(status="waiting").select_related("vendor", "assessment")
    return [
        Todo(
            key=f"time:{row.pk}", title=_("Answer: more time for the questionnaire?"), url=reverse("assessment", args=[row.assessment_id]),
            kind=_("Questionnaire"), due_at=business_days.last_moment_of(row.was_due_on), consequence=3, vendor=row.vendor,
            hint=_("Wanted until %(day)s") % {"day": say_day(row.wanted_on)}, meta={"reference": row.assessment.reference},
        )
        for row in rows.order_by("was_due_on")[:50]
    ]  # fmt: skip


def _screenings(viewer) -> list[Todo]:
    rows = (
        Screening.objects.visible_to(viewer)
        .filter(status="proposed")
        .select_related("vendor")
        .order_by("proposed_at")[:50]
    )
    return [
        Todo(
            key=f"screening:{row.pk}", title=_("Decide on the screening"), url=reverse("screening", args=[row.pk]), kind=_("Screening"),
            due_at=row.proposed_at + DAYS_TO_CHECK, consequence=2, vendor=row.vendor, meta={"reference": row.vendor.reference},
        )
        for row in rows
        if policy.can_decide(viewer, row)
    ]  # fmt: skip


def today_panels(viewer: Actor, at: datetime.datetime) -> list[dict]:
    """Certificates and insurance that count and end within sixty days, or ended and were not renewed."""
    if not (policy.can_review(viewer) or viewer.may("vendors.screen")):
        return []
    today = business_days.day_of(at)
    rows = [
        row
        for model in (Certificate, InsurancePolicy)
        for row in model.objects.visible_to(viewer)
        .in_use()
        .filter(valid_until__lt=today + ENDING)
        .select_related("vendor")
    ]
    shown = [_ending(row, today) for row in sorted(rows, key=lambda row: row.valid_until)[:5]]
    panel = {"title": _("Papers ending soon"), "template": "components/rows.html", "context": {"rows": shown}}
    return [panel] if shown else []


def _ending(row, today) -> dict:
    return {
        "title": str(row), "url": reverse("evidence_review", args=[kind_of(row), row.pk]), "meta": row.vendor.name,
        "end": say_day(row.valid_until), "end_note": _("Expired") if row.has_ended(today) else "",
        "tone": "danger" if row.has_ended(today) else "",
    }  # fmt: skip


def vendor_panels(vendor: Vendor, viewer: Actor, at: datetime.datetime) -> list[dict]:
    today = business_days.day_of(at)
    return [
        _screening_panel(vendor, viewer),
        _answers_panel(vendor, viewer),
        _certificates_panel(vendor, viewer, today),
        _insurance_panel(vendor, viewer, today),
    ]


def _screening_panel(vendor, viewer) -> dict:
    rows = Screening.objects.visible_to(viewer).filter(vendor=vendor).order_by("-opened_at")[:5]
    context = {
        "rows": [{"row": row, "state": dd_words.tag(row)} for row in rows],
        "vendor": vendor,
        "may_open": policy.can_screen(viewer),
    }
    return {
        "title": _("Screening"),
        "template": "desk/vendors_dd/screening_panel.html",
        "context": context,
        "tab": "assessments",
    }


def _answers_panel(vendor, viewer) -> dict:
    rows = Assessment.objects.visible_to(viewer).filter(vendor=vendor).order_by("-sent_at")
    shown = [{"row": row, "state": dd_words.tag(row)} for row in rows]
    context = {"rows": shown, "vendor": vendor, "may_send": policy.can_send(viewer)}
    return {
        "title": _("Questionnaires"),
        "template": "desk/vendors_dd/answers_panel.html",
        "context": context,
        "tab": "assessments",
        "count": len(shown),
    }


def _certificates_panel(vendor, viewer, today) -> dict:
    rows = Certificate.objects.visible_to(viewer).filter(vendor=vendor).order_by("-valid_until")
    shown = [{"row": row, "kind": "certificates", "state": dd_words.tag(row, today)} for row in rows]
    return {
        "title": _("Certificates"), "template": "desk/vendors_dd/evidence_panel.html", "context": {"rows": shown, "needs": None},
        "tab": "certificates", "count": len(shown), "alert": any(each["state"]["tone"] == "danger" for each in shown),
    }  # fmt: skip


def _insurance_panel(vendor, viewer, today) -> dict:
    rows = list(InsurancePolicy.objects.visible_to(viewer).filter(vendor=vendor).order_by("-valid_until"))
    shown = [{"row": row, "kind": "insurance", "state": dd_words.tag(row, today)} for row in rows]
    context = {"rows": shown, "needs": insurance_needs(vendor, today)}
    return {
        "title": _("Insurance"),
        "template": "desk/vendors_dd/evidence_panel.html",
        "context": context,
        "tab": "certificates",
        "count": len(shown),
    }


def insurance_needs(vendor: Vendor, today: datetime.date) -> list[dict]:
    """What the tier asks for beside what counts today, with the gap, a line a row."""
    catalogue = LineCatalogue.objects.order_by("-version").first()
    if catalogue is None:
        return []
    held = InsurancePolicy.objects.filter(
        vendor=vendor, status__in=["accepted", "superseded"], valid_from__lte=today, valid_until__gte=today
    )
    return [_need_words(need, catalogue) for need in evidence_terms.needs(catalogue.required(vendor.tier), list(held))]


def need_of(row: InsurancePolicy) -> list[dict]:
    """What the tier asks of this line beside this one policy; empty where it asks for nothing."""
    catalogue = LineCatalogue.objects.latest()
    need = evidence_terms.need_for(catalogue.required(row.vendor.tier), row)
    return [_need_words(need, catalogue)] if need else []


def _need_words(need, catalogue) -> dict:
    said = {
        "missing": _("Nothing held"), "currency": _("Held in another currency; compare by hand"),
        "limit": _("Limit too low"), "deductible": _("Deductible too high"),
    }  # fmt: skip
    words = ", ".join(said[short] for short in need.shortfalls) or _("Enough")
    return {
        "line": (catalogue.line(need.line) or {"name": need.line})["name"], "limit": money(need.limit, need.currency),
        "deductible": money(need.max_deductible, need.currency), "held": money(need.held.limit, need.held.currency) if need.held else "",
        "gap": money(need.gap, need.currency) if need.gap else "", "state": {"tone": "plain" if need.is_met else "danger", "text": words, "icon": "check" if need.is_met else "circle-x"},
    }  # fmt: skip


def scheme_steps(row: Certificate) -> list[str]:
    """How this scheme is verified, by the catalogue that the certificate was uploaded under."""
    return (row.catalogue.scheme(row.scheme) or {}).get("verify", [])

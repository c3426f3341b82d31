"""Who is concerned? Functions from an event to the people who should hear of it, each with a link and a reason.

An audience is `function(event, detail) -> iterable of Listener`; `detail` holds the event's data plus `subject` and
`actor` as words. A portal person gets links into the portal, staff into the desk.
"""

import datetime
from dataclasses import replace

from django.apps import apps
from django.utils.translation import gettext_lazy as _l

from access import eligibility, wording
from agreements import table
from agreements.models import ROLES as ALL_SEATS
from core import staff_links
from core.models import Job, User
from core.notices import Listener, speaking_to
from core.roles import CLAUSE_APPROVERS, ROLES
from vendors import business_days


def staff_who_may(right: str, url: str = "/desk/", *, or_may: str = ""):
    """Every active staff account whose roles give the right, or the other one."""
    roles = [role.key for role in ROLES.values() if {right, or_may} & role.rights]

    def audience(event, detail):
        users = User.objects.filter(is_active=True, is_staff=True, groups__name__in=roles).distinct()
        why, said = _l("your role covers this"), _about_firm(event)
        return [Listener(user, _fill(url, event), why=why, context=said) for user in users]

    return audience


def clause_approvers(url: str):
    """Staff whose roles are the approver of the clauses that it is about: their keys stand in the detail."""

    def audience(event, detail):
        rights = {CLAUSE_APPROVERS.get(key, CLAUSE_APPROVERS["legal"]) for key in detail.get("approvers", ())}
        groups = [staff_who_may(right, url) for right in sorted(rights)]
        return list({each.user.pk: each for group in groups for each in group(event, detail)}.values())

    return audience


def where(condition, audience):
    """The audience, where the detail is so."""
    return lambda event, detail: audience(event, detail) if condition(detail) else []


def stewards(url: str = "/desk/subcontractors/{vendor_id}/"):
    """The staff who look after the event's subcontractor: its owner and its stewards."""

    def audience(event, detail):
        vendor = apps.get_model("vendors.Vendor").objects.filter(pk=event.vendor_id).first()
        if vendor is None:
            return []
        rows = apps.get_model("vendors.VendorUserObjectPermission").objects.filter(
            content_object=vendor, permission__codename="steward_vendor"
        )
        users = User.objects.filter(
            is_active=True, is_staff=True, pk__in=[vendor.owner_id, *rows.values_list("user_id", flat=True)]
        )
        why, said = _l("you look after this subcontractor"), _about_firm(event)
        return [Listener(user, _fill(url, event), why=why, context=said) for user in users]

    return audience


def contacts(url: str = "/portal/"):
    """The contacts of the event's subcontractor."""
    return _people(_l("you are a contact of your company"), url, lambda event, detail: {"is_contact": True})


def signatories(url: str = "/portal/"):
    """Those who may sign for the event's subcontractor."""
    return _people(_l("you may sign for your company"), url, lambda event, detail: {"is_signatory": True})


def signatories_and_contacts(url: str = "/portal/"):
    """Who may sign for the event's subcontractor, and its contacts; each once."""
    parts = [signatories(url), contacts(url)]
    return lambda event, detail: list({each.user.pk: each for part in parts for each in part(event, detail)}.values())


def the_person(url: str = "/portal/", key: str = ""):
    """The person whom it is about: the event's subject, or the one whose id stands in the detail under `key`."""

    def one(event, detail):
        return {"pk": detail.get(key) if key else event.subject_id}

    return _people(_l("it is about you"), url, one)


def who_asked(key: str, url: str = "/portal/"):
    """The portal account that asked for it; its id stands in the detail under `key`."""

    def one(event, detail):
        return {"user_id": detail.get(key)}

    return _people(_l("you asked for it"), url, one)


def who_waits(url: str):
    """The member of staff who did not wait on the page for long work; nobody where it was done at once."""

    def audience(event, detail):
        user = User.objects.filter(pk=detail.get("waited_by"), is_active=True).first()
        return [Listener(user, url.format(subject_id=event.subject_id), why=_l("you started it"))] if user else []

    return audience


def who_entered(url: str):
    """Who entered the agreement signed elsewhere that the event is about."""

    def audience(event, detail):
        paper = (
            apps.get_model("agreements.ElsewherePaper").objects.select_related("entered_by").get(pk=event.subject_id)
        )
        said = {**_about_firm(event), "because": detail.get("because", "")}
        here = [paper.entered_by] if paper.entered_by.is_active else []
        return [Listener(user, _fill(url, event), why=_l("you entered it"), context=said) for user in here]

    return audience


def staff_named(key: str, url: str, otherwise):
    """The member of staff whose id stands in the detail under `key`; whoever else may do it, where that account is closed."""

    def audience(event, detail):
        page = url.format(**{**detail, "subject_id": event.subject_id})
        user = User.objects.filter(pk=detail.get(key), is_active=True, is_staff=True).first()
        if user:
            return [Listener(user, page, why=_l("you issued it"), context=_about_firm(event))]
        return [replace(each, url=page) for each in otherwise(event, detail)]

    return audience


def who_disclosed(url: str):
    """The person who told us of the invention that the event is about."""

    def one(event, detail):
        return {"inventions__pk": event.subject_id}

    return _people(_l("you told us of it"), url, one)


def learner(url: str = "/portal/training/"):
    """The person who takes the course."""

    def one(event, detail):
        return {"enrolments__pk": event.subject_id}

    return _people(_l("it is your training"), url, one)


def asked_now(*roles: str):
    """Who has to act next on the paper, where that is in one of these roles; their numbers stand in the detail."""
    return _seated(roles, lambda detail: {"number__in": detail.get("asked", ())})


def one_of_many(url: str, audience):
    """The audience, where the paper is one of many that went out as one act; `{run}` in the url is that act."""

    def told(event, detail):
        line = apps.get_model("agreements.BulkLine").objects.filter(agreement_id=event.subject_id).first()
        return [replace(each, url=url.format(run=line.run_id)) for each in audience(event, detail)] if line else []

    return told


def on_its_own(audience):
    """The audience, where the paper is none of many."""

    def told(event, detail):
        lines = apps.get_model("agreements.BulkLine").objects.filter(agreement_id=event.subject_id)
        return [] if lines.exists() else audience(event, detail)

    return told


def asked_before(*roles: str):
    """Who was asked to act on the paper."""
    return _seated(roles, lambda detail: {"asked_at__isnull": False})


def before_the_table(audience):
    """The audience, where the paper was taken back before anybody had a seat at its table."""

    def told(event, detail):
        has_seats = apps.get_model("agreements.Seat").objects.filter(agreement_id=event.subject_id).exists()
        return [] if has_seats else audience(event, detail)

    return told


def seated(*roles: str):
    """Who has a seat of these roles at the table of the paper."""
    return _seated(roles, lambda detail: {})


def _seated(roles: tuple, which):
    def audience(event, detail):
        rows = apps.get_model("agreements.Seat").objects.filter(agreement_id=event.subject_id, **which(detail))
        found = {user.pk: user for seat in rows.filter(role__in=roles or ALL_SEATS) for user in table.accounts(seat)}
        why, said = _l("you have a part in it"), _about_firm(event)
        for user in found.values():
            door = "desk" if user.is_staff else "portal"
            url, words = f"/{door}/agreements/{event.subject_id}/", said if user.is_staff else {}
            yield Listener(user, url, why=why, context=words)

    return audience


def only_of(kind: str, audience, key: str = "kind"):
    """The audience, where this stands in the detail: a paper's "agreement" or "undertaking", a factor's type."""
    return lambda event, detail: audience(event, detail) if detail.get(key) == kind else []


def only_about(subject_kind: str, audience):
    """The audience, where the event's subject is of this model: some names of events are shared."""
    return lambda event, detail: audience(event, detail) if event.subject_kind == subject_kind else []


def only_by_staff(audience):
    """The audience, where somebody of the staff did it: a command at the machine is its operator's own."""
    return lambda event, detail: audience(event, detail) if event.actor_kind == "staff" else []


def passing_on(names: str, audience):
    """The audience with those words of the detail that were written for it, such as the reason of a refusal."""

    def told(event, detail):
        said = {name: detail[name] for name in names.split() if detail.get(name)}
        return [replace(each, context={**each.context, **said}) for each in audience(event, detail)]

    return told


def with_word(name: str, audience):
    """The audience with one word of the detail that was written for it; nobody where there is none."""
    told = passing_on(name, audience)
    return lambda event, detail: told(event, detail) if detail.get(name) else []


def owner_of_condition(url: str):
    """Who sees to the condition of an approval; where nobody does, who looks after the firm."""
    of_firm = stewards()

    def audience(event, detail):
        row = apps.get_model("vendors.ScreeningCondition").objects.select_related("owner").get(pk=event.subject_id)
        page, said = url.format(subject_id=row.pk, screening=row.screening_id), _about_firm(event)
        if row.owner and row.owner.is_active:
            return [Listener(row.owner, page, why=_l("you own this condition"), context=said)]
        return [replace(each, url=page) for each in of_firm(event, detail)]

    return audience


def reviewer_asked(url: str):
    """Who was asked to sit on the panel of the screening that the event is about."""

    def audience(event, detail):
        user = User.objects.filter(pk=detail.get("reviewer"), is_active=True).first()
        page = url.format(subject_id=event.subject_id)
        return [Listener(user, page, why=_l("you were asked to mark it"), context=_about_firm(event))] if user else []

    return audience


def about_access(audience):
    """The audience with whose access it is, to what, until when, and what closes it."""

    def told(event, detail):
        grant = apps.get_model("access.Grant").objects.select_related("asset", "person").get(pk=event.subject_id)
        unmet = [eligibility.Reason(each["requirement"], each["key"], ok=False) for each in detail.get("unmet", [])]
        last = grant.ends_at - datetime.timedelta(seconds=1)  # within the day that people asked for
        said = {"asset_name": grant.asset.name, "person_name": grant.person.name, "ends_at": last}
        for each in audience(event, detail):
            with speaking_to(each.user):
                yield replace(each, context={**each.context, **said, "closed_by": wording.sentences_for(unmet)})

    return told


def about_emergency(audience):
    """The audience with whose emergency it was, what was opened, and by when the report is due."""

    def told(event, detail):
        row = (
            apps.get_model("access.Emergency").objects.select_related("grant__asset", "person").get(pk=event.subject_id)
        )
        said = {"asset_name": row.grant.asset.name, "person_name": row.person.name, "report_due_at": row.report_due_at}
        for each in audience(event, detail):
            because = {"because": row.because} if each.user.is_staff and not row.reported_at else {}
            url = each.url.replace(str(row.pk), str(row.grant_id)) if each.user.is_staff else each.url
            yield replace(each, url=url, context={**each.context, **said, **because})

    return told


def holder_of_grant(url: str = "/portal/access/"):
    """The person whom the grant is for."""

    def one(event, detail):
        return {"grants__pk": event.subject_id}

    return _people(_l("it is your access"), url, one)


ABOUT_ACCOUNT = _l("it is about your account")


def the_account(url: str = "/", why=ABOUT_ACCOUNT):
    """The account that the event is about."""

    def audience(event, detail):
        users = User.objects.filter(is_active=True, pk=event.subject_id)
        return [Listener(user, url, why=why) for user in users]

    return audience


def the_account_at(name: str, url: str = "/", why=ABOUT_ACCOUNT):
    """The account with the address that this word of the detail gives; nobody where there is none."""

    def audience(event, detail):
        users = User.objects.filter(is_active=True, email__iexact=detail[name])
        return [Listener(user, url, why=why) for user in users]

    return audience


def the_invited():
    """Somebody of staff who chooses a password first; whoever was made with one needs no link."""

    def audience(event, detail):
        users = User.objects.invited().filter(is_active=True, is_staff=True, pk=event.subject_id)
        why = _l("an administrator named this address")
        return [Listener(user, "/desk/", why=why, context=_invited_by(user, detail)) for user in users]

    return audience


def _invited_by(user: User, detail: dict) -> dict:
    keys = sorted(user.groups.values_list("name", flat=True))
    return {
        "asked_by": detail.get("actor", ""),
        "expires_at": staff_links.over_at(user),
        "roles": ", ".join(str(ROLES[key].name) for key in keys),
    }


def who_reported(event, detail):
    """The account that reported the incident: a person of the subcontractor, or staff who wrote it down."""
    reported = apps.get_model("incidents.Case").objects.filter(pk=event.subject_id).values("reported_by")
    users = User.objects.filter(is_active=True, pk__in=reported)
    urls = {True: "/desk/", False: _fill("/portal/incidents/{subject_id}/", event)}
    return [Listener(user, urls[user.is_staff], why=_l("you reported it")) for user in users]


def on_the_case(event, detail):
    """Who was let into the case, and who of those that read cases wrote in it; before anybody has, all who read them."""
    case = apps.get_model("incidents.Case").objects.get(pk=event.subject_id)
    everybody = staff_who_may("incidents.read", "/desk/incidents/{subject_id}/")(event, detail)
    wrote = set(case.entries.exclude(recorded_by=None).values_list("recorded_by", flat=True))
    let_in = case.contributors.filter(is_active=True, is_staff=True)
    url, why = _fill("/desk/incidents/{subject_id}/", event), _l("you work on this case")
    found = {user.pk: Listener(user, url, why=why) for user in let_in}
    found |= {each.user.pk: replace(each, why=why) for each in everybody if each.user.pk in wrote}
    return list(found.values()) or everybody


def the_one_who_asked(event, detail):
    """Whoever started the long work."""
    job = Job.objects.select_related("user").filter(pk=event.subject_id).first()
    return [Listener(job.user, f"/desk/jobs/{job.pk}/", why=_l("you started it"))] if job and job.user else []


def asked_for_plan(audience):
    """The audience with the moment by which the plan for a finding is due, where one is asked for."""

    def told(event, detail):
        day = apps.get_model("audits.Finding").objects.get(pk=event.subject_id).plan_due_on
        said = {"due_at": business_days.last_moment_of(day)} if day else {}
        return [replace(each, context={**each.context, **said}) for each in audience(event, detail)]

    return told


def _people(why, url, wanted):
    def audience(event, detail):
        people = apps.get_model("vendors.Person").objects.filter(
            **wanted(event, detail), vendor_id=event.vendor_id, departed_at=None, user__is_active=True
        )
        return [Listener(person.user, _fill(url, event), why=why) for person in people.select_related("user")]

    return audience


def _about_firm(event) -> dict:
    """Whom staff hear about. The reference stands in the subject of their mails."""
    vendor = apps.get_model("vendors.Vendor").objects.filter(pk=event.vendor_id).first()
    return {"firm": vendor.name, "reference": vendor.reference} if vendor else {}


def _fill(url: str, event) -> str:
    return url.format(subject_id=event.subject_id, vendor_id=event.vendor_id)

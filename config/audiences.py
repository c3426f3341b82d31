"""Who is concerned? Functions from an event to the people who should hear of it, each with a link and a reason.

An audience is `function(event, detail) -> iterable of Listener`; `detail` holds the event's data plus `subject` and
`actor` as words. A portal person gets links into the portal, staff into the desk.
"""

from django.apps import apps
from django.utils.translation import gettext_lazy as _l

from core.models import Job, User
from core.notices import Listener
from core.roles import ROLES


def staff_who_may(right: str, url: str = "/desk/"):
    """Every active staff account whose roles give the right."""
    roles = [role.key for role in ROLES.values() if right in role.rights]

    def audience(event, detail):
        users = User.objects.filter(is_active=True, is_staff=True, groups__name__in=roles).distinct()
        return [Listener(user, _fill(url, event), why=_l("your role in Ringfence covers this")) for user in users]

    return audience


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
        said = {"firm": vendor.name, "reference": vendor.reference}
        return [
            Listener(user, _fill(url, event), why=_l("you look after this subcontractor"), context=said)
            for user in users
        ]

    return audience


def contacts(url: str = "/portal/"):
    """The contacts of the event's subcontractor."""
    return _people(_l("you are a contact of your company"), url, lambda event, detail: {"is_contact": True})


def signatories(url: str = "/portal/"):
    """Those who may sign for the event's subcontractor."""
    return _people(_l("you may sign for your company"), url, lambda event, detail: {"is_signatory": True})


def the_person(url: str = "/portal/", key: str = ""):
    """The person whom it is about: the event's subject, or the one whose id stands in the detail under `key`."""

    def one(event, detail):
        return {"pk": detail.get(key) if key else event.subject_id}

    return _people(_l("it is about you"), url, one)


def only_of(kind: str, audience):
    """The audience, where the event is about a paper of this kind ("agreement" or "undertaking")."""
    return lambda event, detail: audience(event, detail) if detail.get("kind") == kind else []


def holder_of_grant(url: str = "/portal/access/"):
    """The person whom the grant is for."""

    def one(event, detail):
        return {"grants__pk": event.subject_id}

    return _people(_l("it is your access"), url, one)


def the_account(url: str = "/"):
    """The account that the event is about."""

    def audience(event, detail):
        users = User.objects.filter(is_active=True, pk=event.subject_id)
        return [Listener(user, url, why=_l("it is about your account")) for user in users]

    return audience


def who_reported(event, detail):
    """The account that reported the incident: a person of the subcontractor, or staff who wrote it down."""
    reported = apps.get_model("incidents.Case").objects.filter(pk=event.subject_id).values("reported_by")
    users = User.objects.filter(is_active=True, pk__in=reported)
    urls = {True: "/desk/", False: _fill("/portal/incidents/{subject_id}/", event)}
    return [Listener(user, urls[user.is_staff], why=_l("you reported it")) for user in users]


def the_one_who_asked(event, detail):
    """Whoever started the long work."""
    job = Job.objects.select_related("user").filter(pk=event.subject_id).first()
    return [Listener(job.user, f"/desk/jobs/{job.pk}/", why=_l("you started it"))] if job and job.user else []


def _people(why, url, wanted):
    def audience(event, detail):
        people = apps.get_model("vendors.Person").objects.filter(
            **wanted(event, detail), vendor_id=event.vendor_id, departed_at=None, user__is_active=True
        )
        return [Listener(person.user, _fill(url, event), why=why) for person in people.select_related("user")]

    return audience


def _fill(url: str, event) -> str:
    return url.format(subject_id=event.subject_id, vendor_id=event.vendor_id)

"""Which lists does the register have? Declared once; pages, exports and the API read the same."""

import datetime

from django.db.models import Count, Q
from django.db.models.functions import Now, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from core import ids
from core.models import User
from core.web.listing import Cell, Choice, Column, Days, Empty, Flag, Listing, Text, View
from vendors import places
from vendors.models import REFUSED, STATE_NAMES, TIERS, Engagement, Person, Vendor
from vendors.policies import people

# State -> tone and icon of its tag; finished is plain, so that open work stands out.
LOOKS = {
    "prospect": ("info", "mail"),
    "screening": ("info", "hourglass"),
    "refused": ("danger", "circle-x"),
    "approved": ("ok", "check"),
    "active": ("plain", "circle-dot"),
    "restricted": ("danger", "ban"),
    "offboarding": ("warn", "log-out"),
    "archived": ("plain", "archive"),
}
STATE_CHOICES = [(key, STATE_NAMES[key]) for key in LOOKS]
TODAY = TruncDate(Now())
RISKS = [("4", _l("Critical")), ("3", _l("High")), ("2", _l("Medium")), ("1", _l("Low")), ("0", _l("Not assessed"))]


def state_tag(vendor: Vendor) -> dict:
    tone, icon = LOOKS[vendor.state_key]
    return {"tone": tone, "text": vendor.state_name, "icon": icon}


def _state(vendor: Vendor) -> Cell:
    look = state_tag(vendor)
    return Cell(look["text"], kind="tag", tone=look["tone"], icon=look["icon"])


def _in_state(key: str) -> Q:
    """Who is refused is no longer being screened, whatever the next step is."""
    if key == "refused":
        return REFUSED
    return Q(status=key) & ~REFUSED if key == "screening" else Q(status=key)


def _tier(vendor: Vendor) -> Cell:
    if vendor.tier is None:
        return Cell(_l("Not assessed"), kind="tag", tone="outline", icon="circle-dashed")
    return Cell(vendor.get_tier_display())


def _risk(vendor: Vendor) -> Cell:
    """The level, with the number beside it; what nobody has worked out, or too little is known of, is not assessed."""
    row = getattr(vendor, "risk", None)
    if row is None or not row.level:
        return Cell(None, kind="risk", label=_l("Residual risk"))
    return Cell(row.level, kind="risk", sub=row.score, label=_l("Residual risk"))


def _risk_number(vendor: Vendor) -> int | None:
    return getattr(getattr(vendor, "risk", None), "score", None)


def _has_level(value: str) -> Q:
    return Q(risk__level=int(value)) if value != "0" else Q(risk=None) | Q(risk__level=0)


def _owners():
    return [
        (str(pk), name) for pk, name in User.objects.filter(is_staff=True).order_by("name").values_list("pk", "name")
    ]


def _countries(viewer):
    """Those of the subcontractors that this viewer sees; any other would tell where somebody else sits."""
    codes = Vendor.objects.visible_to(viewer).order_by("country").values_list("country", flat=True).distinct()
    return [(code, places.name_of(code)) for code in codes]


def _deeds_on_firms(viewer) -> list[dict]:
    if not viewer.may("agreements.write"):
        return []
    return [{"url": "/desk/agreements/many/new/", "label": _l("Send an agreement"), "icon": "file-text"}]


SUBCONTRACTORS = Listing(
    key="subcontractors",
    title=_l("Subcontractors"),
    rows=lambda viewer: Vendor.objects.visible_to(viewer).select_related("owner", "risk"),
    columns=(
        Column(
            "name",
            _l("Name"),
            show=lambda row: Cell(row.name, kind="company", sub=row.work, reference=row.reference),
            sort="name",
            export=lambda row: row.name,
        ),
        Column("reference", _l("Reference"), kind="id", sort="reference", hidden=True),
        Column("tier", _l("Tier"), show=_tier, sort="tier"),
        Column("risk", _l("Residual risk"), show=_risk, sort="risk__score", export=_risk_number),
        Column("state", _l("State"), show=_state, sort="status"),
        Column("country", _l("Country"), show=lambda row: places.name_of(row.country), sort="country"),
        Column("owner", _l("Steward"), show="owner.name", kind="person", sort="owner__name"),
        Column("review", _l("Next review"), show="next_review_on", kind="day", sort="next_review_on"),
        Column("legal_name", _l("Legal name"), hidden=True),
        Column(
            "jurisdiction", _l("Law of the agreements"), show=lambda row: places.name_of(row.jurisdiction), hidden=True
        ),
        Column("registration", _l("Registration number"), show="registration_number", hidden=True),
        Column("invited", _l("Invited"), show="invited_at", kind="moment", sort="invited_at", hidden=True),
        Column("number", _l("Our number"), show="reference", filed=True),
        Column("work", _l("Work"), filed=True),
        Column("id", _l("Id"), show=lambda row: ids.show("sub", row.pk), filed=True),
    ),
    sort="name",
    filters=(
        Choice("tier", _l("Tier"), TIERS, empty=_l("Not assessed")),
        Choice("risk", _l("Residual risk"), RISKS, where_one=_has_level),
        Choice("state", _l("State"), STATE_CHOICES, where_one=_in_state),
        Choice("owner", _l("Steward"), _owners, field="owner_id", empty=_l("Nobody")),
        Choice("country", _l("Country"), choices_seen_by=_countries),
        Days("review", _l("Next review"), field="next_review_on", moments=False),
    ),
    search=("name", "reference", "legal_name", "registration_number"),
    views=(
        View("all", _l("All")),
        View("onboarding", _l("In onboarding"), {"state": "prospect,screening"}, done=True, counted=True),
        View("refused", _l("Refused"), {"state": "refused"}, done=True, counted=True),
        View("working", _l("Active"), {"state": "approved,active"}),
        View("trouble", _l("Restricted"), {"state": "restricted"}, done=True, counted=True),
        View("unknown", _l("Not assessed"), {"tier": "none"}, done=True, counted=True),
    ),
    link=lambda row: reverse("subcontractor", args=[row.pk]),
    bulk=_deeds_on_firms,
    count_as=ngettext_lazy("%(count)s subcontractor", "%(count)s subcontractors", "count"),
    empty=Empty(
        _l("No subcontractor yet"),
        _l("Invite the first one; it takes five minutes."),
        url="/desk/subcontractors/invitation/",
        action=_l("Invite a subcontractor"),
        rights=("vendors.invite",),
    ),
)


def _person_state(person: Person) -> Cell:
    if person.departed_at:
        return Cell(_l("Left"), kind="tag", tone="plain", icon="log-out")
    if person.user_id is None:
        return Cell(_l("No account yet"), kind="tag", tone="outline")
    return Cell(_l("Active"), kind="tag", tone="plain", icon="check")


PARTS = {"contact": Q(is_contact=True), "signatory": Q(is_signatory=True), "worker": Q(is_worker=True)}
STATES = {
    "here": Q(departed_at=None),
    "left": Q(departed_at__isnull=False),
    "no_account": Q(user=None, departed_at=None),
}


def _deeds_on_people(viewer) -> list[dict]:
    if not people.can_invite(viewer):
        return []
    return [{"url": reverse("people_invitations"), "label": _l("Invite to the portal"), "icon": "mail"}]


PEOPLE = Listing(
    key="people",
    title=_l("People"),
    rows=lambda viewer: Person.objects.visible_to(viewer).select_related("vendor", "sponsor"),
    columns=(
        Column(
            "name",
            _l("Name"),
            show=lambda row: Cell(row.name, kind="person", sub=row.email),
            sort="name",
            export=lambda row: row.name,
        ),
        Column("email", _l("E-mail"), sort="email", hidden=True),
        Column("subcontractor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("job", _l("Job"), show="job_title"),
        Column("state", _l("State"), show=_person_state),
        Column("starts", _l("First day"), show="starts_on", kind="day", sort="starts_on", hidden=True),
        Column("ends", _l("Last day"), show="ends_on", kind="day", sort="ends_on"),
        Column("sponsor", _l("Sponsor"), show="sponsor.name", kind="person", hidden=True),
        Column("hr_id", _l("HR number"), kind="id", hidden=True),
        Column("site", _l("Site"), hidden=True),
        Column("mail", _l("Mail address"), show="email", filed=True),
        Column("hr_number", _l("Number in HR"), show="hr_id", filed=True),
        Column("first_day", _l("Starts"), show="starts_on", filed=True),
        Column("sponsor_mail", _l("Sponsor's e-mail"), show="sponsor.email", filed=True),
        Column("place", _l("Place of work"), show="site", filed=True),
        Column("of", _l("Our number of the subcontractor"), show="vendor.reference", filed=True),
        Column("id", _l("Id"), show=lambda row: ids.show("per", row.pk), filed=True),
    ),
    sort="name",
    filters=(
        Choice(
            "state",
            _l("State"),
            [("here", _l("Working")), ("no_account", _l("No account yet")), ("left", _l("Left"))],
            where_one=lambda value: STATES[value],
        ),
        Choice(
            "part",
            _l("Part"),
            [("contact", _l("Contact")), ("signatory", _l("Signatory")), ("worker", _l("Worker"))],
            where_one=lambda value: PARTS[value],
        ),
        Choice(
            "leaving",
            _l("Leaving"),
            [("soon", _l("In 30 days"))],
            where_one=lambda value: Q(
                departed_at=None, ends_on__gte=TODAY, ends_on__lte=TODAY + datetime.timedelta(days=30)
            ),
        ),
        Choice("sponsor", _l("Sponsor"), _owners, field="sponsor_id", empty=_l("Nobody")),
        Text("site", _l("Site"), field="site"),
        Choice(
            "hr",
            _l("HR"),
            [("known", _l("HR spoke of them")), ("unknown", _l("HR never spoke of them"))],
            where_one=lambda value: Q(hr_word__isnull=value == "unknown"),
        ),
        Days("ends", _l("Last day"), field="ends_on", moments=False),
    ),
    search=("name", "email", "hr_id", "vendor__name"),
    views=(
        View("here", _l("Working"), {"state": "here"}),
        View("no_sponsor", _l("Without a sponsor"), {"state": "here", "sponsor": "none"}, done=True),
        View("no_account", _l("No account yet"), {"state": "no_account"}, done=True, counted=True),
        View("leaving", _l("Leaving in 30 days"), {"leaving": "soon"}, done=True, counted=True),
        View("left", _l("Left"), {"state": "left"}),
        View("all", _l("All")),
    ),
    link=lambda row: reverse("person", args=[row.pk]),
    bulk=_deeds_on_people,
    count_as=ngettext_lazy("%(count)s person", "%(count)s people", "count"),
    empty=Empty(
        _l("Nobody yet"),
        _l("Add people by hand, from a file, or let the HR system send them."),
        url="/desk/people/imports/new/",
        action=_l("Import people"),
        rights=("people.write",),
    ),
)

ENGAGEMENTS = Listing(
    key="engagements",
    title=_l("Engagements"),
    rows=lambda viewer: (
        Engagement.objects.visible_to(viewer).select_related("vendor", "sponsor").annotate(heads=Count("people"))
    ),
    columns=(
        Column("title", _l("Title"), sort="title"),
        Column("subcontractor", _l("Subcontractor"), show="vendor.name", kind="company", sort="vendor__name"),
        Column("people", _l("People"), show="heads", kind="number", sort="heads"),
        Column("sponsor", _l("Sponsor"), show="sponsor.name", kind="person", sort="sponsor__name"),
        Column("starts", _l("Starts"), show="starts_on", kind="day", sort="starts_on", hidden=True),
        Column("ends", _l("Ends"), show="ends_on", kind="day", sort="ends_on"),
    ),
    sort="ends",
    filters=(
        Flag("running", _l("Running"), yes=Q(starts_on__lte=TODAY, ends_on__gte=TODAY)),
        Days("ends", _l("Ends"), field="ends_on", moments=False),
    ),
    search=("title", "purpose", "vendor__name"),
    views=(View("running", _l("Running"), {"running": "yes"}), View("all", _l("All"))),
    link=lambda row: reverse("engagement", args=[row.pk]),
    count_as=ngettext_lazy("%(count)s engagement", "%(count)s engagements", "count"),
    empty=Empty(
        _l("No engagement yet"),
        _l("An engagement says who works on what, from when to when."),
        url="/desk/engagements/new/",
        action=_l("Start an engagement"),
        rights=("engagements.write",),
    ),
)

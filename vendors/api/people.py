"""People, as an HR system sends and reads them. Writes are idempotent by nature: HR's own id names the person."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.response import Response

from core import ids
from core.api.bodies import Body, Day, Shown, Text, YesNo
from core.api.problems import at_field
from core.api.views import ApiView, ListView
from core.models import User
from vendors.actions import people
from vendors.listings.register import PEOPLE
from vendors.models import Person, Vendor


class PersonBody(Body):
    """What HR says about a person. A field that is left out stays as it is; a new person needs those marked required."""

    name = Text(max_length=150)
    email = serializers.EmailField(max_length=254)
    subcontractor = Text(max_length=60, help_text="The id (sub_…) or the registered reference (SUB-0047)")
    starts_on = Day(help_text="First day, in the organisation's own time zone")
    ends_on = Day(help_text="Last day; everybody has one")
    job_title = Text(max_length=120, required=False, allow_blank=True)
    site = Text(max_length=120, required=False, allow_blank=True)
    country = serializers.RegexField(r"^[A-Z]{2}$", required=False, allow_blank=True)
    sort_name = Text(max_length=150, required=False, allow_blank=True)
    sponsor_email = serializers.EmailField(
        required=False, help_text="The member of our staff who answers for this person"
    )
    is_contact = YesNo(required=False)
    is_signatory = YesNo(required=False)
    is_worker = YesNo(required=False)


class DepartureBody(Body):
    """That somebody leaves, and why."""

    last_day = Day(
        required=False, help_text="Left out: now. Today or earlier closes at once; a later day moves the end there"
    )
    because = Text(max_length=2000)


class FirmShown(serializers.Serializer):
    """The subcontractor that employs them."""

    id = Shown("sub", source="pk")
    reference = serializers.CharField()
    name = serializers.CharField()


class PersonShown(serializers.Serializer):
    """One person."""

    id = Shown("per", source="pk")
    hr_id = serializers.CharField()
    name = serializers.CharField()
    email = serializers.EmailField()
    subcontractor = FirmShown(source="vendor")
    job_title = serializers.CharField()
    site = serializers.CharField()
    country = serializers.CharField()
    sponsor_email = serializers.EmailField(source="sponsor.email", allow_null=True, default=None)
    is_contact = serializers.BooleanField()
    is_signatory = serializers.BooleanField()
    is_worker = serializers.BooleanField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    departed_at = serializers.DateTimeField(allow_null=True)
    has_account = serializers.BooleanField(source="user_id")


class PeopleView(ListView):
    """People in pages; filters and orders as on the desk's list."""

    scopes = {"GET": "people:read"}
    listing = PEOPLE
    serializer_class = PersonShown


class PersonView(ApiView):
    """One person by HR's own id. PUT adds or changes; sending it twice changes nothing."""

    scopes = {"GET": "people:read", "PUT": "people:write"}
    natural_key = True
    asks = {"PUT": PersonBody}
    answers = {"PUT": (200, 201)}
    serializer_class = PersonShown

    def get(self, request, hr_id):
        return self.record(_shown(_person(self.viewer, hr_id)))

    def put(self, request, hr_id):
        said = self.body()
        vendor = subcontractor_named(self.viewer, said.pop("subcontractor"))
        if "sponsor_email" in said:
            said["sponsor"] = _sponsor(said.pop("sponsor_email"))
        person, is_new = people.keep(hr_id, source=Person.HR, vendor=vendor, by=self.viewer, at=self.at, **said)
        return self.created(_shown(person), request.build_absolute_uri()) if is_new else self.record(_shown(person))


class DepartureView(ApiView):
    """The person leaves: employment, sign-in, sessions and every access end. A repeated call gets the same answer."""

    scopes = {"POST": "people:write"}
    asks = {"POST": DepartureBody}
    serializer_class = PersonShown

    def post(self, request, hr_id):
        said = self.body()
        person = people.depart_by_hr(
            _person(self.viewer, hr_id),
            by=self.viewer,
            at=self.at,
            because=said["because"],
            last_on=said.get("last_day"),
        )
        return Response(_shown(person))


def _person(viewer, hr_id: str) -> Person:
    rows = Person.objects.visible_to(viewer).select_related("vendor", "sponsor")
    return get_object_or_404(rows, hr_source=Person.HR, hr_id=hr_id)


def _shown(person: Person) -> dict:
    return PersonShown(person).data


def subcontractor_named(viewer, named: str) -> Vendor:
    """Raises Problem 422 for a firm that is not in the register."""
    known = ids.read("sub", named)
    rows = Vendor.objects.visible_to(viewer)
    found = rows.filter(pk=known).first() if known else rows.filter(reference=named).first()
    if found is None:
        raise at_field("subcontractor", "unknown-subcontractor", _("No subcontractor has this id or reference."))
    return found


def _sponsor(email: str) -> User:
    found = User.objects.filter(email__iexact=email, is_staff=True, is_active=True).first()
    if found is None:
        raise at_field("sponsor_email", "unknown-sponsor", _("No member of staff has this address."))
    return found

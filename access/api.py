"""What do other programs ask? One decision with its reasons, and the list of grants."""

from django.utils.translation import gettext as _
from rest_framework import serializers

from access import eligibility, wording
from access.listings.grants import GRANTS
from access.models import Asset
from core import ids
from core.api.bodies import Body, Text
from core.api.fast import ShownId
from core.api.problems import at_field
from core.api.views import ApiView, ListView
from vendors.models import Person


class Question(Body):
    """May this person open this asset?"""

    person = Text(max_length=60, help_text="per_… or the HR id")
    asset = Text(max_length=40, help_text="inf_…")


class ReasonShown(serializers.Serializer):
    """One condition, and whether it holds."""

    requirement = serializers.CharField()
    key = serializers.CharField(allow_blank=True)
    met = serializers.BooleanField()
    sentence = serializers.CharField()
    until = serializers.DateTimeField(allow_null=True)


class DecisionShown(serializers.Serializer):
    """Yes or no, with every reason."""

    allowed = serializers.BooleanField()
    at = serializers.DateTimeField()
    until = serializers.DateTimeField(
        allow_null=True, help_text="When the answer will next change, as far as the facts known now say"
    )
    reasons = ReasonShown(many=True)


class Decisions(ApiView):
    """Decide: may this person open this asset now, and why? Asking changes nothing."""

    scopes = {"POST": "access:decide"}
    asks = {"POST": Question}
    serializer_class = DecisionShown

    def post(self, request):
        asked = self.body()
        person, asset = self._person(asked["person"]), self._asset(asked["asset"])
        return self.record(shown(eligibility.decide(person.pk, asset.pk, at=self.at)))

    def _person(self, name: str) -> Person:
        pk = ids.read("per", name)
        rows = Person.objects.visible_to(self.viewer)
        found = rows.filter(pk=pk).first() if pk else rows.filter(hr_id=name).first()
        return found or self._unknown("person")

    def _asset(self, name: str) -> Asset:
        pk = ids.read("inf", name)
        found = Asset.objects.visible_to(self.viewer).filter(pk=pk).first() if pk else None
        return found or self._unknown("asset")

    def _unknown(self, field: str):
        raise at_field(field, "does-not-exist", _("This does not exist, or this key may not see it."))


def shown(decision) -> dict:
    """The key stands beside each sentence, so the names behind the keys are not looked up."""
    reasons = [
        {
            "requirement": r.requirement,
            "key": r.key,
            "met": r.ok,
            "sentence": wording.sentence_for(r, {}),
            "until": r.until,
        }
        for r in decision.reasons
    ]
    return {"allowed": decision.allowed, "at": decision.at, "until": decision.until, "reasons": reasons}


class GrantShown(serializers.Serializer):
    """A grant as it was given."""

    id = serializers.CharField()
    person = serializers.CharField()
    asset = serializers.CharField()
    level = serializers.CharField()
    status = serializers.CharField()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()


class Grants(ListView):
    """The grants that this key may see. Whether one is usable now is a decision: ask for it."""

    listing = GRANTS
    scopes = {"GET": "access:read"}
    serializer_class = GrantShown
    fields = {
        "id": ShownId("grt", "pk"),
        "person": ShownId("per", "person_id"),
        "asset": ShownId("inf", "asset_id"),
        "level": "level",
        "status": "status",
        "starts_at": "starts_at",
        "ends_at": "ends_at",
    }

"""Signals from outside, as a news or rating service sends them. What was sent before is answered and not recorded again."""

from django.utils.translation import gettext as _
from rest_framework import serializers

from core.api.bodies import Body, Day, Shown, Text
from core.api.problems import at_field
from core.api.views import ApiView
from core.refusals import NotNow
from vendors.actions import signals
from vendors.api.people import subcontractor_named
from vendors.models.signal import KINDS


class SignalBody(Body):
    """What was heard of a subcontractor. `source` and `reference` name it: the same pair is recorded once."""

    subcontractor = Text(max_length=60, help_text="The id (sub_…) or the registered reference (SUB-0047)")
    kind = serializers.ChoiceField(choices=[key for key, _label in KINDS])
    source = Text(max_length=120)
    reference = Text(max_length=200)
    happened_on = Day(help_text="The day of the news or of the event; not ahead of us")
    summary = Text(max_length=4000)
    address = serializers.URLField(max_length=500, required=False, allow_blank=True)


class SignalTaken(serializers.Serializer):
    """That it was taken in, and when: who may send may not read what we make of it."""

    id = Shown("sig", source="pk")
    recorded_at = serializers.DateTimeField()


class SignalsView(ApiView):
    """201 for a new one, 200 with what stands for one that was sent before."""

    scopes = {"POST": "signals:write"}
    asks = {"POST": SignalBody}
    answers = {"POST": (200, 201)}
    serializer_class = SignalTaken

    def post(self, request):
        said = self.body()
        if signals.is_our_own(said["source"]):
            raise at_field("source", "taken", _("This name is our own. Give the name of your service."))
        vendor = subcontractor_named(self.viewer, said.pop("subcontractor"))
        try:
            row, is_new = signals.take_in(vendor, by=self.viewer, at=self.at, **said)
        except NotNow as refusal:
            raise at_field("happened_on", "not-yet", str(refusal)) from refusal
        return self.record(SignalTaken(row).data, status=201 if is_new else 200)

"""Name the organisation, and say who helps the people it works with."""

import datetime
import zoneinfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import events
from core.actors import Actor
from core.models import Organisation
from core.policies import check_can_keep_settings

KEPT = [
    "name",
    "tagline",
    "address",
    "time_zone",
    "jurisdiction",
    "brand_hue",
    "brand_chroma",
    "help_name",
    "help_email",
    "help_phone",
    "help_hours",
]


def change(*, by: Actor, at: datetime.datetime, **values) -> Organisation:
    """Any of KEPT. The same again records nothing. Raises ValidationError for an unknown zone or an empty name;
    NotAllowed."""
    check_can_keep_settings(by)
    if unknown := set(values) - set(KEPT):
        raise TypeError(f"an organisation has no {sorted(unknown)}")
    _check(values)
    organisation, _is_new = Organisation.objects.select_for_update().get_or_create(only=True)
    before = {name: getattr(organisation, name) for name in values}
    if before == values:
        return organisation
    for name, value in values.items():
        setattr(organisation, name, value)
    organisation.save(update_fields=list(values))
    events.record("organisation.changed", organisation, by=by, at=at, before=_said(before), after=_said(values))
    return organisation


def _check(values: dict) -> None:
    if "name" in values and not values["name"].strip():
        raise ValidationError(_("The organisation needs a name: it stands on every page, mail and signed paper."))
    if "time_zone" in values and values["time_zone"] not in zoneinfo.available_timezones():
        raise ValidationError(
            _("%(zone)s is no time zone. Write it like Europe/Dublin.") % {"zone": values["time_zone"]}
        )


def _said(values: dict) -> dict:
    """As the trail keeps it: no floats."""
    return {name: value if isinstance(value, int | str) else str(value) for name, value in values.items()}

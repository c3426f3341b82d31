"""What holds a person here? A grant that is asked for or open."""

import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _

from access.models import Grant


def of_people(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Person -> the oldest live grant, in words."""
    live = Grant.objects.filter(person__in=list(ids), status__in=Grant.LIVE).select_related("asset")
    return {
        grant.person_id: _("Holds %(grant)s on %(asset)s, or has asked for it")
        % {"grant": grant.reference, "asset": grant.asset.name}
        for grant in live.order_by("-requested_at")
    }

"""May information of a class leave the viewer, as a marked file of one person's own?"""

import datetime

from access.models import AssetClass
from access.policies import grants as policies
from core import events
from core.actors import Actor


def allow(asset_class: AssetClass, is_allowed: bool, *, because: str, by: Actor, at: datetime.datetime) -> AssetClass:
    """Follows at once, for grants that are open too. The same again records nothing."""
    policies.check_can_set_policy(by)
    asset_class = AssetClass.objects.select_for_update(no_key=True).get(pk=asset_class.pk)
    if asset_class.may_download == is_allowed:
        return asset_class
    asset_class.may_download = is_allowed
    asset_class.save(update_fields=["may_download"])
    name = "class.downloads-allowed" if is_allowed else "class.downloads-stopped"
    events.record(name, asset_class, by=by, at=at, because=because)
    return asset_class

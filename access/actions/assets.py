"""Keep the company's own IP register: assets, and which engagement needs which asset."""

import datetime

from django.utils.translation import gettext as _

from access.models import Asset, AssetClass, AssetOffer
from core import events, references
from core.actors import Actor
from core.database import locks
from core.refusals import NotAllowed


def check_can_keep(actor: Actor) -> None:
    if not (actor.may("access.write") or actor.may("assets.own")):
        raise NotAllowed(_("Keeping the register of assets needs the role compliance officer or information owner."))


def register(
    *,
    by: Actor,
    at: datetime.datetime,
    name: str,
    kind: str,
    asset_class: AssetClass,
    owner,
    what: str = "",
    prompt: str = "",
) -> Asset:
    """A new entry in the register. The same again is a second press."""
    check_can_keep(by)
    locks.one_at_a_time(asset_class.pk)
    said = {"name": name, "kind": kind, "owner": owner, "what": what, "prompt": prompt}
    if there := asset_class.assets.filter(**said).first():
        return there
    asset = Asset.objects.create(
        reference=references.next_of("AST"),
        asset_class=asset_class,
        **said,
    )
    events.record("asset.registered", asset, by=by, at=at, kind=kind, asset_class=asset_class.key, owner=owner)
    return asset


def change(asset: Asset, *, by: Actor, at: datetime.datetime, **changes) -> Asset:
    """Change fields of an entry; the old values stay in the trail. Changing nothing records nothing."""
    check_can_keep(by)
    asset = Asset.objects.select_for_update(no_key=True).get(pk=asset.pk)
    old = {name: getattr(asset, name) for name, value in changes.items() if getattr(asset, name) != value}
    if old:
        for name in old:
            setattr(asset, name, changes[name])
        asset.save(update_fields=list(old))
        events.record("asset.changed", asset, by=by, at=at, old=old, new={name: changes[name] for name in old})
    return asset


def offer(asset: Asset, engagement, *, by: Actor, at: datetime.datetime) -> AssetOffer:
    """This engagement needs the asset: its people may see that it exists, and ask. Repeating it changes nothing."""
    check_can_keep(by)
    offered, is_new = AssetOffer.objects.get_or_create(
        engagement=engagement, asset=asset, defaults={"vendor_id": engagement.vendor_id}
    )
    if is_new:
        events.record("asset.offered", asset, by=by, at=at, vendor=engagement.vendor_id, engagement=engagement)
    return offered

"""Keep the company's own IP register: classes, policies, assets, and which engagement needs which asset."""

import datetime

from django.utils.translation import gettext as _

from access.models import Asset, AssetClass, AssetOffer, Requirement
from core import events, references
from core.actors import Actor
from core.refusals import NotAllowed


def check_can_keep(actor: Actor) -> None:
    if not (actor.may("access.write") or actor.may("assets.own")):
        raise NotAllowed(_("Keeping the register of assets needs the role compliance officer or information owner."))


def check_can_set_policy(actor: Actor) -> None:
    if not actor.may("access.write"):
        raise NotAllowed(_("Changing a class needs the role compliance officer."))


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
    """A new entry in the register."""
    check_can_keep(by)
    asset = Asset.objects.create(
        reference=references.next_of("AST"),
        name=name,
        kind=kind,
        asset_class=asset_class,
        owner=owner,
        what=what,
        prompt=prompt,
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


def set_policy(
    asset_class: AssetClass, requirements: list[tuple[str, str]], *, by: Actor, at: datetime.datetime
) -> AssetClass:
    """Replace a class's list of requirements [(requirement, key), ...]. Access follows at once."""
    check_can_set_policy(by)
    asset_class = AssetClass.objects.select_for_update(no_key=True).get(pk=asset_class.pk)
    old = sorted(asset_class.requirements.values_list("requirement", "key"))
    new = sorted(set(requirements))
    if old != new:
        asset_class.requirements.all().delete()
        Requirement.objects.bulk_create([Requirement(asset_class=asset_class, requirement=r, key=k) for r, k in new])
        events.record(
            "class.changed",
            asset_class,
            by=by,
            at=at,
            old=[list(pair) for pair in old],
            new=[list(pair) for pair in new],
        )
    return asset_class

"""Who of our staff looks after which subcontractor: name and relieve stewards."""

import datetime

from django.contrib.auth.models import Permission
from django.utils.translation import gettext as _

from core.actors import Actor
from core.events import record
from core.models import User
from core.refusals import NotNow
from vendors.models import Vendor, VendorUserObjectPermission
from vendors.policies import register as policy


def name(vendor: Vendor, user: User, *, by: Actor, at: datetime.datetime) -> VendorUserObjectPermission:
    """From now on this account sees the firm. Raises NotAllowed; NotNow for an account that is not active staff."""
    policy.check_can_keep(by)
    if not (user.is_staff and user.is_active):
        raise NotNow(_("A steward is an active member of staff."))
    row, is_new = VendorUserObjectPermission.objects.get_or_create(
        user=user, content_object=vendor, permission=_permission()
    )
    if is_new:
        record("steward.named", vendor, by=by, at=at, steward=user.pk, steward_name=user.name)
    return row


def relieve(vendor: Vendor, user: User, *, by: Actor, at: datetime.datetime) -> None:
    policy.check_can_keep(by)
    gone, _rows = VendorUserObjectPermission.objects.filter(
        user=user, content_object=vendor, permission=_permission()
    ).delete()
    if gone:
        record("steward.relieved", vendor, by=by, at=at, steward=user.pk, steward_name=user.name)


def _permission() -> Permission:
    return Permission.objects.get(content_type__app_label="vendors", codename="steward_vendor")

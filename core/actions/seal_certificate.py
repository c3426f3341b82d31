"""Another key seals from now on. What was sealed before stays provable."""

import datetime

from django.utils.translation import gettext as _

from core import events
from core.actors import Actor
from core.models import Organisation
from core.policies import check_can_keep_settings
from core.refusals import NotNow
from core.signing import NoAuthority, authority, supplied
from core.signing.describing import serial_of


def renew(*, serial: str, by: Actor, at: datetime.datetime, because: str) -> None:
    """`serial` is of the certificate that the page showed; where another one has followed it already, nothing is done.

    Raises NotAllowed; NotNow where the operator supplied the certificate, or the keys do not open.
    """
    check_can_keep_settings(by)
    house, _is_new = Organisation.objects.select_for_update().get_or_create(only=True)
    if supplied.is_supplied():
        raise NotNow(_("The certificate of the seal was supplied by the operator. Replace its file to renew it."))
    try:
        before = serial_of(authority.certificate())
        if before != serial:
            return
        after = authority.renew_signer(organisation=house.name, at=at)
    except NoAuthority as refusal:
        raise NotNow(refusal.sentence) from refusal
    events.record("seal.renewed", house, by=by, at=at, because=because, before=before, after=serial_of(after))

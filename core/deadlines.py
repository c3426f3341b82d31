"""Which date of the ground floor comes near? The end of the certificate that seals."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _l

from core.models import User
from core.reminders import HORIZON, Deadline
from core.roles import ROLES
from core.signing import NoAuthority, supplied
from core.signing.describing import serial_of


def seal_certificate(at: datetime.datetime) -> Iterator[Deadline]:
    """For those who keep the settings. Where none was made yet, or it does not open, there is no date to tell."""
    try:
        paper = supplied.certificate()
    except NoAuthority:
        return
    if paper.not_valid_after_utc > at + HORIZON:
        return
    keepers = [role.key for role in ROLES.values() if "settings.write" in role.rights]
    users = User.objects.filter(is_active=True, is_staff=True, groups__name__in=keepers).distinct().order_by("pk")
    yield Deadline(
        key=f"seal-certificate:{serial_of(paper)}",
        due_at=paper.not_valid_after_utc,
        users=tuple(users.values_list("pk", flat=True)),
        title=_l("The certificate of the seal ends on %(due_at)s"),
        text=_l("After that moment nothing is sealed. Renewing it takes a minute; what was sealed stays provable."),
        overdue=_l("The certificate of the seal has ended"),
        overdue_text=_l("Nothing is sealed until it is renewed. What waits is sealed then by itself."),
        act=_l("Renew it"),
        url="/desk/organisation/seal/",
        why=_l("you keep the settings"),
    )

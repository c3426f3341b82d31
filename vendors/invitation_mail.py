"""How does an invitation leave as a mail? Claimed, composed, sent outside any transaction, and marked.

The invited have no account yet, so the notices of core cannot reach them. A claim counts the try before anything is
sent; the Message-ID follows from the invitation's id, so one that leaves twice after a crash is dropped by the receiver.
"""

import datetime
import uuid

from django.db.models import F, Q
from django.utils.translation import gettext as _

from core import mail
from core.models import Organisation
from vendors import invitation_links
from vendors.models import Invitation

WAITS = [1, 5, 15, 60, 180, 720]  # minutes after each try


def claim(*, at: datetime.datetime, by) -> uuid.UUID | None:
    """The next invitation whose mail is due, its try counted; None when there is none."""
    due = Q(pk__in=[])
    for tries in range(len(WAITS) + 1):
        waited = datetime.timedelta(minutes=sum(WAITS[:tries]))
        due |= Q(mail_tries=tries, sent_at__lte=at - waited)
    row = (
        Invitation.objects.open()
        .select_for_update(skip_locked=True)
        .filter(due, mailed_at=None, expires_at__gt=at)
        .order_by("sent_at")
        .first()
    )
    if row is None:
        return None
    Invitation.objects.filter(pk=row.pk).update(mail_tries=F("mail_tries") + 1)
    return row.pk


def compose(invitation_id: uuid.UUID, *, at: datetime.datetime, by):
    """The letter, with the link in it."""
    row = Invitation.objects.select_related("vendor", "sent_by").get(pk=invitation_id)
    organisation = Organisation.current()
    title = _("%(organisation)s invites %(firm)s") % {"organisation": organisation.name, "firm": row.vendor.name}
    context = {
        "title": title,
        "url": invitation_links.address_of(row.pk),
        "firm": row.vendor.name,
        "work": row.vendor.work,
        "expires_at": row.expires_at,
        "asked_by": row.sent_by.name if row.sent_by else organisation.name,
        "reference": row.pk.hex[-8:].upper(),
        "why": _("%(name)s named this address") % {"name": row.sent_by.name if row.sent_by else organisation.name},
    }
    return mail.letter(
        "invitation",
        context,
        subject=f"{title} [{context['reference']}]",
        to=row.email,
        name=row.name,
        key=f"invitation:{row.pk}",
    )


def close(invitation_id: uuid.UUID, error: str, *, at: datetime.datetime, by) -> None:
    """Mark it sent, or keep what the mail server said."""
    mark = {"mail_error": error[:300]} if error else {"mailed_at": at, "mail_error": ""}
    Invitation.objects.filter(pk=invitation_id).update(**mark)

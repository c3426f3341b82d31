"""How does an invitation leave as a mail, and a reminder before its link runs out? Claimed, composed, sent, and marked.

The invited have no account yet, so the notices of core cannot reach them. A claim counts the try before anything is
sent, and nothing is sent inside a transaction; the Message-ID follows from the invitation's id, so one that leaves
twice after a crash is dropped by the receiver.
"""

import datetime
import uuid
import zoneinfo

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core import events, mail
from core.models import Organisation, User
from core.web.dates import say_day, say_moment
from vendors import invitation_links
from vendors.models import Invitation

WAITS = [1, 5, 15, 60, 180, 720]  # minutes after each try
AHEAD = datetime.timedelta(days=4)  # before the link runs out: a working day is left, whatever the weekday


def claim(*, at: datetime.datetime, by) -> uuid.UUID | None:
    """The next invitation whose mail is due, its try counted; None when there is none."""
    due = Q(pk__in=[])
    for tries, waited in _waited():
        due |= Q(mail_tries=tries, sent_at__lte=at - waited)
    return _first("mail_tries", "sent_at", due, mailed_at=None, expires_at__gt=at)


def claim_reminder(*, at: datetime.datetime, by) -> uuid.UUID | None:
    """The next whose link runs out soon and who was mailed, but not reminded, by then."""
    due = Q(pk__in=[])
    for tries, waited in _waited():
        due |= Q(reminder_tries=tries, expires_at__lte=at + AHEAD - waited)
    return _first(
        "reminder_tries",
        "expires_at",
        due,
        reminded_at=None,
        expires_at__gt=at,
        mailed_at__lte=at - datetime.timedelta(days=1),
    )


def _waited():
    return ((tries, datetime.timedelta(minutes=sum(WAITS[:tries]))) for tries in range(len(WAITS) + 1))


def _first(counter: str, order: str, due: Q, **which) -> uuid.UUID | None:
    rows = Invitation.objects.open().select_for_update(skip_locked=True).filter(due, **which)
    row = rows.order_by(order).first()
    if row is None:
        return None
    Invitation.objects.filter(pk=row.pk).update(**{counter: F(counter) + 1})
    return row.pk


def compose(invitation_id: uuid.UUID, *, at: datetime.datetime, by):
    """The letter, with the link in it."""
    return _letter(invitation_id, is_reminder=False)


def compose_reminder(invitation_id: uuid.UUID, *, at: datetime.datetime, by):
    return _letter(invitation_id, is_reminder=True)


def _letter(invitation_id: uuid.UUID, *, is_reminder: bool):
    """Moments in the company's zone, since nobody knows the reader's yet."""
    row = Invitation.objects.select_related("vendor", "sent_by").get(pk=invitation_id)
    organisation = Organisation.current()
    with timezone.override(zoneinfo.ZoneInfo(organisation.time_zone)):
        title = _title(row, organisation, is_reminder)
        context = {
            "title": title,
            "url": invitation_links.address_of(row.pk),
            "firm": row.vendor.name,
            "is_contact": row.is_contact,
            "is_colleague": _is_colleague(row),
            "is_reminder": is_reminder,
            "account": _account(row),
            "work": row.vendor.work if row.is_contact else "",
            "expires_at": say_moment(row.expires_at, "full"),
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
            key=f"invitation:{row.pk}{':reminder' if is_reminder else ''}",
        )


def _account(row: Invitation) -> str:
    if User.objects.filter(email__iexact=row.email).exists():
        return _("You have an account with us already: sign in with it, and nothing is to be set up anew.")
    return _("It takes 2 minutes to make an account.")


def _is_colleague(row: Invitation) -> bool:
    """Asked in by a contact of the own firm, not by us."""
    return row.sent_by is not None and not row.sent_by.is_staff


def _title(row: Invitation, organisation: Organisation, is_reminder: bool) -> str:
    if is_reminder:
        said = {
            "house": organisation.name,
            "day": say_day(row.expires_at.astimezone(zoneinfo.ZoneInfo(organisation.time_zone)).date(), "full"),
        }
        return _("Your invitation from %(house)s ends on %(day)s") % said
    if row.is_contact:
        return _("%(house)s invites %(firm)s") % {"house": organisation.name, "firm": row.vendor.name}
    if _is_colleague(row):
        return _("%(asker)s asks for your help with %(house)s") % {
            "asker": row.sent_by.name,
            "house": organisation.name,
        }
    return _("%(house)s invites you to its partner portal") % {"house": organisation.name}


def close(invitation_id: uuid.UUID, error: str, *, at: datetime.datetime, by) -> None:
    """Mark it sent, or keep what the mail server said."""
    mark = {"mail_error": error[:300]} if error else {"mailed_at": at, "mail_error": ""}
    Invitation.objects.filter(pk=invitation_id).update(**mark)


def close_reminder(invitation_id: uuid.UUID, error: str, *, at: datetime.datetime, by) -> None:
    """The officer sees in the history that a reminder left."""
    mark = {"mail_error": error[:300]} if error else {"reminded_at": at, "mail_error": ""}
    Invitation.objects.filter(pk=invitation_id).update(**mark)
    if not error:
        row = Invitation.objects.select_related("vendor").get(pk=invitation_id)
        events.record("invitation.reminded", row, by=by, at=at, email=row.email)

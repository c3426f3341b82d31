"""How does a notice leave as a mail? Claimed, composed, sent outside any transaction, and marked.

A claim counts the try and moves the next one away before anything is sent, so two workers never hold the same letter
and a crash costs no more than a delay. The Message-ID follows from the notices' keys: a letter that left just before
a crash is the same one when it leaves again, and the receiver drops it.
"""

import datetime
import hashlib
import smtplib
import uuid

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import connection
from django.template.loader import select_template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import password_links, staff_links
from core.models import Notice, Organisation, User
from core.notices import speaking_to, spoken

WAITS = [1, 5, 15, 60, 180, 360, 720, 1440]  # minutes after each try
TRIES = len(WAITS)
# Letters whose link lets its bearer in: it is made when the letter is, and kept nowhere.
LINKS = {"staff_invitation": staff_links.address_of, "password_reset": password_links.address_of}
_CLAIMS = 7302001  # advisory lock: claiming is one at a time, sending is not


def claim(*, at: datetime.datetime, by) -> list[uuid.UUID]:
    """The notices of the next letter: one urgent notice, or all that wait for one person. Empty: nothing is due.

    A letter that failed comes back with the same notices in it: they share their next try.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_CLAIMS])
    _give_up_lost(at)
    first = Notice.objects.unsent().filter(next_try_at__lte=at).order_by("next_try_at", "pk").first()
    if first is None:
        return []
    letter = Notice.objects.filter(pk__in=[notice.pk for notice in _companions(first)])
    ids = list(letter.order_by("pk").values_list("pk", flat=True))
    letter.update(tries=first.tries + 1, next_try_at=at + datetime.timedelta(minutes=WAITS[first.tries]))
    return ids


def _companions(first: Notice):
    if first.urgent:
        return [first]
    same = Notice.objects.unsent().filter(user_id=first.user_id, urgent=False, tries=first.tries)
    return same if first.tries == 0 else same.filter(next_try_at=first.next_try_at)


def _give_up_lost(at) -> None:
    """A letter whose every try ended without a word, because the worker died with it, is given up as well."""
    lost = Notice.objects.unsent().filter(tries__gte=TRIES, next_try_at__lte=at)
    lost.update(given_up_at=at, error="The mail could not be written")


def compose(ids: list[uuid.UUID], *, at: datetime.datetime, by) -> EmailMultiAlternatives | None:
    """The letter, or None where its reader's account is closed or all of it has been read already."""
    notices = list(Notice.objects.filter(pk__in=ids).select_related("user").order_by("pk"))
    user = notices[0].user
    fresh = [notice for notice in notices if notice.urgent or notice.read_at is None]
    if not user.is_active or not fresh:
        Notice.objects.filter(pk__in=ids).update(by_mail=False)
        return None
    with speaking_to(user):
        write = _single if len(fresh) == 1 else _digest
        return write(fresh, user, "+".join(sorted(notice.key for notice in notices)))


def _single(notices: list[Notice], user: User, key: str) -> EmailMultiAlternatives:
    notice = notices[0]
    link = LINKS.get(notice.template)
    context = {**spoken(notice.context), "title": notice.title, "url": link(user) if link else notice.url}
    subject = f"{notice.title} [{context['reference']}]" if context.get("reference") else notice.title
    return letter(notice.template, context, subject=subject, to=user.email, name=user.name, key=key)


def _digest(notices: list[Notice], user: User, key: str) -> EmailMultiAlternatives:
    count = len(notices)
    title = ngettext("%(count)d new item from %(house)s", "%(count)d new items from %(house)s", count) % {
        "count": count,
        "house": Organisation.current().name,
    }
    context = {
        "title": title,
        "notices": notices,
        "url": "/desk/notices/" if user.is_staff else "/portal/notices/",
        "why": _("these concern your work"),
    }
    return letter("digest", context, subject=title, to=user.email, name=user.name, key=key)


def letter(template: str, context: dict, *, subject: str, to: str, name: str, key: str) -> EmailMultiAlternatives:
    """A mail in HTML and text from templates/emails/<template>.html and .txt, in the current language.

    `context` has `title`, `url` (a path or an absolute address) and `why`; `key` makes the Message-ID. Templates
    without a pair of their own use notice.html and notice.txt.
    """
    organisation = Organisation.current()
    url = context["url"] if "://" in context["url"] else settings.ORIGIN + context["url"]
    said = {**context, "url": url, "name": name, "organisation": organisation, "origin": settings.ORIGIN}
    names = [template, "notice"]
    text = select_template([f"emails/{each}.txt" for each in names]).render(said)
    mail = EmailMultiAlternatives(" ".join(subject.split()), text, to=[to], headers=_headers(key, organisation))
    mail.attach_alternative(select_template([f"emails/{each}.html" for each in names]).render(said), "text/html")
    return mail


def _headers(key: str, organisation: Organisation) -> dict[str, str]:
    headers = {"Message-ID": message_id(key), "Auto-Submitted": "auto-generated"}
    return headers | ({"Reply-To": organisation.help_email} if organisation.help_email else {})


def message_id(key: str) -> str:
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{settings.HOST}>"


def send(mail: EmailMessage) -> tuple[str, bool]:
    """Hand the mail to the server. ("", False) when it took it; else what it said, and whether it said so for good."""
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()))
        return f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}", code >= 500
    except (smtplib.SMTPException, OSError) as failed:
        return f"{type(failed).__name__}: {failed}", False
    return "", False


def folder() -> str:
    """Where mails lie as files, for want of a server; nothing where there is one."""
    return getattr(settings, "EMAIL_FILE_PATH", None) or ""


def way() -> str:
    """By which way mails leave, in words."""
    if folder():
        return _("No server is set: mails lie as files in %(folder)s") % {"folder": folder()}
    return _("By %(host)s, port %(port)s") % {"host": settings.EMAIL_HOST, "port": settings.EMAIL_PORT}


def close(ids: list[uuid.UUID], error: str, for_good: bool, *, at: datetime.datetime, by) -> None:
    """Mark the letter sent, or keep what went wrong; after the last try, or a refusal for good, it is given up."""
    notices = Notice.objects.filter(pk__in=ids)
    if not error:
        notices.update(mailed_at=at, error="")
        return
    notices.update(error=error[:300])
    (notices if for_good else notices.filter(tries__gte=TRIES)).update(given_up_at=at)

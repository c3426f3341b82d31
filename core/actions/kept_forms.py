"""Keep what somebody typed, until it is sent after all or its time is over. Their own affair: no event of the trail."""

import datetime
import json

from django.db import transaction

from core import secrets_at_rest
from core.files import aside
from core.models import KeptFile, KeptForm, User

HOURS = 12  # as long as a session can last
PURPOSE = "kept form"  # separates the key
MOST = 5  # of one account; older ones make room


def keep(
    user: User, said: list[tuple[str, str]], files: list[tuple], *, page: str, action: str, at: datetime.datetime
) -> KeptForm:
    """`files` are (field, upload). What was kept of the same form before is replaced."""
    forget(KeptForm.objects.filter(user=user, page=page, action=action))
    form = KeptForm.objects.create(
        user=user,
        page=page,
        action=action,
        sealed=secrets_at_rest.protect(json.dumps(said), PURPOSE),
        kept_at=at,
        expires_at=at + datetime.timedelta(hours=HOURS),
    )
    for field, upload in files:
        KeptFile.objects.create(
            form=form,
            field=field,
            name=upload.name[-255:],
            media_type=(upload.content_type or "")[:150],
            size=upload.size,
            **aside.put(upload),
        )
    newest = KeptForm.objects.filter(user=user).order_by("-kept_at", "-pk")
    forget(KeptForm.objects.filter(pk__in=list(newest.values_list("pk", flat=True)[MOST:])))
    return form


def said(form: KeptForm) -> list[list[str]]:
    """[name, value] of each control, in the order in which the browser sent them."""
    return json.loads(secrets_at_rest.reveal(form.sealed, PURPOSE))


def move(form: KeptForm, page: str) -> KeptForm:
    """Another page shows this form."""
    form.page = page
    form.save(update_fields=["page"])
    return form


def forget(forms) -> int:
    """These, and their files once it is committed. Returns how many."""
    names = list(KeptFile.objects.filter(form__in=forms).values_list("storage_name", flat=True))
    gone, _rows = forms.delete()
    transaction.on_commit(lambda: aside.remove(names))
    return gone


def sweep(*, at: datetime.datetime) -> int:
    """Forget what is past its time, and files that were left behind without a row."""
    gone = forget(KeptForm.objects.filter(expires_at__lte=at))
    known = set(KeptFile.objects.values_list("storage_name", flat=True))
    aside.remove(aside.strays(known, at))
    return gone

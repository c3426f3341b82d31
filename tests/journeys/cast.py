"""Who takes part, and how do they come to a page? Each visitor is a browser of its own, signed in as one person."""

import contextlib
import datetime
from unittest import mock

from django.test import Client
from django.utils.html import strip_tags

from core import clock
from tests import make
from tests.databases import committed

STAFF = {
    "officer": "Ines Moreau",
    "analyst": "Paul Adler",
    "approver": "Rosa Lind",
    "legal": "Lea Brandt",
    "owner": "Tomas Vega",
    "auditor": "Aino Laine",
    "investigator": "Ilse Brandt",
}


@contextlib.contextmanager
def deed():
    """One committed transaction of staff, with the moment that a door would hand down."""
    with committed():
        yield clock.now()


@contextlib.contextmanager
def when(moment: datetime.datetime):
    """The house lives at this moment for a block; its clock runs on from there."""
    real = clock.now
    ahead = moment - real()
    with mock.patch.object(clock, "now", lambda: real() + ahead):
        yield


def engage() -> dict:
    """One member of staff a role, and a second auditor to verify."""
    with deed():
        staff = {role: make.staff_member(role, name=name) for role, name in STAFF.items()}
        return {**staff, "verifier": make.staff_member("auditor", name="Bela Toth")}


def visitor(user, *, confirmed: bool = False) -> Client:
    """A browser signed in as this account; `confirmed`: with a second factor, just now."""
    client = Client()
    with deed():
        client.force_login(user)
        if confirmed:
            session = client.session
            session["account_authentication_methods"] = [
                {"method": "mfa", "type": "totp", "at": clock.now().timestamp()}
            ]
            session["account_authentication_methods_user"] = str(user.pk)
            session.save()
    return client


def seen(client: Client, url: str) -> str:
    """What the page says; it has to answer 200."""
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def sent(client: Client, url: str, said: dict | None = None, *, page: str = "") -> str:
    """Send the form of `page` (by default the address itself) and read where it leads; a refusal fails with what it says."""
    token = (client.get(page or url).context or {}).get("as_person")
    answer = client.post(url, {**({"as_person": token} if token else {}), **(said or {})})
    assert answer.status_code in {302, 303}, (url, answer.status_code, complaints(answer))
    return answer["Location"]


def complaints(answer) -> object:
    form = answer.context.get("form") if answer.context else None
    return form.errors if form else answer.content.decode()[-1500:]


def day(name: str, value) -> dict:
    """A day as the three boxes of a date field send it."""
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def text_of(page: str) -> str:
    """The words of the page, for a failure that a person can read."""
    return " ".join(strip_tags(page.partition("<main")[2]).split())

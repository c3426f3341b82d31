"""What is answered about what has run out, was closed meanwhile, or is erased?"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import pytest
from django.test import override_settings

from core import clock
from core.actions import erasure
from core.models import Event, StoredFile
from tests import make
from tests.matrix import asking, relations
from tests.matrix.endings import DEEDS
from tests.matrix.policy import lines
from tests.matrix.test_endings import name, who

LATER = 60  # days: access, invitations and links have run out, employment has not
ABOUT_RECORDS = [line for line in lines() if line.is_about_a_record and line.door != "api"]
OF_DOCUMENTS = [line for line in ABOUT_RECORDS if line.route in {"document", "document_page", "document_page_image"}]
# After each of these the worker opens nothing more, from the next page on.
CLOSES = {"grant_revocation", "access_return", "hold_new", "person_departure", "subcontractor_state"}


@contextmanager
def later(days: int) -> Iterator[None]:
    """The doors read a clock that is so many days ahead; sessions do not end by it."""
    now, endless = clock._ask, {"IDLE_SECONDS": dict.fromkeys(["desk", "viewer"], 10**9), "SESSION_COOKIE_AGE": 10**9}
    with override_settings(**endless), mock.patch.object(clock, "_ask", lambda: now() + datetime.timedelta(days=days)):
        yield


def test_what_has_run_out_is_refused_and_the_rest_is_not(company, cells):
    wrong = []
    with asking.without_pictures(), asking.world_as(), later(LATER):
        for line in ABOUT_RECORDS:
            caller = who(line, company, company.own)[0]
            due = relations.otherwise("lapsed", line) or line.successes
            status = asking.do(line, caller, company.own).status
            wrong += [f"{name(line)} {caller.name}: {status}, not {due}"] if status not in due else []
            cells(1)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("deed", [deed for deed in DEEDS if deed.route in CLOSES], ids=name)
def test_what_closes_an_access_closes_the_document_that_is_open(deed, company, cells):
    by, worker = who(deed, company, company.own)[0], company.callers["worker"]
    before = [asking.do(line, worker, company.own).status for line in OF_DOCUMENTS]
    with asking.world_as(lambda: asking.keep(deed, by, company.own)):
        after = [asking.do(line, worker, company.own) for line in OF_DOCUMENTS]
    cells(len(after))
    assert before == [200] * len(OF_DOCUMENTS)
    assert {answer.status for answer in after} <= {302, 409}  # who has left is sent to sign in
    assert all(answer.written == frozenset() for answer in after)


def details(has) -> None:
    said = {"by": make.staff_member("legal"), "at": clock.now(), "because": "They asked for it"}
    assert erasure.erase_details(Event.objects.filter(vendor_id=has.vendor.pk), **said) > 50


def contents(has) -> None:
    firms = [each.vendor_id for each in vars(has).values() if getattr(each, "vendor_id", None)]
    protected = has.document.versions.values("file")
    chosen = StoredFile.objects.filter(vendor_id__in=firms) | StoredFile.objects.filter(pk__in=protected)
    chosen.update(
        wrapped_key=b"", key_id="", shredded_at=clock.now()
    )  # as files.shred does, which also ends the file itself


@pytest.mark.parametrize("erase", [details, contents])
def test_what_is_erased_breaks_no_page(erase, company, cells):
    """Pages stand without it; a file that was destroyed is refused with that sentence."""
    wrong, refused = [], 0
    with asking.without_refusals(), asking.world_as(lambda: erase(company.own)):
        for line in (line for line in ABOUT_RECORDS if line.method == "GET"):
            caller = who(line, company, company.own)[0]
            status = asking.do(line, caller, company.own).status
            may = {*line.successes, 404, 409} if erase is contents else line.successes
            wrong += [f"{name(line)} {caller.name}: {status}"] if status not in may else []
            refused += status == 409
            cells(1)
    assert not wrong, "\n".join(wrong)
    assert erase is details or refused > 10

"""A worker sees a leak and is afraid: can they say so, be asked, answer, and hear what came of it, and stay unknown?"""

import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from access.models import Hold
from core.models import Event
from incidents.actions import starter
from incidents.models import Case
from tests import make
from tests.journeys.cast import deed, seen, sent, visitor

ADDRESS, AGENT = "198.51.100.23", "Browser of a frightened worker"


@pytest.fixture
def desk(committing_database):
    """The investigator at the desk; a firm that works for us, with the worker who is about to report."""
    cache.clear()
    with deed() as at:
        starter.load(by=make.CLOCK, at=at)
        investigator = make.staff_member("investigator", name="Ilse Brandt")
        firm = make.vendor("Corrib Test Works", status="active")
        worker = make.person(firm, "Sean Daly")
    return {"firm": firm, "worker": worker, "investigator": investigator, "lead": visitor(investigator.user)}


@pytest.fixture
def stranger():
    """The worker's browser, signed in as themselves: the door does not look."""

    def browser(desk) -> Client:
        client = visitor(desk["worker"].user)
        client.defaults |= {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": AGENT}
        return client

    return browser


def report(client: Client) -> str:
    """Three steps; returns the receipt code."""
    draft = client.get("/report/").context["form"]["draft"].value()
    said = {"draft": draft, "category": "unknown-tier", "what": "A freelancer of theirs copies our load plans."}
    assert client.post("/report/", {"step": "1", **said}).context["step"] == 2
    said |= {"firm_said": "The test lab in Cork", "noticed": "last week"}
    assert client.post("/report/", {"step": "2", **said}).context["step"] == 3
    page = client.post("/report/", {"step": "3", **said, "file": SimpleUploadedFile("seen.txt", b"a list of names")})
    assert page.status_code == 200
    return re.search(r"<output>(.+?)</output>", page.content.decode()).group(1)


def opened(code: str, **more) -> str:
    """What the report says to whoever has the code: another browser, days later."""
    page = Client().post("/report/follow-up/", {"code": code, **more})
    assert page.status_code == 200
    return page.content.decode()


def test_a_report_without_a_name_from_the_first_word_to_the_last(desk, stranger):
    code = report(stranger(desk))
    assert "No question yet" in opened(code)
    with deed():
        case = Case.objects.get()
        assert not Hold.objects.exists()
    page, lead = f"/desk/incidents/{case.pk}/", desk["lead"]

    assert case.reference in seen(lead, "/desk/incidents/")
    words = seen(lead, page)
    assert "The test lab in Cork" in words and "seen.txt" in words and code not in words
    sent(lead, f"{page}questions/", {"text": "Which day was it?"}, page=page)

    assert "Which day was it?" in opened(code)
    more = {"go": "answer", "text": "On Tuesday, after the tests", "key": "first"}
    answered = opened(code, **more, file=SimpleUploadedFile("list.txt", b"times"))
    assert "On Tuesday, after the tests" in answered and "list.txt" in answered
    words = seen(lead, page)
    assert "On Tuesday, after the tests" in words and "list.txt" in words

    firm = desk["firm"]
    sent(lead, f"{page}subcontractor/{firm.pk}/", {"because": "They alone work in Cork"})
    with deed():
        assert Hold.objects.get().vendor_id == firm.pk
    assert "Corrib Test Works" not in opened(code)

    sent(lead, f"{page}lifting/", {"because": "The freelancer is gone"}, page=page)
    told = {"conclusion": "Sean's colleague was careless", "told": "It has stopped. Thank you."}
    assert lead.post(f"{page}closing/", {"conclusion": told["conclusion"]}).status_code == 422
    sent(lead, f"{page}closing/", told)
    last = opened(code)
    assert "It has stopped. Thank you." in last and "looked into it to the end" in last
    assert "careless" not in last and "Ilse" not in last

    assert "One thing more" in opened(code, go="answer", text="One thing more", key="second")
    assert "One thing more" in seen(lead, page)


def test_nothing_anywhere_leads_back_to_who_reported(desk, stranger, superuser):
    """No row of any table, as somebody finds them who gets past every wall."""
    code = report(stranger(desk))
    opened(code, go="answer", text="It was a Tuesday", key="first")
    with deed():
        assert not Event.objects.filter(actor_id=desk["worker"].user.pk, name__startswith="incident").exists()
    with superuser.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'select to_jsonb(t)::text from "{table}" t')
            rows = " ".join(row for (row,) in cursor.fetchall())
            for trace in (ADDRESS, AGENT, code, code.replace("-", "")):
                assert trace not in rows, (table, trace)

"""Does the public door take a report, give a code once, and open it again for whoever has the code and nobody else?"""

import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import limits
from core.models import Session
from incidents import receipt_codes
from incidents.models import Case
from tests import make, make_incidents

pytestmark = pytest.mark.django_db
REPORT, FOLLOW = "/report/", "/report/follow-up/"
WHAT = {"category": "bulk-copy", "what": "Drawings lie open in the copy room"}
WRONG_CODES = {
    "unknown": receipt_codes.of_secret("nobody has this one"),
    "mistyped": "K7QM2-00000-00000-00000",
    "no code": "a",
    "of another alphabet": "ключ",
}


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    make_incidents.playbook()


@pytest.fixture
def draft(client):
    return client.get(REPORT).context["form"]["draft"].value()


def send(client, draft: str, **more):
    return client.post(REPORT, {"step": "3", "draft": draft, **WHAT, **more})


def code_of(page) -> str:
    return re.search(r"<output>(.+?)</output>", page.content.decode()).group(1)


def test_three_steps_lead_to_a_code_that_opens_the_report(client, draft):
    assert client.post(REPORT, {"step": "1", "draft": draft, "category": "bulk-copy"}).status_code == 422
    second = client.post(REPORT, {"step": "1", "draft": draft, **WHAT})
    assert (second.context["step"], Case.objects.count()) == (2, 0)
    about = {"firm_said": "The lab in Cork", "place": "Hall 2"}
    third = client.post(REPORT, {"step": "2", "draft": draft, **WHAT, **about})
    assert third.context["step"] == 3 and "The lab in Cork" in third.content.decode()
    done = send(client, draft, **about, file=SimpleUploadedFile("seen.txt", b"what I saw"))
    case = Case.objects.get()
    assert (case.firm_said, case.place, case.code_digest) == (
        "The lab in Cork", "Hall 2", receipt_codes.digest_of(code_of(done)),
    )  # fmt: skip
    page = client.post(FOLLOW, {"code": code_of(done).lower().replace("-", " ")})
    assert "seen.txt" in page.content.decode() and case.reference not in page.content.decode()


def test_sending_twice_is_one_report_with_one_code(client, draft):
    assert code_of(send(client, draft)) == code_of(send(client, draft))
    assert Case.objects.count() == 1


def test_the_code_stands_nowhere_in_the_database(client, draft):
    code = code_of(send(client, draft))
    with connection.cursor() as cursor:
        cursor.execute("select to_jsonb(c)::text from incidents_case c")
        (row,) = cursor.fetchone()
    assert code not in row and code.replace("-", "") not in row


def test_a_refused_file_is_said_and_the_report_is_in(client, draft):
    page = send(client, draft, file=SimpleUploadedFile("tool.exe", b"MZ"))
    assert "the file was not taken" in page.content.decode() and code_of(page)
    assert not Case.objects.get().evidence.exists()


def test_any_wrong_code_gets_the_same_answer(client, draft):
    send(client, draft)
    pages = {}
    for kind, code in WRONG_CODES.items():
        page = client.post(FOLLOW, {"code": code})
        body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"', "", page.content.decode())
        pages[kind] = (page.status_code, body.replace(f'value="{code}"', ""))
    assert len(set(pages.values())) == 1
    assert pages["unknown"][0] == 422


def test_a_wrong_code_keeps_what_was_written(client):
    page = client.post(FOLLOW, {"code": WRONG_CODES["unknown"], "go": "answer", "text": "It was a Tuesday"})
    assert page.status_code == 422 and "It was a Tuesday" in page.content.decode()


def test_an_answer_is_taken_once_and_an_empty_one_is_not(client, draft):
    code = code_of(send(client, draft))
    said = {"code": code, "go": "answer", "text": "It was a Tuesday", "key": "one form"}
    for _press in range(2):
        assert "Sent." in client.post(FOLLOW, said).content.decode()
    assert Case.objects.get().entries.filter(kind="answered").count() == 1
    assert client.post(FOLLOW, {"code": code, "go": "answer"}).status_code == 422


def test_too_many_tries_are_stopped_and_nothing_typed_is_lost(client, draft):
    for _try in range(int(limits.REPORTS.split("/")[0])):
        send(client, client.get(REPORT).context["form"]["draft"].value())
    before = Case.objects.count()
    page = send(client, draft, firm_said="The lab in Cork")
    assert page.status_code == 429 and "The lab in Cork" in page.content.decode()
    assert Case.objects.count() == before


def test_right_codes_are_counted_like_wrong_ones(client, draft):
    code = code_of(send(client, draft))
    most = int(limits.RECEIPTS.split("/")[0])
    answers = [client.post(FOLLOW, {"code": code}).status_code for _try in range(most + 1)]
    assert answers == [200] * most + [429]


def test_the_limit_is_counted_under_no_address(client, draft, monkeypatch):
    keys = []
    monkeypatch.setattr("core.web.throttle.ratelimit.consume", lambda request, action, key: keys.append(key) or True)
    send(client, draft, REMOTE_ADDR="203.0.113.7")
    assert len(keys) == 1 and re.fullmatch(r"[0-9a-f]{64}", keys[0])


def test_while_the_cache_is_down_nothing_is_let_through(client, draft, monkeypatch):
    def down(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr("core.web.throttle.ratelimit.consume", down)
    assert send(client, draft).status_code == 429
    assert not Case.objects.exists()


def test_neither_page_looks_at_the_session_of_who_is_signed_in(client):
    officer = make.officer().user
    client.force_login(officer)
    before = Session.objects.get(user=officer)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(REPORT)
        done = send(client, page.context["form"]["draft"].value())
        client.post(FOLLOW, {"code": code_of(done)})
    assert not [each["sql"] for each in asked if "core_session" in each["sql"] or "core_user" in each["sql"]]
    assert officer.name not in page.content.decode() + done.content.decode()
    after = Session.objects.get(user=officer)
    assert (after.session_data, after.expire_date) == (before.session_data, before.expire_date)


@pytest.mark.parametrize("path", [REPORT, FOLLOW])
def test_nothing_of_it_is_kept_by_a_browser_or_told_to_what_it_loads(client, path):
    page = client.get(path)
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "strict-origin"
    assert '<meta name="referrer" content="strict-origin">' in page.content.decode()
    assert not [name for name in page.cookies if "csrf" not in name]


def test_the_ways_in_are_where_people_look(client):
    assert reverse("report_without_name") == REPORT and reverse("report_follow_up") == FOLLOW
    worker = make.person(make.vendor())
    assert REPORT in client.get("/login/").content.decode()
    client.force_login(worker.user)
    assert REPORT in client.get(reverse("portal_incidents")).content.decode()

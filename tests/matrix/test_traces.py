"""Does anything of one firm come out at another? Every text and file of both is marked; one crawls, exports, asks and reads mail.

The same search as the firm itself finds its marks everywhere, so an empty result means something.
"""

import logging
import re
import shutil
import subprocess

import pytest
from django.apps import apps
from django.db import models, transaction

from core import clock, logs, mail, notices
from core.actors import system
from core.database import context
from core.database.roles import STAFF
from core.models import Notice
from tests import databases, make
from tests.matrix import asking, world
from tests.matrix.policy import lines
from vendors.models import Vendor

# What machines read: changing it would break the record instead of marking it.
FIXED = {
    "consent", "email", "html", "key", "media_type", "result_url", "route", "sha512", "signer_email", "storage_name", "url",
}  # fmt: skip
SHORT = 100  # characters; below it are keys, states and numbers
LINK = re.compile(r"""(?:href|action|src|hx-get)="(/[^"#]*)""")
MOST = 400  # pages of one crawl


def firms(has) -> list:
    return [has.vendor.pk, has.twin.pk, has.prospect.pk, has.newest.pk]


def free_texts(model) -> list[models.Field]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name not in FIXED
        and (field.max_length or SHORT) >= SHORT
    ]


def put_marks(connection, has) -> int:
    """The firm's name before every free text of its rows; returns how many columns were marked."""
    with connection.cursor() as cursor:
        return sum(_mark(cursor, model, field, has) for model in apps.get_models() for field in free_texts(model))


def _mark(cursor, model, field, has) -> bool:
    owner = "id" if model is Vendor else "vendor_id"
    if owner not in {each.column for each in model._meta.concrete_fields}:
        return False
    cursor.execute(f"alter table {model._meta.db_table} disable trigger user")  # they keep rows as they are
    cursor.execute(
        f"update {model._meta.db_table} set {field.column} = left(%s || ' ' || {field.column}, %s) "
        f"where {owner} = any(%s::uuid[]) and {field.column} <> ''",
        [has.name, field.max_length or 100_000, [str(pk) for pk in firms(has)]],
    )
    return cursor.rowcount > 0


@pytest.fixture(scope="module")
def marked(company):
    """The marks stay in the world of this package, whose other tests come before."""
    connection = databases.connect_as_superuser(databases.current())
    counts = [put_marks(connection, has) for has in (company.own, company.other)]
    connection.close()
    assert min(counts) > 30
    return company


def text_of(answer) -> str:
    """What a reader sees of it; a PDF through pdftotext."""
    if not answer.content.startswith(b"%PDF") or not shutil.which("pdftotext"):
        return answer.content.decode(errors="replace")
    return subprocess.run(
        ["pdftotext", "-", "-"], input=answer.content, capture_output=True, check=True
    ).stdout.decode()


def crawl(caller, has) -> dict[str, str]:
    """Everything that this caller can GET in the portal: by its links, and by the addresses that the policy knows."""
    known = [line.address(has) for line in lines() if line.method == "GET" and line.door in {"portal", "account"}]
    waiting, found = ["/portal/", *known], {}
    while waiting and len(found) < MOST:
        path = waiting.pop()
        if path in found or not path.startswith(("/portal/", "/account/")):
            continue
        answer = asking.ask(caller, "GET", path)
        found[path] = text_of(answer) + str(answer.headers.get("Content-Disposition", ""))
        assert answer.status < 500, path
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            waiting += [link.replace("&amp;", "&") for link in LINK.findall(found[path])]
    return found


def naming(found: dict[str, str], name: str) -> list[str]:
    return [path for path, text in found.items() if name in text]


@pytest.mark.parametrize("who", ["foreign-contact", "foreign-worker"])
def test_the_portal_of_one_firm_holds_nothing_of_the_other(who, marked):
    found = crawl(marked.callers[who], marked.other)
    assert naming(found, marked.own.name) == []
    assert len(naming(found, marked.other.name)) > 10


def test_the_same_search_finds_the_marks_at_home(marked):
    found = crawl(marked.callers["contact"], marked.own)
    assert len(naming(found, marked.own.name)) > 20
    assert naming(found, marked.other.name) == []


def test_asking_for_the_records_of_the_other_brings_nothing(marked):
    """Every address of theirs, in every way that is answered; what is refused quotes nothing."""
    for who in ("foreign-contact", "foreign-worker"):
        for line in lines():
            if line.door == "portal" and line.is_about_a_record:
                assert marked.own.name not in text_of(asking.do(line, marked.callers[who], marked.own)), line


def test_the_key_of_one_firm_reads_nothing_of_the_other(marked):
    key, read = marked.callers["foreign-key"], [line for line in lines() if line.door == "api" and line.method == "GET"]
    said = {}
    for line in read:
        answer = asking.do(line, key, marked.own)
        said[line.route] = answer.content.decode().replace(line.address(marked.own), "(what was asked)")
    assert naming(said, marked.own.name) == []
    assert naming(said, marked.other.name) == ["api_people"]


def letters(at) -> list:
    """Everything that is waiting to be told and written, as mails."""
    by, found = system("test"), []
    while (event := notices.claim(at=at, by=by)) is not None:
        notices.tell(event, at=at, by=by)
    while ids := mail.claim(at=at, by=by):
        found.append(mail.compose(ids, at=at, by=by))
        mail.close(ids, "", False, at=at, by=by)
    return [letter for letter in found if letter]


def test_nobody_is_told_of_the_other_firm(marked):
    with transaction.atomic():
        context.step_into(STAFF)
        sent = letters(clock.now())
        told = {
            has.name: list(Notice.objects.filter(vendor_id__in=firms(has)).select_related("user"))
            for has in (marked.own, marked.other)
        }
        transaction.set_rollback(True)
    for has, rival in ((marked.own, marked.other), (marked.other, marked.own)):
        addresses = {each.email for each in (has.contact, has.signatory, has.worker)}
        mine = [letter for letter in sent if addresses & set(letter.to)]
        words = [letter.subject + letter.body + str(letter.alternatives) for letter in mine]
        words += [f"{notice.title} {notice.context}" for notice in told[has.name] if notice.user.email in addresses]
        assert words and not [each for each in words if rival.name in each]
        assert [each for each in words if has.name in each]


def test_no_secret_reaches_the_log(company, caplog):
    own = company.own
    secrets = [company.callers["full-key"].headers["Authorization"].split()[1], own.link, own.spent, make.PASSWORD]
    secrets += ["a wrong one", "three green boats at sea", company.callers["contact"].client.session.session_key]
    secrets += [world.CONTENT.decode()]
    with caplog.at_level(logging.DEBUG):
        for line in lines():
            if line.door in {"account", "public", "api"} or line.route in {"document_new", "portal_incident"}:
                for who in ("stranger", "contact", "full-key", "worker", "owner"):
                    asking.do(line, company.callers[who], own)
    written = logs.formatter()
    text = "\n".join(written.format(record) for record in caplog.records)
    assert text.count("\n") > 50
    assert [secret for secret in secrets if secret in text] == []

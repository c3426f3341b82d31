"""Does anything of one firm come out at another? Every text and file of both is marked; one crawls, exports, asks and reads mail.

The same search as the firm itself finds its marks everywhere, so an empty result means something.
"""

import contextlib
import io
import logging
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from unittest import mock
from urllib.parse import urljoin

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.urls import Resolver404, resolve

from audits.actions import findings
from core import clock, files, logs, mail, notices
from core.actors import system
from core.database import context
from core.database.roles import STAFF
from core.models import ApiClient, IdempotentCall, Job, LegalHold, Notice, StoredFile
from core.web import viewer
from tests import databases, make, make_audits, make_dd
from tests.matrix import asking, marks, sheets
from tests.matrix.conftest import copied
from tests.matrix.policy import lines
from vendors.actions import pauses, scores
from vendors.models import Correction, CorrectionComment, ScreeningProposal

LINK = re.compile(r"""(?:href|action|src|hx-get)="(/[^"#]*|[?][^"#]*export=[^"#]*)""")
ALIKE = 2  # addresses of one kind that a crawl follows
DOORS = {"desk": "/desk/", "portal": ("/portal/", "/account/")}


def firms(has) -> list:
    return [each.pk for each in (has.vendor, has.twin, has.prospect, has.newest, has.slow, has.archived, has.listed)]


@pytest.fixture(scope="module")
def marked(company):
    """A copy of the company with a mark on every word of each firm."""
    with copied(company) as name:
        with databases.committed():
            for has in (company.own, company.other):
                rare_rows(has)
        for caller in map(company.callers.get, ("contact", "foreign-contact")):
            for line in (line for line in lines() if (line.route, line.method) in RARE_DEEDS):
                asking.keep(line, caller, company.of(caller))
        quieten(name, company)
        yield Marked(company, [marks.put(name, has, firms(has)) for has in (company.own, company.other)])


# One event of each kind of each firm has still to be told, and of the staff only the cast is there to hear it.
QUIET = """
    delete from core_outbox where event_id <> all(
        select (array_agg(id order by id))[1] from core_event where vendor_id is not null group by name, vendor_id);
    update core_user set is_active = false where is_staff and id <> all(%s::uuid[])
"""


def quieten(database: str, company) -> None:
    cast = [str(caller.user.pk) for caller in company.callers.values() if caller.user]
    connection = databases.connect_as_superuser(database)
    with connection.cursor() as cursor:
        cursor.execute(QUIET, [cast])
    connection.close()


class Marked:
    def __init__(self, company, columns: list[set]):
        self.own, self.other, self.callers, self.columns = company.own, company.other, company.callers, columns
        self.firms = [self.own, self.other]

    def of(self, who: str):
        return next(has for has in self.firms if has.vendor == self.callers[who].firm)

    def rivals(self, has) -> re.Pattern:
        return marks.pattern(*(each.name for each in self.firms if each is not has))


RARE_DEEDS = {("portal_finding_update", "POST"), ("expectations", "POST")}


def rare_rows(has) -> None:
    """What no deed of the world makes: each with the words that it would hold."""
    by, at = make.officer().user, clock.now()
    key = ApiClient.objects.filter(vendor_id=has.vendor.pk).first() or ApiClient.objects.create(
        name="Their system", kind="svc", vendor_id=has.vendor.pk, digest=has.name, last_four="none", expires_at=at
    )
    Job.objects.create(
        vendor_id=has.vendor.pk, kind="export", title="A list", client=key, result={"said": "in two words"}
    )
    LegalHold.objects.create(
        vendor_id=has.vendor.pk, name="A case", because="Keep it", subject_kind="vendors.vendor",
        subject_id=has.vendor.pk, placed_at=at, placed_by=by,
    )  # fmt: skip
    IdempotentCall.objects.create(
        client=key, vendor_id=has.vendor.pk, route="POST /", key="once", body_digest="", status=200,
        body={"said": "in two words"}, made_at=at,
    )  # fmt: skip
    contact, limit = make.as_person(has.contact), {"kind": "limit", "ref": "viewer", "text": "In the viewer only"}
    pauses.pause(has.assessment, because="All are away", until_on=make_dd.days(10), by=contact, at=at)
    findings.verify(has.proven, because="It is put right", by=make_audits.auditor(), at=at)
    scores.work_out([has.vendor], by=make.CLOCK, at=at)
    ScreeningProposal.objects.create(vendor=has.vendor, screening=has.recording, because="None was seen", **limit)
    _corrected(has, by, at)
    said = {"said": "in two words"}
    for row, values in {
        has.certificate: {"details": said},
        has.policy: {"details": said},
        has.case: {"reach": "Two halls over"},
        has.portal_notice: {"context": said},
        has.draft: {"overrides": [{"id": "none", "because": "It is small", "by": "Ilse Vos"}]},
    }.items():
        type(row).objects.filter(pk=row.pk).update(**values)


def _corrected(has, by, at) -> None:
    """Words of ours beside an answer of theirs, and what they say to that."""
    answer, made = has.accepted.answers.first(), {"vendor": has.vendor, "because": "We saw another hall", "made_at": at}
    ours = Correction.objects.create(
        assessment=has.accepted, question=answer.question, round=has.accepted.round, value="The second hall",
        made_by=by, made_by_name=by.name, **made,
    )  # fmt: skip
    contact = has.contact.user
    CorrectionComment.objects.create(
        correction=ours, answer="agree", made_by=contact, made_by_name=contact.name, **made
    )


def test_every_text_column_has_its_mark(marked):
    """A new column is marked by itself, where some row of the world has it; or it says in marks.py why it holds no words."""
    for columns in marked.columns:
        missing = {".".join(key) for key in marks.wordy()} - {".".join(key) for key in columns}
        assert sorted(missing ^ set(marks.NOT_HERE)) == []
    named = {column for _table, column in marks.columns()} | {".".join(key) for key in marks.columns()}
    assert set(marks.NO_WORDS) <= named


def test_every_file_has_its_mark(marked):
    with databases.committed():
        for has in marked.firms:
            stored = StoredFile.objects.filter(vendor_id__in=firms(has), shredded_at=None)
            bare = {row.purpose for row in stored if has.name not in text_of(files.read(row))}
            assert stored.count() > 10
            assert bare == set()


def text_of(content: bytes) -> str:
    """What a reader gets of it: the words and the particulars of a PDF, every part of an archive."""
    if content.startswith(b"%PDF"):
        said = [["pdftotext", "-", "-"], ["pdfinfo", "-"]]
        return "".join(_run(words, content) for words in said if shutil.which(words[0]))
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(text_of(archive.read(name)) for name in archive.namelist())
    return content.decode(errors="replace")


def _run(words: list[str], content: bytes) -> str:
    return subprocess.run(words, input=content, capture_output=True, check=False).stdout.decode(errors="replace")


def heard(answer) -> str:
    return text_of(answer.content) + str({key: value for key, value in answer.headers.items() if key != "Location"})


def crawl(caller, has, door: str = "portal") -> dict[str, str]:
    """Everything that this caller can GET: by its links, exports included, and by the addresses that the policy knows."""
    known = [line.address(has) for line in lines() if line.method == "GET" and line.door in {door, "account"}]
    waiting, found, followed = [DOORS[door] if door == "desk" else "/portal/", *known], {}, Counter()
    while waiting:
        path = waiting.pop()
        is_enough = followed[kind(path)] == ALIKE or ("&" in path and "export=" not in path)
        if path in found or not path.startswith(DOORS[door]) or (is_enough and path not in known):
            continue
        followed[kind(path)] += 1
        with mock.patch("core.pdf.render_html", sheets.printed):
            answer = asking.ask(caller, "GET", path)
        found[path] = heard(answer)
        assert answer.status < 500, path
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            waiting += [urljoin(path, link.replace("&amp;", "&")) for link in LINK.findall(answer.content.decode())]
    return found


def kind(path: str) -> str:
    """The route of an address, and what its query asks for first: an export, an order, a filter."""
    way, _mark, query = path.partition("?")
    try:
        route = resolve(way).route
    except Resolver404:
        return way
    return f"{route}?{'export' if 'export=' in query else query.partition('=')[0]}"


def leaks(found: dict[str, str], rivals: re.Pattern) -> list[str]:
    """Page and source of every mark of another firm."""
    return sorted(
        {f"{path}: {hit} ({marks.source(hit)})" for path, text in found.items() for hit in rivals.findall(text)}
    )


def sources(found: dict[str, str], has) -> set[str]:
    return {marks.source(hit) for text in found.values() for hit in marks.pattern(has.name).findall(text)}


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    "who", [pytest.param("contact", marks=pytest.mark.wide), "worker", "foreign-contact", "foreign-worker"]
)
def test_the_portal_of_one_firm_holds_nothing_of_the_others(who, marked, cells):
    has = marked.of(who)
    found = crawl(marked.callers[who], has)
    cells(len(found))
    assert leaks(found, marked.rivals(has)) == []
    assert len(sources(found, has)) > (30 if "contact" in who else 5)


@pytest.mark.wide
@pytest.mark.timeout(900)
def test_the_desk_shows_a_steward_nothing_but_their_firms(marked, cells):
    found = crawl(marked.callers["steward"], marked.own, "desk")
    cells(len(found))
    assert leaks(found, marked.rivals(marked.own)) == []
    assert len(sources(found, marked.own)) > 30
    assert not [path for path in found if "export=" in path]  # a reader makes none, and is offered none


def test_asking_for_the_records_of_others_brings_nothing(marked, cells):
    """Every address of theirs, in every way that is answered; what is refused quotes nothing."""
    for who in ("foreign-contact", "foreign-worker", "steward"):
        for line in lines():
            if (
                line.door in {"portal", "desk"}
                and line.is_about_a_record
                and (line.door == "desk") is (who == "steward")
            ):
                has = marked.other if who == "steward" else marked.own
                answer = asking.do(line, marked.callers[who], has)
                cells(1)
                assert marks.pattern(has.name).findall(heard(answer)) == [], line


def test_the_key_of_one_firm_reads_nothing_of_the_others(marked):
    for who, has in (("foreign-key", marked.own), ("own-key", marked.other)):
        said = {}
        for line in lines():
            if line.door == "api" and line.method == "GET":
                answer = asking.do(line, marked.callers[who], has)
                said[line.route] = answer.content.decode().replace(line.address(has), "(what was asked)")
        assert leaks(said, marked.rivals(marked.of(who))) == []
        assert "vendors_person.name" in sources(said, marked.of(who))


def letters(at) -> list:
    """Everything that is waiting to be told and written, as mails."""
    by, found = system("test"), []
    while (event := notices.claim(at=at, by=by)) is not None:
        notices.tell(event, at=at, by=by)
    while ids := mail.claim(at=at, by=by):
        found.append(mail.compose(ids, at=at, by=by))
        mail.close(ids, "", False, at=at, by=by)
    return [letter for letter in found if letter]


def test_nobody_is_told_of_another_firm(marked):
    with transaction.atomic():
        context.step_into(STAFF)
        sent = letters(clock.now())
        told = list(Notice.objects.filter(user__is_staff=False).select_related("user"))
        transaction.set_rollback(True)
    for has in marked.firms:
        addresses = {each.user.email for each in (has.contact, has.signatory, has.worker, has.colleague)}
        mine = [letter for letter in sent if addresses & set(letter.to)]
        words = {letter.subject: letter.body + str(letter.alternatives) for letter in mine}
        words |= {notice.key: f"{notice.title} {notice.context}" for notice in told if notice.user.email in addresses}
        assert len(mine) > 3
        assert leaks(words, marked.rivals(has)) == []
        assert sources(words, has)


def test_neither_the_log_nor_the_cache_holds_a_name(marked, caplog):
    """Who works with whom stands in the database alone: the log says routes and ids, the cache counts."""
    with caplog.at_level(logging.DEBUG):
        for line in lines():
            if line.door in WHO_LOOKS:
                asking.do(line, marked.callers[WHO_LOOKS[line.door]], marked.own)
    written = logs.formatter()
    text = "\n".join(written.format(record) for record in caplog.records if not record.name.startswith("django.db"))
    any_firm = marks.pattern(*(has.name for has in marked.firms))
    assert text.count("\n") > 100
    assert any_firm.findall(text) == []
    assert any_firm.findall(kept_in_redis()) == []


WHO_LOOKS = {"desk": "officer", "portal": "contact"}


def kept_in_redis() -> str:
    """Every key with what lies under it."""
    import redis

    client = redis.Redis.from_url(settings.REDIS_URL)
    reading = {
        b"string": client.get,
        b"list": lambda key: client.lrange(key, 0, -1),
        b"set": client.smembers,
        b"zset": lambda key: client.zrange(key, 0, -1),
        b"hash": client.hgetall,
    }
    return "\n".join(f"{key!r} {reading[client.type(key)](key)!r}" for key in client.keys("*"))


def test_no_secret_reaches_the_log(company, caplog):
    own = company.own
    secrets = [company.callers["full-key"].headers["Authorization"].split()[1], own.link, own.spent, make.PASSWORD]
    secrets += ["three green boats at sea", company.callers["contact"].session_key, own.reset_key]
    secrets += [sheets.CONTENT.decode()]
    with caplog.at_level(logging.DEBUG):
        for line in lines():
            if line.door in {"account", "public", "api"} or line.route in {"document_new", "portal_incident"}:
                for who in ("full-key",) if line.door == "api" else ("stranger", "contact", "worker", "owner"):
                    asking.do(line, company.callers[who], own)
    written = logs.formatter()
    text = "\n".join(written.format(record) for record in caplog.records)
    assert text.count("\n") > 50
    assert [secret for secret in secrets if secret in text] == []


@pytest.fixture
def forgotten():
    """Every `visible_to` of the house gives every row, as if somebody had forgotten to narrow it."""
    kinds = {type(model._default_manager.all()) for model in apps.get_models()}
    scoped = [kind for kind in kinds if hasattr(kind, "visible_to")]
    assert len(scoped) > 20
    with contextlib.ExitStack() as patches:
        for kind in scoped:
            patches.enter_context(mock.patch.object(kind, "visible_to", lambda rows, actor: rows.all()))
        yield


def scoped_lines() -> list:
    return [line for line in lines() if line.door == "portal" and line.method == "GET"]


def test_the_second_wall_holds_alone(marked, forgotten, cells):
    """Row security alone keeps the firms apart, in every view of the portal: by address, in lists and in what they count."""
    for who in ("foreign-contact", "worker"):
        has, caller = marked.of(who), marked.callers[who]
        found = {
            line.address(each): heard(asking.do(line, caller, each)) for line in scoped_lines() for each in marked.firms
        }
        cells(len(found))
        assert len(found) > 20
        assert leaks(found, marked.rivals(has)) == []


def test_with_both_walls_down_the_marks_come_through(marked, forgotten):
    """So the test above would see them."""
    with mock.patch.object(viewer, "PORTAL", STAFF):
        caller = marked.callers["foreign-contact"]
        found = {
            line.address(each): heard(asking.do(line, caller, each)) for line in scoped_lines() for each in marked.firms
        }
    assert len({leak.split(":")[0] for leak in leaks(found, marked.rivals(marked.other))}) > 20

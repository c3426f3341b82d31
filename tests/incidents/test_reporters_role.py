"""What can the public door do at most, past every line of our code? Asked in its own role of the database."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from core import clock
from core.database import context, policies
from core.database.roles import GATE, PORTAL, REPORTER
from incidents import receipt_codes, receipts
from incidents.actions import cases, entries
from tests import make, make_incidents
from tests.incidents.test_without_name import photo

pytestmark = pytest.mark.django_db
TABLES = {
    "core_event": {"INSERT"},
    "core_eventdetail": {"INSERT"},
    "core_outbox": {"INSERT"},
    "core_storedfile": {"INSERT"},
    "incidents_case": {"INSERT"},
    "incidents_caseentry": {"INSERT"},
    "incidents_custodyentry": {"INSERT"},
    "incidents_evidenceitem": {"INSERT"},
    "incidents_playbook": {"SELECT"},
}
COLUMNS = {
    "core_storedfile": {"id", "created_at"},
    "incidents_case": {"id", "created_at", "reference", "way", "status", "reported_at"},
    "incidents_caseentry": {"id", "created_at", "case_id", "kind", "text", "recorded_at"},
    "incidents_custodyentry": {"id", "created_at"},
    "incidents_evidenceitem": {"id", "created_at", "case_id", "title", "sha256", "taken_in_at", "taken_in_by_id"},
}


def ask(sql: str, *values) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def count(table: str, **scope) -> int:
    with context.role(**scope):
        return ask(f'select count(id) from "{table}"')[0][0]


@pytest.fixture
def case():
    """With a file, a question and an answer; it is known whom it is about, and somebody is linked."""
    firm, lead, made = make.vendor(), make_incidents.investigator(), make_incidents.without_name(upload=photo())
    entries.ask(made, text="Which day was it?", by=lead, at=clock.now())
    make_incidents.written(made)
    entries.add(made, kind="note", text="We suspect the contact", by=lead, at=clock.now())
    return cases.name_firm(made, firm, because="The badge", by=lead, at=clock.now())


def test_the_role_holds_these_rights_and_no_other():
    rows = ask(
        "select c.relname, a.privilege_type from pg_class c cross join lateral aclexplode(c.relacl) a "
        "where a.grantee = %s::regrole and c.relkind = 'r'",
        REPORTER,
    )
    held: dict[str, set] = {}
    for table, right in rows:
        held.setdefault(table, set()).add(right)
    assert held == TABLES


def test_it_reads_these_columns_and_no_other():
    rows = ask(
        "select c.relname, t.attname, a.privilege_type from pg_attribute t join pg_class c on c.oid = t.attrelid "
        "cross join lateral aclexplode(t.attacl) a where a.grantee = %s::regrole",
        REPORTER,
    )
    assert {right for _table, _column, right in rows} == {"SELECT"}
    read: dict[str, set] = {}
    for table, column, _right in rows:
        read.setdefault(table, set()).add(column)
    assert read == COLUMNS


def test_it_counts_up_two_numbers():
    rows = ask(
        "select c.relname from pg_class c cross join lateral aclexplode(c.relacl) a "
        "where a.grantee = %s::regrole and c.relkind = 'S'",
        REPORTER,
    )
    assert {name for (name,) in rows} == set(policies.REPORTER_NUMBERS)


@pytest.mark.parametrize("table", ["incidents_case", "incidents_caseentry", "incidents_evidenceitem"])
def test_without_the_code_there_is_nothing_to_read(case, table):
    assert count(table, name=REPORTER) == 0
    assert count(table, name=REPORTER, user=uuid.uuid4()) == 0
    assert count(table, name=REPORTER, user=case.pk) > 0


def test_another_report_is_never_seen(case):
    other = make_incidents.without_name(upload=photo(b"of somebody else"))
    assert count("incidents_case", name=REPORTER, user=other.pk) == 1
    with context.role(GATE), receipts.as_reporter(other.pk) as seen:
        assert receipts.talk(seen) == [] and len(receipts.files_of(seen)) == 1


def test_a_report_with_a_name_is_never_seen():
    named = make_incidents.case()
    for table in ("incidents_case", "incidents_evidenceitem"):
        assert count(table, name=REPORTER, user=named.pk) == 0


def test_the_reporter_reads_the_talk_and_the_own_files_and_not_what_we_note(case):
    with context.role(REPORTER, user=case.pk):
        kinds = [kind for (kind,) in ask("select kind from incidents_caseentry")]
    assert sorted(kinds) == ["answered", "asked", "evidence", "report"]


@pytest.mark.parametrize(
    "statement",
    [
        "update incidents_case set status = 'closed'",
        "delete from incidents_caseentry",
        "select what from incidents_case",
        "select recorded_by_name from incidents_caseentry",
        "select name from core_storedfile",
        "select * from core_event",
        "select email from core_user",
        "select name from vendors_vendor",
        "select address from core_session",
        "insert into incidents_caselink (id) values (gen_random_uuid())",
    ],
)
def test_the_rest_is_refused(case, statement):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        context.role(REPORTER, user=case.pk),
        transaction.atomic(),
    ):
        ask(statement)


@pytest.mark.parametrize(
    ("changed", "value"),
    [
        ("case_id", "gen_random_uuid()"),
        ("kind", "'decision'"),
        ("kind", "'asked'"),
        ("vendor_id", "(select current_setting('test.firm')::uuid)"),
        ("recorded_by_id", "(select current_setting('test.user')::uuid)"),
    ],
)
def test_it_adds_no_line_but_its_own(case, changed, value):
    ask(
        "select set_config('test.firm', %s, true), set_config('test.user', %s, true)",
        str(case.vendor_id),
        str(make.account().pk),
    )
    row = {"id": "gen_random_uuid()", "case_id": f"'{case.pk}'", "kind": "'answered'", "text": "'Hm'"}
    row |= {"happened_at": "now()", "recorded_at": "now()", "recorded_by_name": "''", "because": "''"}
    _insert(case, row)
    with pytest.raises(DatabaseError, match="row-level security"):
        _insert(case, {**row, changed: value})


def _insert(case, row: dict, *, table: str = "incidents_caseentry") -> None:
    with context.role(REPORTER, user=case.pk), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"insert into {table} ({', '.join(row)}) values ({', '.join(row.values())})")


def test_an_event_of_this_door_names_nobody_and_no_request(case):
    row = {"id": "gen_random_uuid()", "name": "'incident.answered'", "at": "now()", "actor_kind": "'anonymous'"}
    row |= {"subject_kind": "''", "request_id": "''", "door": "'public'", "commitment": "''"}
    for changes in (
        {"request_id": "'abc'"},
        {"actor_kind": "'staff'"},
        {"actor_id": "gen_random_uuid()"},
        {"vendor_id": "gen_random_uuid()"},
    ):
        said = {**row, **changes}
        with pytest.raises(DatabaseError, match="row-level security"):
            _insert(case, said, table="core_event")


def test_the_gate_learns_which_case_a_code_opens_and_reads_none():
    secret = receipt_codes.new_secret()
    case = make_incidents.without_name(secret=secret)
    with context.role(GATE):
        assert receipts.case_of(receipt_codes.of_secret(secret)) == case.pk
        assert receipts.case_of(receipt_codes.of_secret("another one")) is None
        assert receipts.case_of("") is None
    with context.role(GATE), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        ask("select * from incidents_case")


def test_no_portal_sees_it_not_even_of_the_firm_that_it_is_about(case):
    contact = make.contact(case.vendor)
    for user in (contact.user_id, case.pk):
        for table in ("incidents_case", "incidents_caseentry", "incidents_evidenceitem", "incidents_custodyentry"):
            assert count(table, name=PORTAL, vendor=case.vendor_id, user=user) == 0
    assert not type(case).objects.visible_to(make.as_person(contact)).exists()

"""Which words of a firm are marked, and with what? Every text column of every table that carries a firm, each with its own mark.

A mark is the firm's name and two more characters that tell the column, so that a leak names its source. A column that
holds no words is declared here with its reason; any other column without a mark fails (test_traces.py).
"""

import re
from functools import cache

from django.apps import apps
from django.db import models
from psycopg2.errors import CheckViolation, UniqueViolation
from psycopg2.extras import Json

from tests import databases
from vendors.models import Vendor

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# By the column's name, or `table.column`. What has `choices` needs no line.
NO_WORDS = {
    **dict.fromkeys(
        ["sha256", "mark_sha256", "sha512", "proof_sha256", "digest", "document_sha256", "act_digest", "body_digest", "commitment", "salt", "vendor_chain"],
        "a fingerprint",
    ),
    **dict.fromkeys(
        ["key", "template_key", "requirement", "clause", "approver", "source_kind", "subject_kind", "scheme", "line", "dimension", "lesson", "question",
         "method", "kind", "role", "level", "seal_level", "ref", "template", "door", "actor_kind", "severity", "topics", "choices",
         "signed_by", "drawn", "checks", "reasons", "section", "factor", "accepted_as"],
        "names a rule, a kind or a row of starter content",
    ),
    **dict.fromkeys(["country", "jurisdiction", "currency", "zone", "media_type", "scan_state", "key_id"], "a code of a list"),
    **dict.fromkeys(["url", "result_url", "storage_name", "route"], "an address of ours"),
    **dict.fromkeys(["reference", "request_id", "last_four", "code"], "made by us"),
    **dict.fromkeys(["agreements_duty.clause", "agreements_penaltyterm.clause"], "names a clause of starter content"),
    "agreements_duty.number": "a number of the text",
    "agreements_signingquestion.part": "names a part of the text",
    "agreements_signature.strokes": "numbers that a pen drew",
    "agreements_shownpart.part": "names a part of the text",
    "agreements_elsewherepaper.clauses": "pages by names of starter content",
    "agreements_agreement.html": "frozen with its fingerprint, and a damaged one is not shown; it holds the firm's name as it is",
    "agreements_supplement.html": "frozen with its fingerprint",
    "agreements_agreement.editions": "numbers by names of starter content",
    "core_event.name": "names a kind of deed",
    "core_storedfile.purpose": "names a kind of file",
    "training_attempt.answers": "names options of starter content",
    "vendors_statement.amounts": "numbers by names of lines",
    "vendors_tierassessment.answers": "names options of starter content",
}  # fmt: skip
# No row of the world has words there.
NOT_HERE = {
    "access_pageview.mark": "one's own, and drawn into the page",
    "agreements_elsewherepaper.signatures": "no file of the world carries an electronic signature",
    "agreements_amendment.variables": "numbers by names of variables",
    "access_usability.unmet": "a note of the rule, made by the worker",
    "vendors_answersheet.left_out": "ids of questions",
    "vendors_answersheet.wrong": "every cell of the workbook was right",
    "vendors_panelreview.marks": "numbers by names of rules",
    "vendors_watchhit.lines": "single words, as they were compared",
}
# What belongs to a firm through the row that it was offered or sent.
BESIDE = {
    "access_asset": ("name", "what", "prompt"),
    "access_document": ("title",),
    "core_storedfile": ("name",),
}
Column = tuple[str, str]


@cache
def columns() -> dict[Column, models.Field]:
    """(table, column) -> field, of all that may hold words of a firm."""
    return {
        (model._meta.db_table, field.column): field
        for model in apps.get_models()
        if _owner(model)
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices
    }


@cache
def wordy() -> dict[Column, models.Field]:
    return {
        key: field
        for key, field in columns().items()
        if key[1] not in NO_WORDS and f"{key[0]}.{key[1]}" not in NO_WORDS
    }


@cache
def codes() -> dict[Column, str]:
    return {column: DIGITS[number // 36] + DIGITS[number % 36] for number, column in enumerate(sorted(columns()))}


@cache
def _columns_by_code() -> dict[str, Column]:
    return {code: column for column, code in codes().items()}


def source(found: str) -> str:
    """The column of a mark that was found."""
    return ".".join(_columns_by_code().get(found[-2:].lower(), ["a name"]))


def pattern(*names: str) -> re.Pattern:
    return re.compile(rf"(?:{'|'.join(names)})(?:[0-9a-z]{{2}})?", re.IGNORECASE)


def put(database: str, has, firms: list) -> set[Column]:
    """On every row of these firms, behind everybody's back; returns the columns that had a row."""
    connection, marked = databases.connect_as_superuser(database), set()
    with connection.cursor() as cursor:
        for table in sorted({table for table, _column in wordy()} | set(BESIDE)):
            cursor.execute(f'alter table "{table}" disable trigger user')  # they keep rows as they are
        for (table, column), field in wordy().items():
            where = "id" if table == Vendor._meta.db_table else "vendor_id"
            mark = f"{has.name}{codes()[table, column]}"
            put_on = _on_json if isinstance(field, models.JSONField) else _on_text
            if put_on(cursor, table, field, mark, f"{where} = any(%s::uuid[])", [[str(pk) for pk in firms]]):
                marked.add((table, column))
        for table, names in BESIDE.items():
            for name in names:
                mark = has.name + codes().get((table, name), "zz")
                field = next(
                    f
                    for m in apps.get_models()
                    if m._meta.db_table == table
                    for f in m._meta.concrete_fields
                    if f.column == name
                )
                _on_text(cursor, table, field, mark, "id = any(%s::uuid[])", [_beside(has, table)])
    connection.close()
    return marked


def _owner(model) -> str:
    if model is Vendor:
        return "id"
    return "vendor_id" if any(field.column == "vendor_id" for field in model._meta.concrete_fields) else ""


def _beside(has, table: str) -> list[str]:
    documents = [has.document, has.another.document, has.lent, has.doomed, has.destroyed]
    with databases.committed():
        rows = {
            "access_asset": [has.asset, has.another.asset, has.waited, has.unasked],
            "access_document": documents,
            "core_storedfile": [version.file for document in documents for version in document.versions.all()],
        }[table]
    return [str(row.pk) for row in rows]


def _on_text(cursor, table: str, field: models.Field, mark: str, where: str, values: list) -> bool:
    between = "" if isinstance(field, models.EmailField) or field.name in {"hr_id"} else " "
    change = f'update "{table}" set "{field.column}" = left(rtrim(%s || "{field.column}"), %s) where {where}'
    said = [mark + between, field.max_length or 1_000_000, *values]
    try:
        cursor.execute(change, said)
    except (CheckViolation, UniqueViolation):  # some row may say nothing there, or only one the same
        cursor.execute(f"""{change} and "{field.column}" <> ''""", said)
    return cursor.rowcount > 0


def _on_json(cursor, table: str, field: models.Field, mark: str, where: str, values: list) -> bool:
    key = field.model._meta.pk.column
    cursor.execute(f'select "{key}"::text, "{field.column}" from "{table}" where {where}', values)
    rows = cursor.fetchall()
    for pk, value in rows:
        said = _with_marks(value, mark)
        cursor.execute(f'update "{table}" set "{field.column}" = %s where "{key}"::text = %s', [Json(said), pk])
    return any(mark in str(_with_marks(value, mark)) for _pk, value in rows)


def _with_marks(value, mark: str):
    """Words get the mark before them; keys, ids, days and single names of options stay what they are."""
    if isinstance(value, dict):
        return {key: _with_marks(inner, mark) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_marks(inner, mark) for inner in value]
    return f"{mark} {value}" if isinstance(value, str) and " " in value.strip() else value

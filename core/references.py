"""What do staff call a record on the telephone? `SUB-0047`: human references, never shown in the portal."""

from django.db import connection

PREFIXES = ["SUB", "ENG", "ASM", "CRT", "INS", "AGR", "AST", "DOC", "ACR", "AUD", "FND", "INC", "EVD", "CMP"]


def next_of(prefix: str) -> str:
    """The next reference of this kind. Gaps are normal: a rolled-back request leaves one. Raises KeyError for an unknown kind."""
    if prefix not in PREFIXES:
        raise KeyError(prefix)
    with connection.cursor() as cursor:
        cursor.execute(f"select nextval('core_reference_{prefix.lower()}')")
        return f"{prefix}-{cursor.fetchone()[0]:04d}"

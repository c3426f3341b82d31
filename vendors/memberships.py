"""For which firms may this account stand now? Asked at the gate, before any firm is known.

A SECURITY DEFINER look-up, one of the few listed in tests/house: the gate itself sees no table of any subcontractor.
An account stands for a firm while its employment there holds and the firm is not archived.
"""

import uuid
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True)
class Membership:
    person_id: uuid.UUID
    vendor_id: uuid.UUID
    vendor_name: str
    hats: tuple[str, ...]


def of_user(user) -> list[Membership]:
    with connection.cursor() as cursor:
        cursor.execute("select person_id, vendor_id, vendor_name, hats from vendors_memberships(%s)", [user.pk])
        return [Membership(person, vendor, name, tuple(hats)) for person, vendor, name, hats in cursor.fetchall()]

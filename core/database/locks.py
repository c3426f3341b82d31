"""How does one deed at a time go on about a row that the role may read and not lock?"""

import uuid

from django.db import connection


def one_at_a_time(row: uuid.UUID) -> None:
    """Wait until nobody else is at this row, and keep others out until the transaction ends. Those who may lock the row itself
    take this as well, and first."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(row)])

"""What time is it? The database's time, read once by a door and handed down as `at`."""

import datetime

from django.db import connection


def now() -> datetime.datetime:
    """The start of the current transaction by the database's clock, aware, UTC.

    Only doors and tasks ask; rules and actions are told.
    """
    with connection.cursor() as cursor:
        cursor.execute("select now()")
        return cursor.fetchone()[0]

"""Does a database of a state before the first release say so, instead of failing over a table that is there?"""

import importlib

import psycopg2
import pytest


def test_a_database_made_in_other_steps_is_refused_in_words(superuser):
    check = importlib.import_module("core.migrations.0001_tables").TOO_OLD
    with superuser.cursor() as cursor:
        cursor.execute(check)
        cursor.execute("insert into django_migrations (app, name, applied) values ('core', '0001_initial', now())")
        with pytest.raises(psycopg2.errors.RaiseException, match="before its first release. Start over"):
            cursor.execute(check)

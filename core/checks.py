"""Is it safe to start? The database login must own nothing, and the keys must be there."""

import base64
import binascii

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import OperationalError, connection

_LOGIN = """
select r.rolsuper, r.rolbypassrls, exists (select from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace)
from pg_roles r where r.rolname = session_user
"""


@register(Tags.database)
def the_login_owns_nothing(app_configs, databases=None, **kwargs):
    """Refuse a web or task login that is superuser, bypasses row security or owns tables: the second wall would be gone."""
    if not databases or settings.LOGIN not in {"web", "task"}:
        return []
    return login_errors()


def login_errors() -> list[Error]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(_LOGIN)
            is_super, bypasses, owns = cursor.fetchone()
    except OperationalError as error:
        return [Error(f"The database cannot be reached: {error}", id="ringfence.E001")]
    if is_super or bypasses or owns:
        return [
            Error(
                "The database login is superuser, bypasses row security or owns tables. Log in as ringfence_web or ringfence_task.",
                hint="Run manage.py prepare_database and set DATABASE_URL without a user.",
                id="ringfence.E002",
            )
        ]
    return []


@register(Tags.security)
def the_keys_are_there(app_configs, **kwargs):
    try:
        keys = [base64.b64decode(key, validate=True) for key in settings.KEY_ENCRYPTION_KEY.split(",")]
        if all(len(key) == 32 for key in keys):
            return []
    except (binascii.Error, ValueError):
        pass
    return [
        Error(
            "RINGFENCE_KEY_ENCRYPTION_KEY must be 32 random bytes in base64; while keys are rotated, the new and the old one with a comma.",
            id="ringfence.E003",
        )
    ]

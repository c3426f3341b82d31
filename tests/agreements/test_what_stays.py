"""Can anybody change what was put before people, or what they signed? G13: not even the owner of the tables."""

import psycopg2
import pytest
from django.db import DatabaseError, connection, transaction

from agreements.models import Agreement, Signature
from core.database.roles import PORTAL
from core.refusals import NotNow
from tests import databases, make
from tests import make_agreements as papers

CHANGES = [
    "update agreements_signature set signed_at = signed_at - interval '1 day'",
    "update agreements_signature set typed_name = 'Somebody Else'",
    "delete from agreements_signature",
    "truncate agreements_signature cascade",
    "update agreements_agreement set html = html || ' '",
    "update agreements_agreement set document_sha256 = repeat('0', 64)",
    "update agreements_agreement set ends_on = ends_on + 365",
    "update agreements_agreement set signed_at = signed_at - interval '1 day'",
    "update agreements_agreement set issued_at = null",
    "delete from agreements_agreement",
    "update agreements_clauseedition set title = 'x'",
]


def test_the_database_refuses_everybody(committing_database, superuser):
    with databases.committed():
        papers.signed()
    for change in CHANGES:
        with pytest.raises(psycopg2.Error, match="is refused"), superuser.cursor() as cursor:
            cursor.execute(change)


def test_the_portal_role_sees_its_own_firms_papers_and_no_library(committing_database):
    with databases.committed():
        mine, other = papers.issued(make.vendor()), papers.issued(make.vendor())
    with databases.committed(PORTAL, vendor=mine.vendor_id):
        assert list(Agreement.objects.values_list("pk", flat=True)) == [mine.pk] != [other.pk]
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("select * from agreements_clauseedition")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", [lambda: Signature.objects.update(typed_name="x"), lambda: Signature.objects.all().delete()]
)
def test_the_web_has_no_right_to_try(change):
    papers.signed()
    with pytest.raises(DatabaseError, match="permission denied|is refused"), transaction.atomic():
        change()


@pytest.mark.django_db
@pytest.mark.parametrize("change", [
    "update agreements_agreement set status = 'declined', closed_at = now() where status = 'issued'",
    "update agreements_agreement set status = 'signed' where status = 'issued'",
    "update agreements_agreement set closed_at = null, status = 'terminated', closed_because = 'x' where status = 'issued'",
])  # fmt: skip
def test_a_status_without_its_stamps_is_refused(change):
    papers.issued()
    with (
        pytest.raises(DatabaseError, match="has_a_reason|has_its_moment"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


@pytest.mark.django_db
def test_one_undertaking_at_a_time_waits_for_a_person():
    worker = make.person()
    papers.undertaking(worker)
    with pytest.raises(NotNow, match="already waits"):
        papers.undertaking(worker)

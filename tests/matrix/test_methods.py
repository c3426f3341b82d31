"""Does a page answer what no browser sends? Every page, by every other method, as everybody: turned away before it is asked who."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.matrix import asking
from tests.matrix.policy import lines

METHODS = ("OPTIONS", "PUT", "PATCH", "DELETE")
PAGES = {line.route: line for line in lines() if line.door != "api"}
OF_THE_API = {"api_description", "api/^v1/.*$"}  # public, and nonetheless under its address


@pytest.mark.parametrize("method", METHODS)
def test_no_page_answers_another_method(method, company):
    wrong, asked = [], 0
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        for route, line in PAGES.items():
            path = asking.address(line, company.own)
            before = len(queries)
            for caller in company.callers.values() if route not in OF_THE_API else ():
                status = caller.as_before().generic(method, path, headers=caller.headers).status_code
                wrong += [f"{route} {caller.name}: {status}"] if status != 405 else []
                asked += 1
            wrong += [f"{route}: asked the database"] if len(queries) > before else []
    assert wrong == []
    assert asked > 5000

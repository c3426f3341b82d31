"""Does a route answer a method that it does not have? Every other method, as everybody: 405, or not let in; never done."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.matrix import asking, cast
from tests.matrix.policy import lines
from tests.matrix.routes import all_routes

METHODS = ("GET", "HEAD", "POST")
NO_BROWSER_SENDS = ("OPTIONS", "PUT", "PATCH", "DELETE")
PAGES = {line.route: line for line in lines() if line.door != "api"}
OF_THE_API = {"api_description", "api/^v1/.*$"}  # public, and nonetheless under its address


@pytest.mark.parametrize("callers", [["stranger", "contact"], pytest.param(cast.EVERYBODY, marks=pytest.mark.wide)])
@pytest.mark.parametrize("method", NO_BROWSER_SENDS)
def test_no_page_answers_what_no_browser_sends(method, callers, company, cells):
    """Turned away before it is asked who that is: the database hears nothing of it, whoever sends it."""
    wrong, asked = [], 0
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        for route, line in PAGES.items():
            path = asking.address(line, company.own)
            before = len(queries)
            for caller in map(company.callers.get, callers if route not in OF_THE_API else ()):
                status = caller.browser.generic(method, path, headers=caller.headers).status_code
                wrong += [f"{route} {caller.name}: {status}"] if status != 405 else []
                asked += 1
            wrong += [f"{route}: asked the database"] if len(queries) > before else []
    cells(asked)
    assert wrong == []
    assert asked > 300 * len(callers)


@pytest.mark.parametrize("route", sorted(all_routes()))
def test_no_other_method_is_answered(route, company, cells):
    mine, wrong, count = {line.method: line for line in lines() if line.route == route}, [], 0
    with asking.without_pictures(), asking.nothing_done() as found:
        for method in _others(route, mine):
            line = mine["GET"] if method == "HEAD" and "GET" in mine else next(iter(mine.values()))
            for caller in map(company.callers.get, cast.AT[line.door]):
                has = company.of(caller)
                status = asking.send(caller, method, asking.address(line, has), dict).status_code
                may = {405, *(line.expected(caller, has) if _may_hear_more(method, line, caller, has) else ())}
                wrong += [f"{method} {caller.name}: {status}, not {may}"] if status not in may else []
                count += 1
    cells(count)
    assert not wrong, "\n".join(wrong)
    assert found == []


def _others(route: str, mine) -> list[str]:
    is_page = route in PAGES and route not in OF_THE_API
    return [method for method in (METHODS if is_page else METHODS + NO_BROWSER_SENDS) if method not in mine]


def _may_hear_more(method: str, line, caller, has) -> bool:
    """Who is refused may be refused before the method is looked at. HEAD may be answered as its GET is; OPTIONS by the API."""
    is_said = (method == "HEAD" and line.method == "GET") or (method == "OPTIONS" and line.door == "api")
    return is_said or not line.lets(caller, has) or min(line.successes) >= 400

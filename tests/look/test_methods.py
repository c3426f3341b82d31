"""Is a page reached by GET, HEAD and POST alone?"""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
@pytest.mark.parametrize("path", ["/logout/", "/account/2fa/", "/desk/", "/nothing/", "/api/docs/"])
def test_no_other_method_reaches_a_page(path, method):
    answer = getattr(Client(), method)(path)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, POST"
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_the_api_says_itself_what_it_takes():
    assert Client().delete("/api/v1/people").headers["Content-Type"] == "application/problem+json"

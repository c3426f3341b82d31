"""Do real answers wear the frame: sign-in, recovery, an unknown address, the brand's colour?"""

import pytest

from core.models import Organisation

pytestmark = pytest.mark.django_db


def test_sign_in_is_ours_and_leaves_with_the_policy(client):
    answer = client.get("/login/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert "built/ringfence.css" in page and 'autocomplete="email' in page and "placeholder" not in page
    assert 'id="passkey_login"' in page and "<noscript>" in page


def test_a_wrong_password_is_said_at_the_top_and_the_address_is_kept(client):
    page = client.post("/login/", {"login": "nobody@example.org", "password": "wrong-wrong-wrong"}).content.decode()
    assert "<title>Error: Sign in" in page and 'id="error-summary"' in page and 'value="nobody@example.org"' in page


def test_recovery_answers_alike_for_known_and_unknown(client):
    assert client.get("/account/password/reset/").status_code == 200
    answer = client.post("/account/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert "If there is an account for this address" in answer.content.decode()


def test_an_unknown_address_has_one_page(client):
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404 and "Page not found" in answer.content.decode()
    assert answer["X-Request-Id"] in answer.content.decode()


def test_the_operators_colour_is_a_style_sheet(client):
    plain = client.get("/login/").content.decode()
    assert "/brand.css" not in plain
    Organisation(brand_hue=30, brand_chroma="0.100").save()
    assert "/brand.css?v=30-0.100" in client.get("/login/").content.decode()
    sheet = client.get("/brand.css")
    assert sheet["Content-Type"].startswith("text/css") and b"--brand-h:30" in sheet.content


def test_asking_to_stay_needs_a_session_and_a_post(client):
    assert client.post("/session/").status_code == 401
    assert client.get("/session/").status_code == 405

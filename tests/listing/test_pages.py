"""A list on the page: without script it is links and forms; htmx gets the same region alone."""

import pytest
from django.urls import include, path

from config.urls import handler404, handler500  # noqa: F401
from config.urls import urlpatterns as product
from core.models import Job, User
from core.web.listing import respond
from tests.listing.test_listing import JOBS

urlpatterns = [path("desk/test-jobs/", lambda request: respond(request, JOBS)), path("", include(product))]


@pytest.fixture
def officer(db, client, settings):
    settings.ROOT_URLCONF = "tests.listing.test_pages"
    user = User.objects.create_user("ines@example.org", name="Ines", is_staff=True)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return user


def test_the_whole_page_holds_what_the_address_asks_for(client, officer):
    Job.objects.create(kind="import", title="<b>first</b>", user=officer, total=7)
    page = client.get("/desk/test-jobs/?kind=import&cols=total").content.decode()
    assert "&lt;b&gt;first&lt;/b&gt;" in page and "<b>first" not in page
    assert "1 job" in page and 'aria-sort="ascending"' in page
    for text in ["Import", "?cols=title,total", 'name="started_from"', 'type="date"', 'name="q"']:
        assert text in page, text


def test_htmx_gets_the_region_that_the_page_includes(client, officer):
    Job.objects.create(kind="import", title="first", user=officer)
    whole = client.get("/desk/test-jobs/").content.decode()
    part = client.get("/desk/test-jobs/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and part.strip() in whole


@pytest.mark.parametrize(
    "query, words",
    [("", "Nothing here yet"), ("?q=zz", "Nothing matches"), ("?view=big&large=yes", "Nothing is waiting")],
)
def test_an_empty_list_says_what_kind_of_empty(client, officer, query, words):
    assert words in client.get(f"/desk/test-jobs/{query}").content.decode()


def test_without_the_right_there_is_no_export_and_its_address_is_refused(client, officer):
    Job.objects.create(kind="import", title="first", user=officer)
    assert "export=csv" not in client.get("/desk/test-jobs/").content.decode()
    assert client.get("/desk/test-jobs/?export=csv").status_code == 403
    assert client.get("/desk/test-jobs/?export=exe").status_code == 404


def test_with_the_right_the_file_is_there(client, officer):
    from django.contrib.auth.models import Group

    officer.groups.add(Group.objects.get_or_create(name="officer")[0])
    Job.objects.create(kind="import", title="first", user=officer)
    assert "export=csv" in client.get("/desk/test-jobs/").content.decode()
    response = client.get("/desk/test-jobs/?export=xlsx")
    assert response.status_code == 200 and "attachment" in response.headers["Content-Disposition"]

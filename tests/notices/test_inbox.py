"""The inbox shows one's own notices, for the firm one stands for now, and nobody else's."""

import pytest

from config.notices import NOTICES
from core import clock, events, notices
from core.database import context
from core.database.roles import PORTAL
from core.models import Notice
from core.notices import Listener, Tell
from tests import make

pytestmark = pytest.mark.django_db


def tell(user, title: str, vendor=None) -> Notice:
    said = {"key": title, "title": title, "url": "/", "why": "", "context": {}, "at": clock.now()}
    notice = notices.write(user, vendor_id=vendor.pk if vendor else None, **said)
    notice.save()
    return notice


@pytest.fixture
def firm():
    return make.vendor("Norra")


@pytest.fixture
def contact(firm):
    return make.contact(firm)


def test_staff_find_their_own_notices_and_mark_them_read(client):
    officer, other = make.officer(), make.officer("Otto")
    tell(officer.user, "For Ines")
    tell(other.user, "For Otto")
    client.force_login(officer.user)
    page = client.get("/desk/notices/")
    assert page.status_code == 200 and "For Ines" in page.text and "For Otto" not in page.text
    assert client.post("/desk/notices/reading/").status_code == 302
    assert [notice.title for notice in Notice.objects.unread()] == ["For Otto"]


def test_reading_is_no_act_of_a_link(client):
    client.force_login(make.officer().user)
    assert client.get("/desk/notices/reading/").status_code == 405


def test_a_contact_finds_news_of_the_firm_and_of_the_account_and_no_colleagues(client, firm, contact):
    tell(contact.user, "About the firm", firm)
    tell(contact.user, "About the account")
    tell(contact.user, "About another firm", make.vendor("Zeta"))
    tell(make.contact(firm).user, "For a colleague", firm)
    client.force_login(contact.user)
    page = client.get("/portal/notices/")
    assert page.status_code == 200
    assert [
        title in page.text for title in ("About the firm", "About the account", "About another firm", "For a colleague")
    ] == [
        True,
        True,
        False,
        False,
    ]


def test_the_wall_itself_hides_colleagues_notices(firm, contact):
    tell(contact.user, "About the firm", firm)
    tell(make.contact(firm).user, "For a colleague", firm)
    with context.role(PORTAL, vendor=firm.pk, user=contact.user.pk):
        assert [notice.title for notice in Notice.objects.all()] == ["About the firm"]
    with context.role(PORTAL, vendor=firm.pk):
        assert not Notice.objects.exists()


def test_a_subcontractor_is_told_the_title_and_no_internal_detail(monkeypatch, firm, contact):
    line = Tell(
        lambda event, detail: [Listener(contact.user, "/portal/", context={"what": "said openly"})],
        "Made %(made)s",
    )
    monkeypatch.setitem(NOTICES, "export.made", [line])
    event = events.record(
        "export.made", firm, by=make.CLOCK, at=clock.now(), because="suspicion", made="a list", internal="names"
    )
    notices.tell(event.pk, at=clock.now(), by=make.CLOCK)
    told = Notice.objects.get(user=contact.user)
    assert told.title == "Made a list" and told.context["what"] == "said openly"
    assert set(told.context) == {"reference", "subject", "what", "why", "text", "act"}

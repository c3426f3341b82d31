"""The inbox shows one's own notices, for the firm one stands for now, and nobody else's."""

import html
import re

import pytest

from config.notices import NOTICES
from core import clock, events, notices
from core.database import context
from core.database.roles import PORTAL
from core.models import Notice
from core.notices import Listener, Tell
from core.web.viewer import form_token
from tests import make

pytestmark = pytest.mark.django_db


def tell(user, title: str, vendor=None, text: str = "") -> Notice:
    said = {
        "key": f"{title}:{user.pk}",
        "title": title,
        "url": "/desk/people/",
        "why": "",
        "context": {},
        "text": text,
        "at": clock.now(),
    }
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


@pytest.fixture
def inbox(client):
    officer = make.officer()
    client.force_login(officer.user)
    return [tell(officer.user, f"News {number}", text=f"What happened, {number}") for number in range(3)]


def bell(page) -> int:
    found = re.search(r'aria-label="Notices, (\d+) new"', page.text)
    return int(found.group(1)) if found else 0


def test_each_says_what_when_and_whether_it_is_new(client, inbox):
    page = client.get("/desk/notices/").text
    assert "What happened, 1" in page and "Today " in page and "now" in page and page.count(">New<") == 3
    assert f'href="{inbox[0].url}"' in page


def test_one_is_read_and_new_again(client, inbox):
    url = f"/desk/notices/{inbox[0].pk}"
    here = {"back": "/desk/notices/?show=unread"}
    assert client.post(f"{url}/reading/", here)["Location"] == "/desk/notices/?show=unread"
    assert Notice.objects.unread().count() == 2
    client.post(f"{url}/unreading/", {"back": "https://evil.example/"})
    assert Notice.objects.unread().count() == 3


def test_following_the_link_reads_it_by_script(client, inbox):
    answer = client.post(f"/desk/notices/{inbox[0].pk}/reading/", headers={"x-requested-with": "fetch"})
    assert answer.status_code == 204 and Notice.objects.unread().count() == 2


def test_somebody_elses_notice_is_not_there(client, inbox):
    foreign = tell(make.officer("Otto").user, "For Otto")
    assert client.post(f"/desk/notices/{foreign.pk}/reading/").status_code == 404
    assert Notice.objects.get(pk=foreign.pk).read_at is None


def test_reading_all_can_be_undone_without_touching_what_was_read_before(client, inbox):
    client.post(f"/desk/notices/{inbox[0].pk}/reading/")
    Notice.objects.filter(pk=inbox[0].pk).update(read_at=make.earlier())  # one transaction knows one moment
    page = client.post("/desk/notices/reading/", follow=True)
    undo = re.search(r'action="(/desk/notices/reading/\w+/undoing/)"', page.text).group(1)
    assert "2 notices marked as read" in page.text and Notice.objects.unread().count() == 0
    client.post(undo)
    assert {notice.pk for notice in Notice.objects.unread()} == {inbox[1].pk, inbox[2].pk}
    assert client.post("/desk/notices/reading/99999999T999999999999/undoing/").status_code == 404


def test_the_counts_agree(client, inbox):
    client.post(f"/desk/notices/{inbox[0].pk}/reading/")
    page = client.get("/desk/notices/")
    assert bell(page) == bell(client.get("/desk/")) == 2
    assert "2 are new" in page.text and 'All <span class="count">3</span>' in page.text and 'New <span class="count">2</span>' in page.text  # fmt: skip
    assert "2 notices" in client.get("/desk/notices/?show=unread").text


def test_new_ones_alone_and_none_left(client, inbox):
    client.post(f"/desk/notices/{inbox[0].pk}/reading/")
    assert "News 0" not in client.get("/desk/notices/?show=unread").text
    client.post("/desk/notices/reading/")
    assert "You have read everything" in client.get("/desk/notices/?show=unread").text


def test_pages_lead_on_and_back(client):
    officer = make.officer()
    client.force_login(officer.user)
    for number in range(35):
        tell(officer.user, f"News {number}")
    first = client.get("/desk/notices/").text
    onward = html.unescape(re.search(r'href="(\?cursor=[^"]+)" rel="next"', first).group(1))
    second = client.get(f"/desk/notices/{onward}").text
    assert first.count("data-reads") == 30 and second.count("data-reads") == 5 and 'rel="prev"' in second
    assert client.get("/desk/notices/?cursor=nonsense").text.count("data-reads") == 30


def test_an_empty_inbox_says_what_will_be_in_it(client):
    client.force_login(make.officer().user)
    assert "No notices yet" in client.get("/desk/notices/").text


def test_the_portal_has_its_bell_too(client, firm, contact):
    tell(contact.user, "About the firm", firm)
    tell(contact.user, "About another firm", make.vendor("Zeta"))
    client.force_login(contact.user)
    page = client.get("/portal/notices/")
    assert bell(page) == 1 and "1 is new" in page.text
    token = {"as_person": form_token(make.as_person(contact))}
    page = client.post("/portal/notices/reading/", token, follow=True)
    undo = re.search(r'action="(/portal/notices/reading/\w+/undoing/)"', page.text).group(1)
    assert client.post(undo, token).status_code == 302 and bell(client.get("/portal/")) == 1


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

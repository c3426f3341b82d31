"""What did people hear of it? After each step the news is told, and each mail is read as its receiver would read it."""

import re

from core import mail, tasks
from core.models import Notice
from core.task import in_transaction
from tests.databases import committed
from tests.journeys.cast import visitor

UNREADABLE = re.compile(r"%\(|\{\{|\bNone\b|\bTrue\b|[a-z]_[a-z]|[a-z]:[a-z]|\b[0-9a-f]{8}-[0-9a-f]{4}-")


def told(*titles: str) -> list[str]:
    """Tell what happened since, check every mail, and return "name: title" of each; these titles are among them."""
    return _news(tasks.tell, titles)


def reminded(*titles: str) -> list[str]:
    """The same of what falls due."""
    return _news(tasks.remind, titles)


def _news(run, titles: tuple[str, ...]) -> list[str]:
    with committed():
        before = set(Notice.objects.values_list("pk", flat=True))
    run()
    with committed():
        new = list(Notice.objects.exclude(pk__in=before).select_related("user").order_by("created_at"))
    for notice in new:
        check(notice)
    found = [f"{notice.user.name}: {notice.title}" for notice in new]
    assert set(titles) <= set(found), (set(titles) - set(found), found)
    return found


def check(notice: Notice) -> None:
    """A short subject, one button that leads to a page which opens for this reader, no key of ours, nobody else's firm."""
    assert len(notice.title) <= 70, notice.title
    page = visitor(notice.user).get(notice.url)
    assert page.status_code == 200, (notice.title, notice.url, page.status_code)
    if not notice.by_mail:
        return
    letter = in_transaction(mail.compose, [notice.pk], name="deliver")
    html = letter.alternatives[0][0]
    assert html.count('class="button"') == 1 and notice.url in html and notice.url in letter.body
    assert letter.to == [notice.user.email] and str(notice.context["why"]) in letter.body
    words = re.sub(r"https?://\S+|\S+@\S+", "", letter.body)
    assert not (found := UNREADABLE.search(words)), (found, letter.body)

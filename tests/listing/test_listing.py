"""One engine for every list: the URL says everything, nonsense is never taken for an answer, and each page costs the same few statements."""

import csv
import datetime
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db.models import Q
from django.http import QueryDict
from django.test import RequestFactory
from django.utils.translation import ngettext_lazy

from core import limits
from core.actors import Actor
from core.models import Event, EventDetail, Job, User
from core.refusals import NotAllowed, NotNow
from core.web.listing import Cell, Choice, Column, Days, Flag, Listing, ListPage, Text, View, respond

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)

JOBS = Listing(
    key="jobs",
    title="Jobs",
    rows=lambda viewer: Job.objects.visible_to(viewer),
    columns=(
        Column("title", "Title", sort="title"),
        Column("kind", "Kind", show=lambda row: Cell(row.kind.title(), kind="tag", tone="info"), sort="kind"),
        Column("started", "Started", show="started_at", kind="moment", sort="started_at"),
        Column("total", "Size", kind="number", hidden=True),
        Column("person", "By", show="user.name", kind="person", hidden=True),
    ),
    sort="title",
    filters=(
        Choice("kind", "Kind", [("import", "Import"), ("export", "Export")]),
        Choice("url", "Result", [("/a", "A")], field="result_url", empty=""),
        Choice("started_state", "Begun", [], field="started_at", empty="Not begun"),
        Flag("large", "Large", yes=Q(total__gte=100)),
        Days("started", "Started", field="started_at"),
        Text("name", "Name", field="title"),
    ),
    search=("title", "result_url"),
    views=(View("all", "All"), View("big", "Large ones", {"large": "yes"}, done=True, counted=True)),
    link=lambda row: f"/jobs/{row.pk}/",
    count_as=ngettext_lazy("%(count)s job", "%(count)s jobs", "count"),
)


@pytest.fixture
def user():
    return User.objects.create_user("ines@example.org", name="Ines Moreau", is_staff=True)


@pytest.fixture
def ask(user):
    """The list as this officer sees it at an address."""

    def at(query="", listing=JOBS, rights=("exports.make",)):
        request = RequestFactory().get(f"/desk/jobs/{query}")
        request.viewer = Actor(kind="staff", label=user.name, user=user, rights=frozenset(rights))
        return ListPage(request, listing)

    return at


@pytest.fixture
def make(user):
    def job(title, **fields):
        return Job.objects.create(**{"kind": "import", "title": title, "user": user, **fields})

    return job


def titles(page):
    return [row.cells[0].value for row in page.rows]


def test_only_what_the_viewer_may_see_is_listed_counted_and_found(ask, make):
    make("mine")
    make("theirs", user=User.objects.create_user("other@example.org", name="Other"))
    page = ask("?q=e")
    assert (titles(page), page.total_text) == (["mine"], "1 job")


@pytest.mark.parametrize(
    "query, expected",
    [
        ("?kind=import,export", ["a", "b", "c"]),
        ("?kind=export", ["b"]),
        ("?kind=import&kind=export", ["a", "b", "c"]),
        ("?large=yes", ["c"]),
        ("?large=no", ["a", "b"]),
        ("?started_from=2026-11-24&started_to=2026-11-24", ["a"]),
        ("?started_to=2026-11-24", ["a"]),
        ("?started_state=none", ["c"]),
        ("?name=B", ["b"]),
        ("?q=B", ["b"]),
        ("?kind=import&large=yes", ["c"]),
        ("?sort=-title", ["c", "b", "a"]),
        ("?sort=started", ["a", "b", "c"]),
    ],
)
def test_filters_search_and_order_come_from_the_address(ask, make, query, expected):
    make("a", started_at=NOON)
    make("b", kind="export", started_at=NOON + datetime.timedelta(days=1))
    make("c", total=500)
    assert titles(ask(query)) == expected


@pytest.mark.parametrize(
    "query",
    [
        "?sort=user__password",
        "?sort=-nothing",
        "?user__password__startswith=a",
        "?cols=password",
        "?view=nope",
        "?cursor=forged",
        "?kind__in=x",
        "?q=%00",
        "?id=1",
    ],
)
def test_what_the_list_does_not_know_changes_nothing(ask, make, query):
    make("a")
    assert titles(ask(query)) == ["a"]
    assert ask(query).columns == ask("").columns


def test_the_api_hears_which_parameters_were_not_understood():
    asked = JOBS.read(QueryDict("kind=import,nonsense&sort=password&large=maybe&extra=1&started_from=x&name=ok"))
    assert set(asked.unknown) == {"kind", "sort", "large", "extra", "started_from"}


def test_pages_keep_filters_and_turn_back(ask, make, monkeypatch):
    monkeypatch.setattr(limits, "PAGE_ROWS", 2)
    for name in "abcde":
        make(name)
    first = ask("?kind=import&junk=1")
    second = ask(first.next_url)
    assert parse_qs(urlsplit(first.next_url).query).keys() == {"kind", "cursor"}
    assert (titles(first), titles(second), first.previous_url) == (["a", "b"], ["c", "d"], "")
    assert titles(ask(second.previous_url)) == ["a", "b"]
    assert titles(ask(ask(second.next_url).previous_url)) == ["c", "d"]


def test_the_total_is_exact_up_to_the_limit(ask, make, monkeypatch):
    monkeypatch.setattr(limits, "PAGE_ROWS", 2)
    monkeypatch.setattr(limits, "EXACT_COUNT", 3)
    for name in "abc":
        make(name)
    assert ask().total_text == "3 jobs"
    make("d")
    assert ask().total_text == "3+ jobs"


def test_sort_links_turn_round_and_say_how_it_is_sorted(ask):
    heads = {head["key"]: head for head in ask("?sort=title&kind=export").columns}
    assert (heads["title"]["sorted"], heads["title"]["sort_url"]) == ("ascending", "?kind=export&sort=-title")
    assert (heads["started"]["sorted"], heads["started"]["sort_url"]) == (None, "?kind=export&sort=started")


def test_chosen_columns_stay_and_the_first_is_always_there(ask, make):
    make("a", total=7)
    page = ask("?cols=total&cols=person&sort=-title")
    assert [head["key"] for head in page.columns] == ["title", "total", "person"]
    assert [cell.value for cell in page.rows[0].cells] == ["a", 7, "Ines Moreau"]
    assert "cols=title,total,person" in page.columns[0]["sort_url"]
    assert [choice["key"] for choice in page.column_choices if choice["on"]] == ["total", "person"]


def test_a_filter_says_its_value_and_how_to_drop_it(ask):
    shown = {some["key"]: some for some in ask("?kind=export&started_from=2026-11-01&name=x").filters}
    assert (shown["kind"]["value_label"], shown["kind"]["clear_url"]) == ("Export", "?started_from=2026-11-01&name=x")
    assert [choice.value for choice in shown["kind"]["choices"] if choice.on] == ["export"]
    assert shown["started"]["value_label"] == "From 1 November 2026"
    assert 'value="2026-11-01"' in str(shown["started"]["fields"][0])
    assert shown["large"]["value_label"] == ""


def test_a_view_is_a_tab_and_clearing_returns_to_it(ask, make):
    make("a", total=500)
    make("b")
    page = ask("?view=big&large=yes&q=b")
    tab = {view["key"]: view for view in page.views}
    assert (tab["big"]["url"], tab["big"]["count"], tab["big"]["current"]) == ("?view=big&large=yes", 1, True)
    assert (tab["all"]["current"], tab["all"]["count"]) == (False, None)
    assert page.reset_url == "?view=big&large=yes"
    assert ask("?view=big&large=yes").reset_url == ""
    assert ask("").views[0]["current"]


@pytest.mark.parametrize(
    "query, kind",
    [
        ("", "nothing_yet"),
        ("?q=zz", "nothing_found"),
        ("?kind=export", "nothing_found"),
        ("?view=big&large=yes", "all_done"),
    ],
)
def test_an_empty_list_says_which_kind_of_empty_it_is(ask, query, kind):
    assert ask(query).empty_kind == kind


def test_the_number_of_statements_does_not_grow_with_rows(ask, make, django_assert_num_queries):
    for number in range(3):
        make(f"job {number}")
    with django_assert_num_queries(2):  # the page and the counted view
        draw(ask())
    for number in range(120):
        make(f"more {number}")
    with django_assert_num_queries(3):  # and the total, as there is more than one page
        draw(ask())


def test_choices_that_come_from_records_are_those_the_viewer_sees_and_fetched_once(
    ask, make, django_assert_num_queries
):
    make("mine", result_url="/mine")
    make("theirs", result_url="/theirs", user=User.objects.create_user("other@example.org", name="Other"))

    def results(viewer):
        return Job.objects.visible_to(viewer).values_list("result_url", "title")

    listing = replace(JOBS, filters=(Choice("result_url", "Result", choices_seen_by=results),), views=())
    with django_assert_num_queries(2):  # the choices and the page
        page = ask("?result_url=/theirs,/mine", listing)
        draw(page)
    assert [choice.value for choice in page.filters[0]["choices"]] == ["/mine"]
    assert page.state.unknown == ("result_url",)


def draw(page):
    return [page.rows, page.columns, page.filters, page.views, page.total_text, page.next_url, page.empty_kind]


def test_an_export_holds_filter_order_and_columns_and_is_written_down(user, make):
    make("=1+1", total=3)
    make("b", kind="export")
    response = answer(user, "?kind=import&cols=total&sort=-title&export=csv")
    rows = list(csv.reader(b"".join(response).decode("utf-8-sig").splitlines()))
    assert rows == [["Title", "Size"], ["'=1+1", "3"]]
    event = Event.objects.get(name="export.made")
    data = EventDetail.objects.get(event=event).data
    assert (data["list"], data["kind"], data["rows"], data["query"]) == (
        "jobs",
        "csv",
        1,
        "kind=import&sort=-title&cols=title,total",
    )
    assert event.actor_id == user.pk


def test_an_export_needs_its_right(user, ask, make):
    make("a")
    with pytest.raises(NotAllowed):
        answer(user, "?export=csv", rights=())
    assert ask(rights=()).export_csv_url == ""
    assert not Event.objects.filter(name="export.made").exists()


def test_an_export_beyond_the_limit_is_refused_whole(user, make, monkeypatch):
    monkeypatch.setattr(limits, "EXPORT_ROWS", 1)
    make("a")
    make("b")
    with pytest.raises(NotNow):
        answer(user, "?export=xlsx")
    assert not Event.objects.filter(name="export.made").exists()


def answer(user, query, rights=("exports.make",)):
    request = RequestFactory().get(f"/desk/jobs/{query}")
    request.viewer = Actor(kind="staff", label=user.name, user=user, rights=frozenset(rights), door="desk")
    return respond(request, JOBS)


def test_a_declaration_that_cannot_work_is_refused_at_once():
    with pytest.raises(ValueError, match="first order"):
        replace(JOBS, sort="person")
    with pytest.raises(ValueError, match="belong to the engine"):
        replace(JOBS, filters=(Text("cursor", "C", field="title"),))


def test_a_file_says_what_joins_its_rows_and_no_page_does(user, ask, make):
    made = make("a")
    listing = replace(JOBS, columns=(*JOBS.columns, Column("id", "Id", show="pk", filed=True)))
    request = RequestFactory().get("/desk/jobs/?cols=total,id&export=csv")
    request.viewer = Actor(kind="staff", label="A", user=user, rights=frozenset({"exports.make"}), door="desk")
    rows = list(csv.reader(b"".join(respond(request, listing)).decode("utf-8-sig").splitlines()))
    assert rows[0][-1] == "Id" and rows[1][-1] == str(made.pk)
    page = ask("?cols=total,id", listing)
    assert "id" not in {column["key"] for column in [*page.columns, *page.column_choices]}


@pytest.mark.parametrize(
    "query",
    [
        "?kind=nonsense",
        "?large=maybe",
        "?started_from=2026-13-45",
        "?started_from=9999-12-31",
        "?started_to=0001-01-01",
    ],
)
def test_a_filter_value_that_nobody_knows_shows_nothing_and_exports_nothing(user, ask, make, query):
    make("a")
    page = ask(query)
    assert page.rows == [] and page.misread and page.empty_kind == "nothing_found"
    with pytest.raises(NotNow):
        answer(user, f"{query}&export=csv")


def test_a_known_value_beside_an_unknown_one_still_narrows(ask, make):
    make("a")
    page = ask("?kind=import,nope")
    assert titles(page) == ["a"] and not page.misread

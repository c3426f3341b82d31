"""Do the builtin tags say what they promise?"""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from core.templatetags import ringfence
from core.web import icons

NOW = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)


def say(text: str, query: dict | None = None, **context) -> str:
    return Template(text).render(Context({"request": RequestFactory().get("/", query or {}), **context}))


def words(html: str) -> str:
    return html.split(">", 1)[1].split("<", 1)[0]


def test_an_icon_is_hidden_from_screen_readers_and_drawn_in_the_colour_of_the_text():
    html = say('{% icon "check" "icon-lg" %}')
    assert (
        'aria-hidden="true"' in html and 'class="icon icon-lg"' in html and "currentColor" in html and "<path" in html
    )


def test_an_unknown_icon_is_a_mistake_that_shows():
    with pytest.raises(icons.UnknownIcon):
        icons.draw("no-such-icon")


def test_text_in_a_tag_stays_text():
    assert "&lt;b&gt;" in say('{% tag "ok" words %}', words="<b>")
    assert "<b" not in say("{% monogram words %}{{ words|hash_short }}", words="<b")


@pytest.mark.parametrize(
    ("level", "word", "css"), [("low", "Low", "r1"), (2, "Medium", "r2"), ("critical", "Critical", "r4")]
)
def test_risk_is_bars_and_a_word(level, word, css):
    html = say("{% risk level %}", level=level)
    assert word in html and f"risk {css}" in html and html.count("<i>") == 4


@pytest.mark.parametrize("level", [None, "", 0, "unheard-of"])
def test_unknown_risk_is_never_low(level):
    assert "Not assessed" in say("{% risk level %}", level=level)


def test_initials():
    assert "TL" in ringfence.avatar("Tomas van Lindqvist") and ">BT<" in ringfence.monogram("Brightmoor Test Lab")
    assert ">X<" in ringfence.avatar("Xu") and "><" in ringfence.avatar("")


@pytest.mark.parametrize(
    ("at", "style", "expected"),
    [
        (datetime(2026, 11, 24, 14, 24, tzinfo=UTC), "desk", "Today 15:24"),
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), "desk", "Today 00:30"),
        (datetime(2026, 11, 23, 14, 24, tzinfo=UTC), "desk", "Yesterday 15:24"),
        (datetime(2026, 11, 20, 14, 24, tzinfo=UTC), "desk", "20 Nov"),
        (datetime(2025, 11, 20, 14, 24, tzinfo=UTC), "desk", "20 Nov 2025"),
        (datetime(2026, 11, 24, 14, 24, tzinfo=UTC), "portal", "24 November 2026"),
        (datetime(2026, 11, 24, 14, 24, tzinfo=UTC), "full", "24 November 2026, 15:24 CET"),
    ],
)
def test_a_moment_is_said_in_the_readers_zone(at, style, expected):
    with time_machine.travel(NOW, tick=False), timezone.override("Europe/Paris"):
        html = ringfence.moment(at, style)
    assert words(html) == expected
    assert "+01:00" in html and 'title="' in html


def test_a_day_stays_a_day_whatever_the_zone():
    with time_machine.travel(NOW, tick=False), timezone.override("Pacific/Auckland"):
        assert words(ringfence.day(date(2026, 11, 24))) == "24 Nov"
        assert words(ringfence.day(date(2026, 11, 24), "portal")) == "24 November 2026"
        assert words(ringfence.day(datetime(2026, 11, 24, 22, 0, tzinfo=UTC))) == "25 Nov"


def test_what_is_missing_is_said():
    assert "Not provided" in ringfence.moment(None) and "Not provided" in ringfence.day(None)


def test_a_hash_is_short_to_read_and_whole_to_check():
    full = "7be1" + "0" * 56 + "04af"
    html = ringfence.hash_short(full)
    assert "7be1…04af" in html and f'title="{full}"' in html and ringfence.hash_short("") == ""


def test_the_query_string_is_edited_not_rebuilt():
    html = say('{% qs sort="-due" cursor=None %}', {"risk": "high", "sort": "due", "cursor": "x"})
    assert html == "?risk=high&amp;sort=-due"


def test_carry_keeps_the_rest_and_escapes_it():
    html = say('{% carry "q" %}', {"risk": ["high", "low"], "q": "x", "city": '"><b>'})
    assert html.count('name="risk"') == 2 and 'name="q"' not in html and "<b>" not in html


@pytest.mark.parametrize(
    ("value", "whole", "css"),
    [(42, 100, "w-42"), (858, 1206, "w-71"), (5, 0, "w-0"), (9, 4, "w-100"), (None, 10, "w-0")],
)
def test_widths_are_classes(value, whole, css):
    assert ringfence.width_class(value, whole) == css


def test_numbers_carry_their_sign_and_their_groups():
    assert [ringfence.signed(value) for value in (10, -22, 0, "82")] == ["+10", "−22", "0", "82"]
    assert ringfence.number(1204) == "1,204"


def test_undo_addresses_stay_on_this_site():
    assert ringfence.undo_url("undo:/desk/x/") == "/desk/x/"
    assert ringfence.undo_url("undo:https://elsewhere.example/") == "" and ringfence.undo_url("") == ""


def test_a_qr_code_is_drawn_without_a_data_address():
    html = say('{% qr "https://localhost/verify/x" "Check this certificate" %}')
    assert html.startswith("<svg") and 'aria-label="Check this certificate"' in html and "data:" not in html

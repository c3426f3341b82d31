"""Does every page of ours keep its promises in a browser: the policy holds, axe is content, nothing runs off the side?"""

from importlib.resources import files
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
NAMES = sorted(path.stem for path in (Path(__file__).parent / "sheets").glob("*.html"))
AXE = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
ASK_AXE = ";axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')))"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_on_desk_and_phone(open_sheet, name, theme):
    page = open_sheet(name, theme=theme)
    assert page.evaluate(AXE + ASK_AXE) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate(AXE + ASK_AXE) == []
    assert page.troubles == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_runs_off_the_side(open_sheet, name):
    page = open_sheet(name)
    for width in (1440, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.parametrize("name", NAMES)
def test_each_page_has_one_heading_a_title_and_landmarks(open_sheet, name):
    page = open_sheet(name, script=False)
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    assert page.title().endswith(" | Halden Robotics") or name == "error_500"
    assert page.locator("html").get_attribute("lang")


def test_targets_are_large_enough_for_a_thumb(open_sheet):
    page = open_sheet("portal_form", width=390)
    small = page.eval_on_selector_all(
        "button, .btn, input:not([type=hidden]):not(.vh)",
        "all => all.map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])"
        ".filter(([, box]) => box.height > 0 && (box.height < 22 || box.width < 22)).map(([html]) => html)",
    )
    assert small == []


def test_focus_goes_to_the_error_summary_and_its_lines_lead_to_the_fields(open_sheet):
    page = open_sheet("portal_form")
    assert page.evaluate("document.activeElement.id") == "error-summary"
    assert page.title().startswith("Error: ")
    targets = page.eval_on_selector_all(
        ".error-summary a", "all => all.map(a => document.querySelector(a.hash) !== null)"
    )
    assert targets == [True] * 4


def test_described_by_names_things_that_exist(open_sheet):
    for name in NAMES:
        missing = open_sheet(name).evaluate(
            "[...document.querySelectorAll('[aria-describedby],[aria-labelledby],[aria-controls]')].flatMap(e =>"
            " ['aria-describedby', 'aria-labelledby', 'aria-controls'].flatMap(a => (e.getAttribute(a) ?? '').split(' ')))"
            ".filter(id => id && !document.getElementById(id))"
        )
        assert missing == [], name


def test_without_script_menus_open_and_nothing_asks_for_script(open_sheet):
    page = open_sheet("desk_list", script=False)
    page.click("text=Type")
    assert page.locator("#filter-type").is_visible()
    assert page.locator("[data-shortcuts]").is_hidden()
    assert page.locator(".side-search").get_attribute("href") == "/desk/search/"
    assert open_sheet("public_sign_in", script=False).locator("#passkey_login").is_hidden()


def test_the_bulk_bar_shows_while_a_row_is_selected(open_sheet):
    page = open_sheet("desk_list", script=False)
    assert page.locator(".bulk").is_visible()
    for box in page.locator("tbody .check").all():
        box.uncheck()
    assert page.locator(".bulk").is_hidden()


def test_keys_move_and_select(open_sheet):
    page = open_sheet("desk_list")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("tr.focus-row .id").inner_text() == "ACR-1187"
    assert page.locator("[data-selected]").inner_text() == "3 selected"
    page.keyboard.press("Escape")
    assert page.locator("tbody .check:checked").count() == 0
    page.keyboard.press("/")
    page.keyboard.type("jx")
    assert page.locator("#list-q").input_value() == "jx"


def test_the_palette_finds_and_goes(open_sheet):
    page = open_sheet("desk_list")
    asked = []
    answer = '<a role="option" aria-selected="false" tabindex="-1" href="/desk_record/">Brightmoor</a>'
    page.route("**/desk/palette/**", lambda route: (asked.append(route.request.url), route.fulfill(body=answer)))
    page.keyboard.press("Control+k")
    page.keyboard.type("bright")
    page.wait_for_selector("#palette [aria-selected=true]")
    page.wait_for_timeout(200)
    assert asked[-1].endswith("?q=bright")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk_record/")


def test_a_second_press_sends_nothing(open_sheet):
    page = open_sheet("portal_form")
    sent = []

    def take(route):
        sent.append(route.request.method)
        route.fulfill(status=204)  # no content: the browser stays on the page

    page.route("**/portal_form/", take)
    page.evaluate("document.querySelector('form.form button[type=submit]').click()")
    page.evaluate("document.querySelector('form.form button[type=submit]').click()")
    page.wait_for_timeout(200)
    assert sent == ["POST"]


def test_the_theme_is_the_readers_not_the_devices(open_sheet):
    dark = open_sheet("portal_tasks", theme="dark").evaluate("getComputedStyle(document.body).backgroundColor")
    light = open_sheet("portal_tasks", theme="light").evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light


def test_the_own_faces_are_used(open_sheet):
    page = open_sheet("desk_record")
    loaded = page.evaluate(
        "document.fonts.ready.then(all => [...all].filter(f => f.status === 'loaded').map(f => f.family))"
    )
    assert {name.strip('"') for name in loaded} == {"Source Sans 3", "IBM Plex Mono"}


def test_a_warning_comes_before_the_session_ends_and_staying_begins_it_anew(open_sheet):
    page = open_sheet("portal_tasks")
    page.clock.install()
    page.reload()
    asked = []
    page.route("**/session/", lambda route: (asked.append(route.request.method), route.fulfill(status=204)))
    page.clock.fast_forward(1679 * 1000)
    assert page.locator("#session-warning").is_hidden()
    page.clock.fast_forward(2000)
    page.click("[data-stay-signed-in]")
    page.wait_for_function("!document.getElementById('session-warning').open")
    assert asked == ["POST"]

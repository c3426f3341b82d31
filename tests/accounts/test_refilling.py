"""A page gets back what was typed into its form, in the right form, and nothing else of it changes."""

from core.web.refilling import announce, refill

PAGE = """<!doctype html><html><body><main id="main" tabindex="-1"><div class="page"><h1>Über “q”</h1>
<form method="get" action="/desk/x/"><input name="because"></form>
<form method="post" action="/desk/x/other/"><input name="because"></form>
<details class="fold"><summary>More</summary><details open><summary>And more</summary>
<form class="form" method="post" novalidate data-once><input type="hidden" name="csrfmiddlewaretoken" value="fresh">
<input type="hidden" name="version" value="7"><svg viewBox="0 0 24 24"><path d="M1"/></svg>
<input type="text" name="day"><input name="day"><textarea name="because"></textarea>
<input type="checkbox" name="kinds" value="a"><input type="checkbox" name="kinds" value="b" checked>
<input type="radio" name="level" value="1" checked><input type="radio" name="level" value="2">
<select name="zone"><option value="">-</option><option value="x" selected>X<option value="y">Y</select>
<input type="password" name="secret" value=""><input type="file" name="paper"><input name="locked" value="ours" disabled>
<button type="submit" name="answer" value="approve">Go</button></form></details></details></div></main></body></html>"""
SAID = [
    ["csrfmiddlewaretoken", "stale"], ["version", "6"], ["day", "3"], ["day", "4"], ["because", "\n<b>why</b> & how"],
    ["kinds", "a"], ["level", "2"], ["zone", "y"], ["secret", "s3cret"], ["answer", "approve"], ["locked", "theirs"],
    ["gone", "was here"], ["empty", " "],
]  # fmt: skip


def filled(said=SAID, action="/desk/x/", **extra):
    return refill(PAGE, said, url="/desk/x/", action=action, **extra)


def test_each_kind_of_control_gets_its_value():
    page = filled().page
    for part in (
        'name="day" value="3"', 'name="day" value="4"', "\n\n&lt;b&gt;why&lt;/b&gt; &amp; how</textarea>",
        'value="a" checked', '<input type="radio" name="level" value="2" checked>', '<option value="y" selected>',
        'name="version" value="6"', 'name="csrfmiddlewaretoken" value="fresh"', 'name="locked" value="ours"',
    ):  # fmt: skip
        assert part in page, part
    assert 'value="b" checked' not in page and 'value="x" selected' not in page and "s3cret" not in page


def test_only_the_form_changes_and_what_hid_it_opens():
    page = filled().page
    before, after = PAGE[: PAGE.index("<details")], "</details></details></div></main></body></html>"
    assert page.startswith(before) and page.endswith(after)
    assert page.count("<details") == page.count(" open>") == 2


def test_what_has_no_place_any_more_is_said():
    assert filled().homeless == [("gone", "was here")]
    lost = filled(action="/desk/y/")
    assert not lost.place and lost.page == PAGE and ("because", "\n<b>why</b> & how") in lost.homeless


def test_a_form_that_asks_for_nothing_of_it_is_not_taken_for_it():
    assert not refill(PAGE, [["other", "words"]], url="/desk/x/", action="/desk/x/").place


def test_the_form_carries_what_it_is_given_besides():
    assert '<input type="hidden" name="kept_form" value="1">' in filled(extra=[("kept_form", "1")]).page


def test_a_notice_stands_above_the_page():
    assert '<div class="page"><p>said</p><h1>' in announce(PAGE, "<p>said</p>")

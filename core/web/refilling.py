"""How does a form that a page shows get back what was typed into it? By the names of its controls, whatever form it is.

Works on the finished page, so that no door has to know of it. Passwords, files and the page's own CSRF token stay
as the page has them; hidden values come back as they were sent, so a door that compares versions still sees an old one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import html
from lxml.html import HtmlElement

_FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.S | re.I)
_FOLD = re.compile(r"<details\b[^>]*>|</details>", re.I)
_MAIN = re.compile(r"<main\b[^>]*>\s*(<div class=\"page\">)?", re.I)
PLACE = "filled-in-again"
LEFT_ALONE = {"csrfmiddlewaretoken"}
NOT_TYPED = {"submit", "button", "image", "reset", "file", "password"}


@dataclass(frozen=True)
class Refilled:
    page: str
    homeless: list[tuple[str, str]]  # what has no place on this page any more
    place: str  # the id of the form, or nothing where it is not on this page


def refill(page: str, said: list, *, url: str, action: str, extra: Iterable[tuple[str, str]] = ()) -> Refilled:
    """`page` with `said` in the form that is sent to `action` (both are paths; `url` is the page's own).

    `extra` are hidden controls that the form carries besides. Of several such forms the one with most of the names
    is filled.
    """
    values: dict[str, list[str]] = {}
    for name, value in said:
        values.setdefault(name, []).append(value)
    found = [(match, form) for match in _FORM.finditer(page) if _leads_to(form := _parsed(match.group()), action, url)]
    match, form = max(found, key=lambda each: len(values.keys() & _typed_names(each[1])), default=(None, None))
    if form is None or not values.keys() & _typed_names(form):
        return Refilled(page, [(name, value) for name, value in said if value.strip()], place="")
    names = {control.get("name") for control in _controls(form)}
    for control in _controls(form):
        _fill(control, values)
    form.set("id", form.get("id") or PLACE)
    for name, value in extra:
        form.insert(0, html.Element("input", type="hidden", name=name, value=value))
    filled = html.tostring(form, encoding="unicode", method="html", with_tail=False)
    homeless = [(name, value) for name, value in said if name not in names | LEFT_ALONE and value.strip()]
    return Refilled(_unfolded(page[: match.start()]) + filled + page[match.end() :], homeless, form.get("id"))


def file_fields(page: str, *, url: str, action: str) -> dict[str, bool]:
    """The file fields of the form that is sent there, and whether the page itself calls what was chosen wrong."""
    forms = [form for match in _FORM.finditer(page) if _leads_to(form := _parsed(match.group()), action, url)]
    boxes = (box for form in forms for box in form.iter("input") if _kind(box) == "file")
    return {box.get("name", ""): box.get("aria-invalid") == "true" for box in boxes}


def with_files(page: str, words: dict[str, str], *, url: str, action: str, extra: Iterable[tuple[str, str]]) -> str:
    """`page` with `words` (field -> what is said) above each of these file fields, and the hidden `extra` in their form."""
    for match in _FORM.finditer(page):
        form = _parsed(match.group())
        boxes = [each for each in form.iter("input") if _kind(each) == "file" and each.get("name") in words]
        if not boxes or not _leads_to(form, action, url):
            continue
        for box in boxes:
            said = html.Element("p", {"class": "hint"})
            said.text = words[box.get("name")]
            box.getparent().addprevious(said)
        for name, value in extra:
            form.insert(0, html.Element("input", type="hidden", name=name, value=value))
        changed = html.tostring(form, encoding="unicode", method="html", with_tail=False)
        return page[: match.start()] + changed + page[match.end() :]
    return page


def announce(page: str, notice: str) -> str:
    """The page with this notice above everything in its main part."""
    return _MAIN.sub(lambda main: main.group() + notice, page, count=1)


def _parsed(form: str) -> HtmlElement:
    return html.fragment_fromstring(form)


def _leads_to(form: HtmlElement, action: str, url: str) -> bool:
    return form.get("method", "get").lower() == "post" and urljoin(url, form.get("action") or url) == action


def _controls(form: HtmlElement) -> list[HtmlElement]:
    return [each for each in form.iter("input", "select", "textarea", "button") if each.get("name")]


def _kind(control: HtmlElement) -> str:
    return control.get("type", "text").lower() if control.tag == "input" else control.tag


def _typed_names(form: HtmlElement) -> set[str]:
    """Of what a person can see and change."""
    return {each.get("name") for each in _controls(form) if _kind(each) not in {*NOT_TYPED, "hidden"}}


def _fill(control: HtmlElement, values: dict[str, list[str]]) -> None:
    name, kind = control.get("name"), _kind(control)
    if kind in NOT_TYPED or name in LEFT_ALONE or "disabled" in control.attrib:
        return
    if kind in {"checkbox", "radio"}:
        _mark(control, "checked", control.get("value", "on") in values.get(name, []))
    elif kind == "select":
        for option in control.iter("option") if name in values else ():
            _mark(option, "selected", option.get("value", (option.text or "").strip()) in values[name])
    elif values.get(name):
        _write(control, values[name].pop(0))  # controls of one name take the values in their order


def _write(control: HtmlElement, value: str) -> None:
    if control.tag == "textarea":
        control.text = "\n" + value if value.startswith(("\n", "\r")) else value  # a browser drops the first line end
    else:
        control.set("value", value)


def _mark(control: HtmlElement, attribute: str, is_set: bool) -> None:
    if is_set:
        control.set(attribute, "")
    else:
        control.attrib.pop(attribute, None)


def _unfolded(before: str) -> str:
    """The page up to the form, with every <details> around the form open."""
    around: list[re.Match] = []
    for fold in _FOLD.finditer(before):
        if fold.group().startswith("</"):
            around.pop() if around else None
        else:
            around.append(fold)
    for fold in reversed(around):
        if not re.search(r"\sopen\b", fold.group()):
            before = f"{before[: fold.end() - 1]} open{before[fold.end() - 1 :]}"
    return before

"""Do the templates keep to the rules that nobody sees in a picture?"""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver

ROOTS = [settings.BASE_DIR / "templates", *(settings.BASE_DIR / app / "templates" for app in settings.FLOORS)]
PAGES = sorted(
    path
    for root in ROOTS
    if root.is_dir()
    for path in root.rglob("*.html")
    if not {"documents", "emails"} & set(path.parts)
)
ALLAUTH = Path(__import__("allauth").__file__).parent / "templates"
CSS = settings.BASE_DIR / "core" / "static" / "ringfence" / "css"


def name_of(path: Path) -> str:
    return next(str(path.relative_to(root)) for root in ROOTS if root in path.parents)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_compiles_and_asks_for_nothing_that_the_policy_blocks(path):
    get_template(name_of(path))
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=|hx-on|javascript:|js:", text)
    scripts = re.findall(r"<script(?![^>]*(?:src=|application/json))", text)
    assert not scripts


@pytest.mark.parametrize(
    "path", sorted((settings.BASE_DIR / "templates" / "components").rglob("*.html")), ids=lambda p: p.stem
)
def test_a_component_says_what_it_needs(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("{# ") and first.endswith(" #}")


def test_raw_colours_stand_in_the_tokens_alone():
    for path in CSS.rglob("*.css"):
        if path.name not in {"tokens.css", "print.css"}:
            assert not re.search(
                r"#[0-9a-f]{3,8}\b(?![^{]*\{)|rgb\(|hsl\(|oklch\((?!in)", path.read_text(encoding="utf-8")
            ), path.name


def test_sizes_follow_the_writing_direction():
    for path in CSS.rglob("*.css"):
        assert not re.search(
            r"\b(?:margin|padding|border)-(?:left|right|top|bottom)\b|[{;\s](?:left|right):", path.read_text()
        ), path.name


def test_important_is_kept_for_print_and_hiding():
    for path in CSS.rglob("*.css"):
        if path.name not in {"print.css", "utilities.css"}:
            assert "!important" not in path.read_text(encoding="utf-8"), path.name


def reachable_account_templates() -> set[str]:
    """The templates that allauth's mounted views name."""
    names = set()
    for view in _views(get_resolver()):
        made_by = getattr(view, "view_class", None)
        if made_by and made_by.__module__.startswith("allauth"):
            names.add(getattr(made_by, "template_name", None))
    return {name for name in names if name and name.endswith(".html")}


def _views(resolver):
    for entry in resolver.url_patterns:
        yield from _views(entry) if hasattr(entry, "url_patterns") else [entry.callback]


def test_every_page_of_allauth_that_can_be_reached_is_ours():
    names = reachable_account_templates()
    assert {"mfa/index.html", "mfa/totp/activate_form.html"} <= names
    for name in names | {"account/login.html", "mfa/authenticate.html", "429.html"}:
        assert ALLAUTH not in Path(get_template(name).template.origin.name).parents, name


def test_the_last_page_needs_nothing():
    """The page of a failure is drawn without request, session and database."""
    from core.web.errors import failed

    answer = failed(type("Request", (), {"path": "/desk/", "request_id": "4f1c"})())
    assert answer.status_code == 500
    assert b"4f1c" in answer.content

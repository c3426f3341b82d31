"""Is each file of starter content whole, sourced and fit to be read by people?"""

import re
from collections import Counter

import pytest

from tests.content.starter import FILES, lists, mappings, read, texts

EXPECTED = {
    "agreements/starter/clauses.yaml", "agreements/starter/exposure.yaml", "agreements/starter/inventions.yaml", "agreements/starter/jurisdictions.yaml", "agreements/starter/templates.yaml",
    "audits/starter/programme.yaml", "incidents/starter/playbook.yaml", "training/starter/courses.yaml",
    "vendors/starter/certifications.yaml", "vendors/starter/expectations.yaml", "vendors/starter/inherent_risk.yaml",
    "vendors/starter/insurance.yaml", "vendors/starter/questionnaire.yaml", "vendors/starter/screening.yaml",
}  # fmt: skip
REVIEWED = re.compile(r"counsel|broker|advice", re.IGNORECASE)
BANNED = re.compile(r"\b(please|sorry|oops|invalid|kindly|asap)\b|!", re.IGNORECASE)
PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}")

every_file = pytest.mark.parametrize("name", FILES)
sourced_file = pytest.mark.parametrize("name", sorted(EXPECTED))


def test_all_files_are_there():
    assert set(FILES) >= EXPECTED


@sourced_file
def test_head_says_version_date_and_who_has_to_review(name):
    content = read(name)
    assert isinstance(content["version"], int)
    assert re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", content["as_of"])
    assert content["notice"].startswith("Starter content")
    assert REVIEWED.search(content["notice"])


@sourced_file
def test_sources_have_title_address_and_date_and_are_used(name):
    content = read(name)
    for source in content["sources"].values():
        assert set(source) == {"title", "address", "date"}
        assert source["title"]
        assert source["address"] == "" or source["address"].startswith(("https://", "http://"))
        assert re.fullmatch(r"20\d\d-\d\d", source["date"])
    cited = {source for mapping in mappings(content) for source in _cited(mapping)}
    assert cited <= set(content["sources"])
    assert set(content["sources"]) - cited <= {"house", "unchecked"}


def _cited(mapping):
    named = [value for key, value in mapping.items() if key.endswith("sources") and isinstance(value, list)]
    return [source for sources in named for source in sources]


@every_file
def test_no_comma_cut_a_text_in_two(name):
    """An unquoted comma inside {...} would leave a key that is half a sentence, with nothing behind it."""
    for mapping in mappings(read(name)):
        for key, value in mapping.items():
            assert re.fullmatch(r"[A-Za-z0-9_-]+", str(key)), key
            assert value is not None, key


@every_file
def test_no_comma_cut_a_list_item_in_two(name):
    for items in lists({key: value for key, value in read(name).items() if key != "sources"}):
        if items and all(isinstance(item, str) and " " in item for item in items):
            starts = {item[0].isupper() or not item[0].isalpha() for item in items}
            assert starts != {True, False}, items


@every_file
def test_ids_are_words_and_differ_within_their_list(name):
    for entries in lists(read(name)):
        found = [entry["id"] for entry in entries if isinstance(entry, dict) and "id" in entry]
        assert all(isinstance(one, str) and re.fullmatch(r"[A-Za-z0-9][\w .+/-]*", one) for one in found), found
        assert [one for one, times in Counter(found).items() if times > 1] == []


@every_file
def test_words_are_calm(name):
    for text in texts({key: value for key, value in read(name).items() if key != "sources"}):
        assert not BANNED.search(text), text


@every_file
def test_placeholders_are_plain_names(name):
    for text in texts(read(name)):
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", found) for found in PLACEHOLDER.findall(text)), text
        assert text.count("{{") == text.count("}}") == len(PLACEHOLDER.findall(text)), text

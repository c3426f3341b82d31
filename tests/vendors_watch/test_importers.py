"""Is every published format read alike, and is a file that is not whole, or not that list, refused?"""

import pytest

from tests.vendors_watch.samples import ALL, OFAC_XML, chunks
from vendors.watchlists import formats, values
from vendors.watchlists.listed import About, Unreadable


def read(kind: str, files: dict[str, str]):
    about = About()
    return list(formats.read(kind, chunks(files), about)), about


@pytest.mark.parametrize("kind", formats.FORMATS)
def test_each_format_gives_the_same_two_entries(kind):
    (person, firm), about = read(kind, ALL[kind])
    assert about.published_on == "2026-11-20" or kind == "ofac_csv"
    assert person.uid.endswith("101")
    assert person.kind == "person"
    assert {"ziloman", "tariq"} <= set(person.names[0][0].lower().replace(",", "").split())
    assert person.births == ["1962-04-12"]
    assert person.countries == ["IR"]
    assert person.identifiers == ["X4471902"]
    assert "abu zain" in {name.lower() for name, _weak in person.names}
    assert firm.kind == "organisation"
    assert [name.lower() for name, _weak in firm.names] == ["zarevo nord trading", "zarevo export"]
    assert firm.countries == ["RU"]


@pytest.mark.parametrize("kind", ["ofac_xml", "ofac_csv", "un_xml", "eu_xml", "opensanctions_ftm"])
def test_what_the_publisher_calls_weak_stays_weak(kind):
    (person, _firm), _about = read(kind, ALL[kind])
    assert {name.lower() for name, weak in person.names if weak} == {"abu zain"}


@pytest.mark.parametrize("kind", formats.FORMATS)
@pytest.mark.parametrize("share", [0.3, 0.55, 0.8, 0.97])
def test_a_file_cut_short_is_refused(kind, share):
    main = ALL[kind]["main"].rstrip("\n\x1a")
    cut = main[: int(len(main) * share)]
    with pytest.raises(Unreadable):
        read(kind, {**ALL[kind], "main": cut})


@pytest.mark.parametrize("kind", formats.FORMATS)
@pytest.mark.parametrize("other", formats.FORMATS)
def test_another_list_is_refused_by_name(kind, other):
    if kind != other:
        with pytest.raises(Unreadable) as refused:
            read(kind, ALL[other])
        assert refused.value.sentence


@pytest.mark.parametrize("kind", formats.FORMATS)
@pytest.mark.parametrize("nothing", ["", "\n", " "])
def test_an_empty_file_is_refused(kind, nothing):
    with pytest.raises(Unreadable):
        read(kind, {"main": nothing})


def test_fewer_entries_than_the_list_says_are_refused():
    with pytest.raises(Unreadable, match="2 entries, and 1"):
        read("ofac_xml", {"main": OFAC_XML[: OFAC_XML.index("  <sdnEntry><uid>102")] + "</sdnList>\n"})


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE sdnList [<!ENTITY a "b">]>',
        '<!DOCTYPE sdnList SYSTEM "file:///etc/passwd">',
        "<!DOCTYPE sdnList>",
    ],
)
def test_a_document_type_or_entity_is_refused(head):
    with pytest.raises(Unreadable, match="document type"):
        read("ofac_xml", {"main": OFAC_XML.replace("<sdnList", f"{head}<sdnList", 1)})


def test_an_entry_that_stands_twice_is_refused():
    with pytest.raises(Unreadable, match="twice"):
        read("ofac_xml", {"main": OFAC_XML.replace("<uid>102</uid>", "<uid>101</uid>")})


def test_only_what_changed_changes_the_digest():
    (person, firm), _about = read("ofac_xml", {"main": OFAC_XML})
    (same, other), _about = read("ofac_xml", {"main": OFAC_XML.replace("ZAREVO EXPORT", "ZAREVO IMPORT")})
    assert person.digest == same.digest
    assert firm.digest != other.digest


@pytest.mark.parametrize(
    ("said", "is_"),
    [
        ("12 Apr 1962", "1962-04-12"),
        ("circa 1962", "1962"),
        ("Apr 1962", "1962-04"),
        ("1962", "1962"),
        ("1960 to 1962", "1960"),
        ("unknown", ""),
    ],
)
def test_dates_are_as_precise_as_they_are_known(said, is_):
    assert values.date(said) == is_


@pytest.mark.parametrize(
    ("said", "is_"), [("Iran", "IR"), ("ru", "RU"), ("Korea, North", "KP"), ("Côte d'Ivoire", "CI"), ("Atlantis", "")]
)
def test_countries_are_known_by_code_and_by_name(said, is_):
    assert values.country(said) == is_

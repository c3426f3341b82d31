"""Does the matcher find who it should, leave alone whom it should, and show its arithmetic?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendors.matching import HIT, Name, Party, compare, finder

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40)


def person(text: str, key=1, **facts) -> Party:
    return Party(key, "person", (Name(text),), **facts)


def firm(text: str, key=1, **facts) -> Party:
    return Party(key, "organisation", (Name(text),), **facts)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Tariq Ziloman", "ZILOMAN, Tarik"),
        ("Dr. Wanda Okerovsky", "Vanda Okerovskaja-Okerovski"),
        ("J. Kovarelli", "Jelena Kovarelli"),
        ("Mohammed Sharoolani", "Muhammad Sharulani"),
        ("Вадим Зоремский", "Vadim Zoremsky"),
        ("NikolaiSedrenko", "Nikolai Sedrenko"),
        ("Amina Perolova", "Amina Tahirovna Perolova"),
    ],
)
def test_a_person_written_otherwise_is_found(ours, theirs):
    assert compare(person(ours), person(theirs)).score >= HIT


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Zarevo Nord Trading GmbH", "Zarevo Nord Trade LLC"),
        ("ООО Северозорь Логистика", "Severozor Logistics Ltd"),
        ("The Brigvale Company", "Brigvale Co."),
        ("2nd Harbour Shipping", "Second Harbour Shipping"),
        ("Grand Lumel Holding", "Grandlumel Holding"),
    ],
)
def test_a_firm_written_otherwise_is_found(ours, theirs):
    assert compare(firm(ours), firm(theirs)).score >= HIT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Ivana Kelmendova"), person("Radka Kelmendova")),
        (person("Oleg Baskovar"), person("Olga Baskovina")),
        (person("N.N."), person("Nadia Norell")),
        (firm("Zarevo Nord GmbH"), firm("Zarevo Sued GmbH")),
        (firm("Brigade 44"), firm("Brigade 45")),
        (firm("Trading Company Ltd"), firm("Shipping Company Ltd")),
    ],
)
def test_a_relative_or_a_sister_firm_is_somebody_else(one, other):
    assert compare(one, other).score < HIT


def test_what_else_is_known_speaks_for_or_against():
    plain = compare(person("Tarik Zilomann"), person("Tariq Ziloman")).score
    listed = person("Tariq Ziloman", births=("1962-04-12",), countries=("IR",), identifiers=("X-4471 902",))
    same = compare(person("Tarik Zilomann", births=("1962-04-12",), countries=("IR", "DE")), listed)
    other = compare(person("Tarik Zilomann", births=("1984",), countries=("PT",)), listed)
    number = compare(person("T. Zilo", identifiers=("x4471902",)), listed)
    assert other.score < HIT <= plain < same.score
    assert {line.kind for line in same.lines} >= {"birth", "country", "spelling"}
    assert "identifier" in {line.kind for line in number.lines}


def test_day_and_month_changed_about_speak_for_a_match():
    listed = person("Tariq Ziloman", births=("1962-04-12",))
    turned = compare(person("Tariq Ziloman", births=("1962-12-04",)), listed)
    assert [line.points for line in turned.lines if line.kind == "birth"] == [4]


def test_an_alias_that_its_publisher_calls_weak_counts_less():
    listed = Party(1, "person", (Name("Tariq Ziloman", weak=True),))
    assert compare(person("Tariq Ziloman"), listed).score == 92


def test_another_legal_form_is_shown_and_counts_against():
    match = compare(firm("Zarevo Nord GmbH"), firm("Zarevo Nord AG"))
    assert [(line.kind, line.points) for line in match.lines][-1] == ("form", -12)
    assert match.score == 88
    assert compare(firm("Zarevo Nord GmbH"), firm("Zarevo Nord LLC")).score == 100


def test_a_firm_named_after_a_listed_person_is_shown_with_the_difference():
    match = compare(firm("Tariq Ziloman Ltd"), person("Tariq Ziloman"))
    assert match.score == 88
    assert match.lines[-1].kind == "kind"


@given(NAMES, NAMES, st.sampled_from(["person", "organisation", "other", ""]))
def test_the_lines_sum_to_the_score_whatever_is_written(ours, theirs, kind):
    match = compare(Party(1, kind, (Name(ours),)), Party(2, kind, (Name(theirs),)))
    assert sum(line.points for line in match.lines) == match.score
    assert 0 <= match.score <= 100


def test_the_index_finds_what_comparing_with_each_entry_finds():
    listed = [person(f"{given} {family}", key=(given, family)) for given in GIVEN for family in FAMILY]
    find = finder(listed)
    for asked in (person("Tarik Zilomann"), person("Вадим Зоремский"), person("OKEROVA Wanda")):
        slow = sorted((compare(asked, each) for each in listed), key=lambda match: -match.score)
        assert [match for match in slow if match.score >= HIT] == find(asked)


def test_a_number_alone_brings_an_entry_up():
    find = finder([person("Somebody Else", key="a", identifiers=("LEI 5299000XYZ",))])
    assert find(person("Tarik Zilomann", identifiers=("LEI5299000XYZ",)))[0].key == "a"
    assert find(person("Tarik Zilomann")) == []


def test_nothing_listed_and_nothing_asked_find_nothing():
    assert finder([])(person("Tarik Zilomann")) == []
    assert finder([person("Tarik Zilomann")])(Party(1, "person", ())) == []


GIVEN = ["Tariq", "Vadim", "Wanda", "Pietro", "Leonor", "Kasimir", "Amina", "Radka"]
FAMILY = ["Ziloman", "Zoremsky", "Okerova", "Lindquarist", "Besovar", "Kelmend", "Perolov", "Urbanidze"]

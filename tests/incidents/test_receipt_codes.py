"""Is a receipt code hard to guess, easy to type, and known again only as it was given?"""

from hypothesis import given
from hypothesis import strategies as st

from incidents import receipt_codes
from incidents.receipt_codes import LETTERS

codes = st.binary(min_size=8, max_size=40).map(lambda some: receipt_codes.of_secret(some.hex()))
places = st.integers(0, 19)


def typed_with(code: str, place: int, letter: str) -> str:
    bare = code.replace("-", "")
    return bare[:place] + letter + bare[place + 1 :]


@given(codes)
def test_a_code_has_four_groups_of_five_and_reads_as_itself(code):
    assert [len(group) for group in code.split("-")] == [5, 5, 5, 5]
    assert receipt_codes.read(code) == code
    assert len(receipt_codes.digest_of(code)) == 64 and code not in receipt_codes.digest_of(code)


@given(codes, st.sampled_from([" ", "  ", "", "-", "–", "\t", " - "]))
def test_blanks_hyphens_and_small_letters_do_not_matter(code, between):
    assert receipt_codes.read(between.join(code.lower().split("-")) + " ") == code


@given(codes)
def test_what_looks_alike_is_read_alike(code):
    assert receipt_codes.read(code.replace("0", "O").replace("1", "l")) == code
    assert receipt_codes.read(code.replace("0", "o").replace("1", "I")) == code


@given(codes, places, st.sampled_from(LETTERS))
def test_one_wrong_character_shows(code, place, letter):
    typed = typed_with(code, place, letter)
    assert receipt_codes.read(typed) == (code if typed == code.replace("-", "") else "")


@given(codes, places, places)
def test_two_that_changed_places_show(code, one, other):
    bare = list(code.replace("-", ""))
    bare[one], bare[other] = bare[other], bare[one]
    typed = "".join(bare)
    assert receipt_codes.read(typed) == (code if typed == code.replace("-", "") else "")


@given(st.text(max_size=80))
def test_anything_else_that_is_typed_is_no_code_and_no_failure(typed):
    read = receipt_codes.read(typed)
    assert read == "" or receipt_codes.read(read) == read


def test_no_two_secrets_share_a_code_and_each_gives_the_same_one_again():
    made = {receipt_codes.of_secret(secret): secret for secret in (receipt_codes.new_secret() for _each in range(2000))}
    assert len(made) == 2000
    assert all(receipt_codes.of_secret(secret) == code for code, secret in made.items())
    assert len({letter for code in made for letter in code}) == len(LETTERS) + 1

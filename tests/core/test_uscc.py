"""The credit code: real ones pass, one wrong character anywhere does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.uscc import CHARACTERS, check_character, normalised, problems

#: The example of the standard, and published codes of well-known companies.
REAL = ["91350100M000100Y43", "91330100799655058B", "9144030071526726XG", "914403001922038216"]
DIGITS = st.text("0123456789", min_size=6, max_size=6)
FIRST_17 = st.builds(
    lambda head, region, body: head + region + body,
    st.text(CHARACTERS, min_size=2, max_size=2),
    DIGITS,
    st.text(CHARACTERS, min_size=9, max_size=9),
)


def codes(code):
    return [violation.code for violation in problems(code)]


@pytest.mark.parametrize("code", REAL)
def test_a_real_code_is_right(code):
    assert problems(code) == ()


def test_the_example_of_the_standard():
    assert check_character("91350100M000100Y4") == "3"


@given(FIRST_17)
def test_a_code_with_its_check_character_is_right(first):
    assert problems(first + check_character(first)) == ()


@given(FIRST_17, st.integers(0, 17), st.sampled_from(CHARACTERS))
def test_one_wrong_character_is_always_noticed(first, place, other):
    code = first + check_character(first)
    changed = code[:place] + other + code[place + 1 :]
    assert bool(problems(changed)) == (changed != code)


@given(FIRST_17, st.integers(8, 15))
def test_two_characters_changed_over_are_always_noticed(first, place):
    code = first + check_character(first)
    changed = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert bool(problems(changed)) == (changed != code)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("", ["uscc_length_wrong"]),
        (REAL[0][:-1], ["uscc_length_wrong"]),
        (REAL[0] + "0", ["uscc_length_wrong"]),
        ("91350100O000100Y43", ["uscc_character_wrong"]),  # the letter O
        ("91350100m000100Y43", ["uscc_character_wrong"]),
        ("9135A100M000100Y43", ["uscc_character_wrong"]),  # the region is digits
        ("９1350100M000100Y43", ["uscc_character_wrong"]),  # a full-width nine
        ("91350100M000100Y44", ["uscc_check_character_wrong"]),
        ("IOS", ["uscc_length_wrong", "uscc_character_wrong"]),
    ],
)
def test_what_is_wrong_is_named(code, found):
    assert codes(code) == found


def test_the_wrong_characters_are_listed_and_the_field_is_named():
    (violation,) = problems("91350100OI00100Y43", "organisation.uscc")
    assert violation.data == {"characters": ["I", "O"]}
    assert violation.field == "organisation.uscc"


def test_blanks_and_small_letters_are_forgiven_on_the_way_in():
    assert normalised(" 91350100 m000100y43\n") == REAL[0]


@pytest.mark.parametrize("first", ["", "9135", "91350100M000100Y43"])
def test_a_check_character_needs_seventeen_characters(first):
    with pytest.raises(ValueError, match="17"):
        check_character(first)

"""Lines end where Chinese and Latin typesetting allow it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.pdf.text import CANNOT_END, CANNOT_START, break_lines, break_paragraphs, pieces

LETTERS = "瑞安市公安局交通警察大队，。；：！？、（）《》“”〔〕—…·ABCxyz0189 .,-/()%℃"


def measure(text: str) -> float:
    """Full-width characters are two units wide, others one."""
    return sum(2 if letter > "\u2000" else 1 for letter in text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("准予许可。", ["准", "予", "许", "可。"]),
        ("根据《行政许可法》，", ["根", "据", "《行", "政", "许", "可", "法》，"]),
        ("限速40 km/h，禁行", ["限", "速", "40 km/h，", "禁", "行"]),
        ("20 m范围", ["20 m", "范", "围"]),
        ("GB 5768.4-2017", ["GB", " ", "5768.4-2017"]),
        ("等……另行", ["等……", "另", "行"]),
    ],
)
def test_what_belongs_together_is_one_piece(text, expected):
    assert pieces(text) == expected


def test_a_closing_mark_pulls_its_character_to_the_next_line():
    assert break_lines("一二三四五，六", 10, measure) == ["一二三四", "五，六"]


@pytest.mark.parametrize("mark", "》，；：！？")
def test_marks_that_the_pdf_library_lets_begin_a_line_do_not(mark):
    assert all(line[0] != mark for line in break_lines(f"一二三四五{mark}六七", 10, measure))


def test_an_opening_mark_does_not_end_a_line():
    assert break_lines("一二三四（五六", 10, measure) == ["一二三四", "（五六"]


def test_an_address_longer_than_a_line_is_cut_and_whole():
    address = "https://roadworks.example/verify/" + "A" * 60
    lines = break_lines("核验：" + address, 40, measure)
    assert "".join(lines) == "核验：" + address
    assert max(map(measure, lines)) <= 40


def test_the_first_line_leaves_room_for_its_indent():
    assert break_lines("一二三四五六", 8, measure, indent=4) == ["一二", "三四五六"]


def test_paragraphs_are_kept_apart():
    assert break_paragraphs("甲\n\n乙丙", 20, measure) == ["甲", "", "乙丙"]


def test_a_hundred_thousand_letters_without_a_break_are_cut_quickly():
    lines = break_lines("A" * 100_000, 50, measure)
    assert len(lines) == 2000


@given(st.text(LETTERS, max_size=200), st.integers(12, 60))
def test_nothing_is_lost_and_no_line_is_too_wide(text, width):
    lines = break_lines(text, width, measure)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(measure(line) <= width for line in lines)


@given(st.lists(st.sampled_from(["瑞安", "交通", "，", "。", "》", "《", "（施工）", "40"]), max_size=60))
def test_no_line_begins_or_ends_with_a_forbidden_mark(words):
    # Long runs of nothing but marks must be cut somewhere; these texts have at most a few in a row.
    text = "车".join(words)
    for line in break_lines(text, 24, measure)[1:]:
        assert line[0] not in CANNOT_START
    for line in break_lines(text, 24, measure)[:-1]:
        assert line[-1] not in CANNOT_END

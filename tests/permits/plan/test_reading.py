"""Reading a plan: everything wrong is said at once, by name and place, whatever comes in."""

import copy
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from permits.plan import PlanInvalid, parse, read
from permits.plan.check import check
from permits.plan.problem import MOST_PROBLEMS
from permits.plan.reading import LARGEST_BYTES
from permits.plan.schema import plan_schema, plan_schema_text
from tests.permits.plan.examples import LINE, PASSING, changed

PUBLISHED = Path(__file__).parents[3] / "docs" / "plan.schema.json"
VALIDATOR = Draft202012Validator(plan_schema(), format_checker=FormatChecker())

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


def problems(data):
    with pytest.raises(PlanInvalid) as refused:
        parse(data)
    return [(problem.path, problem.code) for problem in refused.value.problems]


def codes_of(raw):
    with pytest.raises(PlanInvalid) as refused:
        read(raw)
    return [problem.code for problem in refused.value.problems]


def places(value, path=()):
    """Every place in JSON data, as a path of keys."""
    yield path
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in members:
        yield from places(held, (*path, key))


def test_the_published_schema_is_the_model():
    Draft202012Validator.check_schema(plan_schema())
    assert PUBLISHED.read_text(encoding="utf-8") == plan_schema_text()


def test_schema_and_reader_take_the_example():
    assert list(VALIDATOR.iter_errors(PASSING)) == []
    assert parse(PASSING).road.road_class == "arterial"


@settings(max_examples=400)
@given(place=st.sampled_from([p for p in places(PASSING) if p]), value=json_values)
def test_schema_and_reader_agree_on_any_value_at_any_place(place, value):
    data = copy.deepcopy(PASSING)
    owner = data
    for key in place[:-1]:
        owner = owner[key]
    owner[place[-1]] = value
    try:
        parse(data)
    except PlanInvalid:
        readable = False
    else:
        readable = True
    assert readable is VALIDATOR.is_valid(data)


@settings(max_examples=300)
@given(json_values)
def test_any_json_at_all_is_a_plan_or_a_list_of_reasons(data):
    with pytest.raises(PlanInvalid) as refused:
        read(json.dumps(data).encode())
    assert refused.value.problems
    assert "\n" not in refused.value.one_line("en")


@settings(max_examples=300)
@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_refused_in_words(raw):
    assert codes_of(raw)


def test_all_problems_are_given_at_once_with_their_place():
    data = changed(buffer="80", lanes=2.5, starts_on="2026-02-30", layout="L13", flaggers=-1, excavation="yes")
    data["phases"][0]["hoarding"]["colour"] = "blue"
    data["road"].pop("name")
    data["works"]["notice_published_on"] = "20261201"
    assert problems(data) == [
        ("$.road.name", "member_missing"),
        ("$.road.lanes", "whole_number_expected"),
        ("$.phases[0].starts_on", "date_unknown"),
        ("$.phases[0].layout", "word_unknown"),
        ("$.phases[0].lengths_m.buffer", "number_expected"),
        ("$.phases[0].hoarding.colour", "member_unknown"),
        ("$.phases[0].flaggers", "number_out_of_bounds"),
        ("$.works.excavation", "flag_expected"),
        ("$.works.notice_published_on", "date_expected"),
    ]


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        ("road", [], "object_expected"),
        ("lanes", True, "number_expected"),
        ("lanes", 0, "number_out_of_bounds"),
        ("lanes", 10**400, "number_out_of_bounds"),
        ("offset_m", float("nan"), "number_not_finite"),
        ("offset_m", float("inf"), "number_not_finite"),
        ("advance_warning", -0.1, "number_out_of_bounds"),
        ("advance_warning", 1e300, "number_out_of_bounds"),
        ("hourly_volume_pcu", [1] * 23, "list_size_wrong"),
        ("hourly_volume_pcu", {}, "list_expected"),
        ("closed_lanes", [1, 1], "list_repeats"),
        ("closed_lanes", [0], "number_out_of_bounds"),
        ("daily_hours", [["24:01", "05:00"]], "clock_time_expected"),
        ("daily_hours", [["22:00"]], "list_size_wrong"),
        ("name", 7, "text_expected"),
        ("name", "x" * 61, "text_length_wrong"),
        ("name", "x\ud800", "text_unprintable"),
        ("name", "x\x1b[31m", "text_unprintable"),
        ("centreline", {**LINE, "coordinates": [[120.6, 27.7]]}, "list_size_wrong"),
        ("centreline", {**LINE, "coordinates": [[120.6, 27.7], [27.7, 120.6]]}, "number_out_of_bounds"),
        ("centreline", {**LINE, "coordinates": [[120.6, 27.7]] * 200_000}, "list_size_wrong"),
        ("centreline", {**LINE, "type": "Polygon"}, "word_unknown"),
        ("signs", [{"code": "stop", "at_m": 0}], "word_unknown"),
    ],
)
def test_each_kind_of_mistake_has_its_code(place, value, code):
    data = {**PASSING, "road": value} if place == "road" else changed(**{place: value})
    assert [found for _, found in problems(data)] == [code]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "document_not_json"),
        (b"{", "document_not_json"),
        (b"\xff\xfe{}", "document_not_utf8"),
        (b"[" * 200_000, "document_too_deep"),
        (b'{"road":' * 50_000, "document_too_deep"),
        (b'{"road": NaN}', "word_not_json"),
        (b'{"road": -Infinity}', "word_not_json"),
        (b'{"road": 1, "road": 2}', "member_repeated"),
        (b"9" * 5000, "number_too_long"),
        (b" " * (LARGEST_BYTES + 1), "document_too_large"),
        (b"null", "object_expected"),
    ],
)
def test_a_document_that_is_no_plan_is_refused_with_one_reason(raw, code):
    assert codes_of(raw) == [code]


def test_a_byte_order_mark_does_no_harm():
    assert read(b"\xef\xbb\xbf" + json.dumps(PASSING).encode()) == parse(PASSING)


def test_a_flood_of_problems_is_counted_not_listed():
    with pytest.raises(PlanInvalid) as refused:
        parse({f"wrong{n}": n for n in range(1000)})
    assert len(refused.value.problems) == MOST_PROBLEMS
    assert refused.value.unlisted == 1002 - MOST_PROBLEMS
    assert str(refused.value.unlisted) in refused.value.one_line("zh")


def test_names_and_values_of_any_length_stay_short_in_the_reason():
    with pytest.raises(PlanInvalid) as refused:
        parse({"x" * 100_000: 1, "\ud800\n": 2, "road": "y" * 100_000, "phases": 1})
    line = refused.value.one_line("en")
    assert len(line) < 600
    assert line.isprintable()


def test_ten_thousand_phases_and_a_hundred_are_answered_at_once():
    started = time.perf_counter()
    many = {**PASSING, "phases": PASSING["phases"] * 10_000}
    assert problems(many) == [("$.phases", "list_size_wrong")]
    days = [{"starts_on": f"{2027 + n}-01-01", "ends_on": f"{2027 + n}-12-31", "name": str(n)} for n in range(100)]
    hundred = {**PASSING, "phases": [{**PASSING["phases"][0], **own} for own in days]}
    assert check(parse(hundred)).result == "pass"
    assert time.perf_counter() - started < 5

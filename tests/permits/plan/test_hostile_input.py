"""Whatever comes in is answered by findings or by one clear line, in bounded time and memory; never by a trace.

Time is that of the processor, so that a busy machine does not fail a test.
"""

import copy
import json
import math
import time
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from core.datum import wgs84_to_gcj02
from permits.plan import Plan, PlanInvalid, as_json, parse, read
from permits.plan.check import check
from permits.plan.drawing.sheet import draw_phase
from permits.plan.drawing.svg import to_svg
from permits.plan.kinds import Choice, ClockTime, Date, Flag, ListOf, Number, Position, Record, Text
from permits.plan.layout.complete import complete
from permits.plan.model import LAYOUTS, MOST_PHASES, MOST_VERTICES, PLAN, SIGN_CODES
from permits.plan.reading import LARGEST_BYTES
from permits.plan.schema import plan_schema
from tests.permits.plan.examples import LINE, PASSING, changed

MOST_SECONDS, MOST_MEGABYTES = 2.0, 250
VALIDATOR = Draft202012Validator(plan_schema(), format_checker=FormatChecker())
POINT = [120.6387, 27.7829]
FIRST = PASSING["phases"][0]

NASTY = st.sampled_from(
    [None, True, False, 0, -0.0, -1, 1e308, -1e308, 5e-324, 10**30, -(10**30), 10**400, 0.1 + 0.2, "", "40", "NaN",
     "\ud800", "\x00", "\u202e", "x" * 70, [], {}, [[]], [None], {"": None}, {"__proto__": 1}, [POINT], "2026-02-30",
     "22:00\n", "2026-12-07\n", "２２:00", "L01 ", 3.0, 2.5]
)  # fmt: skip
JSON = st.recursive(
    NASTY | st.integers() | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def places(value, path=()):
    yield path
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in members:
        yield from places(held, (*path, key))


PLACES = [place for place in places(PASSING) if place]


def document(text: str) -> bytes:
    """The example with one member of its road in these very characters."""
    return json.dumps(changed(upstream_junction_m="HERE")).replace('"HERE"', text).encode("utf-8", "surrogatepass")


def codes(raw: bytes) -> list[str]:
    try:
        check(read(raw))
    except PlanInvalid as invalid:
        assert invalid.one_line("zh").isprintable() and invalid.one_line("en").isprintable()
        return [problem.code for problem in invalid.problems]
    return []


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (document("1e308"), ["number_out_of_bounds"]),
        (document("1e400"), ["number_not_finite"]),
        (document("-1e400"), ["number_not_finite"]),
        (document("NaN"), ["word_not_json"]),
        (document("Infinity"), ["word_not_json"]),
        (document("-Infinity"), ["word_not_json"]),
        (document("-0.0"), []),
        (document("-1"), ["number_out_of_bounds"]),
        (document("1" + "0" * 30), ["number_out_of_bounds"]),
        (document("1" + "0" * 5000), ["number_too_long"]),
        (document("0." + "1" * 100_000), []),
        (document("1e-400"), []),
        (document("true"), ["number_expected"]),
        (document('"450"'), ["number_expected"]),
        (document("[450]"), ["number_expected"]),
        (document("0450"), ["document_not_json"]),
        (document("+450"), ["document_not_json"]),
        (document("0x1c2"), ["document_not_json"]),
        (document("450, \"upstream_junction_m\": 450"), ["member_repeated"]),
        (document('"\\ud800"'), ["number_expected"]),
        (document('"\ud800"'), ["document_not_utf8"]),
        (document("[" * 100_000 + "]" * 100_000), ["document_too_deep"]),
        (document('{"a":' * 100_000 + "1" + "}" * 100_000), ["document_too_deep"]),
        (b"", ["document_not_json"]),
        (b"   \n", ["document_not_json"]),
        (b"\x00", ["document_not_json"]),
        (b"null", ["object_expected"]),
        (b"[]", ["object_expected"]),
        (b'"plan"', ["object_expected"]),
        (b"{} {}", ["document_not_json"]),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3", ["document_not_utf8"]),
        (json.dumps(PASSING).encode("utf-16"), ["document_not_utf8"]),
        (json.dumps(PASSING, ensure_ascii=False).encode("gb18030"), ["document_not_utf8"]),
        (b"\xef\xbb\xbf" + json.dumps(PASSING).encode(), []),
        (b" " * (LARGEST_BYTES + 1), ["document_too_large"]),
        (b'{"x":' + b"1" * 20 + b"," + b'"y":1,' * 1_000_000 + b'"z":1}', ["member_repeated"]),
        (json.dumps({f"m{n}": n for n in range(300_000)}).encode(), ["member_unknown"] * 50),
    ],
)  # fmt: skip
def test_each_document_is_answered_in_bounded_time(raw, expected):
    started = time.process_time()
    assert codes(raw) == expected
    assert time.process_time() - started < MOST_SECONDS


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        ({**PASSING, "phases": [FIRST] * 10_000}, "list_size_wrong", "10000"),
        (changed(centreline={**LINE, "coordinates": [POINT]}), "list_size_wrong", "2"),
        (changed(centreline={**LINE, "coordinates": [POINT] * 200_000}), "list_size_wrong", "200000"),
        (changed(centreline={**LINE, "coordinates": [POINT[::-1]] * 2}), "number_out_of_bounds", "[120.6387, 27.7829]"),
        (changed(centreline={**LINE, "coordinates": [[181, 27], POINT]}), "number_out_of_bounds", "180"),
        (changed(centreline={**LINE, "coordinates": [[120.6], POINT]}), "list_size_wrong", "2"),
        (changed(signs=[{"code": "works_ahead", "at_m": 0}] * 501), "list_size_wrong", "501"),
        ({**PASSING, "colour": "blue"}, "member_unknown", "road, phases, works"),
    ],
)
def test_what_is_wrong_is_said_at_its_place_in_both_languages(data, code, says):
    with pytest.raises(PlanInvalid) as refused:
        parse(data)
    for problem in refused.value.problems:
        assert problem.code == code and problem.path.startswith("$.")
        assert all(says in problem.message[language] for language in ("zh", "en"))


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * LARGEST_BYTES,
        b"[" + b"1234567890," * (LARGEST_BYTES // 11 - 2) + b"0]",
        b'"' + b"x" * (LARGEST_BYTES - 2) + b'"',
        json.dumps({**PASSING, "phases": [FIRST] * 10_000}).encode()[:LARGEST_BYTES],
    ],
    ids=["nested", "numbers", "text", "phases"],
)
def test_the_largest_documents_stay_in_memory_bounds(raw):
    tracemalloc.start()
    try:
        assert codes(raw) != []
        assert tracemalloc.get_traced_memory()[1] < MOST_MEGABYTES * 2**20
    finally:
        tracemalloc.stop()


@settings(max_examples=400)
@given(st.lists(st.tuples(st.sampled_from(PLACES), JSON), min_size=1, max_size=4))
def test_a_plan_spoilt_anywhere_is_read_or_refused_as_its_schema_says(spoilt):
    data = copy.deepcopy(PASSING)
    for place, value in spoilt:
        owner = data
        try:
            for key in place[:-1]:
                owner = owner[key]
            owner[place[-1]] = value
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took the place away
    try:
        plan = parse(data)
    except PlanInvalid as invalid:
        assert not VALIDATOR.is_valid(data)
        assert all(problem.path.startswith("$") and problem.message["zh"] for problem in invalid.problems)
    else:
        assert VALIDATOR.is_valid(data)
        answered(plan)


def members_of(kind) -> st.SearchStrategy:
    """Values the reader takes, mostly at the edge of what it takes."""
    if isinstance(kind, Record):
        required, optional = (
            {m.name: members_of(m.kind) for m in kind.members if m.required is r} for r in (True, False)
        )
        return st.fixed_dictionaries(required, optional=optional)
    if isinstance(kind, ListOf):
        longest = kind.longest if kind.longest == kind.shortest else min(kind.longest, max(kind.shortest, 3))
        unique = json.dumps if kind.unique else None
        return st.lists(members_of(kind.item), min_size=kind.shortest, max_size=longest, unique_by=unique)
    if isinstance(kind, Number):
        low, high = math.ceil(kind.minimum), math.floor(kind.maximum)
        whole = st.sampled_from([low, high, min(low + 1, high)]) | st.integers(low, high)
        return whole if kind.whole else whole | st.floats(kind.minimum, kind.maximum)
    edges = {
        Flag: st.booleans(),
        Date: st.sampled_from(["1900-01-01", "2024-02-29", "2026-12-07", "2199-12-31"]),
        ClockTime: st.sampled_from(["00:00", "05:00", "22:00", "23:59", "24:00"]),
        Position: st.sampled_from([POINT, [-180.0, -90.0], [180, 90, 1e6], [0.0, 0.0], [120.64, 27.79]]),
        Text: st.sampled_from(["x", "路" * 20, "<&\"'>", "a\nb"]),
    }
    return st.sampled_from(kind.words) if isinstance(kind, Choice) else edges[type(kind)]


def answered(plan: Plan) -> None:
    """Checked, completed, written out and read again."""
    json.dumps(check(plan).as_json(), allow_nan=False)
    after = complete(plan)
    json.dumps(check(after).as_json(), allow_nan=False)
    assert parse(as_json(after)) == after


@settings(max_examples=250, suppress_health_check=list(HealthCheck))
@given(members_of(PLAN))
def test_any_plan_of_the_schema_is_answered(data):
    assert VALIDATOR.is_valid(data)
    answered(parse(data))


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(members_of(PLAN))
def test_any_plan_of_the_schema_is_drawn(data):
    plan = parse(data)
    findings = check(plan).findings
    for number in range(1, len(plan.phases) + 1):
        assert to_svg(draw_phase(plan, number, findings=findings)).rstrip().endswith("</svg>")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_heaviest_plan_of_the_schema_is_checked_in_bounded_time(layout):
    """All the phases, signs and vertices the schema takes, at the same time and as long as can be."""
    line = {**LINE, "coordinates": [[120.6 + n / 1e6, 27.7] for n in range(MOST_VERTICES)]}
    phase = {
        **FIRST,
        "name": None,
        "layout": layout,
        "lengths_m": {**FIRST["lengths_m"], "work_area": 9500},
        "signs": [{"code": code, "at_m": 0} for code in SIGN_CODES] * 20,
        "flaggers": 200,
    }
    data = {**changed(centreline=line), "phases": [phase] * MOST_PHASES}
    data["phases"][0] = {**phase, "detour": {"line": line}}
    started = time.process_time()
    result = check(parse(data))
    assert result.as_json()["result"]
    assert time.process_time() - started < 2 * MOST_SECONDS
    assert any(finding.rule == "S16" for finding in result.findings)


def test_coordinates_of_a_web_map_get_a_hint():
    moved = {**LINE, "coordinates": [list(wgs84_to_gcj02(*position)) for position in LINE["coordinates"]]}
    (finding,) = (f for f in check(parse(changed(detour={"line": moved}))).findings if f.rule == "S14")
    assert "GCJ-02" in finding.message["zh"] and "WGS84" in finding.fix["en"]

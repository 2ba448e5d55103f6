"""What holds for every plan, whatever road, layout, closure, speed and hours."""

import copy
import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permits.plan import Plan, as_json, parse, read
from permits.plan.check import check
from permits.plan.drawing.scene import Mark
from permits.plan.drawing.sheet import draw_phase
from permits.plan.layout.complete import complete
from permits.plan.layout.devices import devices_of, quantities_of
from permits.plan.model import AREAS, LAYOUTS
from permits.plan.situation import situations
from tests.permits.plan.examples import PASSING
from tests.permits.plan.plans import bare_plans

thorough = settings(max_examples=150)

# What these layouts need, and the road must have.
LANES_OF_A_MIDDLE = 3
REQUIRED = {"starts_on", "ends_on", "layout"}
# The rules with an upper bound on a length; and saturation, which a longer single lane makes worse.
MAXIMA = {("P21", "work_area"), ("S16", "lengths_m"), ("P20", "worst_vc")}


def completed(data) -> Plan:
    return complete(parse(data))


def warnings_nothing_can_mend(plan: Plan) -> set[str]:
    """Rules of level warn that speak of what completion must not touch: the road as it is, its traffic, its kind."""
    road, (phase, *_) = plan.road, plan.phases
    rules = set()
    if road.kind != "city":
        rules.add("P00")  # the advance-warning length of highways is in no verified table
    if (road.lane_width_m or 9) < 3:
        rules.add("P18")
    if road.hourly_volume_pcu:
        rules.add("P20")
    if phase.layout == "L03" and road.lanes < LANES_OF_A_MIDDLE:
        rules.add("S03")
    if phase.layout == "L08" and road.lanes_opposite == 1:
        rules.add("S25")  # the one lane that could be borrowed is the only one of the opposite direction
    return rules


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_completed_plan_passes(layout):
    @thorough
    @given(bare_plans(layouts=(layout,)))
    def holds(data):
        plan = completed(data)
        findings = check(plan).findings
        assert [f.rule for f in findings if f.level == "block"] == []
        assert {f.rule for f in findings if f.level == "warn"} <= warnings_nothing_can_mend(plan)

    holds()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_plan_with_anything_left_out_is_completed_to_one_that_passes(layout):
    @thorough
    @given(bare_plans(layouts=(layout,)), st.data())
    def holds(data, draw):
        given_whole = as_json(completed(data))
        phase = given_whole["phases"][0]
        # The way round is a fact of the works; nothing can propose it.
        for member in draw.draw(st.sets(st.sampled_from(sorted(set(phase) - REQUIRED - {"detour"})))):
            phase.pop(member)
        lengths = phase.get("lengths_m", {})
        for area in draw.draw(st.sets(st.sampled_from(AREAS))):
            lengths.pop(area, None)
        plan = completed(given_whole)
        findings = check(plan).findings
        assert [f.rule for f in findings if f.level == "block"] == []
        assert {f.rule for f in findings if f.level == "warn"} <= warnings_nothing_can_mend(plan)

    holds()


@thorough
@given(bare_plans(), st.data())
def test_completion_keeps_everything_given_and_does_nothing_twice(data, draw):
    plan = parse(data)
    after = complete(plan)
    assert complete(after) == after
    _kept(as_json(plan), as_json(after))


def _kept(before, after):
    if isinstance(before, dict):
        for name, held in before.items():
            _kept(held, after[name])
    elif isinstance(before, list) and before and isinstance(before[0], dict):
        for one, other in zip(before, after, strict=True):
            _kept(one, other)
    else:
        assert after == before


@thorough
@given(bare_plans())
def test_what_is_completed_can_be_handed_in(data):
    plan = completed(data)
    assert read(json.dumps(as_json(plan)).encode()) == plan


@thorough
@given(bare_plans(), st.sampled_from(AREAS), st.floats(0, 3000), st.floats(0, 3000))
def test_longer_is_never_worse(data, area, length, more):
    """Lengthening one area, all else as it was, adds no finding, but where a rule sets an upper bound."""
    whole = as_json(completed(data))
    lengths = whole["phases"][0].setdefault("lengths_m", {})
    if area not in lengths:
        return
    found = []
    for length_m in (length, length + more):
        lengths[area] = length_m
        found.append({(f.rule, f.parameter) for f in check(parse(whole)).findings})
    assert found[1] - MAXIMA <= found[0]


@thorough
@given(bare_plans(), st.data())
def test_how_a_number_is_written_and_in_which_order_changes_nothing(data, draw):
    """40, 40.0 and 4e1 are one length; the members of an object have no order."""
    whole = as_json(completed(data))
    style = draw.draw(st.sampled_from([float, "{:e}".format]))
    order = draw.draw(st.booleans())
    plan = read(_written(whole, style, order).encode())
    assert plan == parse(whole)
    assert check(plan).as_json() == check(parse(whole)).as_json()


def _written(value, style, backwards) -> str:
    if isinstance(value, dict):
        members = [f"{json.dumps(name)}: {_written(held, style, backwards)}" for name, held in value.items()]
        return "{" + ", ".join(members[::-1] if backwards else members) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_written(held, style, backwards) for held in value) + "]"
    if isinstance(value, int) and not isinstance(value, bool):
        return str(style(value))
    return json.dumps(value)


@thorough
@given(bare_plans())
def test_the_checker_is_pure(data):
    """Asked twice it says the same, of the same plan and of a copy, and leaves the plan as it was."""
    plan = completed(data)
    before = copy.deepcopy(plan)
    first, second = check(plan), check(plan)
    assert first.as_json() == second.as_json() == check(before).as_json()
    assert plan == before


@thorough
@given(bare_plans())
def test_every_finding_says_everything_and_only_what_is_verified_blocks(data):
    whole = as_json(completed(data))
    lengths = whole["phases"][0].setdefault("lengths_m", {})
    lengths.update(dict.fromkeys(lengths, 0))
    for finding in (*check(parse(whole)).findings, *check(parse(data)).findings):
        assert finding.clause
        assert finding.certainty in ("verified", "secondary", "setting")
        assert finding.level != "block" or finding.certainty == "verified"
        assert not finding.overridable or finding.level == "block"
        for texts in (finding.message, finding.fix):
            assert all(texts[language] and "{" not in texts[language] for language in ("zh", "en"))


@settings(max_examples=40)
@given(bare_plans())
def test_the_drawing_shows_every_device_once(data):
    plan = completed(data)
    (at,) = situations(plan)
    devices = devices_of(at)
    marks = Counter()
    for shape in draw_phase(plan, 1).shapes:
        if isinstance(shape, Mark) and shape.kind:
            marks[shape.kind] += shape.count
    counted = quantities_of(devices)
    assert {kind: marks[kind] for kind in counted} == counted
    assert not {kind for kind in marks if kind not in counted and not kind.startswith("finding-")}


@thorough
@given(bare_plans())
def test_devices_stand_on_the_stretch_that_is_worked_on(data):
    result = check(completed(data))
    areas = result.areas
    if not areas:
        return
    for device in result.devices:
        if device.kind in ("cone", "chevron", "warning_light") and device.direction != "opposite":
            assert areas[0].from_m - 0.01 <= device.at_m <= areas[-1].to_m + 0.01


@given(st.permutations(range(3)))
def test_the_order_in_which_phases_are_given_changes_no_finding(order):
    data = copy.deepcopy(PASSING)
    days = ("2026-12-07", "2026-12-20"), ("2026-12-20", "2026-12-24"), ("2026-12-30", "2027-01-03")
    first = data["phases"][0]
    phases = [{**first, "name": f"期{n}", "starts_on": a, "ends_on": b} for n, (a, b) in enumerate(days)]
    data["phases"] = [phases[n] for n in order]
    found = Counter(f.rule for f in check(parse(data)).findings)
    assert found == {"S12": 1, "S13": 1}

"""The difference between two versions of a plan."""

import copy

from hypothesis import given
from hypothesis import strategies as st

from permits.plan import parse
from permits.plan.check import check
from permits.plan.diff import Change, PhasePair, changes, finding_changes, pairs_of
from tests.permits.plan.examples import PASSING, changed


def phases(*changes_of_each):
    """The passing plan with one phase for each dict of changes, two weeks apart."""
    data = changed()
    (first,) = data["phases"]
    data["phases"] = []
    for number, change in enumerate(changes_of_each, 1):
        days = {"starts_on": f"2027-{number:02d}-01", "ends_on": f"2027-{number:02d}-10"}
        data["phases"].append(copy.deepcopy(first) | days | change)
    return parse(data)


def test_the_same_plan_has_no_changes():
    assert changes(parse(PASSING), parse(PASSING)) == ()


def test_changes_name_the_member_with_both_values():
    before = parse(PASSING)
    after = parse(changed(buffer=120, lanes_opposite=None, closed_lanes=[2, 3], excavation=False))
    assert changes(before, after) == (
        Change("", "road.lanes_opposite", 3, None),
        Change("", "works.excavation", True, False),
        Change("一期", "closed_lanes", [3], [2, 3]),
        Change("一期", "lengths_m.buffer", 100, 120),
    )


def test_a_line_drawn_anew_is_one_change():
    line = {"type": "LineString", "coordinates": [[120.6, 27.7], [120.61, 27.71]]}
    (drawn,) = changes(parse(PASSING), parse(changed(centreline=line)))
    assert (drawn.member, drawn.after) == ("road.centreline", line)


def test_a_phase_that_came_or_went_is_one_change():
    data = changed()
    data["phases"].append({"starts_on": "2027-01-01", "ends_on": "2027-01-02", "layout": "L02"})
    (came,) = changes(parse(PASSING), parse(data))
    assert (came.phase, came.member, came.before, came.after["layout"]) == ("2", "", None, "L02")
    (went,) = changes(parse(data), parse(PASSING))
    assert (went.phase, went.member, went.after) == ("2", "", None)


def test_a_phase_that_was_renamed_is_the_same_phase():
    before, after = phases({"name": "一期"}, {"name": "二期"}), phases({"name": "一期"}, {"name": "夜间"})
    assert changes(before, after) == (Change("夜间", "name", "二期", "夜间"),)


def test_phases_that_changed_places_are_told_by_their_names():
    one, two = {"name": "一期"}, {"name": "二期", "closed_lanes": [1], "layout": "L02"}
    before, after = phases(one, two), phases(two, one)
    assert [(pair.before, pair.after) for pair in pairs_of(before, after)] == [(2, 1), (1, 2)]
    found = {(change.phase, change.member) for change in changes(before, after)}
    assert {("一期", "number"), ("二期", "number")} <= found


def test_a_copy_is_told_by_what_it_does_otherwise():
    before = phases({"name": "一期"})
    after = phases({"name": "一期"}, {"name": "二期", "closed_lanes": [2]})
    whole, *rest = changes(before, after)
    assert (whole.phase, whole.member, whole.before, whole.like) == ("二期", "", None, "一期")
    assert Change("二期", "closed_lanes", [3], [2], like="一期") in rest
    assert all(change.like == "一期" for change in rest)


def test_a_phase_rewritten_in_its_place_stays_that_phase():
    before, after = phases({"name": "一期"}), phases({"name": "A"})
    rewritten = copy.deepcopy(PASSING)
    rewritten["phases"] = [{"name": "B", "starts_on": "2027-05-01", "ends_on": "2027-05-02", "layout": "L10"}]
    assert pairs_of(after, parse(rewritten)) == (PhasePair(1, 1, "B"),)
    assert pairs_of(before, after) == (PhasePair(1, 1, "A"),)


names = st.lists(st.sampled_from(["一期", "二期", "三期", None]), min_size=1, max_size=4)
lanes = st.lists(st.sampled_from([[1], [2], [3]]), min_size=4, max_size=4)


@given(names, names, lanes, lanes)
def test_every_phase_of_both_versions_is_in_exactly_one_pair(old, new, lanes_old, lanes_new):
    before, after = (
        phases(*({"name": name, "closed_lanes": lane} for name, lane in zip(those, closed, strict=False)))
        for those, closed in ((old, lanes_old), (new, lanes_new))
    )
    pairs = pairs_of(before, after)
    assert sorted(pair.before for pair in pairs if pair.before) == list(range(1, len(old) + 1))
    assert sorted(pair.after for pair in pairs if pair.after) == list(range(1, len(new) + 1))


def findings_of(**changes_):
    return [one.as_json() for one in check(parse(changed(**changes_))).findings]


def test_findings_come_go_and_stay_with_other_figures():
    before = findings_of(buffer=20, termination=5)
    after = findings_of(buffer=30, remaining_lane_width_m=2.5)
    found = finding_changes(before, after, {})
    assert {one["rule"] for one in found.went} == {"P08", "S20"}
    assert {one["rule"] for one in found.came} >= {"P18"}
    assert ("P04", 20, 30) in {(was["rule"], was["actual"], now["actual"]) for was, now in found.other}
    assert found.same == ()
    assert finding_changes(before, before, {}).same == tuple(before)


def test_a_finding_follows_its_phase_to_its_new_name():
    before = findings_of(termination=5)
    after = findings_of(termination=5, name="夜间")
    assert finding_changes(before, after, {"一期": "夜间"}).same == tuple(after)

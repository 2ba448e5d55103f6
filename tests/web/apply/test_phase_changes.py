"""Phases copied, mirrored, moved and reordered: first shown, then made; their dates on a Gantt and in a table."""

import datetime as dt

import pytest
from django.urls import reverse

from core.workdays import Calendar
from permits.models import Case
from permits.services import drafting
from web.permits.apply import gantt
from web.permits.apply.phase_changes import TITLES


def page(name, case, *more):
    return reverse(f"application-{name}", args=[case.number, *more])


def phases_of(case):
    return Case.objects.get(pk=case.pk).plan["phases"]


@pytest.fixture
def two_phases(city, filled):
    first = filled.plan["phases"][0] | {"starts_on": "2026-05-04", "ends_on": "2026-05-17"}
    second = first | {"name": "二期", "starts_on": "2026-05-20", "ends_on": "2026-05-29"}
    return drafting.edit_case(
        city.people.contractor, filled.number, {"plan": filled.plan | {"phases": [first, second]}}
    )


@pytest.mark.parametrize("change", TITLES)
def test_a_change_is_shown_before_it_is_made(applicant, two_phases, change):
    answer = applicant.get(page("phase-change", two_phases, 2, change))
    assert answer.status_code == 200
    assert answer.context["rows"]
    assert phases_of(two_phases) == two_phases.plan["phases"]
    looked = applicant.post(page("phase-change", two_phases, 2, change), {"do": "look", "days": 3, "name": "三期"})
    assert looked.status_code == 200
    assert phases_of(two_phases) == two_phases.plan["phases"]


def test_a_mirrored_copy_follows_the_last_phase(applicant, two_phases):
    typed = {"do": "apply", "name": "三期", "mirror": "on"}
    answer = applicant.post(page("phase-change", two_phases, 1, "copy"), typed)
    assert answer["Location"] == page("phases", two_phases)
    twin = phases_of(two_phases)[2]
    assert (twin["name"], twin["starts_on"], twin["ends_on"]) == ("三期", "2026-05-30", "2026-06-12")
    assert (twin["layout"], twin["closed_lanes"]) == ("L02", [1])


@pytest.mark.parametrize(
    ("position", "change", "typed", "starts", "order"),
    [
        (2, "follow", {}, ["2026-05-04", "2026-05-18"], "一二"),
        (1, "shift", {"days": "2"}, ["2026-05-06", "2026-05-20"], "一二"),
        (1, "shift", {"days": "-3", "later_too": "on"}, ["2026-05-01", "2026-05-17"], "一二"),
        (1, "later", {}, ["2026-05-20", "2026-05-04"], "二一"),
        (2, "earlier", {}, ["2026-05-20", "2026-05-04"], "二一"),
    ],
)
def test_phases_are_moved(applicant, two_phases, position, change, typed, starts, order):
    assert (
        applicant.post(page("phase-change", two_phases, position, change), typed | {"do": "apply"}).status_code == 302
    )
    found = phases_of(two_phases)
    assert [one["starts_on"] for one in found] == starts
    assert "".join(one["name"][0] for one in found) == order


def test_a_phase_is_mirrored_in_its_place(applicant, two_phases):
    applicant.post(page("phase-change", two_phases, 1, "mirror"), {"do": "apply"})
    assert [(one["layout"], one["closed_lanes"]) for one in phases_of(two_phases)] == [("L02", [1]), ("L01", [3])]


@pytest.mark.parametrize("days", ["", "soon", "1.5", "9999", "-4000"])
def test_a_shift_by_nonsense_is_refused_at_the_field(applicant, two_phases, days):
    answer = applicant.post(page("phase-change", two_phases, 1, "shift"), {"days": days, "do": "apply"})
    assert answer.status_code == 422
    assert "days" in answer.context["form"].errors
    assert phases_of(two_phases) == two_phases.plan["phases"]


def test_a_shift_beyond_the_calendar_is_refused(applicant, two_phases):
    late = [{**phase, "ends_on": "9999-12-30"} for phase in two_phases.plan["phases"]]
    Case.objects.filter(pk=two_phases.pk).update(plan=two_phases.plan | {"phases": late})
    answer = applicant.post(page("phase-change", two_phases, 1, "shift"), {"days": "30", "do": "apply"})
    assert answer.status_code == 422
    assert "beyond the calendar" in answer.content.decode()
    assert applicant.get(page("phases", two_phases)).status_code == 200


def test_what_is_not_there_is_not_found(applicant, two_phases):
    assert applicant.get(page("phase-change", two_phases, 3, "copy")).status_code == 404
    assert applicant.get(page("phase-change", two_phases, 1, "explode")).status_code == 404


def test_nobody_else_sees_or_moves_the_phases(client, city, two_phases):
    client.force_login(city.people.contractor2)
    assert client.get(page("phase-change", two_phases, 1, "shift")).status_code == 404
    assert client.post(page("phases", two_phases), {"starts_on_1": "2026-05-05"}).status_code == 404
    assert client.post(page("phase-plan", two_phases, 1), headers={"x-live": "1"}).status_code == 404


DATES = {"starts_on_1": "2026-05-05", "ends_on_1": "2026-05-19", "starts_on_2": "2026-05-20", "ends_on_2": "2026-05-21"}


def test_dates_are_saved_in_the_table(applicant, two_phases):
    assert applicant.post(page("phases", two_phases), DATES).status_code == 302
    found = phases_of(two_phases)
    assert [one["starts_on"] for one in found] == ["2026-05-05", "2026-05-20"]
    assert [one["ends_on"] for one in found] == ["2026-05-19", "2026-05-21"]
    assert found[0]["lengths_m"] == two_phases.plan["phases"][0]["lengths_m"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"ends_on_1": "2026-05-01"}, "ends_on_1"),
        ({"starts_on_2": ""}, "starts_on_2"),
        ({"starts_on_2": "x"}, "starts_on_2"),
    ],
)
def test_dates_are_refused_at_their_field(applicant, two_phases, typed, field):
    answer = applicant.post(page("phases", two_phases), DATES | typed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert phases_of(two_phases) == two_phases.plan["phases"]


def test_dates_seen_by_an_older_page_are_not_written_over_newer_ones(applicant, two_phases):
    answer = applicant.post(page("phases", two_phases), DATES | {"version": two_phases.version - 1})
    assert answer.status_code == 409


def test_the_page_looks_without_saving_and_says_what_clashes(applicant, two_phases):
    typed = DATES | {"starts_on_2": "2026-05-10"}
    answer = applicant.post(page("phases", two_phases), typed, headers={"x-live": "1"})
    text = answer.content.decode()
    assert "<html" not in text
    assert "Overlaps the phase" in text
    assert "is-flagged" in text
    assert phases_of(two_phases) == two_phases.plan["phases"]


# The picture

CALENDAR = Calendar(holidays=frozenset({dt.date(2026, 5, 1)}), festivals={dt.date(2026, 5, 1): "劳动节"})


def picture(*phases):
    return gantt.gantt_of(phases, [f"{n}" for n in range(len(phases))], CALENDAR)


def test_bars_lie_on_their_days_and_free_days_are_shaded():
    first = {"starts_on": "2026-04-30", "ends_on": "2026-05-02"}
    drawn = picture(first, {"starts_on": "2026-05-04", "ends_on": "2026-05-04"})
    one, other = drawn.bars
    assert (one.days, other.days) == (3, 1)
    assert other.x - one.x == pytest.approx(4 * drawn.day_px)
    assert one.width == pytest.approx(3 * drawn.day_px)
    kinds = [day.kind for day in drawn.days]
    assert kinds[2:6] == ["workday", "holiday", "weekend", "weekend"]
    assert drawn.days[3].why == "劳动节"
    assert [month.label for month in drawn.months] == ["2026-04", "2026-05"]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ([["22:00", "05:00"]], ((110.0, 10.0), (0.0, 25.0))),
        (None, ((0.0, 120.0),)),
        ([["08:00", "24:00"]], ((40.0, 80.0),)),
        (["x"], ()),
        ([["25:00", "05:00"]], ()),
        ("night", ()),
    ],
)
def test_the_hours_of_a_day_stand_beside_the_bar(hours, expected):
    assert gantt.hours_strip({"daily_hours": hours}) == expected


@pytest.mark.parametrize(
    "phases",
    [
        [],
        [{"layout": "L01"}],
        [{"starts_on": "2026-05-04", "ends_on": "2026-05-01"}],
        [{"starts_on": "2026-05-04", "ends_on": "2036-05-01"}],
        [{"starts_on": "9999-12-31", "ends_on": "9999-12-31"}],
        [{"starts_on": 5, "ends_on": ["x"]}],
    ],
)
def test_without_dates_that_make_sense_there_is_no_picture(phases):
    assert picture(*phases) is None

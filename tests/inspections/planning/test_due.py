"""When a site is due, and why."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.planning.due import REASONS, SiteHistory, due
from inspections.planning.settings import PlanningSettings, SettingInvalid, with_overrides

DAY = dt.date(2026, 12, 7)
DEFAULTS = PlanningSettings()


def ago(days: int) -> dt.date:
    return DAY - dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("closure", "interval"),
    [("full", 1), ("half", 2), ("lane", 3), ("footway", 7), ("unknown", 7)],
)
def test_a_site_is_due_when_the_interval_of_its_closure_has_run_out(closure, interval):
    seen = SiteHistory(closure=closure, started_on=ago(60), last_visit_on=ago(interval))
    assert due(seen, DAY, DEFAULTS).mandatory
    assert due(seen, DAY, DEFAULTS).due_by == DAY
    assert due(seen, DAY, DEFAULTS).reasons == ("interval",)
    assert not due(seen, DAY - dt.timedelta(days=1), DEFAULTS).mandatory


def test_works_are_seen_within_a_day_of_their_start():
    fresh = SiteHistory(closure="footway", started_on=DAY)
    assert due(fresh, DAY, DEFAULTS).mandatory is False
    tomorrow = due(fresh, DAY + dt.timedelta(days=1), DEFAULTS)
    assert (tomorrow.due_by, tomorrow.mandatory, tomorrow.reasons) == (
        DAY + dt.timedelta(days=1),
        True,
        ("start_check",),
    )


def test_a_visit_before_the_start_does_not_stand_for_the_start_check():
    history = SiteHistory(closure="footway", started_on=ago(1), last_visit_on=ago(2))
    assert "start_check" in due(history, DAY, DEFAULTS).reasons


def test_a_site_of_which_nothing_is_known_is_due_at_once():
    assert due(SiteHistory(closure="unknown", started_on=None), DAY, DEFAULTS).mandatory


def test_an_answered_order_asks_for_a_visit_and_again_each_day_until_it_is_settled():
    history = SiteHistory(closure="footway", started_on=ago(60), last_visit_on=ago(2), order_due_on=ago(1))
    assert due(history, DAY, DEFAULTS).reasons == ("order_due",)
    seen_but_open = SiteHistory(closure="footway", started_on=ago(60), last_visit_on=ago(1), order_due_on=ago(1))
    assert due(seen_but_open, DAY, DEFAULTS).due_by == DAY
    assert not due(seen_but_open, ago(1), DEFAULTS).mandatory


def test_the_last_days_of_a_permit_ask_for_one_visit():
    history = SiteHistory(
        closure="footway", started_on=ago(60), last_visit_on=ago(3), valid_until=DAY + dt.timedelta(days=1)
    )
    planned = due(history, DAY, DEFAULTS)
    assert (planned.due_by, planned.mandatory, planned.reasons) == (history.valid_until, False, ("permit_ending",))
    assert due(history, history.valid_until, DEFAULTS).mandatory


def test_a_permit_that_ended_asks_for_a_visit_every_day():
    history = SiteHistory(closure="footway", started_on=ago(60), last_visit_on=ago(1), valid_until=ago(5))
    assert due(history, DAY, DEFAULTS).reasons == ("permit_expired",)
    assert due(history, DAY, DEFAULTS).mandatory


def test_a_report_of_the_public_asks_for_a_visit_the_next_day():
    history = SiteHistory(closure="footway", started_on=ago(60), last_visit_on=ago(2), reported_on=ago(1))
    assert due(history, DAY, DEFAULTS).reasons == ("citizen_report",)


def test_a_report_that_was_looked_into_asks_for_nothing_more():
    history = SiteHistory(closure="footway", started_on=ago(60), last_visit_on=ago(1), reported_on=ago(2))
    assert due(history, DAY, DEFAULTS).reasons == ("interval",)


def test_high_risk_shortens_the_interval():
    history = SiteHistory(closure="footway", started_on=ago(60), last_visit_on=ago(1), high_risk=True)
    assert due(history, DAY, DEFAULTS).reasons == ("risk_high",)


def test_every_reason_of_a_due_site_is_told_gravest_first():
    history = SiteHistory(
        closure="full",
        started_on=ago(60),
        last_visit_on=ago(2),
        order_due_on=ago(1),
        high_risk=True,
        valid_until=ago(1),
    )
    assert due(history, DAY, DEFAULTS).reasons == ("order_due", "permit_expired", "risk_high", "interval")


@given(
    closure=st.sampled_from(["full", "half", "lane", "footway", "unknown"]),
    started=st.none() | st.integers(0, 400),
    seen=st.none() | st.integers(0, 400),
    valid=st.none() | st.integers(-400, 400),
    order=st.none() | st.integers(0, 60),
    report=st.none() | st.integers(0, 60),
    risk=st.booleans(),
)
def test_every_site_has_a_day_by_which_it_is_seen_and_a_reason(closure, started, seen, valid, order, report, risk):
    history = SiteHistory(
        closure=closure,
        started_on=None if started is None else ago(started),
        last_visit_on=None if seen is None else ago(seen),
        valid_until=None if valid is None else ago(valid),
        order_due_on=None if order is None else ago(order),
        reported_on=None if report is None else ago(report),
        high_risk=risk,
    )
    planned = due(history, DAY, DEFAULTS)
    assert planned.mandatory == (planned.due_by <= DAY)
    assert planned.reasons and set(planned.reasons) <= set(REASONS)
    longest = max(DEFAULTS.interval_of("other"), DEFAULTS.start_check_days)
    assert planned.due_by <= DAY + dt.timedelta(days=longest)


def test_the_brigade_may_choose_other_numbers():
    chosen = with_overrides({"interval_days": {"full": 2, "other": 10}, "service_min": 15})
    assert (chosen.interval_of("full"), chosen.interval_of("lane"), chosen.service_min) == (2, 10, 15)


@pytest.mark.parametrize(
    ("overrides", "named"),
    [
        ({"intervall": 1}, "intervall"),
        ({"interval_days": {"full": 1}}, "interval_days"),
        ({"interval_days": {"other": 0}}, "interval_days"),
        ({"day_starts": dt.time(17)}, "day_ends"),
        ({"service_min": 0}, "service_min"),
        ({"speed_kmh": 0}, "speed_kmh"),
        ({"detour_factor": 0.5}, "speed_kmh"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_by_name(overrides, named):
    with pytest.raises(SettingInvalid) as refused:
        with_overrides(overrides)
    assert refused.value.name == named

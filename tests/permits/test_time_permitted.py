"""A permit narrower than its plan says why: works go on only in the time approved (城市道路管理条例 36)."""

import datetime as dt

import pytest

from core.errors import RuleViolated
from permits.lifecycle import Stage
from permits.services import decision
from tests.city import build_city, reviewed_case

pytestmark = pytest.mark.django_db


def test_a_phase_outside_the_time_permitted_needs_a_reason():
    city = build_city()
    case = reviewed_case(city)
    last_but_one = case.ends_on - dt.timedelta(days=1)
    with pytest.raises(RuleViolated) as refused:
        decision.grant_case(city.people.leader, case.number, valid_until=last_but_one)
    (violation,) = refused.value.violations
    assert (violation.code, violation.field) == ("phase_outside_validity", "reason")
    assert violation.data["ends_on"] == str(case.ends_on)
    granted = decision.grant_case(city.people.leader, case.number, valid_until=last_but_one, reason="缩短工期")
    assert (granted.stage, granted.valid_until) == (Stage.GRANTED, last_but_one)


def test_the_time_applied_for_covers_every_phase():
    city = build_city()
    assert decision.grant_case(city.people.leader, reviewed_case(city).number).stage == Stage.GRANTED

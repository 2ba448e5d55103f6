"""The register's days decide the no-dig period, whatever was typed (rule P17)."""

import datetime as dt

import pytest
import shapely

from core import clock
from permits.models import RoadSegment
from permits.services import drafting
from permits.services.plans import registered_days
from permits.services.surroundings import save_road
from tests.city import LINE, filled_draft

pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def case(city):
    return filled_draft(city)


def registered(**days) -> None:
    line = {"type": "LineString", "coordinates": [[120.6480, 27.7808], [120.6580, 27.7807]]}
    save_road(RoadSegment(ref="R1", name="万松东路", geometry=line, **days))


def digs(city, case, **typed) -> dict:
    plan = case.plan | {"road": case.plan["road"] | typed}
    return drafting.edit_case(city.people.contractor, case.number, {"plan": plan})


def rules(case) -> set[str]:
    return {finding["rule"] for finding in case.plan_check["findings"]}


def test_a_registered_day_wins_over_the_typed_one(city, case):
    registered(opened_on=clock.today() - dt.timedelta(days=400))
    after = digs(city, case, opened_on="2001-01-01", overhauled_on="2002-01-01")
    assert after.plan["road"]["opened_on"] == str(clock.today() - dt.timedelta(days=400))
    assert after.plan["road"]["overhauled_on"] == "2002-01-01"
    assert "P17" in rules(after)


def test_an_old_road_is_not_new_because_somebody_typed_so(city, case):
    registered(opened_on=dt.date(2001, 1, 1))
    assert "P17" not in rules(digs(city, case, opened_on=str(clock.today())))


def test_without_a_registered_day_the_typed_one_stands(city, case):
    registered()
    assert "P17" in rules(digs(city, case, overhauled_on=str(clock.today())))
    assert registered_days(case) == {}


def test_a_case_without_a_place_has_no_registered_days(city, case):
    registered(opened_on=dt.date(2001, 1, 1))
    case.geometry = None
    assert registered_days(case) == {}
    case.geometry = LINE
    assert registered_days(case) == {"opened_on": "2001-01-01"}
    assert RoadSegment.objects.get().lon_max == shapely.LineString([[120.6480, 27.7808], [120.6580, 27.7807]]).bounds[2]

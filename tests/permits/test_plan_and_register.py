"""What the check of a case's plan takes from the road register and the city's settings."""

import pytest
import shapely

from permits.models import RoadSegment
from permits.services.plans import checked
from tests.permits.plan.examples import changed
from tests.permits.plan.test_detour import ALONG, CLOSED, DOWN, ROUND, UP, VOLUMES
from tests.permits.test_road_register import segment

pytestmark = pytest.mark.django_db

FACTS = {"lanes": 1, "lanes_opposite": 1, "design_speed_kmh": 40, "hourly_volume_pcu": list(VOLUMES)}


@pytest.fixture
def register():
    lines = {"closed": CLOSED, "down": DOWN, "along": ALONG, "up": UP, "far": [(120.7, 27.7), (120.71, 27.7)]}
    RoadSegment.objects.bulk_create(
        segment(ref, shapely.LineString(line), bus_route="trunk", rush_hour_buses=8, cycle_route_class=2, **FACTS)
        for ref, line in lines.items()
    )


def plan(**changes):
    line = {"type": "LineString", "coordinates": [list(point) for point in ROUND]}
    centreline = {"type": "LineString", "coordinates": [list(point) for point in CLOSED]}
    closure = {"layout": "L10", "daily_hours": [["08:00", "12:00"]], "detour": {"line": line}}
    return changed(**closure | {"centreline": centreline} | changes)


def impact_of(data):
    (phase,) = checked(data)["impact"]["phases"]
    return phase


def test_the_roads_of_the_detour_carry_the_diverted_traffic(register):
    found = checked(plan())
    detour = found["impact"]["phases"][0]["detour"]
    assert [one["name"] for one in detour["roads"]] == ["路down", "路along", "路up"]
    assert {one["rule"] for one in found["findings"]} >= {"S18"}
    assert impact_of(plan())["nuisance"] == {
        "car": 3.9, "bus": 4, "bicycle": 2, "tram": 0, "worst": 4, "worst_mode": "bus",
    }  # fmt: skip


def test_without_register_the_detour_is_only_measured(db):
    detour = impact_of(plan())["detour"]
    assert (detour["roads"], detour["unmatched_m"]) == ([], detour["length_m"])
    assert impact_of(plan())["nuisance"]["bus"] is None


def test_a_plan_without_a_line_asks_nothing_of_the_register(register, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert impact_of(plan(centreline=None, detour=None))["detour"] is None
    with django_assert_num_queries(1):
        checked(plan())


def test_the_city_chooses_the_profile(settings):
    fast = plan(kind="highway", layout="L01")
    assert impact_of(fast)["profile"] == "city"
    settings.CITY = settings.CITY | {"work_zone_capacity_profile": "hcm"}
    by_hcm = impact_of(fast)
    assert (by_hcm["profile"], by_hcm["capacity_pcu_h"]) == ("hcm", by_hcm["hcm_capacity_pc_h"])

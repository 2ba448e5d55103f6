"""Plans of every kind, bare as an applicant begins them: for properties that hold whatever road and closure."""

from typing import Any

from hypothesis import strategies as st

from permits.plan.model import LAYOUTS, ROAD_CLASSES, ROAD_KINDS

DETOUR = {"description": "经商城大道绕行"}
MINUTES = ("00", "15", "30", "59")

clock_times = st.builds("{:02d}:{}".format, st.integers(0, 23), st.sampled_from(MINUTES))
windows = st.lists(clock_times, min_size=2, max_size=2, unique=True)


def optional(strategy: st.SearchStrategy) -> st.SearchStrategy:
    """The strategy, or None: the member left out."""
    return st.none() | strategy


roads = st.fixed_dictionaries(
    {
        "name": st.just("万松东路"),
        "kind": st.sampled_from(ROAD_KINDS),
        "class": st.sampled_from(ROAD_CLASSES),
        "design_speed_kmh": st.integers(20, 120) | st.floats(20, 120),
        "lanes": st.integers(1, 8),
        "lanes_opposite": optional(st.integers(0, 8)),
        "speed_limit_kmh": optional(st.integers(5, 120)),
        "lane_width_m": optional(st.floats(2.5, 4.5)),
        "upstream_junction_m": optional(st.integers(0, 2000) | st.floats(0, 2000)),
        "hourly_volume_pcu": optional(st.lists(st.integers(0, 3000), min_size=24, max_size=24)),
    }
)


@st.composite
def bare_plans(draw: st.DrawFn, layouts: tuple[str, ...] = LAYOUTS) -> dict[str, Any]:
    """A plan of road, closure and speed alone, in the plan format; sound in what it says."""
    phase = {
        "name": draw(st.sampled_from([None, "一期"])),
        "starts_on": "2026-12-07",
        "ends_on": draw(st.sampled_from(["2026-12-07", "2026-12-20"])),
        "layout": draw(st.sampled_from(layouts)),
        "daily_hours": draw(st.none() | st.lists(windows, max_size=1)),
        "temporary_signals": draw(st.none() | st.booleans()),
        "detour": DETOUR,
    }
    return {
        "road": draw(roads),
        "works": {"excavation": False, "emergency": draw(st.booleans()), "notice_published_on": "2026-11-01"},
        "phases": [phase],
    }

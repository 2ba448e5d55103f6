"""Published values worked through the engine; queues and capacities have their own in test_impact.py.

Sources: GB 5768.4-2017 4.4 refers to the taper lengths of GB 5768.3, L = V²W/155 and 0.625 VW; the 54 values below are
those of the table computed for the project's reference (domain/wz_upstream_taper.csv, by the same formula, in metres
to the centimetre). MUTCD 11th ed., Tables 6B-2 to 6B-4 (domain/mutcd_11_part6.csv; two public transcriptions). JTG
H30-2015 table 4.0.6 (domain/wz_buffer.csv).
"""

import csv
import math
from pathlib import Path

import pytest

from permits.plan import parse
from permits.plan.check import check
from permits.plan.layout.complete import complete
from permits.plan.standards import taper_length_m, value
from tests.permits.plan.examples import changed, found

DOMAIN = Path(__file__).parents[4] / "shared" / "domain"
needs_domain = pytest.mark.skipif(not DOMAIN.is_dir(), reason="../shared/domain is not here")

# L in m by design speed (km/h, down) and width taken (m, across).
WIDTHS_M = (2.5, 3.0, 3.25, 3.5, 3.75, 7.0)
TAPERS_M = {
    20: (6.45, 7.74, 8.39, 9.03, 9.68, 18.06),
    30: (14.52, 17.42, 18.87, 20.32, 21.77, 40.65),
    40: (25.81, 30.97, 33.55, 36.13, 38.71, 72.26),
    50: (40.32, 48.39, 52.42, 56.45, 60.48, 112.90),
    60: (58.06, 69.68, 75.48, 81.29, 87.10, 162.58),
    70: (109.38, 131.25, 142.19, 153.12, 164.06, 306.25),
    80: (125.00, 150.00, 162.50, 175.00, 187.50, 350.00),
    100: (156.25, 187.50, 203.12, 218.75, 234.38, 437.50),
    120: (187.50, 225.00, 243.75, 262.50, 281.25, 525.00),
}
EXAMPLES = [(v, w, metres) for v, row in TAPERS_M.items() for w, metres in zip(WIDTHS_M, row, strict=True)]

FEET_M, MILE_KM = 0.3048, 1.609344
# Merging taper of a 12 ft lane by MUTCD 11 Table 6B-4: L = WS²/60 up to 40 mph, WS from 45 mph; mph → ft.
MUTCD_12_FT = {25: 125, 30: 180, 35: 245, 40: 320, 45: 540, 50: 600, 55: 660, 60: 720, 65: 780, 70: 840}
# MUTCD 11 Table 6B-2: mph → ft.
MUTCD_SIGHT_FT = {20: 115, 25: 155, 30: 200, 35: 250, 40: 305, 45: 360, 50: 425, 55: 495, 60: 570, 65: 645, 70: 730,
                  75: 820}  # fmt: skip
# JTG H30-2015 table 4.0.6, at most 3 % downgrade: work-zone limit km/h → buffer m.
JTG_BUFFER_M = {80: 120, 70: 100, 60: 80, 50: 60, 40: 50, 30: 40, 20: 40}


def road(design, width):
    return {"design_speed_kmh": design, "offset_m": width, "speed_limit_kmh": None, "lane_width_m": None}


@pytest.mark.parametrize(("design", "width", "metres"), EXAMPLES)
def test_the_54_tapers(design, width, metres):
    whole = math.ceil(metres - 0.005)
    assert taper_length_m(design, width) == pytest.approx(metres, abs=0.0051)
    assert found("P03", **road(design, width), upstream_taper=metres) == []
    assert [f.required for f in found("P03", **road(design, width), upstream_taper=whole - 1)] == [
        pytest.approx(metres, abs=0.0051)
    ]
    proposed = complete(parse(changed(**road(design, width), upstream_taper=None))).phases[0].lengths_m
    assert proposed.upstream_taper == whole


@needs_domain
def test_the_54_tapers_are_those_of_the_reference():
    with (DOMAIN / "wz_upstream_taper.csv").open(encoding="utf-8", newline="") as lines:
        table = [(float(r["V_kmh"]), float(r["W_m"]), float(r["L_m_exact"])) for r in csv.DictReader(lines)]
    assert table == EXAMPLES


@pytest.mark.parametrize(("mph", "feet"), MUTCD_12_FT.items())
def test_the_formula_is_that_of_the_mutcd_in_metres_and_never_shorter(mph, feet):
    """155 and 0.625 are 60 × 1.609344² = 155.4 and 1 / 1.609344 = 0.6214 rounded to the safe side.

    At 40 mph (64.4 km/h) the Chinese formula is already the linear one, and longer.
    """
    metres = taper_length_m(mph * MILE_KM, 12 * FEET_M)
    assert feet * FEET_M <= metres
    if mph != 40:
        assert metres == pytest.approx(feet * FEET_M, rel=0.008)


@pytest.mark.parametrize(("mph", "feet"), MUTCD_SIGHT_FT.items())
def test_stopping_sight_distances_of_the_mutcd(mph, feet):
    row = value("sight_distance_mutcd", speed_kmh=round(mph * MILE_KM))
    assert row.value == pytest.approx(feet * FEET_M, abs=0.06)


@pytest.mark.parametrize(("limit", "metres"), JTG_BUFFER_M.items())
def test_buffers_of_jtg_h30(limit, metres):
    here = {"kind": "highway", "design_speed_kmh": 120, "speed_limit_kmh": None, "workzone_speed_kmh": limit}
    assert found("P21", **here, buffer=metres) == []
    assert [f.required for f in found("P21", **here, buffer=metres - 1)] == [metres]
    # Table 3 of GB 5768.4 holds on highways too; the proposal meets the longer of the two.
    plan = complete(parse(changed(**here, buffer=None)))
    assert plan.phases[0].lengths_m.buffer == max(metres, value("buffer_min", speed_kmh=limit).value)
    assert not {f.rule for f in check(plan).findings} & {"P04", "P21"}


def test_the_worked_example_of_the_interface():
    """60 km/h, one lane of 3.5 m: 81.29 m of taper, so 82 m pass and 81 m do not (docs/plan.schema.json)."""
    assert found("P03", upstream_taper=82) == found("P03", upstream_taper=81.29) == []
    assert [f.required for f in found("P03", upstream_taper=81)] == [81.29]

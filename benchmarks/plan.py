"""How long the plan engine takes for one phase: reading, checking, laying out, drawing."""

import datetime as dt
import io
import statistics
import time
from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse
from reportlab.pdfgen.canvas import Canvas

from benchmarks.row import Row
from core.pdf.fonts import open_fonts
from permits.plan import as_json, parse
from permits.plan.check import check
from permits.plan.drawing.pdf import to_pdf
from permits.plan.drawing.sheet import draw_phase
from permits.plan.drawing.svg import to_svg
from permits.plan.layout.complete import complete
from permits.plan.model import AREAS, MOST_PHASES, MOST_VERTICES, SIGN_CODES
from tests.city import build_city, filled_draft

BARE = {
    "road": {
        "name": "万松东路",
        "kind": "city",
        "class": "arterial",
        "design_speed_kmh": 60,
        "speed_limit_kmh": 60,
        "lanes": 3,
        "lanes_opposite": 3,
        "upstream_junction_m": 450,
        "hourly_volume_pcu": [200] * 6 + [1200] * 14 + [600] * 4,
    },
    "works": {"excavation": False},
    "phases": [
        {"starts_on": "2026-12-07", "ends_on": "2026-12-20", "daily_hours": [["22:00", "05:00"]], "layout": "L01"}
    ],
}
REPEATS, QUICK_REPEATS, HEAVY_REPEATS = 200, 10, 5
#: The aims for one phase: its check, and the whole layout with its drawing.
CHECK_MS, DRAWN_MS = 1.0, 30.0
#: From a stroke to new findings and drawing, a tenth of a second.
LIVE_MS = 100.0


def run(*, quick: bool = False) -> list[Row]:
    """Medians, each also as a multiple of a bare loop or a bare PDF page measured in the same run.

    Then the most phases a plan may have, and the heaviest shape: as many of the longest zones, signs and vertices.
    """
    repeats = QUICK_REPEATS if quick else REPEATS
    plan, fonts = complete(parse(BARE)), open_fonts()
    data, scene = as_json(plan), draw_phase(plan, 1)
    to_pdf([scene], fonts)
    loop_ms, page_ms = _median_ms(_bare_loop, repeats), _median_ms(_bare_page, repeats)
    rows = [Row("bare loop of 10,000 turns", loop_ms, "ms"), Row("bare PDF page", page_ms, "ms")]
    for name, work, at_most in (
        ("plan read from JSON", lambda: parse(data), None),
        ("plan of one phase checked", lambda: check(plan), CHECK_MS),
        ("plan of one phase checked, as JSON with its devices", lambda: check(plan).as_json(), None),
        ("layout completed and drawn as SVG", lambda: to_svg(draw_phase(complete(parse(BARE)), 1)), DRAWN_MS),
    ):
        rows.append(_row(name, _median_ms(work, repeats), loop_ms, "bare loops", at_most))
    rows.append(
        _row("sheet written as PDF", _median_ms(lambda: to_pdf([scene], fonts), repeats), page_ms, "bare pages")
    )
    for name, heavy in (
        (f"plan of {MOST_PHASES} phases", _many(data)),
        ("heaviest plan of the schema", _heaviest(data)),
    ):
        for what, work in (
            ("read and checked", lambda heavy=heavy: check(parse(heavy))),
            ("read, checked and told as JSON", lambda heavy=heavy: check(parse(heavy)).as_json()),
        ):
            took_ms = _median_ms(work, 1 if quick else HEAVY_REPEATS)
            rows.append(_row(f"{name}, {what}", took_ms, loop_ms, "bare loops"))
    return [*rows, *_live_edits(repeats)]


def _live_edits(repeats: int) -> list[Row]:
    """What the server does after each stroke on the page of a phase: the way from the call to findings and drawing."""
    city = build_city()
    case = filled_draft(city)
    client = Client()
    client.force_login(city.people.contractor)
    address = reverse("application-phase-plan", args=[case.number, 1])
    lengths = (40, 82, 80, 120, 30, 30)
    typed = {f"length_{area}": length_m for area, length_m in zip(AREAS, lengths, strict=True)}
    typed |= {"closed_lanes": ["3"], "offset_m": "3.5", "workzone_speed_kmh": "40", "speed_steps_kmh": "60, 40"}
    typed |= {"do": "check", "sign-TOTAL_FORMS": "0", "sign-INITIAL_FORMS": "0"}

    def stroke(number: int) -> None:
        answer = client.post(address, typed | {"length_work_area": 100 + number}, headers={"x-live": "1"})
        if answer.status_code != 200 or not answer.json()["drawing"]:
            raise RuntimeError(f"the page of the plan answered {answer.status_code}: {answer.content[:300]}")

    stroke(0)
    times = []
    for number in range(1, repeats + 1):
        began = time.perf_counter()
        stroke(number)
        times.append((time.perf_counter() - began) * 1000)
    slowest_twentieth = sorted(times)[-1 - len(times) // 20]
    return [
        Row(
            "live edit of a plan, server", statistics.median(times), "ms", "median of the strokes on the page", LIVE_MS
        ),
        Row("live edit of a plan, server, 95th percentile", slowest_twentieth, "ms", "the same strokes"),
    ]


def _row(name: str, took_ms: float, yardstick_ms: float, yardstick: str, at_most: float | None = None) -> Row:
    return Row(name, took_ms, "ms", f"{took_ms / yardstick_ms:.1f} {yardstick}", at_most)


def _many(data: dict[str, Any]) -> dict[str, Any]:
    """One phase after another, two days each."""
    days = [dt.date(2026, 12, 7) + dt.timedelta(days=2 * n) for n in range(MOST_PHASES)]
    return {
        **data,
        "phases": [
            {**data["phases"][0], "name": str(n), "starts_on": str(day), "ends_on": str(day + dt.timedelta(days=1))}
            for n, day in enumerate(days, 1)
        ],
    }


def _heaviest(data: dict[str, Any]) -> dict[str, Any]:
    """As many phases, signs, flaggers and vertices as the schema takes, all at once, along almost 10 km each."""
    line = {"type": "LineString", "coordinates": [[120.6 + n / 1e6, 27.7] for n in range(MOST_VERTICES)]}
    first = data["phases"][0]
    phase = {
        **first,
        "lengths_m": {**first["lengths_m"], "work_area": 9500},
        "signs": [{"code": code, "at_m": 0} for code in SIGN_CODES] * (500 // len(SIGN_CODES)),
        "flaggers": 200,
    }
    return {
        **data,
        "road": {**data["road"], "centreline": line},
        "phases": [{**phase, "detour": {"line": line}}, *[phase] * (MOST_PHASES - 1)],
    }


def _median_ms(work: Callable[[], object], repeats: int) -> float:
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def _bare_loop() -> int:
    total = 0
    for number in range(10_000):
        total += number
    return total


def _bare_page() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()

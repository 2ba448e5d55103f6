"""How long the plan engine takes for one phase: reading, checking, laying out, drawing."""

import io
import statistics
import time
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from benchmarks.row import Row
from core.pdf.fonts import open_fonts
from permits.plan import as_json, parse
from permits.plan.check import check
from permits.plan.drawing.pdf import to_pdf
from permits.plan.drawing.sheet import draw_phase
from permits.plan.drawing.svg import to_svg
from permits.plan.layout.complete import complete

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
REPEATS, QUICK_REPEATS = 200, 10


def run(*, quick: bool = False) -> list[Row]:
    """Medians, each also as a multiple of a bare loop or a bare PDF page measured in the same run."""
    repeats = QUICK_REPEATS if quick else REPEATS
    plan, fonts = complete(parse(BARE)), open_fonts()
    data, scene = as_json(plan), draw_phase(plan, 1)
    to_pdf([scene], fonts)
    loop_ms, page_ms = _median_ms(_bare_loop, repeats), _median_ms(_bare_page, repeats)
    rows = [Row("bare loop of 10,000 turns", loop_ms, "ms"), Row("bare PDF page", page_ms, "ms")]
    for name, work, yardstick_ms, yardstick in (
        ("plan read from JSON", lambda: parse(data), loop_ms, "bare loops"),
        ("plan of one phase checked", lambda: check(plan), loop_ms, "bare loops"),
        (
            "layout completed and drawn as SVG",
            lambda: to_svg(draw_phase(complete(parse(BARE)), 1)),
            loop_ms,
            "bare loops",
        ),
        ("sheet written as PDF", lambda: to_pdf([scene], fonts), page_ms, "bare pages"),
    ):
        took_ms = _median_ms(work, repeats)
        rows.append(Row(name, took_ms, "ms", f"{took_ms / yardstick_ms:.1f} {yardstick}"))
    return rows


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

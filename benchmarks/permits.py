"""The permit as paper: how long the decision (D08) and the card (D09) take to draw, and how large they are."""

from benchmarks.row import Row
from benchmarks.stopwatch import taken
from permits.documents import KINDS
from permits.models import IssuedDocument
from permits.services.drawing import draw
from tests.city import build_city, case_in_force

REPEATS, QUICK_REPEATS = 30, 5
LARGEST_KB = 200


def run(*, quick: bool = False) -> list[Row]:
    """Issue one permit in the connected scratch database and draw it some times."""
    repeats, rows = QUICK_REPEATS if quick else REPEATS, []
    case = case_in_force(build_city())
    for document in IssuedDocument.objects.filter(case=case, kind__in=("D08", "D09")).order_by("kind"):
        kind = KINDS[document.kind]
        name = f"permit PDF {kind.code}, {kind.name_en}"
        found = taken(lambda kind=kind, document=document: draw(kind, document), repeats)
        rows.append(Row(f"{name}, drawn", found.ms, "ms", f"{found.queries} queries"))
        rows.append(Row(f"{name}, size", len(draw(kind, document)) / 1000, "kB", at_most=LARGEST_KB))
    return rows

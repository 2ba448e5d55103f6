"""Pairs of works of the register that are in each other's way, or what is in the way of one geometry."""

import argparse
import json
import math
import sys

from django.conf import settings
from django.utils.translation import gettext as _

from core import geo
from core.datum import looks_like_gcj02
from permits.management.commands._conflicts_json import answer_json, pairs_json
from permits.management.commands._file_command import FileCommand
from permits.messages_conflicts import refused
from permits.rules.conflicts.asked import LARGEST_BYTES, AskedInvalid, AskedSite, read_asked
from permits.rules.conflicts.conflict import Severity
from permits.rules.conflicts.occupation import hours_of
from permits.selectors.around import city_limits
from permits.selectors.conflicts import Conflicts, conflicts_of
from permits.selectors.pairs import register_pairs
from permits.selectors.roads import roads_near

FOUND = 1
#: A geometry copied from a Chinese web map lies at most so far from its road.
SHIFTED_M = 700


def metres(text: str) -> float:
    """A distance of at least 0 m."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value < math.inf:
        raise argparse.ArgumentTypeError(_("%(text)s is not a distance in metres") % {"text": text})
    return value


class Command(FileCommand):
    """Pairs: exit 0 whether or not there are any, they are the answer. With --on: 0 nothing, 1 conflicts, 2 bad input.

    What is only good to know (severity `note`) is told and does not make the exit 1.
    """

    help = (
        "List pairs of works that are not ended, share a day and lie within a distance of each other; with --on, what"
        " is in the way of one geometry: a GeoJSON Feature (or a FeatureCollection of one, or a geometry) with the"
        " properties starts_on, ends_on and perhaps daily_hours, closure, excavation, road, road_class, detour"
        " (LineString), government_approval, emergency. JSON of --on: {within_m, on, hint, conflicts: [{kind,"
        " severity (high, medium, low, note), works, ref, others, distance_m, from, to, hours, clause, certainty,"
        " message: {zh, en}, help: {zh, en}, shift_days, earlier_days, later_days}], shift_days, earlier_days,"
        " later_days}; the shifts move the dates out of one conflict, or out of all of them in time; null: none is"
        " needed or none helps. Exit with --on: 0 nothing in the way, 1 conflicts, 2 bad input."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--within-m",
            type=metres,
            default=float(settings.CITY["conflict_within_m"]),
            metavar="METRES",
            help="greatest distance to other works; 0: touching (default: %(default)s)",
        )
        parser.add_argument("--on", metavar="FILE.geojson", help="one geometry and its dates, instead of all pairs")
        parser.add_argument("--json", action="store_true", help="print the answer as JSON")

    def handle(self, *args, **options):
        within_m = options["within_m"]
        if options["on"] is not None:
            self._on(options["on"], within_m, options["json"])
            return
        pairs = register_pairs(within_m)
        if options["json"]:
            self.stdout.write(json.dumps(pairs_json(pairs, within_m)))
            return
        for pair in pairs:
            self.stdout.write(
                f"{_named(pair.a, pair.a_ref)}  {_named(pair.b, pair.b_ref)}  {pair.distance_m:.1f} m"
                f"  {pair.shared.starts_on} – {pair.shared.ends_on}"
            )
        self.stdout.write(_("%(count)d pairs within %(within_m)g m") % {"count": len(pairs), "within_m": within_m})

    def _on(self, file: str, within_m: float, in_json: bool) -> None:
        try:
            asked = read_asked(self.bytes_of(file, LARGEST_BYTES))
        except AskedInvalid as invalid:
            self.refuse(refused(invalid.as_violation()), file)
        found = conflicts_of(
            asked.site, None, limits=city_limits(within_m), approved=asked.approved, emergency=asked.emergency
        )
        hint = _("The coordinates may be GCJ-02, not WGS84.") if _seems_shifted(asked) else ""
        if in_json:
            self.stdout.write(json.dumps(answer_json(asked, found, within_m, hint), ensure_ascii=False))
        else:
            self._report(found, hint)
        if any(view.found.severity < Severity.NOTE for view in found):
            sys.exit(FOUND)

    def _report(self, found: Conflicts, hint: str) -> None:
        if hint:
            self.stderr.write(hint)
        for number, view in enumerate(found, 1):
            self.stdout.write(f"{number}. [{view.found.severity.name.lower()}] {view.said.what}")
            if view.found.days:
                hours = " ".join("–".join(pair) for pair in hours_of(view.found.windows))
                self.stdout.write(f"   {view.found.days.starts_on} – {view.found.days.ends_on} {hours}".rstrip())
            self.stdout.write(f"   {view.said.why} {view.said.help}")
        if found.shift is not None:
            days = found.shift.best_days
            text = (
                _("No move of the dates by up to %(n)s days frees them of every conflict in time.")
                if days is None
                else _("Moved by %(days)+d days, none in time is left.")
            )
            self.stdout.write(text % {"n": found.shift.within_days, "days": days or 0})
        self.stdout.write(_("%(count)d in the way") % {"count": len(found)})


def _seems_shifted(asked: AskedSite) -> bool:
    """Whether the geometry fits a registered road only once it is read as GCJ-02."""
    roads = roads_near(asked.site.bounds, SHIFTED_M)
    nearest = min(roads, key=lambda road: geo.distance_m(asked.site.place, road.line), default=None)
    if nearest is None or geo.distance_m(asked.site.place, nearest.line) < SHIFTED_M / 10:
        return False
    return any(looks_like_gcj02(asked.site.place, road.line) for road in roads)


def _named(number: str, ref: str | None) -> str:
    return f"{number} ({ref})" if ref else number

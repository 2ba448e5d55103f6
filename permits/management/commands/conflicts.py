"""Pairs of works of the register that are in each other's way, or what is in the way of one geometry."""

import argparse
import json
import math
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.translation import gettext as _

from core import geo
from core.datum import looks_like_gcj02
from core.errors import Violation
from permits.messages_conflicts import refused
from permits.rules.conflicts.asked import LARGEST_BYTES, AskedInvalid, AskedSite, read_asked
from permits.rules.conflicts.conflict import Severity
from permits.rules.conflicts.occupation import hours_of
from permits.selectors.around import city_limits
from permits.selectors.conflicts import Conflicts, ConflictView, conflicts_of
from permits.selectors.pairs import Pair, register_pairs
from permits.selectors.roads import roads_near

FOUND, BAD_INPUT = 1, 2
#: A geometry copied from a Chinese web map lies at most so far from its road.
SHIFTED_M = 700
LANGUAGES = {"zh": "zh-hans", "en": "en"}


def metres(text: str) -> float:
    """A distance of at least 0 m."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value < math.inf:
        raise argparse.ArgumentTypeError(_("%(text)s is not a distance in metres") % {"text": text})
    return value


class Command(BaseCommand):
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
            found = [as_json(pair) for pair in pairs]
            self.stdout.write(json.dumps({"within_m": _whole(within_m), "pairs": found}))
            return
        for pair in pairs:
            self.stdout.write(
                f"{_named(pair.a, pair.a_ref)}  {_named(pair.b, pair.b_ref)}  {pair.distance_m:.1f} m"
                f"  {pair.shared.starts_on} – {pair.shared.ends_on}"
            )
        self.stdout.write(_("%(count)d pairs within %(within_m)g m") % {"count": len(pairs), "within_m": within_m})

    def _on(self, file: str, within_m: float, in_json: bool) -> None:
        try:
            asked = read_asked(self._bytes(file))
        except AskedInvalid as invalid:
            self._refuse(file, refused(Violation(invalid.code, invalid.data)))
        found = conflicts_of(
            asked.site, None, limits=city_limits(within_m), approved=asked.approved, emergency=asked.emergency
        )
        hint = _("The coordinates may be GCJ-02, not WGS84.") if _seems_shifted(asked) else ""
        if in_json:
            self.stdout.write(json.dumps(answer(asked, found, within_m, hint), ensure_ascii=False))
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

    def _bytes(self, file: str) -> bytes:
        """At most one byte more than a document may have, however large the file is."""
        try:
            with Path(file).open("rb") as opened:
                return opened.read(LARGEST_BYTES + 1)
        except OSError as error:
            self._refuse(file, error.strerror or str(error))
        except ValueError as error:  # A path with a null byte.
            self._refuse(repr(file), str(error))

    def _refuse(self, file: str, why: str) -> None:
        self.stderr.write(f"{file}: {why}")
        sys.exit(BAD_INPUT)


def answer(asked: AskedSite, found: Conflicts, within_m: float, hint: str = "") -> dict[str, Any]:
    """What --on --json prints."""
    return {
        "within_m": _whole(within_m),
        "on": asked.given,
        "hint": hint or None,
        "conflicts": [_conflict(view) for view in found],
        **_shifts(found.shift),
    }


def _conflict(view: ConflictView) -> dict[str, Any]:
    found, other = view.found, view.other
    messages, helps = {}, {}
    for name, language in LANGUAGES.items():
        with translation.override(language):
            said = view.said
        separator = "。" if name == "zh" else ". "
        messages[name], helps[name] = f"{said.what}{separator}{said.why}", said.help
    return {
        "kind": found.kind,
        "severity": found.severity.name.lower(),
        "works": other.number if other else None,
        "ref": other.ref if other else None,
        "others": [one.number for one in view.others[1:]],
        "distance_m": None if found.distance_m is None else round(found.distance_m, 2),
        "from": found.days.starts_on.isoformat() if found.days else None,
        "to": found.days.ends_on.isoformat() if found.days else None,
        "hours": hours_of(found.windows) if found.windows else [],
        "clause": found.clause,
        "certainty": found.certainty,
        "message": messages,
        "help": helps,
        **_shifts(view.shift),
    }


def _shifts(shift: Any) -> dict[str, int | None]:
    return {
        "shift_days": shift.best_days if shift else None,
        "earlier_days": shift.earlier_days if shift else None,
        "later_days": shift.later_days if shift else None,
    }


def as_json(pair: Pair) -> dict:
    """A pair in the form of INTERFACES."""
    return {
        "a": pair.a,
        "b": pair.b,
        "a_ref": pair.a_ref,
        "b_ref": pair.b_ref,
        "distance_m": round(pair.distance_m, 2),
        "from": pair.shared.starts_on.isoformat(),
        "to": pair.shared.ends_on.isoformat(),
    }


def _seems_shifted(asked: AskedSite) -> bool:
    """Whether the geometry fits a registered road only once it is read as GCJ-02."""
    roads = roads_near(asked.site.bounds, SHIFTED_M)
    nearest = min(roads, key=lambda road: geo.distance_m(asked.site.place, road.line), default=None)
    if nearest is None or geo.distance_m(asked.site.place, nearest.line) < SHIFTED_M / 10:
        return False
    return any(looks_like_gcj02(asked.site.place, road.line) for road in roads)


def _whole(number: float) -> float:
    return int(number) if number.is_integer() else number


def _named(number: str, ref: str | None) -> str:
    return f"{number} ({ref})" if ref else number

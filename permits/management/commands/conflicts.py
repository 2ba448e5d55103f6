"""Pairs of works of the register that are in each other's way."""

import argparse
import json
import math

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from permits.selectors.conflicts import Pair, register_pairs


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
    """Exit 0 whether or not pairs are found: they are the answer. Exit 2: not a distance."""

    help = "List pairs of works that are not ended, share a day and lie within a distance of each other."

    def add_arguments(self, parser):
        parser.add_argument(
            "--within-m",
            type=metres,
            default=float(settings.CITY["conflict_within_m"]),
            metavar="METRES",
            help="greatest distance; 0: touching (default: %(default)s)",
        )
        parser.add_argument("--json", action="store_true", help="print the pairs as JSON")

    def handle(self, *args, **options):
        within_m = options["within_m"]
        pairs = register_pairs(within_m)
        if options["json"]:
            whole = int(within_m) if within_m.is_integer() else within_m
            self.stdout.write(json.dumps({"within_m": whole, "pairs": [as_json(pair) for pair in pairs]}))
            return
        for pair in pairs:
            self.stdout.write(
                f"{_named(pair.a, pair.a_ref)}  {_named(pair.b, pair.b_ref)}  {pair.distance_m:.1f} m"
                f"  {pair.shared.starts_on} – {pair.shared.ends_on}"
            )
        self.stdout.write(_("%(count)d pairs within %(within_m)g m") % {"count": len(pairs), "within_m": within_m})


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


def _named(number: str, ref: str | None) -> str:
    return f"{number} ({ref})" if ref else number

"""`python -m benchmarks [--quick] [--only NAME …] [--json FILE]`: measure everything, print one table, write JSON.

Each on a scratch database of its own, made and removed again: on the server of TEST_DATABASE_URL, else a SQLite file.
"""

import argparse
import json
import logging
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django
from django.conf import settings
from django.db import connection

django.setup()

from benchmarks import application, cases, city, conflicts, permits, plan, report, roads, rounds  # noqa: E402
from config.settings.env import VAR_DIR  # noqa: E402

BENCHMARKS = {
    "cases": cases.run,
    "application": application.run,
    "permits": permits.run,
    "plan": plan.run,
    "conflicts": conflicts.run,
    "roads": roads.run,
    "rounds": rounds.run,
    "city": city.run,
}


def main() -> int:
    """Exit 0 every aim met, 1 one missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="smaller and fewer: to see that everything runs")
    parser.add_argument("--only", nargs="+", choices=BENCHMARKS, default=list(BENCHMARKS), metavar="NAME")
    parser.add_argument("--json", type=Path, default=VAR_DIR / "bench.json", metavar="FILE")
    asked = parser.parse_args()
    logging.disable(logging.WARNING)
    # Told to stop, it still takes away what it has made.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    rows, measured_on = [], {}
    try:
        for name in asked.only:
            say(f"… {name}", to=sys.stderr)
            with scratch_database():
                measured_on = measured_on or report.environment()
                rows += BENCHMARKS[name](quick=asked.quick)
    finally:
        shutil.rmtree(settings.SCRATCH, ignore_errors=True)
    say(", ".join(f"{name}: {value}" for name, value in measured_on.items()))
    say(report.table(rows))
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(json.dumps(report.as_json(rows, measured_on), ensure_ascii=False, indent=1) + "\n")
    return 1 if any(row.met is False for row in rows) else 0


@contextmanager
def scratch_database() -> Iterator[None]:
    """An empty, migrated database behind Django's connection; taken away afterwards."""
    own = settings.DATABASES["default"]["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(own, verbosity=0)


def say(line: str, *, to=sys.stdout) -> None:
    to.write(f"{line}\n")
    to.flush()


if __name__ == "__main__":
    raise SystemExit(main())

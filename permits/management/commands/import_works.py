"""Takes a ledger (CSV, XLSX, GeoJSON) into the register."""

import json
import sys
from pathlib import Path
from typing import NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from permits.messages_ledger import sentence
from permits.models.place import Closure
from permits.rules.ledger_mapping import LedgerMapping, read_mapping
from permits.rules.mapping_reading import MappingInvalid
from permits.services.ledger_import import ImportReport, LedgerUnreadable, import_ledger

FOUND_PROBLEMS, BAD_INPUT = 1, 2


class Command(BaseCommand):
    """Exit 0: every row taken in. 1: rows were rejected. 2: the file or the mapping cannot be used."""

    help = (
        "Take a ledger into the register as works without a case; a reference already known is brought up to date. "
        "Rows are counted as a spreadsheet does (the header is row 1), features of GeoJSON from 1. "
        "Exit 0 all taken in, 1 rows rejected, 2 file or mapping not usable."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path, help="the ledger: .csv, .xlsx, .geojson")
        parser.add_argument("--mapping", metavar="MAP.json", type=Path, required=True, help="which column is what")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args, **options):
        mapping = self._mapping(options["mapping"])
        try:
            report = import_ledger(options["file"], mapping, dry_run=options["dry_run"])
        except LedgerUnreadable as unreadable:
            self._refuse(f"{options['file']}: {sentence(unreadable.code, unreadable.data)}")
        if options["json"]:
            self.stdout.write(json.dumps(as_json(report), ensure_ascii=False))
        else:
            self._print(report)
        if report.rejected:
            sys.exit(FOUND_PROBLEMS)

    def _mapping(self, path: Path) -> LedgerMapping:
        try:
            parsed = json.loads(path.read_text(encoding="utf-8-sig"))
            return read_mapping(parsed, closures=Closure.values, default_zone=settings.TIME_ZONE)
        except MappingInvalid as invalid:
            self._refuse(f"{path}: " + " ".join(sentence(v.code, v.data) for v in invalid.violations))
        except (OSError, ValueError, RecursionError) as error:
            self._refuse(sentence("mapping_unreadable", {"file": path, "why": str(error)}))

    def _refuse(self, why: str) -> NoReturn:
        self.stderr.write(" ".join(why.split()))
        sys.exit(BAD_INPUT)

    def _print(self, report: ImportReport) -> None:
        self.stdout.write(
            _("added %(added)d, changed %(changed)d, unchanged %(unchanged)d")
            % {"added": report.added, "changed": report.changed, "unchanged": report.unchanged}
        )
        for rejected in report.rejected:
            self._line(rejected.row, _("rejected: %(why)s") % {"why": sentence(rejected.code, rejected.data)})
        for repeated in report.repeated:
            rows = ", ".join(map(str, repeated.overridden))
            self._line(
                repeated.row, _("reference %(ref)s again; overrides row %(rows)s") % {"ref": repeated.ref, "rows": rows}
            )
        for shortened in report.shortened:
            self._line(
                shortened.row,
                _("%(field)s shown to %(allowed)d of %(length)d characters; kept whole")
                % {"field": shortened.field, "allowed": shortened.allowed, "length": shortened.length},
            )

    def _line(self, row: int, text: str) -> None:
        self.stdout.write(_("row %(row)d: %(text)s") % {"row": row, "text": text})


def as_json(report: ImportReport) -> dict:
    """The report in the form of INTERFACES, with the codes of the reasons and what was shortened."""
    return {
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "rejected": [
            {"row": rejected.row, "reason": sentence(rejected.code, rejected.data), "code": rejected.code}
            for rejected in report.rejected
        ],
        "repeated": [
            {"row": repeated.row, "ref": repeated.ref, "overridden": list(repeated.overridden)}
            for repeated in report.repeated
        ],
        "shortened": [
            {"row": shortened.row, "field": shortened.field, "length": shortened.length, "allowed": shortened.allowed}
            for shortened in report.shortened
        ],
    }

"""Takes a ledger (CSV, XLSX, GeoJSON) into the register."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from permits.management.commands._import_command import ImportCommand, row_line
from permits.models.place import Closure
from permits.rules.ledger_mapping import LedgerMapping, read_mapping
from permits.services.ledger_import import LedgerReport, import_ledger


class Command(ImportCommand):
    """See ImportCommand."""

    help = (
        "Take a ledger into the register as works without a case; a reference already known is brought up to date. "
        "Rows are counted as a spreadsheet does (the header is row 1), features of GeoJSON from 1. "
        "Exit 0 all taken in, 1 rows rejected, 2 file or mapping not usable."
    )
    take = staticmethod(import_ledger)

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path, help="the ledger: .csv, .xlsx, .geojson")
        parser.add_argument("--mapping", metavar="MAP.json", type=Path, required=True, help="which column is what")
        super().add_arguments(parser)

    def mapping_of(self, obj: Any) -> LedgerMapping:
        return read_mapping(obj, closures=Closure.values, default_zone=settings.TIME_ZONE)

    def remarks(self, report: LedgerReport) -> Iterator[str]:
        for shortened in report.shortened:
            text = _("%(field)s shown to %(allowed)d of %(length)d characters; kept whole")
            yield row_line(shortened.row, text % vars(shortened))

    def further(self, report: LedgerReport) -> dict[str, Any]:
        return {"shortened": [vars(shortened) for shortened in report.shortened]}

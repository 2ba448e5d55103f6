"""What the imports of GeoJSON features have in common: reading the mapping, telling the outcome, the exit codes."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar, NoReturn
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from permits.messages_ledger import sentence
from permits.rules.feature_mapping import FeatureMapping, Source, read_feature_mapping
from permits.rules.mapping_reading import MappingInvalid
from permits.services.surroundings import FeatureReport, LedgerUnreadable

FOUND_PROBLEMS, BAD_INPUT = 1, 2


class ImportCommand(BaseCommand):
    """Exit 0: every feature taken in. 1: features were rejected. 2: the file or the mapping cannot be used.

    own_names: the mapping without a mapping file. take: the service.
    """

    own_names: ClassVar[Mapping[str, Source]]
    take: ClassVar[Callable[..., FeatureReport]]

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE.geojson", type=Path, help="a GeoJSON FeatureCollection in WGS84")
        parser.add_argument("--mapping", metavar="MAP.json", type=Path, help="which property is what; see docs/imports")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args, **options):
        mapping = self._mapping(options["mapping"])
        try:
            report = type(self).take(options["file"], mapping, dry_run=options["dry_run"])
        except LedgerUnreadable as unreadable:
            self._refuse(f"{options['file']}: {sentence(unreadable.code, unreadable.data)}")
        if options["json"]:
            self.stdout.write(json.dumps(as_json(report), ensure_ascii=False))
        else:
            self._print(report)
        if report.rejected:
            sys.exit(FOUND_PROBLEMS)

    def _mapping(self, path: Path | None) -> FeatureMapping:
        zone = ZoneInfo(settings.TIME_ZONE)
        if path is None:
            return FeatureMapping(self.own_names, zone)
        try:
            parsed = json.loads(path.read_text(encoding="utf-8-sig"))
            return read_feature_mapping(parsed, members=self.own_names, zone=zone)
        except MappingInvalid as invalid:
            self._refuse(f"{path}: " + " ".join(sentence(v.code, v.data) for v in invalid.violations))
        except (OSError, ValueError, RecursionError) as error:
            self._refuse(sentence("mapping_unreadable", {"file": path, "why": str(error)}))

    def _refuse(self, why: str) -> NoReturn:
        self.stderr.write(" ".join(why.split()))
        sys.exit(BAD_INPUT)

    def _print(self, report: FeatureReport) -> None:
        self.stdout.write(
            _("added %(added)d, changed %(changed)d, unchanged %(unchanged)d")
            % {"added": report.added, "changed": report.changed, "unchanged": report.unchanged}
        )
        if report.skipped:
            self.stdout.write(_("left out by the mapping: %(skipped)d") % {"skipped": report.skipped})
        for rejected in report.rejected:
            self._line(rejected.row, _("rejected: %(why)s") % {"why": sentence(rejected.code, rejected.data)})
        for repeated in report.repeated:
            rows = ", ".join(map(str, repeated.overridden))
            self._line(
                repeated.row, _("reference %(ref)s again; overrides row %(rows)s") % {"ref": repeated.ref, "rows": rows}
            )
        for hint in report.hints:
            self.stdout.write(sentence(hint.code, hint.data))

    def _line(self, row: int, text: str) -> None:
        self.stdout.write(_("row %(row)d: %(text)s") % {"row": row, "text": text})


def as_json(report: FeatureReport) -> dict[str, Any]:
    """The report in the form of `import_works`, with what the mapping left out and what is worth knowing."""
    return {
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "skipped": report.skipped,
        "rejected": [
            {"row": rejected.row, "reason": sentence(rejected.code, rejected.data), "code": rejected.code}
            for rejected in report.rejected
        ],
        "repeated": [
            {"row": repeated.row, "ref": repeated.ref, "overridden": list(repeated.overridden)}
            for repeated in report.repeated
        ],
        "hints": [{"code": hint.code, "message": sentence(hint.code, hint.data)} for hint in report.hints],
    }

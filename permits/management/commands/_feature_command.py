"""What the imports of GeoJSON features have in common beyond any import: our own names, and what the file hints at."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from permits.management.commands._import_command import ImportCommand
from permits.messages_ledger import sentence
from permits.rules.feature_mapping import FeatureMapping, Source, read_feature_mapping
from permits.services.surroundings import FeatureReport


class FeatureCommand(ImportCommand):
    """See ImportCommand. own_names: the mapping without a mapping file."""

    own_names: ClassVar[Mapping[str, Source]]
    counts = (*ImportCommand.counts, "skipped")

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE.geojson", type=Path, help="a GeoJSON FeatureCollection in WGS84")
        parser.add_argument("--mapping", metavar="MAP.json", type=Path, help="which property is what; see docs/imports")
        super().add_arguments(parser)

    def mapping_of(self, obj: Any) -> FeatureMapping:
        return read_feature_mapping(obj, members=self.own_names, zone=ZoneInfo(settings.TIME_ZONE))

    def mapping_in(self, path: Path | None) -> FeatureMapping:
        return (
            FeatureMapping(self.own_names, ZoneInfo(settings.TIME_ZONE)) if path is None else super().mapping_in(path)
        )

    def summary(self, report: FeatureReport) -> Iterator[str]:
        yield from super().summary(report)
        if report.skipped:
            yield _("left out by the mapping: %(skipped)d") % {"skipped": report.skipped}

    def remarks(self, report: FeatureReport) -> Iterator[str]:
        for hint in report.hints:
            yield sentence(hint.code, hint.data)

    def further(self, report: FeatureReport) -> dict[str, Any]:
        return {"hints": [{"code": hint.code, "message": sentence(hint.code, hint.data)} for hint in report.hints]}

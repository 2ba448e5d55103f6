"""What the imports have in common: reading the mapping, telling the outcome, the exit codes."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from permits.management.commands._file_command import FileCommand
from permits.messages_ledger import sentence
from permits.plan.problem import printable
from permits.rules.mapping_reading import MappingInvalid
from permits.services.ledger_import import ImportReport, LedgerUnreadable

FOUND_PROBLEMS = 1


class ImportCommand(FileCommand):
    """Exit 0: every row taken in. 1: rows were rejected. 2: the file or the mapping cannot be used.

    A command names its service and reads its mapping; what its report holds beyond an ImportReport it tells itself.
    counts: the members of the report that are numbers. take: the service.
    """

    counts: ClassVar[tuple[str, ...]] = ("added", "changed", "unchanged")
    take: ClassVar[Callable[..., ImportReport]]

    def mapping_of(self, obj: Any) -> Any:
        """The mapping that the JSON value describes. Raises MappingInvalid."""
        raise NotImplementedError

    def summary(self, report: ImportReport) -> Iterator[str]:
        """The lines before the rows."""
        yield _("added %(added)d, changed %(changed)d, unchanged %(unchanged)d") % vars(report)

    def remarks(self, report: ImportReport) -> Iterator[str]:
        """The lines after the rejected and the repeated rows."""
        raise NotImplementedError

    def further(self, report: ImportReport) -> dict[str, Any]:
        """The JSON members after the rejected and the repeated rows."""
        raise NotImplementedError

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args, **options):
        mapping = self.mapping_in(options["mapping"])
        try:
            report = self.take(options["file"], mapping, dry_run=options["dry_run"])
        except LedgerUnreadable as unreadable:
            self.refuse(sentence(unreadable.code, unreadable.data), options["file"])
        if options["json"]:
            self.stdout.write(json.dumps(self._as_json(report), ensure_ascii=False))
        else:
            for line in self._lines(report):
                self.stdout.write(line)
        if report.rejected:
            sys.exit(FOUND_PROBLEMS)

    def mapping_in(self, path: Path) -> Any:
        """The mapping that the file describes; refused when it cannot be used."""
        try:
            return self.mapping_of(json.loads(path.read_text(encoding="utf-8-sig")))
        except MappingInvalid as invalid:
            self.refuse(" ".join(sentence(v.code, v.data) for v in invalid.violations), path)
        except (OSError, ValueError, RecursionError) as error:
            self.refuse(sentence("mapping_unreadable", {"file": printable(str(path)), "why": str(error)}))

    def _lines(self, report: ImportReport) -> Iterator[str]:
        yield from self.summary(report)
        for rejected in report.rejected:
            why = sentence(rejected.code, rejected.data)
            yield row_line(rejected.row, _("rejected: %(why)s") % {"why": why})
        for repeated in report.repeated:
            words = {"ref": repeated.ref, "rows": ", ".join(map(str, repeated.overridden))}
            yield row_line(repeated.row, _("reference %(ref)s again; overrides row %(rows)s") % words)
        yield from self.remarks(report)

    def _as_json(self, report: ImportReport) -> dict[str, Any]:
        """The report in the form of INTERFACES, with the codes of the reasons."""
        return {
            **{name: getattr(report, name) for name in self.counts},
            "rejected": [
                {"row": rejected.row, "reason": sentence(rejected.code, rejected.data), "code": rejected.code}
                for rejected in report.rejected
            ],
            "repeated": [vars(repeated) for repeated in report.repeated],
            **self.further(report),
        }


def row_line(row: int, text: str) -> str:
    """What is said of one row."""
    return _("row %(row)d: %(text)s") % {"row": row, "text": text}

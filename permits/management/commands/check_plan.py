"""Checks one traffic-organization plan, clause by clause."""

import io
import json
import sys
from pathlib import Path

from django.utils.translation import get_language

from core.pdf.fonts import MissingGlyph, open_fonts
from permits.management.commands._file_command import FileCommand
from permits.plan import PlanInvalid, read
from permits.plan.check import CheckResult, check
from permits.plan.clauses import clause_words
from permits.plan.drawing.pdf import to_pdf
from permits.plan.drawing.sheet import draw_phase
from permits.plan.drawing.svg import to_svg
from permits.plan.finding import BLOCK
from permits.plan.layout.complete import complete
from permits.plan.reading import LARGEST_BYTES
from permits.plan.sentences import sentence

BLOCKED = 1
DRAWING_ENDINGS = (".svg", ".pdf")


class Command(FileCommand):
    """Exit 0: passes, perhaps with warnings. 1: something blocks. 2: not readable or not of the schema, on one line."""

    help = "Check a traffic-organization plan (docs/plan.schema.json). Exit 0 pass or warnings, 1 blocked, 2 bad input."
    requires_system_checks = []  # It needs neither database nor settings, only the plan.

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE.json", help="the plan")
        parser.add_argument("--complete", action="store_true", help="first fill what is missing with the least layout")
        parser.add_argument("--draw", metavar="OUT", type=Path, help="draw one sheet per phase to OUT.svg or OUT.pdf")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args, **options):
        # A terminal without Chinese gets escapes, not a fault.
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        language = "en" if (get_language() or "").startswith("en") else "zh"
        if options["draw"] and options["draw"].suffix.lower() not in DRAWING_ENDINGS:
            self.refuse(sentence("command.draw_suffix")[language], options["draw"])
        try:
            plan = read(self.bytes_of(options["file"], LARGEST_BYTES))
        except PlanInvalid as invalid:
            self.refuse(invalid.one_line(language), options["file"])
        if options["complete"]:
            plan = complete(plan)
        result = check(plan)
        if options["draw"]:
            self._draw(result, options["draw"], language)
        if options["json"]:
            self.stdout.write(json.dumps(result.as_json(), ensure_ascii=False))
        else:
            self._report(result, language)
        if result.result == BLOCK:
            sys.exit(BLOCKED)

    def _draw(self, result: CheckResult, out: Path, language: str):
        numbers = range(1, len(result.plan.phases) + 1)
        scenes = [draw_phase(result.plan, n, language=language, findings=result.findings) for n in numbers]
        try:
            if out.suffix.lower() == ".svg":
                out.write_text(to_svg(*scenes), encoding="utf-8")
            else:
                out.write_bytes(to_pdf(scenes, open_fonts()))
        except OSError as error:
            self.refuse(error.strerror or str(error), out)
        except MissingGlyph as missing:
            self.refuse(sentence("command.glyph_missing", letter=ascii(missing.letter))[language], out)
        except ValueError as error:  # A path with a null byte.
            self.refuse(str(error), out)

    def _report(self, result: CheckResult, language: str):
        for finding in result.findings:
            self.stdout.write(
                f"{finding.level:5} {finding.rule} {finding.phase}: {finding.message[language]}"
                f" {finding.fix[language]} [{clause_words(finding.clause, language)}; {finding.certainty}]"
            )
        self.stdout.write(sentence(f"result.{result.result}", count=len(result.findings))[language])

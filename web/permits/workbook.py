"""A list as an XLSX file: written row by row, cut at a bound, and nothing in it is ever a formula."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import IO, Any

from django.http import FileResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

MOST_ROWS = 10_000
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_of(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[int]) -> IO[bytes]:
    """The file, open at its start. rows: values or None; at most MOST_ROWS are written, with a note when cut."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", widths, strict=False):
        sheet.column_dimensions[column].width = width
    sheet.append([_cell(sheet, head, bold=True) for head in heads])
    for count, row in enumerate(rows):
        if count == MOST_ROWS:
            note = _("Only the first %(rows)s rows are here; narrow the list to get the others.") % {"rows": MOST_ROWS}
            sheet.append([_cell(sheet, note, bold=True)])
            break
        sheet.append([_cell(sheet, value) for value in row])
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def _cell(sheet, value: Any, *, bold: bool = False) -> WriteOnlyCell:
    """A value as it is; text always as text, whatever sign it begins with."""
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
        # So that it stays text when somebody edits the cell or saves the sheet as CSV and opens it again.
        cell.quotePrefix = value[:1] in ("=", "+", "-", "@")
    if bold:
        cell.font = Font(bold=True)
    return cell


def workbook_answer(file: IO[bytes], name: str) -> FileResponse:
    """The file as a download."""
    return FileResponse(file, as_attachment=True, filename=name, content_type=CONTENT_TYPE)

"""However long what people typed, and whatever line ends it holds, nothing leaves the sheet and nothing is lost."""

import dataclasses

import pytest

from core.pdf.page import BOTTOM_PT, LEFT_MARGIN_PT, PAGE_WIDTH_PT, RIGHT_PT, TOP_PT
from core.pdf.snapshot import Snapshot
from inspections.documents import KINDS as INSPECTION_KINDS
from permits.documents import KINDS as PERMIT_KINDS
from tests.core.pdf.reading import pieces_of, reader, text_of
from tests.inspections.documents.samples import SAMPLES as INSPECTION_SAMPLES
from tests.permits.documents.samples import ASSETS, SAMPLES

KINDS = {**PERMIT_KINDS, **INSPECTION_KINDS}
ALL_SAMPLES = {**SAMPLES, **INSPECTION_SAMPLES}
NOT_TYPED = {
    "asset",
    "verify_url",
    "verify_code",
    "document_number",
    "works_number",
    "case_number",
    "seal",
    "ground",
} | {
    *(
        "case_kind",
        "result",
        "daily_hours",
        "badge_number",
        "recipient_credit_code",
        "credit_code",
        "supervision_phone",
    ),
    *("role", "site_phone", "form", "authority_name", "authority_name_en", "decision_number"),
}
NOT_PRINTED = {"D10": ("place.occupied",), "D13": ("project_name",)}
"""Facts kept for the register only."""

ENDLESS = "开工前告知沿线单位和居民，\r\n落实 traffic\tmanagement 措施；" * 9 + "完。"


def stretched(value, name=""):
    """The value with every typed text in it made endless."""
    if isinstance(value, Snapshot):
        members = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **{name: stretched(member, name) for name, member in members.items()})
    if isinstance(value, tuple) and name not in NOT_TYPED:
        return tuple(stretched(item, name) for item in value)
    return ENDLESS if isinstance(value, str) and value and name not in NOT_TYPED else value


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", KINDS)
def test_nothing_leaves_the_sheet(code, language, fonts):
    document = KINDS[code].draw(stretched(ALL_SAMPLES[code]), fonts, language=language, assets=ASSETS)
    for page in reader(document).pages:
        for piece in pieces_of(page):
            assert piece.x_pt >= LEFT_MARGIN_PT - 1, piece
            assert piece.baseline_pt > BOTTOM_PT - 40, piece
            assert piece.baseline_pt < TOP_PT + 60, piece
            end_pt = piece.x_pt + fonts.body.width(piece.text, piece.size_pt, code) * 0.97
            assert end_pt <= min(RIGHT_PT + 12, PAGE_WIDTH_PT), piece


@pytest.mark.parametrize("code", sorted(set(KINDS) - {"D09"}))
def test_every_entry_is_printed_to_its_end(code, fonts):
    endless = stretched(ALL_SAMPLES[code])
    entries = sum(text.count(ENDLESS) for text in _texts(endless))
    printed = text_of(KINDS[code].draw(endless, fonts, assets=ASSETS)).count("完。")
    assert printed >= entries - len(NOT_PRINTED.get(code, ()))


def _texts(value):
    if isinstance(value, Snapshot):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value

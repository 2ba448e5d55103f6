"""Snapshots travel as JSON and come back the same, or are refused by name."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Literal

import pytest

from core.pdf.snapshot import Snapshot, SnapshotInvalid

CHINA = dt.timezone(dt.timedelta(hours=8))


@dataclass(frozen=True, kw_only=True)
class Line(Snapshot):
    text: str
    length_m: float | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet(Snapshot):
    day: dt.date
    moment: dt.datetime
    kind: Literal["new", "renewal"]
    lines: tuple[Line, ...]
    hours: tuple[str, ...] = ()
    copies: int = 2
    sealed: bool = False


SHEET = Sheet(
    day=dt.date(2026, 12, 7),
    moment=dt.datetime(2026, 12, 7, 9, 30, tzinfo=CHINA),
    kind="new",
    lines=(Line(text="喆", length_m=12.5), Line(text="垚")),
    hours=("22:00-05:00",),
)


def test_a_snapshot_comes_back_from_json_text_as_it_was():
    assert Sheet.from_json(json.loads(json.dumps(SHEET.to_json()))) == SHEET


def test_members_with_a_default_may_be_missing():
    data = SHEET.to_json()
    del data["copies"], data["lines"][1]["length_m"]
    assert Sheet.from_json(data) == SHEET


def test_a_whole_number_passes_for_a_length():
    data = SHEET.to_json()
    data["lines"][0]["length_m"] = 12
    assert Sheet.from_json(data).lines[0].length_m == 12.0


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        ({"day": ...}, "$.day", "member_missing"),
        ({"colour": "red"}, "$.colour", "member_unknown"),
        ({"day": "7.12.2026"}, "$.day", "type_wrong"),
        ({"day": "2026-12-07T09:30:00+08:00"}, "$.day", "type_wrong"),
        ({"moment": "2026-12-07T09:30:00"}, "$.moment", "type_wrong"),
        ({"kind": "old"}, "$.kind", "choice_wrong"),
        ({"copies": True}, "$.copies", "type_wrong"),
        ({"copies": "2"}, "$.copies", "type_wrong"),
        ({"sealed": 1}, "$.sealed", "type_wrong"),
        ({"hours": "22:00-05:00"}, "$.hours", "type_wrong"),
        ({"lines": [{"text": "喆"}, {}]}, "$.lines[1].text", "member_missing"),
        ({"lines": ["喆"]}, "$.lines[0]", "type_wrong"),
        ({"lines": [{"text": "喆", "size": 3}]}, "$.lines[0].size", "member_unknown"),
        ({"lines": [{"text": "喆", "length_m": "3"}]}, "$.lines[0].length_m", "type_wrong"),
    ],
)
def test_what_does_not_belong_is_refused_by_name(change, path, code):
    data = {name: value for name, value in (SHEET.to_json() | change).items() if value is not ...}
    with pytest.raises(SnapshotInvalid) as refused:
        Sheet.from_json(data)
    assert (refused.value.path, refused.value.code) == (path, code)

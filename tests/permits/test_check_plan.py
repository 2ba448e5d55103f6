"""The command: its exit codes, its JSON, its one line about bad input."""

import json
import os
import subprocess
import sys
import tracemalloc

import pytest
from django.conf import settings
from django.utils import translation
from pypdf import PdfReader

from tests.commands import run
from tests.permits.plan.examples import PASSING, changed


def checked(tmp_path, data, *options):
    """Exit code, standard output and standard error of check_plan on a file with this content."""
    file = tmp_path / "plan.json"
    file.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return run("check_plan", file, *options)


def test_a_passing_plan_leaves_with_0(tmp_path):
    code, out, err = checked(tmp_path, PASSING)
    assert (code, out, err) == (0, "核查通过。\n", "")


def test_a_plan_with_warnings_leaves_with_0_and_names_them(tmp_path):
    code, out, _ = checked(tmp_path, changed(buffer=None))
    assert code == 0
    assert "P00" in out and "缓冲区长度" in out


def test_a_blocked_plan_leaves_with_1_in_the_language_of_the_person(tmp_path):
    with translation.override("en"):
        code, out, _ = checked(tmp_path, changed(advance_warning=30))
    assert code == 1
    assert "shorter than the 40 m required" in out
    assert "GB 5768.4-2017 4.3 Table 2; verified" in out


def test_json_has_the_members_of_the_contract(tmp_path):
    code, out, _ = checked(tmp_path, changed(advance_warning=30), "--json")
    result = json.loads(out)
    assert code == 1
    assert set(result) == {"result", "findings", "plan", "areas", "devices", "quantities", "impact"}
    (finding,) = result["findings"]
    assert finding.pop("message").keys() == finding.pop("fix").keys() == {"zh", "en"}
    assert finding == {
        "rule": "P02",
        "level": "block",
        "overridable": False,
        "phase": "一期",
        "parameter": "advance_warning",
        "actual": 30,
        "required": 40,
        "unit": "m",
        "clause": "GB 5768.4-2017 4.3 表2",
        "certainty": "verified",
        "place": [0, 30],
    }
    assert result["areas"][0] == {"phase": "一期", "kind": "advance_warning", "from_m": 0, "to_m": 30}


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff", b"[" * 100_000, b"[]", b'{"road": NaN}', b'{"a": 1, "b": 2}'])
def test_bad_input_leaves_with_2_and_one_line(tmp_path, raw):
    code, out, err = checked(tmp_path, raw)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("name", ["missing.json", ".", "null\0byte"])
def test_a_file_that_cannot_be_read_leaves_with_2_and_one_line(tmp_path, name):
    code, out, err = run("check_plan", f"{tmp_path}/{name}")
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


def test_complete_fills_what_is_missing_and_shows_it(tmp_path):
    bare = changed(buffer=None, signs=None, advance_warning=None)
    code, out, _ = checked(tmp_path, bare, "--complete", "--json")
    result = json.loads(out)
    assert (code, result["result"]) == (0, "pass")
    assert result["plan"]["phases"][0]["lengths_m"]["buffer"] == 40
    assert result["quantities"]["works_ahead"] == 1


@pytest.mark.parametrize(("name", "start"), [("plan.svg", b"<svg "), ("plan.pdf", b"%PDF-")])
def test_draw_writes_the_sheets(tmp_path, name, start):
    code, _, _ = checked(tmp_path, PASSING, "--draw", str(tmp_path / name))
    assert code == 0
    assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.parametrize("name", ["plan.dwg", "missing/plan.svg", "missing/plan.pdf"])
def test_a_drawing_that_cannot_be_written_leaves_with_2_and_one_line(tmp_path, name):
    code, _, err = checked(tmp_path, PASSING, "--draw", str(tmp_path / name))
    assert code == 2
    assert len(err.strip().splitlines()) == 1


def test_a_character_no_font_has_leaves_with_2_and_one_line(tmp_path):
    code, _, err = checked(tmp_path, changed(name="一期 \U0001f6a7"), "--draw", str(tmp_path / "plan.pdf"))
    assert code == 2
    assert "U0001f6a7" in err
    assert len(err.strip().splitlines()) == 1


def test_a_file_of_any_size_costs_no_more_than_a_plan_may_have(tmp_path):
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(300_000_000)
    tracemalloc.start()
    try:
        code, out, err = run("check_plan", huge)
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()
    assert (code, out) == (2, "")
    assert "20 MB" in err


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (json.dumps(PASSING).encode("utf-16"), "UTF-8"),
        (b"%PDF-1.7\n\xe2\xe3", "UTF-8"),
        (b'{"road": {"lanes": 1, "lanes": 2}}', "lanes"),
        (json.dumps({**PASSING, "colour": 1}).encode(), "$.colour"),
        (json.dumps({**PASSING, "phases": PASSING["phases"] * 10_000}).encode(), "10000"),
    ],
)
def test_bad_input_says_what_is_wrong(tmp_path, raw, says):
    code, out, err = checked(tmp_path, raw)
    assert (code, out) == (2, "")
    assert says in err and len(err.strip().splitlines()) == 1


def test_a_name_of_a_file_cannot_break_the_line(tmp_path):
    code, _, err = run("check_plan", f"{tmp_path}/two\nlines\x1b[31m.json")
    assert code == 2
    assert len(err.strip().splitlines()) == 1 and "\x1b" not in err


@pytest.mark.parametrize("name", [".svg", "a.SVGZ", "a", "null\0byte.svg", "folder.svg", "folder.pdf"])
def test_a_drawing_with_a_place_that_cannot_be_written_leaves_with_2(tmp_path, name):
    for folder in ("folder.svg", "folder.pdf"):
        (tmp_path / folder).mkdir()
    code, out, err = checked(tmp_path, PASSING, "--draw", f"{tmp_path}/{name}")
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


def test_two_phases_are_two_sheets(tmp_path):
    data = changed()
    data["phases"].append({**data["phases"][0], "name": "二期", "starts_on": "2026-12-21", "ends_on": "2026-12-24"})
    assert checked(tmp_path, data, "--draw", str(tmp_path / "plan.PDF"))[0] == 0
    assert len(PdfReader(tmp_path / "plan.PDF").pages) == 2
    assert checked(tmp_path, data, "--draw", str(tmp_path / "plan.svg"))[0] == 0
    drawn = (tmp_path / "plan.svg").read_text(encoding="utf-8")
    assert "一期" in drawn and "二期" in drawn


def test_a_plan_nobody_can_complete_says_why(tmp_path):
    code, out, _ = checked(tmp_path, changed(layout="L10", detour=None), "--complete")
    assert code == 1
    assert "P16" in out and "绕行路线" in out


def test_a_terminal_without_chinese_gets_escapes_and_no_trace(tmp_path):
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(changed(advance_warning=30)))
    answer = subprocess.run(
        [sys.executable, "manage.py", "check_plan", str(file)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert answer.returncode == 1
    assert b"P02" in answer.stdout and b"Traceback" not in answer.stderr


def test_where_nobody_reads_on_there_is_no_trace(tmp_path):
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(PASSING))
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, settings.BASE_DIR / "manage.py", "check_plan", str(file), "--json"]
    answer = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, cwd=tmp_path, timeout=60, check=False)
    os.close(writing)
    assert (answer.returncode, answer.stderr) == (141, b"")

"""The command: its exit codes, its JSON, its one line about bad input."""

import io
import json

import pytest
from django.core.management import call_command
from django.utils import translation

from tests.permits.plan.examples import PASSING, changed


def run(tmp_path, data, *options):
    """Exit code, standard output and standard error of check_plan on a file with this content."""
    file = tmp_path / "plan.json"
    file.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return run_on(file, *options)


def run_on(file, *options):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("check_plan", str(file), *options, stdout=out, stderr=err, no_color=True)
    except SystemExit as left:
        return left.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_a_passing_plan_leaves_with_0(tmp_path):
    code, out, err = run(tmp_path, PASSING)
    assert (code, out, err) == (0, "核查通过。\n", "")


def test_a_plan_with_warnings_leaves_with_0_and_names_them(tmp_path):
    code, out, _ = run(tmp_path, changed(buffer=None))
    assert code == 0
    assert "P00" in out and "缓冲区长度" in out


def test_a_blocked_plan_leaves_with_1_in_the_language_of_the_person(tmp_path):
    with translation.override("en"):
        code, out, _ = run(tmp_path, changed(advance_warning=30))
    assert code == 1
    assert "shorter than the 40 m required" in out
    assert "GB 5768.4-2017 4.3 表2; verified" in out


def test_json_has_the_members_of_the_contract(tmp_path):
    code, out, _ = run(tmp_path, changed(advance_warning=30), "--json")
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
    code, out, err = run(tmp_path, raw)
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("name", ["missing.json", ".", "null\0byte"])
def test_a_file_that_cannot_be_read_leaves_with_2_and_one_line(tmp_path, name):
    code, out, err = run_on(f"{tmp_path}/{name}")
    assert (code, out) == (2, "")
    assert len(err.strip().splitlines()) == 1


def test_complete_fills_what_is_missing_and_shows_it(tmp_path):
    bare = changed(buffer=None, signs=None, advance_warning=None)
    code, out, _ = run(tmp_path, bare, "--complete", "--json")
    result = json.loads(out)
    assert (code, result["result"]) == (0, "pass")
    assert result["plan"]["phases"][0]["lengths_m"]["buffer"] == 40
    assert result["quantities"]["works_ahead"] == 1


@pytest.mark.parametrize(("name", "start"), [("plan.svg", b"<svg "), ("plan.pdf", b"%PDF-")])
def test_draw_writes_the_sheets(tmp_path, name, start):
    code, _, _ = run(tmp_path, PASSING, "--draw", str(tmp_path / name))
    assert code == 0
    assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.parametrize("name", ["plan.dwg", "missing/plan.svg", "missing/plan.pdf"])
def test_a_drawing_that_cannot_be_written_leaves_with_2_and_one_line(tmp_path, name):
    code, _, err = run(tmp_path, PASSING, "--draw", str(tmp_path / name))
    assert code == 2
    assert len(err.strip().splitlines()) == 1


def test_a_character_no_font_has_leaves_with_2_and_one_line(tmp_path):
    code, _, err = run(tmp_path, changed(name="一期 \U0001f6a7"), "--draw", str(tmp_path / "plan.pdf"))
    assert code == 2
    assert "U0001f6a7" in err
    assert len(err.strip().splitlines()) == 1

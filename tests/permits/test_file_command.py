"""The file a command is about: a pipe that somebody fills is read, one that nobody fills is refused in time."""

import json
import os
import subprocess
import sys
from threading import Event, Thread

import pytest
from django.conf import settings
from django.utils import translation

from permits.management.commands import _file_command
from tests.commands import run
from tests.permits.plan.examples import PASSING

PLAN = json.dumps(PASSING).encode()


@pytest.fixture
def pipe(tmp_path):
    """A named pipe nobody has opened yet."""
    path = tmp_path / "plan.pipe"
    os.mkfifo(path)
    return path


def test_a_pipe_nobody_writes_into_is_left_with_2_and_one_line(pipe):
    answer = subprocess.run(
        [sys.executable, "manage.py", "check_plan", str(pipe)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (answer.returncode, answer.stdout) == (2, b"")
    assert len(answer.stderr.splitlines()) == 1
    assert answer.stderr.decode().startswith(f"{pipe}: ")


@pytest.mark.parametrize("command", [("check_plan",), ("conflicts", "--on")])
@pytest.mark.parametrize(("language", "says"), [("en", "nobody writes"), ("zh-hans", "写入")])
def test_every_command_refuses_it_in_the_language_of_the_person(pipe, monkeypatch, command, language, says):
    monkeypatch.setattr(_file_command, "PATIENCE_S", 0.1)
    with translation.override(language):
        code, out, err = run(*command, pipe)
    # Lets go of the thread that still waits.
    os.close(os.open(pipe, os.O_WRONLY))
    assert (code, out) == (2, "")
    assert says in err and len(err.splitlines()) == 1


def test_who_has_opened_a_pipe_may_take_time_to_write(pipe, monkeypatch):
    monkeypatch.setattr(_file_command, "PATIENCE_S", 0.5)
    pause = Event()

    def slowly():
        with pipe.open("wb") as file:
            pause.wait(1)
            file.write(PLAN)

    writer = Thread(target=slowly)
    writer.start()
    code, _out, err = run("check_plan", pipe)
    writer.join(10)
    assert (code, err) == (0, "")


@pytest.mark.parametrize(
    ("given", "code"),
    [("/dev/stdin < plan.json", 0), ("/dev/stdin < /dev/null", 2), ("<(sleep 4; cat plan.json)", 0)],
)
def test_what_a_shell_puts_in_the_place_of_a_file_is_read(tmp_path, given, code):
    (tmp_path / "plan.json").write_bytes(PLAN)
    line = f'"$0" "$1" check_plan {given}'
    command = ["bash", "-c", line, sys.executable, settings.BASE_DIR / "manage.py"]
    answer = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert answer.returncode == code, answer.stderr


def test_standard_input_from_a_pipe_is_read():
    command = [sys.executable, "manage.py", "check_plan", "/dev/stdin"]
    answer = subprocess.run(command, cwd=settings.BASE_DIR, input=PLAN, capture_output=True, timeout=60, check=False)
    assert (answer.returncode, answer.stderr) == (0, b"")

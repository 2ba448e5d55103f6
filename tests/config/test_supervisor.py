"""The supervisor with real child processes: order, restarts, failures, and nothing left behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config.supervisor.lock import CityTaken, held, refuse_taken_port
from config.supervisor.programs import Child, Program
from config.supervisor.watch import Watch

ROOT = Path(__file__).resolve().parents[2]
SLEEP = "import time; time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"


def python(name: str, code: str, **options) -> Program:
    return Program(name, (sys.executable, "-S", "-c", code), **options)


@pytest.fixture
def watch(tmp_path, monkeypatch):
    """A function making a watch over programs that stops by itself, whatever the test does."""
    monkeypatch.setattr(Child, "FIRST_PAUSE_S", 0.05)
    said, watches = [], []

    def make(*programs):
        watches.append(Watch(programs, tmp_path / "log", said.append))
        watches[-1].said = said
        watches[-1].BEAT_S = 0.02
        return watches[-1]

    yield make
    for each in watches:
        each.stop()


def until(condition, seconds=10):
    """An each_beat that tells the watch to stop when the condition holds, and fails when it never does."""
    deadline = time.monotonic() + seconds

    def beat(watch):
        assert time.monotonic() < deadline, "it never happened"
        if condition():
            watch.tell_to_stop()

    return beat


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def gone(pid: int, seconds: float = 5) -> bool:
    """Whether the process is gone within some seconds: the kernel takes a moment."""
    deadline = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not alive(pid)


def test_programs_start_when_what_they_need_is_done(watch, tmp_path):
    note = tmp_path / "order"
    write = f"open({str(note)!r}, 'a').write"
    city = watch(
        python("third", f"{write}('3'); {SLEEP}", needs=("second",)),
        python("second", f"{write}('2')", once=True, needs=("first",)),
        python("first", f"{write}('1'); {SLEEP}", ready=lambda: note.exists()),
    )
    beat = until(lambda: note.exists() and note.read_text() == "123")
    assert city.run(lambda: beat(city))
    assert city.done()


def test_a_watch_ends_by_itself_when_everything_is_done(watch):
    city = watch(python("server", SLEEP), python("job", "pass", once=True, needs=("server",)))
    assert city.run(until_done=True)
    assert not city.children["server"].running


def test_a_dead_service_is_started_again_and_pauses_grow(watch):
    city = watch(python("crashing", "raise SystemExit(3)"))
    beat = until(lambda: city.children["crashing"].restarts == 3)
    assert city.run(lambda: beat(city))
    assert [line.split(";")[0] for line in city.said] == ["crashing ended with code 3"] * 3
    assert ["0.05 s" in city.said[0], "0.1 s" in city.said[1], "0.2 s" in city.said[2]] == [True] * 3


def test_a_killed_service_is_started_again(watch):
    city = watch(python("server", SLEEP))
    pids = []

    def beat():
        pid = city.children["server"].pid
        if pid and pid not in pids:
            pids.append(pid)
            if len(pids) == 1:
                os.kill(pid, signal.SIGKILL)
            else:
                city.tell_to_stop()

    city.run(beat)
    assert len(pids) == 2
    assert not any(alive(pid) for pid in pids)


def test_a_failed_preparation_stops_everything_and_shows_its_last_lines(watch):
    city = watch(python("server", SLEEP), python("job", "print('no such table'); raise SystemExit(4)", once=True))
    assert city.run() is False
    assert city.said == [f"job failed with exit code 4 ({city.children['job'].log}):\nno such table"]
    assert not city.children["server"].running


def test_a_child_deaf_to_term_is_killed_in_time(watch):
    city = watch(python("deaf", DEAF), python("broker", DEAF, stops_last=True))
    city.PATIENCE_S = city.LAST_PATIENCE_S = 0.3
    beat = until(lambda: all(c.log.exists() and "deaf" in c.log.read_text() for c in city.children.values()))
    city.run(lambda: beat(city))
    assert not any(child.running for child in city.children.values())
    assert Watch.PATIENCE_S + Watch.LAST_PATIENCE_S < 8


def test_a_large_log_is_set_aside_when_its_program_starts(watch, monkeypatch):
    monkeypatch.setattr(Child, "LARGEST_LOG_BYTES", 5)
    city = watch(python("job", "print('new')", once=True))
    city.children["job"].log.write_text("old and large")
    assert city.run(until_done=True)
    assert city.children["job"].log.read_text() == "new\n"
    assert city.children["job"].log.with_suffix(".log.old").read_text() == "old and large"


def test_what_a_child_started_goes_with_it(watch, tmp_path):
    note = tmp_path / "grandchild"
    code = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {SLEEP!r}])\n"
    code += f"open({str(note)!r}, 'w').write(str(p.pid)); {SLEEP}"
    city = watch(python("parent", code))
    beat = until(lambda: note.exists() and note.read_text())
    city.run(lambda: beat(city))
    assert gone(int(note.read_text()))


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent-death signal is Linux's")
def test_children_die_with_a_killed_supervisor(tmp_path):
    code = f"""
import sys, time
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from config.supervisor.programs import Child, Program
child = Child(Program("server", (sys.executable, "-S", "-c", {SLEEP!r})), Path({str(tmp_path)!r}))
child.start()
print(child.pid, flush=True)
time.sleep(60)
"""
    supervisor = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    pid = int(supervisor.stdout.readline())
    assert alive(pid)
    supervisor.kill()
    supervisor.wait()
    assert gone(pid)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_int_and_term_stop_it_even_when_int_was_ignored_at_the_start(tmp_path, number):
    code = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from config.supervisor.programs import Program
from config.supervisor.watch import Watch
watch = Watch([Program("server", (sys.executable, "-S", "-c", {SLEEP!r}))], Path({str(tmp_path)!r}), print)
watch.stop_on_signals()
told = []
def beat():
    if not told and watch.children["server"].running:
        told.append(print(watch.children["server"].pid, flush=True))
sys.exit(0 if watch.run(beat) else 1)
"""
    ignoring_int = lambda: signal.signal(signal.SIGINT, signal.SIG_IGN)  # noqa: E731
    supervisor = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, preexec_fn=ignoring_int
    )
    pid = int(supervisor.stdout.readline())
    supervisor.send_signal(number)
    assert supervisor.wait(timeout=8) == 0
    assert not alive(pid)


def test_a_second_supervisor_is_refused_with_the_first_ones_pid(tmp_path):
    lock = tmp_path / "run" / "supervisor.lock"
    with held(lock), pytest.raises(CityTaken, match=f"process {os.getpid()}"), held(lock):
        pytest.fail("two held one city")
    with held(lock):
        assert lock.read_text() == str(os.getpid())


def test_a_taken_port_is_refused_by_number():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        with pytest.raises(CityTaken, match=str(port)):
            refuse_taken_port("127.0.0.1", port)
    refuse_taken_port("127.0.0.1", port)

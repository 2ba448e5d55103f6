"""The whole of `make run` on a folder and port of its own: its memory, and how long it takes to start and stop.

Memory is the proportional set size: what processes share is counted once, divided among them.
"""

import http.client
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.row import Row
from config.settings.env import BASE_DIR
from config.supervisor.city import HOST

PORT = 8114
FIRST_READY_S, NEXT_READY_S, STOPPED_S = 180, 10, 8
#: Seconds of serving that are watched after the city is ready: the worker draws the seeded documents meanwhile.
WATCHED_S, QUICK_WATCHED_S = 60, 10
LOOK_EVERY_S = 0.5
LONGEST_WAIT_S = 900
#: What would lead the measured city to another database, broker or queue.
UNSET = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "CELERY_BROKER_URL", "CACHE_URL", "STORAGE_URL", "DEMO")


class Watched:
    """A running city: its process, and the most memory it and its descendants were seen to take."""

    def __init__(self, var_dir: Path):
        self.peak_mb = 0.0
        self._began = time.monotonic()
        self._process = subprocess.Popen(
            _command(var_dir, "-m", "config.supervisor", "run"), cwd=BASE_DIR, stdout=subprocess.DEVNULL
        )

    def until_ready(self) -> float:
        """Seconds from the start until /readyz answers 200. Raises RuntimeError when it ends or takes too long."""
        while not _ready():
            if self._process.poll() is not None or self.seconds > LONGEST_WAIT_S:
                raise RuntimeError(f"not ready after {self.seconds:.0f} s, exit code {self._process.poll()}")
            self.look()
        return self.seconds

    def watch(self, seconds: float) -> None:
        """Look on for so long."""
        until = self.seconds + seconds
        while self.seconds < until:
            self.look()

    def look(self) -> None:
        """Sample once, then pause."""
        self.peak_mb = max(self.peak_mb, memory_mb(self._process.pid))
        time.sleep(LOOK_EVERY_S)

    def stop(self) -> float:
        """End it as Ctrl-C does; seconds until the last process is gone."""
        began = time.monotonic()
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(timeout=60)
        finally:
            self._process.kill()  # its children end with it
        return time.monotonic() - began

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began


def run(*, quick: bool = False) -> list[Row]:
    """Make and serve a demo city, stop it, start it again. quick: only a short look at it once it serves."""
    with tempfile.TemporaryDirectory(prefix="roadworks-bench-city-") as folder:
        var_dir = Path(folder)
        collect = ("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        subprocess.run(_command(var_dir, *collect), cwd=BASE_DIR, check=True, stdout=subprocess.DEVNULL)
        first = Watched(var_dir)
        try:
            first_ready_s, making_mb = first.until_ready(), first.peak_mb
            first.peak_mb = 0.0
            first.watch(QUICK_WATCHED_S if quick else WATCHED_S)
        finally:
            stopped_s = first.stop()
        again = Watched(var_dir)
        try:
            again_ready_s = again.until_ready()
        finally:
            again.stop()
    note = "proportional set size of all processes"
    return [
        Row("make run, ready the first time", first_ready_s, "s", "with the demo city", at_most=FIRST_READY_S),
        Row("make run, ready the next time", again_ready_s, "s", at_most=NEXT_READY_S),
        Row("make run, stopped", stopped_s, "s", at_most=STOPPED_S),
        Row("make run, peak memory while the city is made", making_mb, "MB", note),
        Row("make run, peak memory while it serves", first.peak_mb, "MB", note),
    ]


def memory_mb(root: int) -> float:
    """Proportional set size of a process and all its descendants, in megabytes; 0 once they are gone."""
    return sum(_pss_kb(pid) for pid in _family(root)) * 1024 / 1_000_000


def _family(root: int) -> list[int]:
    """The process and its descendants; an orphan that was taken over by init is no longer among them."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name, in brackets, may hold anything; the parent is the second field after it.
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue  # ended meanwhile
    family = [root]
    for one in family:
        family += [pid for pid, parent in parents.items() if parent == one]
    return family


def _pss_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return 0  # ended meanwhile, or another's
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _ready() -> bool:
    connection = http.client.HTTPConnection(HOST, PORT, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _command(var_dir: Path, *words: str) -> tuple[str, ...]:
    unset = tuple(part for name in UNSET for part in ("-u", name))
    return ("/usr/bin/env", *unset, f"VAR_DIR={var_dir}", f"PORT={PORT}", sys.executable, *words)

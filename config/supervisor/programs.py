"""What can be supervised: programs, and the child process of each."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_PR_SET_PDEATHSIG = 1
#: The C library, found before any fork: nothing may be loaded between fork and exec.
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def always() -> bool:
    """For services that are ready as soon as they run."""
    return True


@dataclass(frozen=True)
class Program:
    """A program of the city.

    once: it does its work and ends, and everything stops when it fails; otherwise it is restarted whenever it ends.
    needs: names of programs that must be done (`once`) or ready (the others) before this one starts.
    ready: asked, of a service that runs, whether others may count on it.
    stops_last: it is stopped only when those that do not are gone.
    orphaned_by: the signal it gets from the kernel should the supervisor be killed.
    """

    name: str
    command: tuple[str, ...]
    once: bool = False
    needs: tuple[str, ...] = ()
    ready: Callable[[], bool] = always
    stops_last: bool = False
    orphaned_by: signal.Signals = signal.SIGTERM


class Child:
    """The process of one program, its log, and when it may be started again."""

    #: Seconds to wait before the first restart, doubled at each until the longest.
    FIRST_PAUSE_S = 0.5
    LONGEST_PAUSE_S = 30.0
    #: A child that has run this long has started well: its next restart is again a first one.
    STEADY_S = 30.0
    #: A log larger than this is set aside (one old log is kept) when its program starts.
    LARGEST_LOG_BYTES = 20_000_000

    def __init__(self, program: Program, log_dir: Path):
        self.program = program
        self.log = log_dir / f"{program.name}.log"
        self.done = False
        self.restarts = 0
        self._process: subprocess.Popen | None = None
        self._started_at = 0.0
        self._not_before = 0.0
        self._pause_s = self.FIRST_PAUSE_S

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    @property
    def running(self) -> bool:
        return self._process is not None

    @property
    def may_start(self) -> bool:
        return not self.running and not self.done and time.monotonic() >= self._not_before

    @property
    def usable(self) -> bool:
        """Whether what needs this program may start."""
        return self.done if self.program.once else self.running and self.program.ready()

    def start(self) -> None:
        """Run it in a session of its own (so that Ctrl-C reaches only the supervisor), ending with the supervisor."""
        if self.log.exists() and self.log.stat().st_size > self.LARGEST_LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.old"))
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.program.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_end_with_parent(os.getpid(), self.program.orphaned_by),
            )
        self._started_at = time.monotonic()

    def reap(self) -> int | None:
        """The exit code once the process has ended (and only once), else None."""
        if self._process is None or self._process.poll() is None:
            return None
        code = self._process.returncode
        self.signal_group(signal.SIGKILL)  # what it left behind
        self._process = None
        if self.program.once:
            self.done = code == 0
        elif time.monotonic() - self._started_at >= self.STEADY_S:
            self._pause_s = self.FIRST_PAUSE_S
        self._not_before = time.monotonic() + self._pause_s
        return code

    def plan_restart(self) -> float:
        """Note that it will be started again; returns the pause in seconds, which doubles each time."""
        pause_s, self._pause_s = self._pause_s, min(self._pause_s * 2, self.LONGEST_PAUSE_S)
        self.restarts += 1
        return pause_s

    def signal(self, number: int) -> None:
        """Signal the process itself; those it started are its own to stop."""
        if self._process:
            self._process.send_signal(number)

    def signal_group(self, number: int) -> None:
        """Signal the process and all it has started."""
        if self._process:
            try:
                os.killpg(self._process.pid, number)
            except ProcessLookupError:
                return  # all gone already

    def last_lines(self, count: int = 15) -> str:
        """The end of its log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-count:])


def _end_with_parent(parent: int, number: int) -> Callable[[], None] | None:
    """To be called in the child before exec: the kernel signals it when the supervisor dies, however it dies."""
    if _LIBC is None:
        return None

    def ask_kernel() -> None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:  # it died before we could ask
            os.kill(os.getpid(), number)

    return ask_kernel

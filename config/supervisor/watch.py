"""The watch over a city's programs: started in order, restarted when they die, stopped in time."""

import signal
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from config.supervisor.programs import Child, Program


class Watch:
    """Runs programs until told to stop, or until a `once` program fails.

    say: receives one line for people about everything that happens.
    """

    BEAT_S = 0.1
    #: Seconds until a child that ignores TERM is killed; twice this (and a little) is the longest a stop takes.
    PATIENCE_S = 5.0
    LAST_PATIENCE_S = 2.0

    def __init__(self, programs: Iterable[Program], log_dir: Path, say: Callable[[str], None]):
        log_dir.mkdir(parents=True, exist_ok=True)
        self.children = {program.name: Child(program, log_dir) for program in programs}
        self.say = say
        self._told_to_stop = False

    def stop_on_signals(self) -> None:
        """Obey INT and TERM, also when INT was ignored at the start, as for a job in a shell's background."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.tell_to_stop())

    def tell_to_stop(self) -> None:
        self._told_to_stop = True

    def run(self, each_beat: Callable[[], None] = lambda: None, until_done: bool = False) -> bool:
        """Watch until told to stop (or, with until_done, until every `once` program is done); then stop everything.

        each_beat is called some times a second. Returns whether all went well: False when a `once` program failed.
        """
        well = True
        try:
            while well and not self._told_to_stop:
                well = self._reap()
                self._start_what_may()
                each_beat()
                if until_done and self.done():
                    break
                time.sleep(self.BEAT_S)
        finally:
            self.stop()
        return well

    def done(self, *names: str) -> bool:
        """Whether the named `once` programs (all, when none is named) have done their work."""
        children = [self.children[name] for name in names] or self.children.values()
        return all(child.done for child in children if child.program.once)

    def stop(self) -> None:
        """Stop everything: first those that use others, then what they used."""
        for last, patience_s in ((False, self.PATIENCE_S), (True, self.LAST_PATIENCE_S)):
            self._stop_these([c for c in self.children.values() if c.program.stops_last is last], patience_s)

    def _stop_these(self, children: list[Child], patience_s: float) -> None:
        for child in children:
            child.signal(signal.SIGTERM)
        deadline = time.monotonic() + patience_s
        while any(child.running for child in children):
            if time.monotonic() >= deadline:
                for child in children:
                    child.signal_group(signal.SIGKILL)
            for child in children:
                child.reap()
            time.sleep(self.BEAT_S / 4)

    def _reap(self) -> bool:
        for child in self.children.values():
            code = child.reap()
            if code is None:
                continue
            if child.program.once and code != 0:
                self.say(f"{child.program.name} failed with exit code {code} ({child.log}):\n{child.last_lines()}")
                return False
            if not child.program.once:
                pause_s = child.plan_restart()
                self.say(
                    f"{child.program.name} ended with code {code}; starting it again in {pause_s:g} s ({child.log})"
                )
        return True

    def _start_what_may(self) -> None:
        for child in self.children.values():
            if child.may_start and all(self.children[name].usable for name in child.program.needs):
                child.start()

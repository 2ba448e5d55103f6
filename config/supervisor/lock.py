"""One supervisor per city: a second one would share its database, its broker and, silently, its port."""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class CityTaken(RuntimeError):
    """Another supervisor holds this city, or another program its port; the message says which."""


@contextmanager
def held(lock_file: Path) -> Iterator[None]:
    """Hold the city's lock, which the kernel takes back whenever and however this process ends. Raises CityTaken."""
    lock_file.parent.mkdir(parents=True, exist_ok=True)
    with lock_file.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise CityTaken(f"this city is already served, by process {lock.read().strip() or 'unknown'}") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def refuse_taken_port(host: str, port: int) -> None:
    """Raise CityTaken when something listens on the port: the web server would share it without a word."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CityTaken(f"port {port} cannot be used ({error.strerror}); choose another: make run PORT=…") from None

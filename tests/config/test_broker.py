"""Tasks through a real broker and a real worker process; what a killed broker had taken is not lost."""

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from config import broker
from config.settings.env import env

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.broker, pytest.mark.slow]

ENQUEUE = (
    "import django; django.setup(); from core.queue import after_commit; after_commit('core.clear_expired_sessions')"
)


class OwnCity:
    """A database, a broker and workers of this test alone."""

    def __init__(self, folder: Path, broker_url: str):
        self.environment = {
            "PATH": "/usr/bin:/bin",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "VAR_DIR": str(folder),
            "CELERY_BROKER_URL": broker_url,
            "LOG_LEVEL": "WARNING",
        }
        self.folder = folder
        self.log = folder / "worker.log"

    def python(self, *words: str) -> str:
        command = [sys.executable, *words]
        done = subprocess.run(command, env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def worker(self) -> subprocess.Popen:
        command = [sys.executable, "-m", "celery", "-A", "config.celery", "worker", "-c", "1", "--without-gossip"]
        with self.log.open("ab") as log:
            return subprocess.Popen(command, env=self.environment, cwd=ROOT, stdout=log, stderr=log)

    def add_expired_session(self) -> None:
        self.python("manage.py", "migrate", "sessions", "--verbosity", "0")
        with sqlite3.connect(self.folder / "city.sqlite3") as database:
            database.execute("INSERT INTO django_session VALUES ('old', '', '2020-01-01 00:00:00')")

    def sessions(self) -> int:
        with sqlite3.connect(self.folder / "city.sqlite3") as database:
            return database.execute("SELECT count(*) FROM django_session").fetchone()[0]

    def wait_until_cleared(self, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while self.sessions():
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.1)


@contextmanager
def embedded_broker(folder: Path):
    """The embedded broker of this folder, listening; killed at the end if it still runs."""
    broker.prepare(folder)
    socket = broker.socket_path(folder)
    socket.unlink(missing_ok=True)
    server = subprocess.Popen(broker.command(folder), stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 10
        while not socket.exists():
            assert time.monotonic() < deadline, "the broker did not start"
            time.sleep(0.05)
        yield server
    finally:
        server.kill()
        server.wait(10)


@contextmanager
def worker_of(city: OwnCity):
    """A worker process, told to stop at the end and seen to obey."""
    worker = city.worker()
    try:
        yield worker
    finally:
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0


@pytest.fixture
def broker_url(tmp_path):
    """TEST_BROKER_URL when given, else the embedded broker started for this test."""
    if given := env.str("TEST_BROKER_URL", default=""):
        yield given
        return
    with embedded_broker(tmp_path):
        yield broker.embedded_url(tmp_path)


def test_a_task_waits_for_a_worker_and_is_done_by_it(tmp_path, broker_url):
    city = OwnCity(tmp_path, broker_url)
    city.add_expired_session()
    city.python("-c", ENQUEUE)
    assert city.sessions() == 1
    with worker_of(city):
        city.wait_until_cleared()


def test_a_task_taken_by_a_broker_that_is_killed_is_done_all_the_same(tmp_path):
    city = OwnCity(tmp_path, broker.embedded_url(tmp_path))
    city.add_expired_session()
    with embedded_broker(tmp_path) as server:
        city.python("-c", ENQUEUE)
        time.sleep(1.5)  # its file is flushed each second
        server.kill()
        server.wait(10)
    with embedded_broker(tmp_path), worker_of(city):
        city.wait_until_cleared()

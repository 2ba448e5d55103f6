"""Tasks through a real broker and a real worker process: done after commit, and not lost with a killed worker."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from config import broker
from config.settings.env import env

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.broker, pytest.mark.slow]

SETUP = "import sys; sys.path.insert(0, '.'); import django; django.setup(); "
ADD_EXPIRED_SESSIONS = SETUP + (
    "from django.contrib.sessions.models import Session; import datetime as dt; "
    "Session.objects.bulk_create([Session(session_key=f'old{i}', session_data='', "
    "expire_date=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)) for i in range(3)]); "
)
ENQUEUE = "from core.queue import after_commit; after_commit('core.clear_expired_sessions'); "
COUNT = SETUP + "from django.contrib.sessions.models import Session; print(Session.objects.count())"


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

    def wait_for_sessions(self, count: int, seconds: float = 40) -> None:
        deadline = time.monotonic() + seconds
        while (found := int(self.python("-c", COUNT))) != count:
            assert time.monotonic() < deadline, f"{found} sessions, not {count}: {self.log.read_text()}"


@pytest.fixture
def broker_url(tmp_path):
    """TEST_BROKER_URL when given, else the embedded broker started for this test."""
    if given := env.str("TEST_BROKER_URL", default=""):
        yield given
        return
    broker.prepare(tmp_path)
    server = subprocess.Popen(broker.command(tmp_path), stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 10
    while not broker.socket_path(tmp_path).exists():
        assert time.monotonic() < deadline, "the broker did not start"
        time.sleep(0.05)
    yield broker.embedded_url(tmp_path)
    server.terminate()
    server.wait(10)


@pytest.fixture
def own_city(tmp_path, broker_url):
    city = OwnCity(tmp_path, broker_url)
    city.python("manage.py", "migrate", "--verbosity", "0")
    return city


def test_a_task_waits_for_a_worker_and_is_done_by_it(own_city):
    own_city.python("-c", ADD_EXPIRED_SESSIONS + ENQUEUE)
    assert own_city.python("-c", COUNT) == "3"
    worker = own_city.worker()
    try:
        own_city.wait_for_sessions(0)
    finally:
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0

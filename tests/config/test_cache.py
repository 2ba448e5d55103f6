"""The cache beside the broker: shared by processes, and a page still answers when its server is gone."""

import subprocess
import time

import pytest
from structlog.testing import capture_logs

from config import broker
from config.cache import ForgivingRedisCache

pytestmark = pytest.mark.broker


def cache(folder):
    options = {"OPTIONS": {"db": 1, "socket_timeout": 1}}
    return ForgivingRedisCache(f"unix://{broker.socket_path(folder)}", options)


@pytest.fixture
def server(tmp_path):
    broker.prepare(tmp_path)
    process = subprocess.Popen(broker.command(tmp_path), stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 10
    while not broker.socket_path(tmp_path).exists():
        assert time.monotonic() < deadline, "the broker did not start"
        time.sleep(0.02)
    yield process
    process.kill()
    process.wait()


def test_what_one_process_counts_another_sees(server, tmp_path):
    one, other = cache(tmp_path), cache(tmp_path)
    assert one.add("calls", 1, timeout=60)
    assert not other.add("calls", 9)
    assert other.incr("calls") == 2
    assert one.get("calls") == 2
    assert one.get_many(["calls", "none"]) == {"calls": 2}


def test_without_its_server_it_forgets_and_says_so(server, tmp_path):
    lost = cache(tmp_path)
    lost.set("calls", 5)
    server.kill()
    server.wait()
    with capture_logs() as logs:
        assert lost.get("calls", "nothing") == "nothing"
        assert lost.add("calls", 1) is True
        lost.set("calls", 1)
        assert lost.incr("calls") == 1
        assert lost.get_many(["calls"]) == {}
        assert lost.set_many({"calls": 1}) == ["calls"]
        assert lost.get_or_set("calls", 7) == 7
        assert not lost.has_key("calls")
        assert not lost.touch("calls")
        assert not lost.delete("calls")
        lost.delete_many(["calls"])
        lost.clear()
    assert {entry["event"] for entry in logs} == {"cache_unreachable"}

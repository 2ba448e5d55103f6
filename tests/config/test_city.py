"""What a city consists of, and when its demo is made."""

import pytest

from config import broker
from config.supervisor.city import City, Unfinished


@pytest.fixture
def city(tmp_path):
    """A function making a city in a scratch folder."""
    (tmp_path / "var" / "media").mkdir(parents=True)

    def make(**changes):
        facts = {
            "base_dir": tmp_path,
            "var_dir": tmp_path / "var",
            "port": 8000,
            "database_url": "sqlite|city",
            "database_file": tmp_path / "var" / "city.sqlite3",
            "embedded_broker": True,
            "wants_demo": True,
            "preparing_marker": tmp_path / "var" / "run" / "preparing",
        }
        return City(**facts | changes)

    return make


def names(programs):
    return [program.name for program in programs]


def make_demo(city):
    city.begin_demo()
    city.database_file.touch()
    city.end_demo()


def test_the_first_start_makes_the_demo_and_later_ones_do_not(city):
    assert city().needs_demo
    assert not city().begin_demo()
    assert city().preparing_marker.exists()
    make_demo(city())
    assert not city().needs_demo
    assert not city().preparing_marker.exists()


def test_another_database_or_a_deleted_one_gets_its_own_demo(city):
    make_demo(city())
    assert city(database_url="postgres|elsewhere").needs_demo
    city().database_file.unlink()
    assert city().needs_demo


def test_no_demo_is_made_where_none_is_wanted(city):
    assert not city(wants_demo=False).needs_demo
    assert names(city(wants_demo=False).preparation()) == ["broker", "migrate"]


def test_an_interrupted_demo_is_begun_anew(city):
    begun = city()
    begun.begin_demo()
    half_made = [begun.database_file, begun.var_dir / "city.sqlite3-wal", begun.var_dir / "media" / "photo.jpg"]
    for file in half_made:
        file.touch()
    assert city().needs_demo
    assert city().begin_demo() is True
    assert not any(file.exists() for file in half_made)


def test_an_interrupted_demo_on_a_server_is_left_to_its_owner(city):
    on_server = city(database_file=None, database_url="postgres|city")
    on_server.begin_demo()
    with pytest.raises(Unfinished, match="empty the database"):
        on_server.begin_demo()


def test_order_of_the_programs(city):
    programs = {program.name: program for program in [*city().preparation(), *city().services()]}
    assert list(programs) == ["broker", "migrate", "demo-city", "web", "worker", "beat"]
    assert programs["demo-city"].needs == ("migrate", "broker")
    assert programs["web"].needs == ()
    assert programs["worker"].needs == programs["beat"].needs == ("broker", "migrate", "demo-city", "web")
    assert programs["broker"].stops_last


def test_a_broker_of_ones_own_is_not_embedded(city):
    assert "broker" not in names(city(embedded_broker=False).preparation())


def test_a_deep_folder_still_gets_a_socket_the_kernel_takes(tmp_path):
    deep = tmp_path / ("d" * 100)
    assert len(bytes(broker.socket_path(deep))) <= broker.LONGEST_SOCKET_PATH_BYTES
    assert broker.socket_path(deep) != broker.socket_path(tmp_path / ("e" * 100))
    assert broker.embedded_url(deep).startswith(f"redis+socket://{broker.socket_path(deep)}")


def test_a_platform_without_the_wheel_uses_redis_server(monkeypatch, tmp_path):
    def no_wheel():
        raise broker.ValkeyBinaryNotFoundError("unsupported")

    monkeypatch.setattr(broker, "get_binary_path", no_wheel)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FileNotFoundError, match="CELERY_BROKER_URL"):
        broker.server_program()
    (tmp_path / "redis-server").touch(mode=0o755)
    assert broker.server_program() == tmp_path / "redis-server"

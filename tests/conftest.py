"""What every test may use: compiled translations, the chosen database, and the task queue worked off on demand."""

import shutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from queue import Empty

import pytest
from celery import current_app
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from core import translations
from core.models import CalendarYear

ROOT = Path(__file__).resolve().parents[1]
COMMITTING_FIXTURES = {"transactional_db", "live_server"}

# How long an example takes says more of what else the machine does than of the code. Examples differ from run to run;
# with `--hypothesis-profile=same` they do not, so that a change is never refused for what was there before it.
hypothesis_settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.register_profile("same", hypothesis_settings.get_profile("unhurried"), derandomize=True)
hypothesis_settings.load_profile("unhurried")


def pytest_configure(config):
    locale_dir = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES"
    if not hasattr(config, "workerinput") and translations.is_stale(locale_dir):
        # What is wrong with the catalogues is told by tests/architecture/test_translations.py.
        translations.compile_catalogue(locale_dir)


def pytest_collection_modifyitems(items):
    missing = {}
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        missing["postgres"] = "needs PostgreSQL: set TEST_DATABASE_URL"
    if not shutil.which("chromium"):
        missing["browser"] = "needs a chromium on the PATH"
    for item in items:
        for marker in missing.keys() & set(item.keywords):
            item.add_marker(pytest.mark.skip(reason=missing[marker]))


@pytest.fixture(autouse=True)
def _calendar_put_back(request):
    """A test that really commits empties every table after itself: the next one gets the migrations' calendar back."""
    marker = request.node.get_closest_marker("django_db")
    really_commits = marker is not None and marker.kwargs.get("transaction")
    if really_commits or COMMITTING_FIXTURES & set(request.fixturenames):
        request.getfixturevalue("transactional_db")
        if not CalendarYear.objects.exists():
            import_module("core.migrations.0003_seed_calendar").seed(apps, None)


@pytest.fixture(autouse=True)
def _own_language():
    """A request leaves its language behind in the thread; every test begins with the city's."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def run_tasks(request) -> Callable[[], list[str]]:
    """Call it to do what a worker would: run everything enqueued so far by `after_commit`, and what that enqueues.

    Returns the names of the tasks in the order they ran. Works inside the test's own transaction (the hooks waiting
    for its commit are fired) and in tests that really commit. The real tasks run; one that fails fails the test.
    """
    request.getfixturevalue("db")
    current_app.autodiscover_tasks(force=True)
    _received()

    def drain() -> list[str]:
        ran = []
        while True:
            hooks, connection.run_on_commit = connection.run_on_commit, []
            for _savepoints, hook, _robust in hooks:
                hook()
            messages = _received()
            if not (hooks or messages):
                return ran
            for name, args, kwargs in messages:
                ran.append(name)
                current_app.tasks[name].apply(args=args, kwargs=kwargs, throw=True)

    return drain


def _received() -> list[tuple[str, list, dict]]:
    """Take every message out of the in-memory queue: (task name, args, kwargs)."""
    messages = []
    with current_app.connection_for_read() as broker, broker.SimpleQueue("celery") as queue:
        while True:
            try:
                message = queue.get(block=False)
            except Empty:
                return messages
            message.ack()
            args, kwargs, _embed = message.payload
            messages.append((message.headers["task"], args, kwargs))

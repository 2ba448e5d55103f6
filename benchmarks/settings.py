"""The settings of the test suite, on a database file and a folder of their own that are thrown away."""

import tempfile
from pathlib import Path

from config.settings.database import DATABASES as REAL_DATABASES
from config.settings.testing import *  # noqa: F403
from config.settings.testing import DATABASES, TEST_DATABASE_URL

SCRATCH = Path(tempfile.mkdtemp(prefix="roadworks-bench-"))
if not TEST_DATABASE_URL:
    # A file as in a real city (write-ahead log, foreign keys); the test runner makes and removes it.
    DATABASES["default"] |= {
        "OPTIONS": REAL_DATABASES["default"].get("OPTIONS", DATABASES["default"]["OPTIONS"]),
        "TEST": {"NAME": str(SCRATCH / "bench.sqlite3")},
    }
MEDIA_ROOT = SCRATCH / "media"
ALLOWED_HOSTS = ["testserver"]

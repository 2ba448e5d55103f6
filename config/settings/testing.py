"""The settings of the test suite: the real ones, with what would make tests slow or leave traces replaced."""

import tempfile
from pathlib import Path

from config.settings import *  # noqa: F403
from config.settings.env import env

_SCRATCH = Path(tempfile.gettempdir()) / f"roadworks-tests-{env.str('PYTEST_XDIST_WORKER', default='main')}"

# In memory unless TEST_DATABASE_URL names a server; the suite makes and drops its own database there.
if TEST_DATABASE_URL := env.str("TEST_DATABASE_URL", default=""):
    DATABASES = {"default": env.db_url_config(TEST_DATABASE_URL)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": ":memory:",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA foreign_keys=ON;"},
        }
    }

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A real queue without a server: tasks stay in it until the `run_tasks` fixture works it off.
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS = {}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MEDIA_ROOT = _SCRATCH / "media"
# Pages find their static files where they were written: nothing is collected.
STATIC_ROOT = _SCRATCH / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PREPARING_MARKER = _SCRATCH / "preparing"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

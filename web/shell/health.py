"""Whether the server is alive, and whether the city is there."""

import uuid
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.queue import broker_answers

#: How long a good answer holds, in seconds: anyone may ask, and each look writes a file.
GOOD_FOR_S = 5


@never_cache
@require_safe
def healthz(request):
    """200 as soon as the process answers; looks at nothing else."""
    return JsonResponse({"status": "alive"})


@never_cache
@require_safe
def readyz(request):
    """200 when people can work, else 503; either way what was looked at: {"status", "checks": {name: bool}}."""
    found = cache.get("readyz")
    if found is None:
        found = {
            "database": _database_migrated(),
            "broker": broker_answers(),
            "storage": _storage_writable(),
            "city": not Path(settings.PREPARING_MARKER).exists(),
        }
        if all(found.values()):
            cache.set("readyz", found, GOOD_FOR_S)
    ready = all(found.values())
    return JsonResponse({"status": "ready" if ready else "not ready", "checks": found}, status=200 if ready else 503)


def _database_migrated() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _storage_writable() -> bool:
    try:
        name = default_storage.save(f"readiness/{uuid.uuid4().hex}", ContentFile(b"ready"))
        default_storage.delete(name)
    except Exception:  # each storage backend has its own errors, and any of them means no
        return False
    return True

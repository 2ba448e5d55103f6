"""Celery, its broker and the periodic jobs' clock."""

from config import broker
from config.settings.env import VAR_DIR, env

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="")
BROKER_IS_EMBEDDED = not CELERY_BROKER_URL
if BROKER_IS_EMBEDDED:
    CELERY_BROKER_URL = broker.embedded_url(VAR_DIR)

#: How long a request may wait for a broker that does not answer; the sweepers send later what could not be sent.
_PATIENCE = {"max_retries": 0, "interval_start": 0, "connect_retries_timeout": 2}
_REDIS = {
    # Longer than the longest task: a task is given to another worker only when its own is certainly gone …
    "visibility_timeout": 900,
    # … but the tasks of a worker that was killed come back within seconds.
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
}
CELERY_BROKER_TRANSPORT_OPTIONS = _PATIENCE | (_REDIS if CELERY_BROKER_URL.startswith("redis") else {})
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SOFT_TIME_LIMIT = 780
CELERY_TASK_TIME_LIMIT = 840
CELERY_RESULT_EXPIRES = None
CELERY_WORKER_CONCURRENCY = env.int("WORKER_CONCURRENCY", default=2)
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A worker told to stop finishes what it can in this time and gives the rest back to the broker.
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 3
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True

CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BEAT_SCHEDULER = "config.scheduler:TableScheduler"
#: How stale beat's view of the schedule's table may be, in seconds.
CELERY_BEAT_MAX_LOOP_INTERVAL = 15

#: Present while the demo city is being made; `/readyz` answers 503 meanwhile.
PREPARING_MARKER = VAR_DIR / "run" / "preparing"

"""The cache: beside the embedded broker, unless CACHE_URL or a broker of one's own says otherwise."""

from config import broker
from config.settings.env import VAR_DIR, env
from config.settings.queue import BROKER_IS_EMBEDDED

# Counters of API calls must hold across the web processes, which one process's memory cannot do. SQLite would queue
# them behind people's own writes; the embedded broker's server counts in a tenth of a millisecond. Without it, files
# are right but slow, five milliseconds a write: production sets CACHE_URL.
_FILES = f"filecache://{VAR_DIR / 'cache'}?max_entries=10000"
CACHES = {
    "default": env.cache_url("CACHE_URL", default=broker.embedded_cache_url(VAR_DIR) if BROKER_IS_EMBEDDED else _FILES)
}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
    CACHES["default"]["BACKEND"] = "config.cache.ForgivingRedisCache"
    CACHES["default"]["OPTIONS"] = {"socket_timeout": 1} | CACHES["default"].get("OPTIONS", {})

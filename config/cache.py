"""The cache on a Redis or Valkey server, which may be gone for a moment without taking the pages with it."""

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import TimeoutError as NoAnswer
from structlog import get_logger

log = get_logger(__name__)


class ForgivingRedisCache(RedisCache):
    """Without its server it holds nothing and forgets what it is given: nothing official is ever only in a cache.

    Counters of API calls then start again; locked-out log-ins stay locked, they are in the database.
    """

    def _or(self, fallback, operation, *args, **kwargs):
        try:
            return operation(*args, **kwargs)
        except (NoConnection, NoAnswer) as error:
            log.warning("cache_unreachable", error=str(error))
            return fallback

    def add(self, key, value, *args, **kwargs):
        return self._or(True, super().add, key, value, *args, **kwargs)

    def get(self, key, default=None, version=None):
        return self._or(default, super().get, key, default, version)

    def set(self, key, value, *args, **kwargs):
        return self._or(None, super().set, key, value, *args, **kwargs)

    def touch(self, key, *args, **kwargs):
        return self._or(False, super().touch, key, *args, **kwargs)

    def delete(self, key, version=None):
        return self._or(False, super().delete, key, version)

    def get_many(self, keys, version=None):
        return self._or({}, super().get_many, keys, version)

    def has_key(self, key, version=None):
        return self._or(False, super().has_key, key, version)

    def incr(self, key, delta=1, version=None):
        return self._or(delta, super().incr, key, delta, version)

    def set_many(self, data, *args, **kwargs):
        return self._or(list(data), super().set_many, data, *args, **kwargs)

    def delete_many(self, keys, version=None):
        return self._or(None, super().delete_many, keys, version)

    def clear(self):
        return self._or(False, super().clear)

"""Has this key called too often? Fixed windows counted in Redis; when that is down, in this process.

The limit holds either way: a broken Redis makes it coarser (a window per process), never wider open than that.
"""

import threading
import time
from contextlib import suppress

from django.conf import settings
from django.core.cache.backends.locmem import LocMemCache
from rest_framework.throttling import BaseThrottle

from core import limits

_PATIENCE = 1  # seconds; a count is not worth more waiting
_own_count = LocMemCache("api-rates", {})
_of_thread = threading.local()


class PerKey(BaseThrottle):
    """Counts calls of one key. The view adds `headers` to every answer (draft-ietf-httpapi-ratelimit-headers)."""

    def allow_request(self, request, view):
        if request.auth is None:
            return True
        now = time.time()
        self.seconds_left = limits.CALLS_SECONDS - int(now) % limits.CALLS_SECONDS
        count = _count(f"calls:{request.auth.pk}:{int(now) // limits.CALLS_SECONDS}")
        request._request.rate = self.headers(max(0, limits.CALLS - count))
        return count <= limits.CALLS

    def headers(self, remaining: int) -> dict[str, str]:
        return {
            "RateLimit-Policy": f'"key";q={limits.CALLS};w={limits.CALLS_SECONDS}',
            "RateLimit": f'"key";r={remaining};t={self.seconds_left}',
        }

    def wait(self):
        return self.seconds_left


def _count(name: str) -> int:
    """How often this was called, this call included."""
    if settings.REDIS_URL:
        from redis.exceptions import RedisError  # brings the whole client, which is read when the first key calls

        with suppress(RedisError, OSError):
            return _increase(_broker(settings.REDIS_URL), name)
    return _increase_own(name)


def _increase(broker, name: str) -> int:
    """One way there and back, and a second one in a new window."""
    count = broker.incr(name)
    if count == 1:
        broker.expire(name, limits.CALLS_SECONDS * 2)
    return count


def _increase_own(name: str) -> int:
    _own_count.add(name, 0, timeout=limits.CALLS_SECONDS * 2)
    try:
        return _own_count.incr(name)
    except ValueError:  # it fell out between the two calls
        return 1


def _broker(url: str):
    """This thread's connection, kept open: taking one from a pool costs more than the count itself."""
    clients = vars(_of_thread)
    if url not in clients:
        from redis import Redis

        clients[url] = Redis.from_url(url, socket_timeout=_PATIENCE, single_connection_client=True)
    return clients[url]

"""Has this key called too often? Fixed windows counted in the cache; when the cache is down, in this process.

The limit holds either way: a broken cache makes it coarser (a window per process), never wider open than that.
"""

import time

from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from rest_framework.throttling import BaseThrottle

from core import limits

_own_count = LocMemCache("api-rates", {})


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
    from redis.exceptions import RedisError  # brings the whole client, which the cache reads when it is first used

    try:
        return _increase(cache, name)
    except (RedisError, OSError):
        return _increase(_own_count, name)


def _increase(store, name: str) -> int:
    store.add(name, 0, timeout=limits.CALLS_SECONDS * 2)
    try:
        return store.incr(name)
    except ValueError:  # it fell out between the two calls
        store.set(name, 1, timeout=limits.CALLS_SECONDS * 2)
        return 1

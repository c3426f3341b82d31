"""Has this address asked for this too often? Counted in the cache alone, and under a name that only we could make of it.

Neither the address nor its count stands anywhere else. When the cache is down nothing is let through.
"""

from allauth.core import ratelimit
from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def lets(request: HttpRequest, action: str) -> bool:
    """Count one more try; the rates stand in core.limits, under their actions in the settings."""
    from redis.exceptions import RedisError  # brings the whole client, which the cache reads when it is first used

    name = salted_hmac(f"core.throttle.{action}", get_ip(request), algorithm="sha256").hexdigest()
    try:
        return ratelimit.consume(request, action=action, key=name)
    except (RedisError, OSError):
        return False

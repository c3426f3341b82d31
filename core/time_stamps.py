"""Who else saw this seal? A time stamp of an outside authority (RFC 3161), where the operator named one."""

import asyncio
import logging

from django.conf import settings

log = logging.getLogger(__name__)


def over(digest: str) -> bytes | None:
    """The authority's token (DER) over a SHA-256 in hex. None where there is no authority or it did not answer:
    the seal then stands without, and the next one has its turn."""
    if not settings.TIMESTAMP_URL:
        return None
    from pyhanko.sign.timestamps import TimestampRequestError  # large, and needed only where an authority is named

    from core.signing.clocks import WebClock

    try:
        return asyncio.run(WebClock(settings.TIMESTAMP_URL).async_timestamp(bytes.fromhex(digest), "sha256")).dump()
    except TimestampRequestError as error:
        log.warning("the time-stamp authority gave no stamp: %s", error)
        return None

"""Whose clock says when? An RFC 3161 authority over HTTP, asked for nothing but a stamp."""

from asyncio import to_thread
from http.client import HTTPException
from urllib.request import HTTPRedirectHandler, Request, build_opener

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

LARGEST = 64 * 1024  # bytes; a stamp with its certificates has about 6,000
PATIENCE = 10  # seconds


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_words):
        return None


class WebClock(TimeStamper):
    """The address comes from the operator's settings, never from a person's input."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return await to_thread(self._ask, req.dump())

    def _ask(self, question: bytes) -> tsp.TimeStampResp:
        request = Request(  # noqa: S310 - the scheme is checked when settings are read
            self._url,
            data=question,
            headers={"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"},
        )
        try:
            with build_opener(_NoRedirects).open(request, timeout=PATIENCE) as answer:
                content, kind = answer.read(LARGEST), answer.headers.get_content_type()
        except (OSError, HTTPException) as error:
            raise TimestampRequestError("the time-stamp authority cannot be reached") from error
        if kind != "application/timestamp-reply":
            raise TimestampRequestError(f"the time-stamp authority answered {kind}")
        return tsp.TimeStampResp.load(content)

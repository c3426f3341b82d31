"""How are logs written? JSON lines on stdout, one a happening, with the request's id and without personal data.

Mail addresses and the values that PostgreSQL quotes are cut out of every text; local variables never enter a trace.
Loaded before the apps are, so it finds the request id only when a line is written.
"""

import re
import sys
from typing import Any

import structlog

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_QUOTED_BY_DATABASE = re.compile(r"^(DETAIL|CONTEXT|QUERY|STATEMENT):.*$", re.MULTILINE)
_KEY = re.compile(r"\brf_(svc|scim|pat)_[0-9A-Za-z]+")
_LINK = re.compile(
    r"(/invitation/|/reset/key/|/start/[0-9a-f-]{36}/)[^/\s]+"
)  # whoever reads the path could use the link


def formatter() -> structlog.stdlib.ProcessorFormatter:
    """For settings.LOGGING; also sets structlog up, so that both ways of logging end in the same line."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        add_request_id,
        structlog.processors.format_exc_info,
        scrub,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
    )


def add_request_id(_logger, _method, line: dict) -> dict:
    events = sys.modules.get("core.events")
    request_id = events.request_id.get() if events and hasattr(events, "request_id") else ""
    return {**line, "request_id": request_id} if request_id else line


def scrub(_logger, _method, line: dict) -> dict:
    return {key: clean(value) if isinstance(value, str) else value for key, value in line.items()}


def clean(text: str) -> str:
    """Without mail addresses, keys, links that let somebody in, and the rows that a database error quotes."""
    text = _LINK.sub(r"\1(left out)", _QUOTED_BY_DATABASE.sub(r"\1: (left out)", text))
    return _KEY.sub(r"rf_\1_(left out)", _ADDRESS.sub("(address)", text))

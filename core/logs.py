"""How are logs written? JSON lines on stdout."""

import structlog


def formatter():
    return structlog.stdlib.ProcessorFormatter(processor=structlog.processors.JSONRenderer(sort_keys=True))

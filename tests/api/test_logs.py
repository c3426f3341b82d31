"""Log lines are JSON, carry the request's id, and hold nothing that names a person or opens a door."""

import io
import json
import logging

import pytest
import structlog

from core import events, logs

KEY = "rf_svc_" + "a" * 38


@pytest.fixture
def lines():
    """What a logger with our formatter has written, a dict a line."""
    stream, logger = io.StringIO(), logging.getLogger("ringfence.test")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.formatter())
    logger.addHandler(handler)
    logger.setLevel("INFO")
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logger.removeHandler(handler)


def test_both_ways_of_logging_end_in_the_same_line(lines):
    token = events.request_id.set("abc123")
    logging.getLogger("ringfence.test").warning("plain %s", "words")
    structlog.get_logger("ringfence.test").info("shaped", count=3)
    events.request_id.reset(token)
    plain, shaped = lines()
    assert (plain["event"], plain["level"], plain["request_id"]) == ("plain words", "warning", "abc123")
    assert (shaped["event"], shaped["count"], shaped["request_id"]) == ("shaped", 3, "abc123")


def test_addresses_keys_and_quoted_rows_are_cut_out_of_messages_and_traces(lines):
    quoted = "duplicate key\nDETAIL:  Key (email)=(ines@example.org) already exists.\n" + KEY
    try:
        raise ValueError(quoted)
    except ValueError:
        logging.getLogger("ringfence.test").exception("failed for %s", "ines@example.org")
    (line,) = lines()
    text = json.dumps(line)
    assert "ines@example.org" not in text and "already exists" not in text and KEY not in text
    assert "ValueError: duplicate key" in line["exception"]


def test_a_request_is_logged_by_its_route(db, client, caplog, settings):
    settings.ROOT_URLCONF = "config.urls"
    with caplog.at_level("INFO", logger="ringfence.requests"):
        client.get("/readyz?name=ines")
    assert "ines" not in caplog.text and "/readyz" in caplog.text

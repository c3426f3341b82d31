"""Log lines are JSON, carry the request's id, and hold nothing that names a person or opens a door."""

import json
import logging

import pytest
import structlog

from core import events, logs


@pytest.fixture
def lines(capsys):
    handler = logging.StreamHandler()
    handler.setFormatter(logs.formatter())
    logger = logging.getLogger("ringfence.test")
    logger.handlers, logger.propagate = [handler], False
    logger.setLevel("INFO")
    import sys

    handler.setStream(sys.stderr)
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    logger.handlers, logger.propagate = [], True


def test_both_ways_of_logging_end_in_the_same_line(lines):
    token = events.request_id.set("abc123")
    logging.getLogger("ringfence.test").warning("plain %s", "words")
    structlog.get_logger("ringfence.test").info("shaped", count=3)
    events.request_id.reset(token)
    plain, shaped = lines()
    assert (plain["event"], plain["level"], plain["request_id"]) == ("plain words", "warning", "abc123")
    assert (shaped["event"], shaped["count"], shaped["request_id"]) == ("shaped", 3, "abc123")


def test_addresses_keys_and_quoted_rows_are_cut_out_of_messages_and_traces(lines):
    try:
        raise ValueError('duplicate key\nDETAIL:  Key (email)=(ines@example.org) already exists.\nrf_svc_' + "a" * 38)
    except ValueError:
        logging.getLogger("ringfence.test").exception("failed for %s", "ines@example.org")
    (line,) = lines()
    text = json.dumps(line)
    assert "ines@example.org" not in text and "already exists" not in text and "a" * 38 not in text
    assert "ValueError: duplicate key" in line["exception"]


def test_a_request_is_logged_by_its_route(db, client, caplog, settings):
    settings.ROOT_URLCONF = "config.urls"
    with caplog.at_level("INFO", logger="ringfence.requests"):
        client.get("/readyz?name=ines")
    assert "ines" not in caplog.text and "/readyz" in caplog.text

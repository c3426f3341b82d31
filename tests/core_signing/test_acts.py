"""A person's signature binds the bytes, the person, the check, the words and the moment."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from core.signing import act_bytes, act_digest

ACT = {
    "document_sha256": hashlib.sha256(b"paper").hexdigest(),
    "signer_id": "0192-1",
    "signer_name": "Zoë Ångström",
    "identity_check": "password and passkey, 2 minutes before",
    "consent_text": "I have read this and sign it.",
    "signed_at": datetime(2026, 11, 24, 9, 0, tzinfo=UTC),
}


def test_anyone_can_work_the_digest_out_again():
    text = act_bytes(**ACT)
    assert hashlib.sha256(text).hexdigest() == act_digest(**ACT)
    again = json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert again == text


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("document_sha256", hashlib.sha256(b"other").hexdigest()),
        ("signer_id", "0192-2"),
        ("signer_name", "Zoe Angstrom"),
        ("identity_check", "password"),
        ("consent_text", "I have read this and sign it"),
        ("signed_at", ACT["signed_at"] + timedelta(microseconds=1)),
    ],
)
def test_each_part_counts(part, value):
    assert act_digest(**{**ACT, part: value}) != act_digest(**ACT)


def test_the_same_moment_and_the_same_letters_give_the_same_act():
    elsewhere = ACT["signed_at"].astimezone(timezone(timedelta(hours=9)))
    decomposed = "Zoe\u0308 A\u030angstro\u0308m"
    assert act_digest(**{**ACT, "signed_at": elsewhere, "signer_name": decomposed}) == act_digest(**ACT)


@pytest.mark.parametrize(
    ("part", "value"),
    [("signed_at", datetime(2026, 1, 1)), ("document_sha256", "ABC"), ("signer_name", " "), ("consent_text", "")],  # noqa: DTZ001
)
def test_an_act_with_a_hole_in_it_is_refused(part, value):
    with pytest.raises(ValueError):
        act_digest(**{**ACT, part: value})

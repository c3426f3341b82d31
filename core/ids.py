"""What is a thing called? Time-ordered, unguessable ids inside; the same with a typed prefix in the API."""

import uuid

import uuid6


def new() -> uuid.UUID:
    """A fresh primary key (UUID version 7: 48 bits of time, 74 random bits)."""
    return uuid.UUID(bytes=uuid6.uuid7().bytes)


def show(prefix: str, value: uuid.UUID) -> str:
    """`per_0193…`, as the API and pages show it."""
    return f"{prefix}_{value.hex}"


def read(prefix: str, text: str) -> uuid.UUID | None:
    """The id behind `per_…`, or None where the text is not such an id (the door answers 404)."""
    kind, _, digits = text.partition("_")
    if kind != prefix or len(digits) != 32:
        return None
    try:
        return uuid.UUID(hex=digits)
    except ValueError:
        return None

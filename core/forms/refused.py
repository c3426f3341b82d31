"""Where does a file that is refused say so? At its field: the form comes back with what was typed."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import Form

from core.files.refusals import FileRefused


@contextmanager
def refused_at(form: Form, field: str | None = "file") -> Iterator[None]:
    """What stands in the block runs an action that takes the file. Refused, the block ends there and the form has an error,
    above all fields where `field` is None."""
    try:
        yield
    except FileRefused as refused:
        form.add_error(field, refused.sentence)

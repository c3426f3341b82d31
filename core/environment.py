"""What did the operator set? Reads one environment variable, or the file that its `_FILE` twin names.

Every variable of the product is read through here, so that a secret can come from a file
(Docker and systemd mount them so) and a wrong value is refused at start with a plain sentence.
"""

import os
from pathlib import Path

TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


class BadSetting(SystemExit):
    """Start-up ends with this sentence; nothing is half started."""


def text(name: str, default: str | None = None) -> str:
    """The value of `name`, or the content of the file that `name_FILE` points at.

    Raises BadSetting where neither is set and no default is given.
    """
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadSetting(f"{name}_FILE points at {path}, which cannot be read: {error.strerror}.") from error
    value = os.environ.get(name)
    if value is not None and value != "":
        return value
    if default is None:
        raise BadSetting(f"{name} is not set. Set it, or {name}_FILE, and start again.")
    return default


def flag(name: str, default: bool = False) -> bool:
    """A yes or no. Raises BadSetting for any other word."""
    value = text(name, "yes" if default else "no").lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise BadSetting(f"{name} is {value!r}. Write yes or no.")


def number(name: str, default: int) -> int:
    """A whole number. Raises BadSetting for anything else."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise BadSetting(f"{name} is {value!r}. Write a whole number.") from error


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list, blanks dropped."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]

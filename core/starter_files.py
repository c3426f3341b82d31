"""How is starter content read? By the parser in C where PyYAML has it, which takes an eighth of the time."""

from pathlib import Path

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(file: Path) -> dict:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 (both are safe)

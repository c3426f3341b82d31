"""Which environment do Ringfence's own programs run in?"""

import os
from pathlib import Path

from bootstrap import keys, libraries, places

LEFT_OUT = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}


def make(data: Path, mode: str, **more: str) -> dict[str, str]:
    """What the operator set wins over what is made here, but for `more`."""
    own = {
        "RINGFENCE_MODE": mode,
        "RINGFENCE_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONUNBUFFERED": "1",
        **keys.provide(data / "secrets"),
        **libraries.provide(places.data()),  # shared by all test runs
    }
    for folder in ("files", "mail", "tmp", "logs"):
        places.make_private(data / folder)
    inherited = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    return {**inherited, **own, **more}

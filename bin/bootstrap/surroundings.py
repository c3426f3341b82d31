"""Which environment do Ringfence's own programs run in?"""

import os
from pathlib import Path

from bootstrap import keys, places

LEFT_OUT = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}


def make(data: Path, mode: str, native: dict[str, str], **more: str) -> dict[str, str]:
    """What the operator set wins over what is made here, but for `more`. `native`: from libraries.provide."""
    own = {
        "RINGFENCE_MODE": mode,
        "RINGFENCE_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONUNBUFFERED": "1",
        **native,
        **keys.provide(data / "secrets"),
    }
    for folder in ("files", "mail", "tmp", "logs"):
        places.make_private(data / folder)
    inherited = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    return {**inherited, **own, **more}

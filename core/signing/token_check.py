"""Can this installation seal with its token? Tried at start-up by `manage.py try_seal_token`, in a process of its own.

A module that was loaded before a fork is of no use after it, so the process that starts the workers never loads it.
"""

import subprocess
import sys

from django.conf import settings

PATIENCE = 30  # seconds until a token that does not answer is given up


def complaint() -> str:
    """What is wrong with the token, in a sentence; "" where none is used, or all is well."""
    if not settings.SEAL_TOKEN_MODULE:
        return ""
    try:
        done = subprocess.run(
            [sys.executable, "manage.py", "try_seal_token"], capture_output=True, text=True, timeout=PATIENCE, check=False, cwd=settings.BASE_DIR,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"The token “{settings.SEAL_TOKEN}” does not answer within {PATIENCE} seconds."
    lines = (done.stdout + done.stderr).strip().splitlines()
    if done.returncode == 0:
        return ""
    return lines[-1].removeprefix("CommandError: ") if lines else "The token check ended without a word."

"""How does a test get a browser?"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connections
from playwright.sync_api import sync_playwright


@contextmanager
def browser():
    """Chromium for the time of a block. Its driver's event loop runs in this thread until the block ends, and whatever
    wants a loop of its own there (a seal, Django's database) is refused meanwhile: no block outlives its module."""
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=os.environ["RINGFENCE_CHROMIUM"], args=["--no-sandbox"])
        yield chromium
        chromium.close()


def apart(act: Callable[[], object]) -> object:
    """What the act returns, done in a thread of its own: for what wants a loop while the browser's runs here."""
    with ThreadPoolExecutor(1) as thread:
        try:
            return thread.submit(act).result()
        finally:
            thread.submit(connections.close_all).result()

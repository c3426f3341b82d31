"""How does a test get a browser?"""

import os
from contextlib import contextmanager

from playwright.sync_api import sync_playwright


@contextmanager
def browser():
    """Chromium for the time of a block. Its driver's event loop runs in this thread until the block ends, and whatever
    wants a loop of its own there (a seal, Django's database) is refused meanwhile: no block outlives its module."""
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=os.environ["RINGFENCE_CHROMIUM"], args=["--no-sandbox"])
        yield chromium
        chromium.close()

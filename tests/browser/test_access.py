"""Is every page about protected information and access to it fit to be seen, with something on it?"""

import re

import pytest

from tests.browser import crawl

pytestmark = pytest.mark.browser
ABOUT = re.compile(
    r"^desk/(grants|assets|classes|copies|emergencies|holds|conflicts|documents|objections|organisation/files)/"
    r"|^portal/(access|copies|emergencies|documents|standing)/"
)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", ["portal", "desk"])
def test_every_page_is_fit_to_be_seen(come_in, has, part):
    found = crawl.pages(ABOUT, part)
    assert len(found) > 5
    assert crawl.walk(come_in, has, found, "access") == []

"""Is every page about agreements and intellectual property fit to be seen, with something on it?"""

import re

import pytest

from tests.browser import crawl

pytestmark = pytest.mark.browser
ABOUT = re.compile(
    r"^(desk|portal)/(agreements|authorities|questions-of-signers|deviations|delegations|breaches|obligations|library|ip|inventions)/|legal-exposure/"
)
OF_OTHERS = {"portal_delegation_return"}  # of a questionnaire


@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", ["portal", "desk"])
def test_every_page_is_fit_to_be_seen(come_in, has, part):
    found = [line for line in crawl.pages(ABOUT, part) if line.route not in OF_OTHERS]
    assert len(found) > {"portal": 20, "desk": 60}[part]
    assert crawl.walk(come_in, has, found, "agreements") == []

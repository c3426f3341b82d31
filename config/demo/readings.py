"""Who read what in the demo? Some openings page by page, and a marked file that one firm took."""

import datetime

from access.actions import class_downloads, copies, openings
from access.models import AssetClass
from config.demo.story import Story

# (who, asset, days ago, [(page, seconds after the opening)])
READ = [
    ("tomas", "endurance", 16, [(1, 0), (2, 48), (3, 170), (2, 231), (3, 300)]),
    ("tomas", "endurance", 4, [(3, 0), (1, 75)]),
    ("tomas", "fixtures", 12, [(1, 0), (2, 220)]),
    ("sinead", "fixtures", 11, [(1, 0), (2, 95), (1, 140)]),
    ("grace", "housing", 9, [(1, 0), (4, 12), (2, 30), (3, 88)]),
    ("petra", "housing", 20, [(1, 0), (2, 60), (3, 125), (4, 180)]),
]


def read(tale: Story) -> None:
    for who, asset, days, pages in READ:
        by, at = tale.person(who), tale.ago(days)
        opening = openings.open_document(tale.assets[asset].documents.get(), by=by, at=at)
        for page, seconds in pages:
            openings.look_at_page(opening, page, by=by, at=at + datetime.timedelta(seconds=seconds))


def take(tale: Story) -> None:
    """Internal information may leave the viewer; one worker took the drawings to the bench."""
    internal = AssetClass.objects.get(key="internal")
    said = {"because": "Fixtures are built at a bench without a screen", "by": tale.staff("officer")}
    class_downloads.allow(internal, True, **said, at=tale.ago(50))
    copies.hand_over(tale.assets["fixtures"].documents.get(), by=tale.person("tomas"), at=tale.ago(14))

"""Where can this person go? The sidebar of the desk and the bar of the portal, cut down by right and hat.

A page that is not built is not shown, nor is an entry without one.
"""

from django.http import HttpRequest
from django.urls import is_valid_path

from agreements.panels import ip as panels_ip
from config.places import DESK, PORTAL, Place

# Entries that are shown only where there is something in them: path -> function of the viewer. The portal's pages alone may
# look; those of the account may read no table of any firm.
ONLY_WHERE = {"/portal/inventions/": panels_ip.is_in_portal}


def for_viewer(request: HttpRequest) -> list[dict]:
    """Groups {label, items: [{url, label, icon, current, pages}]}.

    `pages`, {url, label, current}, is said of the current entry alone, and only on one of its own pages: a record below
    shows the way back instead.
    """
    if request.viewer.is_staff:
        return _marked(
            [{"label": label, "items": _desk_items(request.viewer, places)} for label, places in DESK], request
        )
    if request.viewer.is_person:
        return _marked([{"label": "", "items": _portal_items(request.viewer, request.path)}], request)
    return []


def pages(viewer) -> list[dict]:
    """{url, label, icon, place} of every page of the desk that the viewer may open, those behind an entry included."""
    return [
        {"url": url, "label": label, "icon": place.icon, "place": place.label if label != place.label else ""}
        for _label, places in DESK
        for place in places
        for url, label in _open(viewer, place)
    ]


def _open(viewer, place: Place) -> list[tuple]:
    return [
        (url, label)
        for url, label, rights in place.pages
        if is_valid_path(url) and (not rights or any(viewer.may(right) for right in rights.split()))
    ]


def _desk_items(viewer, places: list[Place]) -> list[dict]:
    """Who may open one page alone of a place reads the name of that page."""
    found = [(place, _open(viewer, place)) for place in places]
    return [
        {
            "url": its[0][0],
            "label": place.label if len(its) > 1 else its[0][1],
            "icon": place.icon,
            "pages": [{"url": url, "label": label} for url, label in its],
            "below": (*(url for url, _label in its), *place.below),
        }
        for place, its in found
        if its
    ]


def _portal_items(viewer, path: str) -> list[dict]:
    return [
        {"url": url, "label": label, "icon": "", "pages": [], "below": (url,)}
        for url, label, hats in PORTAL
        if is_valid_path(url)
        and (not hats or hats & viewer.hats)
        and (url not in ONLY_WHERE or (path.startswith("/portal/") and ONLY_WHERE[url](viewer)))
    ]


def _marked(groups: list[dict], request: HttpRequest) -> list[dict]:
    """The entry with the longest path that this page lies under is the current one."""
    path, homes = request.path, {"/desk/", "/portal/"}
    under = [
        (len(start), item)
        for group in groups
        for item in group["items"]
        for start in item["below"]
        if path == start or (path.startswith(start) and start not in homes)
    ]
    current = max(under, key=lambda found: found[0])[1] if under else None
    for item in (item for group in groups for item in group["items"]):
        item["current"], shown = item is current, item["pages"]
        is_here = item is current and len(shown) > 1 and any(page["url"] == path for page in shown)
        item["pages"] = [{**page, "current": page["url"] == path} for page in shown] if is_here else []
    return [group for group in groups if group["items"]]

"""Where can this person go? The sidebar of the desk and the bar of the portal, cut down by right and hat.

An entry whose page is not built is not shown.
"""

from django.http import HttpRequest
from django.urls import is_valid_path
from django.utils.translation import gettext_lazy as _l

from agreements import panels_ip

# Group, then (path, label, icon, rights); one of them is enough, none is everybody's.
DESK = [
    (
        "",
        [("/desk/", _l("Today"), "inbox", "")],
    ),
    (
        _l("Third parties"),
        [
            ("/desk/subcontractors/", _l("Subcontractors"), "building-2", ""),
            ("/desk/people/", _l("People"), "users", ""),
            ("/desk/engagements/", _l("Engagements"), "handshake", ""),
            ("/desk/sub-suppliers/", _l("Sub-suppliers"), "list-tree", "vendors.read"),
            ("/desk/concentration/", _l("Concentration"), "waypoints", "vendors.read"),
        ],
    ),
    (
        _l("Protect"),
        [
            ("/desk/assets/", _l("Protected information"), "file-lock", "access.read"),
            ("/desk/grants/", _l("Access"), "key-round", "access.read"),
            ("/desk/holds/", _l("Holds"), "lock", "access.read"),
            ("/desk/agreements/", _l("Agreements and IP"), "signature", "agreements.read"),
            ("/desk/obligations/", _l("Obligations"), "list-checks", "agreements.read"),
            ("/desk/ip/", _l("IP registers"), "lightbulb", "agreements.read"),
        ],
    ),
    (
        _l("Assure"),
        [
            ("/desk/assessments/", _l("Assessments"), "clipboard-list", "vendors.read"),
            ("/desk/screening/", _l("Screening"), "scan-search", "vendors.read"),
            ("/desk/objections/", _l("Objections"), "scale", "vendors.read"),
            ("/desk/watch-hits/", _l("Watchlist hits"), "radar", "vendors.read"),
            ("/desk/watchlists/", _l("Watchlists"), "list", "vendors.read"),
            ("/desk/signals/", _l("Signals"), "antenna", "vendors.read"),
            ("/desk/certificates/", _l("Certificates"), "badge-check", "vendors.read"),
            ("/desk/insurance/", _l("Insurance"), "umbrella", "vendors.read"),
            ("/desk/statements/", _l("Financial health"), "chart-line", "vendors.read"),
            ("/desk/risk-acceptances/", _l("Accepted risks"), "shield-half", "vendors.read"),
            ("/desk/training/", _l("Training"), "graduation-cap", "training.read"),
            ("/desk/audits/", _l("Audits"), "flag", "audits.read"),
            ("/desk/findings/", _l("Findings"), "list-checks", "audits.read"),
        ],
    ),
    (
        _l("Watch"),
        [
            ("/desk/incidents/", _l("Incidents"), "siren", "incidents.read"),
        ],
    ),
    (
        _l("Records"),
        [
            ("/desk/trail/", _l("Audit log"), "scroll-text", "trail.read"),
        ],
    ),
    (
        _l("Administration"),
        [
            ("/desk/accounts/", _l("Accounts"), "user-cog", "users.write"),
            ("/desk/roles/", _l("Roles"), "id-card", "users.write"),
            ("/desk/organisation/", _l("Organisation"), "settings", "settings.write"),
            ("/desk/questionnaire/", _l("Questionnaire"), "list-checks", "settings.write vendors.read"),
            ("/desk/library/", _l("Clause library"), "book-open-text", "agreements.write library.write"),
            ("/desk/keys/", _l("API keys"), "key-square", "keys.write"),
        ],
    ),
]
# Entries that are shown only where there is something in them: path -> function of the viewer. The portal's pages alone may
# look; those of the account may read no table of any firm.
ONLY_WHERE = {"/portal/inventions/": panels_ip.is_in_portal}
# (path, label, hats that see it); no hats is everybody's.
PORTAL = [
    ("/portal/", _l("Your tasks"), set()),
    ("/portal/company/", _l("Your company"), {"contact"}),
    ("/portal/questionnaires/", _l("Questionnaires"), {"contact"}),
    ("/portal/evidence/", _l("Evidence"), {"contact"}),
    ("/portal/agreements/", _l("Agreements"), {"contact", "signatory"}),
    ("/portal/inventions/", _l("Inventions"), set()),
    ("/portal/documents/", _l("Documents"), {"worker"}),
    ("/portal/access/", _l("Access"), {"worker"}),
    ("/portal/training/", _l("Training"), set()),
    ("/portal/findings/", _l("Findings"), {"contact"}),
    ("/portal/incidents/", _l("Report an incident"), set()),
]


def for_viewer(request: HttpRequest) -> list[dict]:
    """Groups {label, items: [{url, label, icon, current}]}."""
    if request.viewer.is_staff:
        return _marked(
            [{"label": label, "items": _desk_items(request.viewer, lines)} for label, lines in DESK], request.path
        )
    if request.viewer.is_person:
        return _marked([{"label": "", "items": _portal_items(request.viewer, request.path)}], request.path)
    return []


def _desk_items(viewer, lines) -> list[dict]:
    return [
        {"url": url, "label": label, "icon": icon}
        for url, label, icon, rights in lines
        if is_valid_path(url) and (not rights or any(viewer.may(right) for right in rights.split()))
    ]


def _portal_items(viewer, path: str) -> list[dict]:
    return [
        {"url": url, "label": label, "icon": ""}
        for url, label, hats in PORTAL
        if is_valid_path(url)
        and (not hats or hats & viewer.hats)
        and (url not in ONLY_WHERE or (path.startswith("/portal/") and ONLY_WHERE[url](viewer)))
    ]


def _marked(groups: list[dict], path: str) -> list[dict]:
    """The entry with the longest path that this page lies under is the current one."""
    items = [item for group in groups for item in group["items"]]
    homes = {"/desk/", "/portal/"}
    under = [
        item for item in items if path == item["url"] or (path.startswith(item["url"]) and item["url"] not in homes)
    ]
    if under:
        max(under, key=lambda item: len(item["url"]))["current"] = True
    return [group for group in groups if group["items"]]

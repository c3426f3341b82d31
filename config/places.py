"""Which pages have the desk and the portal, and which of them stand together as one entry of the navigation?

An entry holds what one kind of work needs together; config/navigation.py cuts it down to the viewer.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _l

# Path, label, rights; one of them is enough, none is everybody's.
Page = tuple[str, Any, str]


@dataclass(frozen=True)
class Place:
    """One entry of the sidebar. Its first page is where it leads; the others are reached by the bar on each of them.

    `below`: the beginnings of further paths that belong to it, of records that hang on none of its pages.
    """

    label: Any
    icon: str
    pages: tuple[Page, ...]
    below: tuple[str, ...] = ()


def _one(path: str, label, icon: str, rights: str = "", **more) -> Place:
    return Place(label, icon, ((path, label, rights),), **more)


DESK: list[tuple[Any, list[Place]]] = [
    ("", [_one("/desk/", _l("Today"), "inbox")]),
    (
        _l("Third parties"),
        [
            Place(
                _l("Subcontractors"),
                "building-2",
                (
                    ("/desk/subcontractors/", _l("Subcontractors"), ""),
                    ("/desk/sub-suppliers/", _l("Sub-suppliers"), "vendors.read"),
                    ("/desk/concentration/", _l("Concentration"), "vendors.read"),
                ),
                below=("/desk/comparison/", "/desk/proposals/"),
            ),
            _one("/desk/people/", _l("People"), "users", below=("/desk/invitations/",)),
            _one("/desk/engagements/", _l("Engagements"), "handshake"),
        ],
    ),
    (
        _l("Protect"),
        [
            Place(
                _l("Protected information"),
                "file-lock",
                (
                    ("/desk/assets/", _l("Protected information"), "access.read"),
                    ("/desk/classes/", _l("Classes and policies"), "access.read"),
                ),
                below=("/desk/documents/",),
            ),
            _one("/desk/copies/", _l("Copies"), "copy", "access.read"),
            Place(
                _l("Access"),
                "key-round",
                (
                    ("/desk/grants/", _l("Access"), "access.read"),
                    ("/desk/holds/", _l("Holds"), "access.read"),
                    ("/desk/conflicts/", _l("Conflicts"), "access.read"),
                ),
            ),
            Place(
                _l("Agreements and IP"),
                "signature",
                (
                    ("/desk/agreements/", _l("Agreements"), "agreements.read"),
                    ("/desk/obligations/", _l("Obligations"), "agreements.read"),
                    ("/desk/deviations/", _l("Deviations"), "agreements.read"),
                    ("/desk/ip/", _l("IP registers"), "agreements.read"),
                    ("/desk/library/", _l("Clause library"), "agreements.write library.write"),
                ),
                below=("/desk/delegations/", "/desk/breaches/"),
            ),
        ],
    ),
    (
        _l("Assure"),
        [
            Place(
                _l("Assessments"),
                "clipboard-list",
                (
                    ("/desk/assessments/", _l("Assessments"), "vendors.read"),
                    ("/desk/questionnaire/", _l("Questionnaire"), "settings.write vendors.read"),
                ),
            ),
            Place(
                _l("Screening"),
                "scan-search",
                (
                    ("/desk/screening/", _l("Screening"), "vendors.read"),
                    ("/desk/objections/", _l("Objections"), "vendors.read"),
                    ("/desk/risk-acceptances/", _l("Accepted risks"), "vendors.read"),
                ),
            ),
            Place(
                _l("Hits and signals"),
                "radar",
                (
                    ("/desk/watch-hits/", _l("Watchlist hits"), "vendors.read"),
                    ("/desk/watchlists/", _l("Watchlists"), "vendors.read"),
                    ("/desk/signals/", _l("Signals"), "vendors.read"),
                ),
            ),
            Place(
                _l("Evidence"),
                "badge-check",
                (
                    ("/desk/certificates/", _l("Certificates"), "vendors.read"),
                    ("/desk/insurance/", _l("Insurance"), "vendors.read"),
                    ("/desk/statements/", _l("Financial health"), "vendors.read"),
                ),
            ),
            _one("/desk/training/", _l("Training"), "graduation-cap", "training.read"),
            Place(
                _l("Audits and findings"),
                "flag",
                (
                    ("/desk/audits/", _l("Audits"), "audits.read"),
                    ("/desk/findings/", _l("Findings"), "audits.read"),
                ),
            ),
        ],
    ),
    (_l("Watch"), [_one("/desk/incidents/", _l("Incidents"), "siren", "incidents.read")]),
    (_l("Records"), [_one("/desk/trail/", _l("Audit log"), "scroll-text", "trail.read")]),
    (
        _l("Administration"),
        [
            Place(
                _l("Accounts"),
                "user-cog",
                (
                    ("/desk/accounts/", _l("Accounts"), "users.write"),
                    ("/desk/roles/", _l("Roles"), "users.write"),
                    ("/desk/keys/", _l("API keys"), "keys.write"),
                ),
            ),
            _one("/desk/organisation/", _l("Organisation"), "settings", "settings.write"),
        ],
    ),
]
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

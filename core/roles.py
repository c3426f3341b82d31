"""What may each kind of staff do? Roles are code; they are synced to Django groups after migrate.

A right is `app.deed`. Who may *see* a record follows from the `.read` rights, plus stewardship by object.
Two approvals of one request need two different roles (see access/policies.py).
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _l


@dataclass(frozen=True)
class Role:
    key: str
    name: str
    what: str
    rights: frozenset[str]


_READ = {
    "vendors.read",
    "people.read",
    "agreements.read",
    "training.read",
    "access.read",
    "audits.read",
    "exports.make",
}

ROLES = {
    role.key: role
    for role in [
        Role(
            "officer",
            _l("Compliance officer"),
            _l("Invites subcontractors, runs screening, approves access"),
            frozenset(
                _READ
                | {
                    "vendors.write",
                    "vendors.invite",
                    "vendors.screen",
                    "vendors.decide",
                    "people.write",
                    "access.approve",
                    "access.revoke",
                    "access.write",
                    "evidence.review",
                    "incidents.read",
                    "incidents.write",
                    "incidents.report",
                    "training.write",
                    "trail.read",
                    "engagements.write",
                }
            ),
        ),
        Role(
            "analyst",
            _l("Due-diligence analyst"),
            _l("Reviews answers and evidence, records screening"),
            frozenset(_READ | {"vendors.write", "vendors.screen", "evidence.review", "incidents.report"}),
        ),
        Role(
            "approver",
            _l("Approver"),
            _l("Decides on screenings that somebody else did"),
            frozenset(_READ | {"vendors.decide", "incidents.report"}),
        ),
        Role(
            "legal",
            _l("Legal counsel"),
            _l(
                "Issues and countersigns agreements, overrides legal warnings, erases personal detail from the audit log"
            ),
            frozenset(
                _READ
                | {
                    "trail.read",
                    "trail.erase",
                    "agreements.write",
                    "agreements.countersign",
                    "agreements.override",
                    "incidents.read",
                    "incidents.report",
                    "holds.write",
                }
            ),
        ),
        Role(
            "owner",
            _l("Information owner"),
            _l("Owns assets and documents, approves access to them"),
            frozenset(_READ | {"assets.own", "access.approve", "access.revoke", "documents.write", "incidents.report"}),
        ),
        Role(
            "auditor",
            _l("Auditor"),
            _l("Plans audits, records findings, verifies remedies"),
            frozenset(_READ | {"audits.write", "audits.verify", "trail.read", "incidents.report"}),
        ),
        Role(
            "investigator",
            _l("Investigator"),
            _l("Handles incidents, evidence and custody"),
            frozenset(
                _READ
                | {
                    "incidents.read",
                    "incidents.write",
                    "incidents.report",
                    "evidence.handle",
                    "trail.read",
                    "access.revoke",
                }
            ),
        ),
        Role(
            "trainer",
            _l("Training manager"),
            _l("Keeps courses and follows completion"),
            frozenset(
                {"vendors.read", "people.read", "training.read", "training.write", "exports.make", "incidents.report"}
            ),
        ),
        Role(
            "administrator",
            _l("Administrator"),
            _l("Keeps accounts, roles, keys and settings; sees no case and no document"),
            frozenset(
                {
                    "settings.write",
                    "users.write",
                    "keys.write",
                    "trail.read",
                    "health.read",
                    "exports.make",
                    "incidents.report",
                }
            ),
        ),
        Role(
            "reader",
            _l("Reader"),
            _l("Reads the register of the subcontractors it is steward of"),
            frozenset({"incidents.report"}),
        ),
    ]
}


def rights_of(keys) -> frozenset[str]:
    """The rights of several roles together; unknown names give none."""
    return frozenset().union(*(ROLES[key].rights for key in keys if key in ROLES))

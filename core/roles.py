"""What may each kind of staff do? Roles are code; they are synced to Django groups after migrate.

A right is `app.deed`. Who may *see* a record follows from the `.read` rights, plus stewardship by object.
Two approvals of one request need two different roles (see access/policies/grants.py).
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
                    "clauses.security",
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
                    "portal.preview",
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
            frozenset(_READ | {"vendors.decide", "clauses.risk", "incidents.report"}),
        ),
        Role(
            "legal",
            _l("Legal counsel"),
            _l(
                "Issues and countersigns agreements, overrides legal warnings, places legal holds, erases personal detail from the audit log"
            ),
            frozenset(
                _READ
                | {
                    "trail.read",
                    "trail.erase",
                    "holds.keep",
                    "agreements.write",
                    "agreements.countersign",
                    "agreements.override",
                    "library.write",
                    "clauses.legal",
                    "incidents.read",
                    "incidents.report",
                }
            ),
        ),
        Role(
            "owner",
            _l("Information owner"),
            _l("Owns assets and documents, approves access to them"),
            frozenset(
                _READ
                | {
                    "assets.own",
                    "access.approve",
                    "access.revoke",
                    "documents.write",
                    "clauses.security",
                    "incidents.report",
                }
            ),
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
                    "holds.keep",
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
                    "library.write",
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

# Whom a clause of an agreement names as its approver, and the right that goes with it.
CLAUSE_APPROVERS = {
    "legal": "clauses.legal",
    "security": "clauses.security",
    "risk": "clauses.risk",
    "finance": "clauses.risk",
}

# What each right lets somebody do, in the order and under the headings in which the page of roles shows them.
RIGHTS = {
    _l("Subcontractors"): {
        "vendors.read": _l("Read the register of subcontractors and their assessments"),
        "vendors.write": _l("Register subcontractors, send questionnaires, set the tier"),
        "vendors.invite": _l("Invite people of subcontractors to the portal"),
        "portal.preview": _l("Look at the portal as one of a subcontractor's people, for a reason"),
        "vendors.screen": _l("Record a screening and settle hits of the watchlists"),
        "vendors.decide": _l("Decide on a screening that somebody else did"),
        "evidence.review": _l("Accept or reject certificates, insurance and answers"),
    },
    _l("People and work"): {
        "people.read": _l("Read people and where they work"),
        "people.write": _l("Add, change and depart people, import them"),
        "engagements.write": _l("Keep engagements and who works on them"),
    },
    _l("Agreements"): {
        "agreements.read": _l("Read agreements"),
        "agreements.write": _l("Draft, issue, end and withdraw agreements"),
        "agreements.countersign": _l("Sign agreements for the organisation"),
        "agreements.override": _l("Issue an agreement in spite of a legal warning"),
        "library.write": _l("Write and publish clauses, templates and country profiles"),
        "clauses.legal": _l("Decide on other wording of legal clauses"),
        "clauses.security": _l("Decide on other wording of clauses on security"),
        "clauses.risk": _l("Decide on other wording of clauses on money and risk"),
    },
    _l("Training"): {
        "training.read": _l("Read who is on which course"),
        "training.write": _l("Assign courses, give new attempts, revoke certificates"),
    },
    _l("Information and access"): {
        "access.read": _l("Read the register of assets and who may open what"),
        "access.write": _l("Register assets, set the conditions of a class, offer assets to engagements"),
        "access.approve": _l("Approve access; two approvals by different roles open it"),
        "access.revoke": _l("Revoke access, place and lift holds"),
        "assets.own": _l("Own assets and register them"),
        "documents.write": _l("Put documents and new versions under an asset"),
    },
    _l("Audits"): {
        "audits.read": _l("Read audits and findings"),
        "audits.write": _l("Plan audits, record checks and findings"),
        "audits.verify": _l("Verify that a finding was put right"),
    },
    _l("Incidents"): {
        "incidents.report": _l("Report an incident"),
        "incidents.read": _l("Read cases"),
        "incidents.write": _l("Work on cases, contain and close them"),
        "evidence.handle": _l("Take in and hand over evidence"),
    },
    _l("Records"): {
        "trail.read": _l("Read the audit log, without the cases for who reads no case"),
        "trail.erase": _l("Erase personal detail from the audit log"),
        "holds.keep": _l("Place and release legal holds, end a retention early"),
        "exports.make": _l("Export lists as files"),
    },
    _l("Administration"): {
        "users.write": _l("Invite staff, change roles, close accounts, end sessions"),
        "keys.write": _l("Make, rotate and revoke API keys"),
        "settings.write": _l("Change the settings of the organisation, test the mail"),
        "health.read": _l("See how the installation is doing"),
    },
}


def rights_of(keys) -> frozenset[str]:
    """The rights of several roles together; unknown names give none."""
    return frozenset().union(*(ROLES[key].rights for key in keys if key in ROLES))

"""Was a caller answered as the policy says, and does the trail say what happened, no more and no less?"""

from tests.matrix.policy import Line
from tests.matrix.working_state import WORKING_STATE

# Deeds of the whole company: their events name no firm.
OF_NO_FIRM = {
    "access.asset",
    "access.assetclass",
    "access.document",
    "agreements.clauseedition",
    "agreements.elsewhererun",
    "agreements.librarydraft",
    "agreements.starteroffer",
    "core.apiclient",
    "core.organisation",
    "core.user",
    "vendors.peopleimport",
    "agreements.bulkissue",
    "access.conflictset",
    "agreements.bulksigning",
    "vendors.questionnairedraft",
    "vendors.questionnaireimport",
    "vendors.questionnaireversion",
    "vendors.watchlist",
    "vendors.watchlistversion",
}
FIRM_NOT_KNOWN_YET = {"incident.reported-anonymously", "user.password-asked"}
DENIED = "request.refused"


def faults(line: Line, caller, has, answer) -> list[str]:
    """What is wrong with this answer about records of `has`, a sentence each."""
    if answer.status not in line.expected(caller, has):
        return [f"{caller.name}: {answer.status}, not {line.expected(caller, has)}"]
    return told_wrongly(line, caller, answer) if line.lets(caller, has) else denied_wrongly(caller, answer)


def told_wrongly(line: Line, caller, answer) -> list[str]:
    """A success leaves the events of its line, with who did it and about which firm; without an event it changes nothing."""
    due = line.event.split("|")
    if line.door == "public":
        due.append("")  # for who is signed in already, or has nothing to sign out of
    checks = {
        f"recorded {answer.told or 'nothing'}, not {line.event or 'nothing'}": answer.told in due,
        "named another actor": line.door == "public" or all(each.actor_id == caller.id for each in answer.roots),
        "named no firm": all(
            each.vendor_id or each.subject_kind in OF_NO_FIRM or each.name in FIRM_NOT_KNOWN_YET
            for each in answer.roots
        ),
        f"changed {sorted(answer.written)} unrecorded": answer.events or answer.written <= set(WORKING_STATE),
    }
    return [f"{caller.name}: {what}" for what, is_right in checks.items() if not is_right]


def denied_wrongly(caller, answer) -> list[str]:
    """A denial is itself one event where we know who asked, and nothing else is left of the request."""
    if answer.status in {200, 302, 401}:  # sent away, or shown the form again
        return [f"{caller.name}: not let in, and recorded {answer.told}"] if answer.events else []
    told = [(event.name, event.actor_id) for event in answer.events]
    due = [(DENIED, caller.id)] if caller.is_recorded else []
    return [f"{caller.name}: a denial recorded {told}"] if told != due else []


def _recorded(caller, answer) -> list[str]:
    return [f"{caller.name}: recorded {answer.told}"] if answer.told not in {"", DENIED} else []


def outcome(answer) -> str:
    """`409`, or `302:grant.revoked` where a deed was recorded."""
    told = "" if answer.told == DENIED else answer.told
    return f"{answer.status}:{told}" if told else str(answer.status)


def hidden_wrongly(line: Line, caller, answer, otherwise: set[int]) -> list[str]:
    """Of what this caller does not see, no answer says that it is there. `otherwise`: what relations.csv says."""
    if line.at_the_door(caller) is None and answer.status in otherwise:
        return told_wrongly(line, caller, answer) if line.successes & otherwise else _recorded(caller, answer)
    if answer.status not in (due := line.out_of_sight(caller)):
        return [f"{caller.name}: {answer.status}, not {due}"]
    return denied_wrongly(caller, answer)

"""What may still be done with a record once a deed on it is done?

Derived, not listed: every deed of policy.csv leaves its record behind, and every line about records of that kind is asked
about this one. A record has ended when its status has no next one, or its deed is in `ENDS`; then nothing changes it any
more, and where it has not, only what its workflow owes from there is done. relations.csv says what is otherwise: `again`, of
the same deed with the same words once more; `ended`, of another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace

from django.db.models import Model

from tests.matrix import relations
from tests.matrix.judging import denied_wrongly, told_wrongly
from tests.matrix.policy import Line, lines
from tests.matrix.working_state import WORKING_STATE

# Deeds behind which a record without a workflow is over.
ENDS = {"account_closing", "document_destruction", "hold_lifting", "key_revocation", "person_departure"}
DEEDS = [line for line in lines() if line.method != "GET" and line.door not in {"public", "account"}]
ABOUT_RECORDS = [line for line in lines() if line.is_about_a_record and line.door not in {"public", "account"}]


@dataclass(frozen=True)
class Ending:
    """A record as it was left. `deed`: by what; nothing where the world has it so."""

    deed: Line | None
    row: Model | None
    is_over: bool

    def allows(self, line: Line, event: str) -> bool:
        """May the record be changed by what this event says?"""
        steps = {each for step in self._workflow for each in step.values()}
        return event in self._owed.values() if event in steps else not self.is_over

    def is_so_already(self, line: Line) -> bool:
        """Would the deed of this line lead to where the record is?"""
        return any(step.get(self.row.status) in line.event.split("|") for step in self._workflow)

    @property
    def _workflow(self) -> list[dict]:
        return list(self.row.WORKFLOW.steps.values()) if hasattr(self.row, "WORKFLOW") else []

    @property
    def _owed(self) -> dict:
        return self.row.WORKFLOW.next_of(self.row.status)


def rows(line: Line, has) -> list[str]:
    return [word for word in line.records if isinstance(getattr(has, word), Model)]


def row_of(line: Line, has) -> Model | None:
    """Which the line is about: the last that its address names, as it is now."""
    found = [getattr(has, word) for word in rows(line, has)]
    return type(found[-1])._base_manager.filter(pk=found[-1].pk).first() if found else None


def left_by(deed: Line, has) -> Ending:
    row = row_of(deed, has)
    return Ending(deed, row, deed.route in ENDS or is_final(row))


def is_final(row) -> bool:
    return hasattr(row, "WORKFLOW") and hasattr(row, "status") and row.WORKFLOW.is_final(row.status)


def in_the_world(has) -> Iterator[Ending]:
    for row in vars(has).values():
        if isinstance(row, Model) and is_final(fresh := type(row)._base_manager.get(pk=row.pk)):
            yield Ending(None, fresh, is_over=True)


def about(line: Line, ending: Ending, has) -> SimpleNamespace | None:
    """The firm with this record where `line` has its own; nothing where the line is about something else."""
    if line is ending.deed or (ending.deed and line.records and line.records == ending.deed.records):
        return has
    named = rows(line, has)
    if len(named) != 1 or type(getattr(has, named[0])) is not type(ending.row):
        return None
    return SimpleNamespace(**{**vars(has), named[0]: ending.row})


def is_theirs(line: Line, caller, ending: Ending) -> bool:
    """Does the record belong to the firm of who asks from there?"""
    return line.door == "desk" or getattr(ending.row, "vendor_id", None) in {None, caller.firm and caller.firm.pk}


def faults(line: Line, caller, ending: Ending, answer) -> list[str]:
    if answer.status in {401, 403, 404, 409} or (
        answer.status in {200, 302, 422} and answer.status not in line.successes
    ):
        return _unclear(caller, answer)
    if answer.status not in line.successes:
        return [f"{caller.name}: {answer.status}"]
    if line.method == "GET":
        return told_wrongly(line, caller, answer)
    relation = "again" if line is ending.deed else "ended"
    if answer.status in relations.otherwise(relation, line):
        return [f"{caller.name}: in another's name" for each in answer.roots if each.actor_id != caller.id]
    if not answer.told:
        return _silently(line, caller, ending, answer)
    if line is ending.deed or not all(ending.allows(line, each.name) for each in answer.roots):
        return [f"{caller.name}: {answer.status} and {answer.told}, once more or on what is over"]
    return []


def _unclear(caller, answer) -> list[str]:
    return denied_wrongly(caller, answer) if answer.status != 422 else []


def _silently(line: Line, caller, ending: Ending, answer) -> list[str]:
    """Doing a done thing gives the answer of the first time and changes nothing; other deeds say that they were not done."""
    if answer.written - set(WORKING_STATE):
        return [f"{caller.name}: changed {sorted(answer.written)} unrecorded"]
    is_done = line is ending.deed or not ending.is_over or not line.event or ending.is_so_already(line)
    return [] if is_done else [f"{caller.name}: {answer.status}, and not a word that nothing was done"]

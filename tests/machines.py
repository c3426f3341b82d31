"""How is an action compared with a model? One step at a time, in a transaction that is thrown away."""

from django.db import models, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from core import clock
from core.models import Event
from core.refusals import Refusal

NOT_ALLOWED, NOT_NOW, SAME = "NotAllowed", "NotNow", ""  # besides an event's name, what a model may expect of a deed


class Machine(RuleBasedStateMachine):
    """`world` is built once, before the first example; each example leaves it as it was. `now` is the machine's own clock."""

    world = None
    tables: tuple[type[models.Model], ...] = ()

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.now = clock.now()

    def teardown(self):
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    def deed(self, expected: str, act, *args, by, **said):
        """Carry it out and compare: the one event that it owes; or no event, and no row of `tables` changed."""
        before, rows = last_event(), self._rows()
        try:
            with transaction.atomic():
                answer = act(*args, by=by, at=self.now, **said)
            found = events_since(before)
        except Refusal as refusal:
            assert refusal.sentence
            answer, found = None, [type(refusal).__name__]
        assert found == ([expected] if expected else [])
        if expected in (SAME, NOT_ALLOWED, NOT_NOW):
            assert (last_event(), self._rows()) == (before, rows)
        return answer

    def _rows(self) -> list:
        return [list(model.objects.order_by("pk").values()) for model in self.tables]


def last_event():
    return Event.objects.order_by("-id").values_list("id", flat=True).first()


def events_since(before, prefix: str = "") -> list[str]:
    found = Event.objects.filter(id__gt=before, name__startswith=prefix)
    return list(found.order_by("id").values_list("name", flat=True))


def status_by_the_trail(row) -> str:
    """Where the events of this row lead by its workflow. The first event made the row; what is no step leads nowhere."""
    told = Event.objects.about(row).order_by("id").values_list("name", flat=True)
    status = row.WORKFLOW.start
    steps = {event for steps in row.WORKFLOW.steps.values() for event in steps.values()}
    for name in (name for name in told[1:] if name in steps):
        status = {event: then for then, event in row.WORKFLOW.next_of(status).items()}[name]
    return status


def run(machine: type[Machine], world, *, examples: int, steps: int) -> None:
    machine.world = world
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=quiet,
        ),
    )

"""How does a test get a case? Reported through the action, by somebody of the firm."""

from core import clock
from core.actors import Actor
from incidents.actions import cases, starter
from incidents.models import Case, Playbook
from tests import make


def playbook() -> Playbook:
    if not Playbook.objects.exists():
        starter.load(by=make.CLOCK, at=make.earlier())
    return Playbook.objects.latest()


def investigator(name: str = "Ilse Brandt") -> Actor:
    return make.staff_member("investigator", name=name)


def case(reporter=None, *, by: Actor | None = None, categories: tuple[str, ...] = ("bulk-copy",), **values) -> Case:
    """Reported by a worker of the firm unless told otherwise."""
    playbook()
    reporter = reporter or make.person()
    values = {"what": "Two hundred drawings were copied last night.", "noticed": "This morning", **values}
    return cases.report(
        reporter.vendor, categories=list(categories), by=by or make.as_person(reporter), at=clock.now(), **values
    )

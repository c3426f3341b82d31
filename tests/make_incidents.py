"""How does a test get a case? Reported through the action, by somebody of the firm."""

from core import clock
from core.actors import ANONYMOUS, Actor
from core.database import context
from core.database.roles import GATE
from incidents import receipt_codes
from incidents.actions import anonymous, cases, starter
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


def without_name(*, secret: str = "", categories: tuple[str, ...] = ("bulk-copy",), upload=None, **values) -> Case:
    """Reported through the public door, in its role of the database. `secret`: what the receipt code follows from."""
    playbook()
    values = {"what": "Drawings lie open in the copy room.", "firm_said": "The lab in Cork", **values}
    with context.role(GATE):
        said = {"categories": list(categories), "by": ANONYMOUS, "at": clock.now(), **values}
        case = anonymous.report(secret or receipt_codes.new_secret(), **said)
        if upload:
            assert anonymous.attach(case.pk, upload, by=ANONYMOUS, at=clock.now()) == ""
    return Case.objects.get(pk=case.pk)


def written(case: Case, text: str = "It was a Tuesday", *, upload=None, key: str = "") -> None:
    """By the reporter without a name, who has come back."""
    said = {"text": text, "upload": upload, "key": key or receipt_codes.new_secret()}
    with context.role(GATE):
        anonymous.answer(case.pk, by=ANONYMOUS, at=clock.now(), **said)

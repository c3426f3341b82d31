"""What does Ringfence look like when it is in use? An invented company, its subcontractors and three months of their work.

The story is told through the actions, by the people who would act, dated back openly (door "demo"). Everything in it is
invented. It is told once: where the demo organisation is there already, nothing happens.
"""

import datetime

from config.demo import (
    accounts,
    below,
    diligence,
    documents,
    elsewhere,
    finances,
    firms,
    inventions,
    papers,
    readings,
    register,
    requests,
    risks,
    story,
    talks,
    troubles,
    watch,
)
from core.actors import Actor

__all__ = ["code_of", "load", "table"]
code_of = accounts.code_of
table = accounts.table


def load(*, by: Actor, at: datetime.datetime) -> bool:
    """Tell the story up to `at`, within the transaction of the caller. False where it was told before."""
    if accounts.are_made():
        return False
    tale = story.Story(at)
    accounts.make_organisation(tale, by)
    accounts.make_staff(tale, by)
    register.fill(tale)
    firms.take_in(tale)
    diligence.prove(tale)
    finances.enter(tale)
    firms.move_on(tale)
    below.name(tale)
    watch.compare(tale)
    documents.add(tale)
    inventions.own_before(tale)
    papers.sign(tale)
    elsewhere.take_over(tale)
    inventions.invent(tale)
    papers.teach(tale)
    talks.hold(tale)
    requests.ask(tale)
    readings.read(tale)
    readings.take(tale)
    troubles.happen(tale)
    risks.hear(tale)
    risks.accept(tale)
    return True

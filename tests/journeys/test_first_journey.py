"""Can one subcontractor be taken the whole way, from the invitation to the farewell, by those who would do it?"""

import pytest

from tests.journeys import arriving, cast, mails, proving, watching, working

STEPS = [
    arriving.invite,
    arriving.come_in,
    arriving.send_people,
    arriving.bring_in_the_worker,
    proving.answer_the_questionnaire,
    proving.show_papers,
    proving.screen,
    working.sign_the_agreement,
    working.sign_the_undertaking,
    working.learn,
    working.ask_and_read,
    working.outlive_the_certificate,
    watching.audit,
    watching.report,
    watching.depart,
]


@pytest.mark.timeout(900)  # some six hundred pages, and each mail on the way
def test_a_subcontractor_is_invited_watched_and_let_go(house, superuser):
    world = cast.engage()
    for step in STEPS:
        step(world)
        mails.told()
    watching.prove(world, superuser)

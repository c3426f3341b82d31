"""Can one subcontractor be taken the whole way, from the invitation to the farewell, by those who would do it?"""

from tests.journeys import arriving, cast, proving, watching, working


def test_a_subcontractor_is_invited_watched_and_let_go(house, superuser):
    world = cast.engage()
    arriving.invite(world)
    arriving.come_in(world)
    arriving.send_people(world)
    arriving.bring_in_the_worker(world)
    proving.answer_the_questionnaire(world)
    proving.show_papers(world)
    proving.screen(world)
    working.sign_the_agreement(world)
    working.sign_the_undertaking(world)
    working.learn(world)
    working.ask_and_read(world)
    working.outlive_the_certificate(world)
    watching.audit(world)
    watching.report(world)
    watching.depart(world)
    watching.prove(world, superuser)

"""Can one subcontractor be taken the whole way, from the invitation to the farewell, by those who would do it?"""

from tests.journeys import arriving, cast


def test_a_subcontractor_is_invited_watched_and_let_go(house):
    world = cast.engage()
    arriving.invite(world)
    arriving.come_in(world)
    arriving.send_people(world)
    arriving.bring_in_the_worker(world)
    arriving.screen(world)

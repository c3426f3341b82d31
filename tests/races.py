"""How are deeds done at the same moment? Each in a thread, a connection and a transaction of its own, started together."""

import threading

from django.db import connections

from core.refusals import Refusal
from tests import databases


def at_once(*deeds) -> list:
    """What each deed answered, in their order; for one that was refused, the refusal. Anything else it raised is raised here."""
    start, answers = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(place, deed):
        try:
            start.wait()
            with databases.committed():
                answers[place] = deed()
        except Exception as raised:
            answers[place] = raised
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for answer in answers:
        if isinstance(answer, BaseException) and not isinstance(answer, Refusal):
            raise answer
    return answers


def refused(answers: list) -> list[str]:
    """The kinds of the refusals among them. Each carries its sentence."""
    found = [answer for answer in answers if isinstance(answer, Refusal)]
    assert all(refusal.sentence for refusal in found)
    return [type(refusal).__name__ for refusal in found]

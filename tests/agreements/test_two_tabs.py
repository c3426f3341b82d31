"""Two tabs, two presses, two people at once: is exactly one thing done?"""

import threading

from django.db import connections

from agreements.actions import agreements
from agreements.models import Agreement, BindingFact, Signature
from core import clock
from core.models import Event
from core.refusals import NotNow
from tests import databases, make
from tests import make_agreements as papers


def at_once(*deeds) -> list[str]:
    """Each deed in a thread and transaction of its own, started together; "done" or the refusal's sentence."""
    start, answers = threading.Barrier(len(deeds)), []

    def run(deed):
        start.wait()
        try:
            with databases.committed():
                deed()
            answers.append("done")
        except NotNow as refusal:
            answers.append(refusal.sentence)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_the_last_signature_in_two_tabs_puts_it_in_force_once(committing_database):
    with databases.committed():
        worker = make.person()
        agreement = papers.undertaking(worker)
        who = make.as_person(worker)
    assert at_once(*[lambda: papers.sign(agreement, who)] * 4) == ["done"] * 4
    with databases.committed():
        assert Signature.objects.count() == 1 and BindingFact.objects.filter(source_id=agreement.pk).count() == 1
        assert Event.objects.about(agreement).filter(name="agreement.signed").count() == 1


def test_a_signature_and_a_withdrawal_never_both_win(committing_database):
    with databases.committed():
        worker, counsel = make.person(), papers.counsel()
        agreement, who = papers.undertaking(worker, by=counsel), make.as_person(worker)
    answers = at_once(
        lambda: papers.sign(agreement, who),
        lambda: agreements.withdraw(agreement, by=counsel, at=clock.now(), because="Wrong text"),
    )
    with databases.committed():
        status = Agreement.objects.get(pk=agreement.pk).status
        assert answers.count("done") == 1 and status in {"signed", "withdrawn"}
        assert Signature.objects.exists() == BindingFact.objects.exists() == (status == "signed")

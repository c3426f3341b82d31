"""Does a worker learn, prove it, and get a certificate that anybody can check?"""

from tests import make
from tests.browser.arriving import day, staff
from tests.browser.checks import look
from tests.browser.people import Visitor
from tests.chromium import apart
from tests.journeys.cast import deed
from training.actions import certificates
from training.models import Attempt, QuizKey, TrainingCertificate

COURSE = "IP protection for subcontractor staff"


def assign(world: dict) -> None:
    officer = staff(world, "officer")
    officer.turn_to("Training")
    officer.press("Courses")
    look(officer, "courses")
    officer.press("Assign : " + COURSE, exact=False)
    officer.choose("Subcontractor", "Corrib Test Works, SUB-0001")
    officer.tick("Sean Daly, Corrib Test Works (SUB-0001)")
    officer.give_day("Due", day(world, 14))
    officer.press("Assign the training")
    look(officer, "training-assigned")


def learn(world: dict) -> None:
    """Part after part, then the quiz; the answers come from the key as staff keeps it."""
    worker = world["worker"]
    worker.turn_to("Training")
    look(worker, "training")
    worker.press(COURSE)
    look(worker, "course")
    worker.press("Start the training")
    look(worker, "lesson")
    while "/parts/" in worker.path:
        worker.press("I have read this", exact=False)
    worker.press("Start the quiz")
    worker.press("Hand in the answers")
    look(worker, "quiz-missing")
    answer(worker)
    worker.press("Hand in the answers")
    worker.reads("Passed. Your certificate is being sealed")
    look(worker, "quiz-result")


def answer(worker: Visitor) -> None:
    with deed():
        attempt = Attempt.objects.select_related("enrolment__version").get()
        key = QuizKey.objects.get(version=attempt.enrolment.version).answers
    for row in attempt.drawn:
        for right in key[row["question"]]["correct"]:
            worker.page.locator(f"[name='{row['question']}'][value='{right}']").check()


def show_certificate(world: dict) -> None:
    """The holder gets the paper; a stranger finds it by its code, which names nobody in full."""
    code = apart(seal)
    worker, stranger = world["worker"], world["stranger"]
    worker.turn_to("Training")
    worker.press(COURSE)
    look(worker, "course-passed")
    with worker.page.expect_download() as paper:
        worker.touch("Get the certificate (PDF)")
    assert paper.value.path().read_bytes().startswith(b"%PDF")
    stranger.go("/verify/")
    stranger.fill("Or the document id, the code or the fingerprint", code)
    stranger.press("Check it")
    look(stranger, "verify-code")
    stranger.go(f"/verify/certificate/{code}/")
    stranger.reads("S. D.")
    look(stranger, "certificate")


def seal() -> str:
    """As the worker process does; the code that stands on the paper."""
    with deed() as at:
        assert certificates.seal_next(by=make.CLOCK, at=at)
        return TrainingCertificate.objects.get().code

"""The middle of the story: papers are signed, a course is passed, information is read, a certificate ends."""

import datetime
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from access import tasks as sweeper
from access.actions import assets, documents
from access.models import AssetClass, Grant, Opening
from agreements.actions import papers
from core import files
from tests import make, make_agreements
from tests.databases import committed
from tests.journeys import sealing
from tests.journeys.cast import day, deed, seen, sent, visitor, when
from tests.journeys.mails import told
from tests.journeys.proving import certify
from training.actions import certificates as training_certificates
from training.actions import enrolments
from training.models import Course, Enrolment, QuizKey, TrainingCertificate
from vendors import business_days
from vendors.models import VendorFact

SECOND, MINUTE = datetime.timedelta(seconds=1), datetime.timedelta(minutes=1)


def sign_the_agreement(world: dict) -> None:
    """Legal issues it, the signatory signs what was shown after a second factor, counsel countersigns, the seal follows."""
    with deed():
        agreement = make_agreements.issued(world["firm"], "confidentiality-ip-tier-1", by=world["legal"])
    page = reverse("portal_agreement", args=[agreement.pk])
    assert agreement.title in seen(visitor(world["contact"].user), page)
    assert (
        visitor(world["contact"].user).get(reverse("portal_agreement_signature", args=[agreement.pk])).status_code
        == 303
    )
    prove_authority(world)
    sign(world["contact"].user, "Nora Byrne", agreement, "portal_agreement_signature")
    sign(world["legal"].user, "Lea Brandt", agreement, "desk_agreement_signature")
    with deed() as at:
        papers.seal(agreement, by=make.CLOCK, at=at)
        copy = files.read(agreement.papers.get(kind="copy").stored)
    sealing.holds_elsewhere(copy)


def prove_authority(world: dict) -> None:
    """The contact states on what ground she signs, and the officer looks it up."""
    said = {"person": world["contact"].pk, "ground": "register", "said": "CRO 200", "manner": "sole"}
    sent(
        visitor(world["contact"].user),
        reverse("portal_authority_new"),
        {**said, **day("from_on", datetime.date(2020, 1, 1))},
    )
    with deed() as at:
        row, today = world["contact"].authorities.get(), business_days.day_of(at)
    looked = {"answer": "confirm", "source": "The register", **day("looked_on", today)}
    sent(visitor(world["officer"].user), reverse("desk_authority", args=[row.pk]), looked)


def sign(user, name: str, agreement, door: str) -> None:
    """Who signs for a firm has the authority to, confirmed; prove_authority shows how that comes about."""
    if door.startswith("portal") and agreement.kind == "agreement":
        with deed():
            make_agreements.authorised(user.persons.get(vendor=agreement.vendor_id))
    said = {"consents": "on", "typed_name": name, "shown_sha256": agreement.document_sha256}
    sent(visitor(user, confirmed=True), reverse(door, args=[agreement.pk]), said)


def sign_the_undertaking(world: dict) -> None:
    """The worker's own, which nobody else at the firm finds."""
    with deed():
        own = make_agreements.undertaking(world["worker"], by=world["legal"])
    assert "Sign your own undertaking" in seen(visitor(world["worker"].user), reverse("your_tasks"))
    assert visitor(world["contact"].user).get(reverse("portal_agreement", args=[own.pk])).status_code == 404
    sign(world["worker"].user, "Sean Daly", own, "portal_agreement_signature")


def learn(world: dict) -> None:
    """Every part read, the quiz passed, a certificate that anybody can check by its code."""
    with deed() as at:
        course = Course.objects.get(key="ip-protection")
        due = business_days.day_of(at) + datetime.timedelta(days=14)
        enrolment = enrolments.assign(world["worker"], course, by=world["officer"], at=at, due_on=due)
    worker = visitor(world["worker"].user)
    page = reverse("training_course", args=[enrolment.pk])
    assert course.title in seen(worker, page)
    for lesson in enrolment.version.lessons:
        sent(worker, reverse("training_lesson", args=[enrolment.pk, lesson["id"]]))
    quiz = sent(worker, reverse("training_quiz_start", args=[enrolment.pk]), page=page)
    with committed():
        key = QuizKey.objects.get(version=enrolment.version).answers
        drawn = Enrolment.objects.get(pk=enrolment.pk).attempts.get().drawn
    sent(worker, quiz, {row["question"]: key[row["question"]]["correct"] for row in drawn})
    assert "100" in seen(worker, f"{quiz}result/")
    with deed() as at:
        assert training_certificates.seal_next(by=make.CLOCK, at=at)
        certificate = TrainingCertificate.objects.get()
    assert worker.get(reverse("training_certificate", args=[certificate.pk])).status_code == 200
    shown = seen(Client(), reverse("certificate_check", args=[certificate.code]))
    assert "Valid" in shown and "S. D." in shown and "Sean Daly" not in shown


def ask_and_read(world: dict) -> None:
    """What is missing is shown beforehand; two roles approve; the page that is served carries the reader's mark."""
    with deed() as at:
        protect(world, at)
    ask = reverse("access_request", args=[world["asset"].pk])
    colleague = make_colleague(world)
    assert "own undertaking is not signed" in seen(visitor(colleague), ask)
    worker = visitor(world["worker"].user)
    assert "not signed" not in seen(worker, ask)
    sent(worker, ask, {"purpose": "To plan the endurance tests", "days": 60})
    with committed():
        grant = Grant.objects.get()
    page = reverse("grant", args=[grant.pk])
    viewer = reverse("document", args=[world["document"].pk])
    said = {"answer": "approve", "because": "Needed for the tests"}
    sent(visitor(world["officer"].user, confirmed=True), page, said)
    assert worker.get(viewer).status_code == 409
    sent(visitor(world["owner"].user, confirmed=True), page, said)
    shown = worker.get(viewer)
    assert shown.status_code == 200
    image = worker.get(shown.context["image"])
    assert (image.status_code, image["Content-Type"], image["Cache-Control"]) == (200, "image/webp", "no-store")
    assert Image.open(io.BytesIO(image.content)).format == "WEBP"
    with committed():
        opening = Opening.objects.get()
        assert "Sean Daly" in opening.pages.get().mark
    assert "Sean Daly" in seen(visitor(world["owner"].user), reverse("asset_openings", args=[world["asset"].pk]))
    world["grant"] = grant


def protect(world: dict, at) -> None:
    """The owner registers what is protected, with a document of two pages; the engagement needs it."""
    world["asset"] = asset = assets.register(
        name="Gripper G4 test plans",
        kind="drawing",
        asset_class=AssetClass.objects.get(key="restricted"),
        owner=world["owner"].user,
        by=world["owner"],
        at=at,
    )
    drawn = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(
        drawn, "PDF", save_all=True, append_images=[Image.new("RGB", (600, 800), "gray")]
    )
    upload = SimpleUploadedFile("plan.pdf", drawn.getvalue(), content_type="application/pdf")
    world["document"] = documents.add(asset, title="Load plan", upload=upload, by=world["owner"], at=at)
    assets.offer(asset, make.engagement(world["firm"], world["worker"], by=world["officer"]), by=world["owner"], at=at)


def make_colleague(world: dict):
    """Somebody of the firm who has come in, and done nothing yet."""
    with deed():
        return make.person(world["firm"], "Aine Walsh", by=world["officer"]).user


def outlive_the_certificate(world: dict) -> None:
    """Midnight closes by itself, with no job running; the sweep only tells; a renewed certificate opens it again."""
    with committed():
        end = VendorFact.objects.current().get(requirement="certification").ends_at
        first = business_days.day_of(end)
    sweeper.sweep()
    with when(end - SECOND):
        assert opens(world).status_code == 200
    with when(end):
        refused = opens(world)
        assert refused.status_code == 409 and "no accepted certificate that is valid now" in refused.content.decode()
        sweeper.sweep()
        told(
            "Sean Daly: Your access is paused",
            "Nora Byrne: Access of Sean Daly is paused",
            "Ines Moreau: Access paused: Sean Daly",
        )
    with when(end + MINUTE):
        certify(world, "IS-200", first, first + datetime.timedelta(days=365))
        assert opens(world).status_code == 200
        sweeper.sweep()
        told("Sean Daly: Your access is open again", "Ines Moreau: Access open again: Sean Daly")
        could_open(world, end)


def opens(world: dict):
    return visitor(world["worker"].user).get(reverse("document", args=[world["document"].pk]))


def could_open(world: dict, end: datetime.datetime) -> None:
    """Who could open it right before, and right after, by what was known then and by what is known now."""
    officer, page = visitor(world["officer"].user), reverse("asset_who", args=[world["asset"].pk])
    later = end + datetime.timedelta(minutes=30)
    for moment, known, expected in [
        (end - MINUTE, end, True),
        (end, end, False),
        (end, later, True),
    ]:
        shown = seen(officer, f"{page}?on={moment:%Y-%m-%dT%H:%M}&known={known:%Y-%m-%dT%H:%M}")
        assert ("Sean Daly" in shown) is expected, (moment, known)

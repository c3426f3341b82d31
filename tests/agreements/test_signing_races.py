"""Two tabs, two devices, and somebody else at the same moment: what a signer sees and signs stays one thing."""

import dataclasses

import pytest

from agreements import shelves
from agreements.actions import agreements, authorities, library, questions, readings
from agreements.models import (
    VIEW,
    Agreement,
    AgreementTemplate,
    Authority,
    AuthorityWaiver,
    ShownPart,
    SigningQuestion,
)
from agreements.rendering import frozen
from core import clock
from core.models import Event
from tests import make, make_library
from tests import make_agreements as papers
from tests.databases import committed
from tests.machines import status_by_the_trail
from tests.races import at_once, refused

TEMPLATE = "confidentiality-ip-tier-2"
ROUNDS = 50


class World:
    def __init__(self):
        papers.library()
        self.counsel, self.officer = papers.counsel(), make.officer()
        self.contact = make.contact(make.vendor(), "Nora Byrne")
        self.firm, self.signatory = self.contact.vendor, make.as_person(self.contact)

    def issued(self) -> Agreement:
        return papers.issued(self.firm, by=self.counsel)

    def half_signed(self) -> Agreement:
        """Of a signatory of whom nothing is confirmed."""
        agreement = self.issued()
        papers.sign(agreement, self.signatory, is_authorised=False)
        return agreement

    def sign(self, agreement, by=None):
        by = by or self.signatory
        return lambda: papers.sign(agreement, by, is_authorised=False)

    def note(self, agreement, *shown):
        said = {"way": VIEW, "shown_sha256": agreement.document_sha256}
        return lambda: readings.note(agreement, shown, by=self.signatory, at=clock.now(), **said)

    def withdraw(self, agreement):
        return lambda: agreements.withdraw(agreement, by=self.counsel, at=clock.now(), because="Wrong text")

    def publish(self):
        """The next edition of the template that the paper was drafted from."""

        def deed():
            row = make_library.draft("templates", TEMPLATE, closing=f"Signed, {clock.now().isoformat()}")
            return library.publish(
                row, seen=shelves.digest_of(row.content), because="Clearer", by=self.counsel, at=clock.now()
            )

        return deed


@pytest.fixture
def world(committing_database):
    with committed():
        return World()


def told(agreement, name: str) -> int:
    return Event.objects.about(agreement).filter(name=name).count()


def fresh(agreement) -> Agreement:
    agreement.refresh_from_db()
    assert agreement.status == status_by_the_trail(agreement)
    assert frozen.fingerprint(agreement.html) == agreement.document_sha256
    return agreement


def the_same_parts_in_two_tabs(world):
    with committed():
        agreement = world.issued()
    deeds = [world.note(agreement, "opening", "section-1"), world.note(agreement, "section-1", "section-2")]
    assert refused(at_once(*deeds, *deeds)) == []
    with committed():
        rows = list(ShownPart.objects.filter(agreement=agreement).values_list("part", flat=True))
        said = [event.detail.data["parts"] for event in Event.objects.about(agreement).filter(name="agreement.shown")]
        assert sorted(rows) == sorted(sum(said, [])) == ["opening", "section-1", "section-2"]


def a_signature_on_two_devices(world):
    with committed():
        agreement = world.issued()
        devices = [dataclasses.replace(world.signatory, address=address) for address in ("192.0.2.1", "192.0.2.2")]
    assert refused(at_once(*[world.sign(agreement, by) for by in devices * 2])) == []
    with committed():
        assert fresh(agreement).status == "partly_signed" and agreement.signatures.count() == 1
        assert told(agreement, "agreement.signed-in-part") == 1


def a_signature_while_another_tab_still_reads(world):
    with committed():
        agreement = world.issued()
    found = refused(at_once(world.sign(agreement), world.note(agreement, "section-1")))
    with committed():
        fresh(agreement)
        shown = ShownPart.objects.filter(agreement=agreement).count()
        assert agreement.signatures.count() == 1 and (shown, found) in [(1, []), (0, ["NotNow"])]


def a_signature_and_a_withdrawal(world):
    with committed():
        agreement = world.issued()
    found = refused(at_once(world.sign(agreement), world.withdraw(agreement)))
    with committed():
        assert fresh(agreement).status == "withdrawn" and told(agreement, "agreement.withdrawn") == 1
        assert (agreement.signatures.count(), found) in [(1, []), (0, ["NotNow"])]


def a_signature_and_a_new_edition_of_the_template(world):
    with committed():
        agreement = world.issued()
        text = agreement.html
    assert refused(at_once(world.sign(agreement), world.publish())) == []
    with committed():
        row = fresh(agreement).signatures.get()
        assert agreement.html == text and row.document_sha256 == agreement.document_sha256
        assert AgreementTemplate.objects.newest().get(key=TEMPLATE).number == agreement.template.number + 1


def an_issue_and_a_new_edition_of_the_template(world):
    with committed():
        agreement = papers.draft(world.firm, TEMPLATE, by=world.counsel)
        edition, reasons = agreement.template_id, papers.reasons(agreement)
    issue = {"by": world.counsel, "at": clock_of(), "reasons": reasons}
    assert refused(at_once(lambda: agreements.issue(agreement, **issue), world.publish())) == []
    with committed():
        assert fresh(agreement).template_id == edition and agreement.template.content["closing"] in agreement.html
        agreements.withdraw(agreement, by=world.counsel, at=clock.now(), because="Next round")


def clock_of():
    with committed():
        return clock.now()


def a_countersignature_and_the_confirmation_that_it_waits_for(world):
    with committed():
        agreement = world.half_signed()
        row = papers.authority(world.contact)
    looked = {"source": "The register", "looked_on": row.stated_at.date(), "by": world.officer}
    confirm = lambda: authorities.confirm(row, at=clock.now(), **looked)  # noqa: E731
    found = refused(at_once(world.sign(agreement, world.counsel), confirm))
    with committed():
        assert (fresh(agreement).status, found) in [("signed", []), ("partly_signed", ["NotNow"])]
        assert Authority.objects.get(pk=row.pk).status == "confirmed"
        authorities.end(row, because="Next round", by=world.officer, at=clock.now())


def one_statement_sent_twice(world):
    state = lambda: papers.authority(world.contact)  # noqa: E731
    rows = at_once(state, state, state)
    with committed():
        assert refused(rows) == [] and len({row.pk for row in rows}) == 1
        assert Event.objects.about(rows[0]).filter(name="authority.stated").count() == 1
        authorities.refuse(rows[0], because="Next round", by=world.officer, at=clock.now())


def a_confirmation_set_aside_in_two_tabs(world):
    with committed():
        agreement = world.half_signed()
    aside = lambda: authorities.set_aside(agreement, because="Known", by=world.counsel, at=clock.now())  # noqa: E731
    assert refused(at_once(aside, aside, world.withdraw(agreement))) in [[], ["NotNow"], ["NotNow", "NotNow"]]
    with committed():
        rows = AuthorityWaiver.objects.filter(agreement=agreement).count()
        assert fresh(agreement).status == "withdrawn"
        assert rows == told(agreement, "agreement.authority-set-aside") <= 1


def a_question_sent_twice_while_it_is_signed(world):
    with committed():
        agreement = world.issued()
    ask = lambda: questions.ask(agreement, "A day?", by=world.signatory, at=clock.now())  # noqa: E731
    found = refused(at_once(ask, ask, world.sign(agreement)))
    with committed():
        rows = SigningQuestion.objects.filter(agreement=agreement).count()
        assert fresh(agreement).signatures.count() == 1 and found in [[], ["NotNow"], ["NotNow", "NotNow"]]
        assert rows == told(agreement, "agreement.signer-asked") == (0 if len(found) == 2 else 1)


RIVALS = [
    the_same_parts_in_two_tabs, a_signature_on_two_devices, a_signature_while_another_tab_still_reads, a_signature_and_a_withdrawal,
    a_signature_and_a_new_edition_of_the_template, an_issue_and_a_new_edition_of_the_template,
    a_countersignature_and_the_confirmation_that_it_waits_for, one_statement_sent_twice, a_confirmation_set_aside_in_two_tabs,
    a_question_sent_twice_while_it_is_signed,
]  # fmt: skip


def test_each_pair_of_rivals_leaves_one_outcome(world):
    for rivals in RIVALS:
        rivals(world)


@pytest.mark.race
@pytest.mark.timeout(900)
@pytest.mark.parametrize("rivals", RIVALS)
def test_over_and_over(world, rivals):
    for _round in range(ROUNDS):
        rivals(world)

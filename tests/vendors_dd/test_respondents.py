"""May those who answer share the work, take their time, and find what they said before?"""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.actors import Actor
from core.database import context
from core.database.roles import PORTAL
from core.models import Event, Notice, StoredFile
from core.refusals import NotAllowed, NotNow
from core.web.viewer import form_token
from tests import make, make_access, make_dd
from vendors import deadlines, invitation_links, invitation_mail
from vendors.actions import answers, delegations, pauses, questionnaires, time_requests
from vendors.models import Answer, Assessment, Delegation, Invitation, Person

pytestmark = pytest.mark.django_db
SECTION, OTHER, KEY = "procedures", "history", "pro-notice"


@pytest.fixture
def contact():
    return make.contact(make.vendor("Brightmoor Test Lab", tier=3), "Aoife Varga")


@pytest.fixture
def sent(contact) -> Assessment:
    return send_to(contact)


def send_to(contact) -> Assessment:
    return questionnaires.send(contact.vendor, due_on=make_dd.days(14), by=make.officer(), at=clock.now())


def door(who, method: str, route: str, /, *args, **said):
    client = Client()
    client.force_login(who.user)
    if method == "get":
        return client.get(reverse(route, args=args))
    return client.post(reverse(route, args=args), {**said, "as_person": form_token(make.as_person(who))})


def told(sent, name: str) -> Event:
    return Event.objects.about(sent).select_related("detail").get(name=name)


def give(sent, contact, colleague, *sections, **more) -> list[Delegation]:
    said = {"name": colleague.name, "email": colleague.email, **more}
    return delegations.ask(sent, sections or [SECTION], by=make.as_person(contact), at=clock.now(), **said)


class TestColleague:
    def test_sees_answers_and_hands_back_this_section_and_no_other(self, sent, contact):
        sean = make.person(contact.vendor, "Sean Daly")
        assert door(sean, "get", "portal_questionnaire", sent.pk).status_code == 404
        give(sent, contact, sean, note="By Friday")
        tasks = door(sean, "get", "your_tasks").content.decode()
        assert "Answer: Procedures" in tasks and reverse("portal_section", args=[sent.pk, SECTION]) in tasks
        page = door(sean, "get", "portal_section", sent.pk, SECTION).content.decode()
        assert "By Friday" in page and "Hand the section back" in page
        assert door(sean, "post", "portal_question", sent.pk, KEY, value="48", then="next").status_code == 302
        assert Answer.objects.get(question=KEY).saved_by == sean.user
        for name, key in (("portal_section", OTHER), ("portal_question", "his-register")):
            assert door(sean, "get", name, sent.pk, key).status_code == 404
        assert door(sean, "post", "portal_question", sent.pk, "his-register", value="x").status_code == 404
        assert door(sean, "get", "portal_questionnaire_answers", sent.pk).status_code == 403
        given = Delegation.objects.get()
        assert door(sean, "post", "portal_delegation_return", given.pk, answer="All but one").status_code == 302
        assert door(sean, "get", "portal_section", sent.pk, SECTION).status_code == 404
        seen = door(contact, "get", "portal_section", sent.pk, SECTION).content.decode()
        assert "by Sean Daly" in seen and "All but one" in seen

    def test_may_go_on_reading_where_that_was_agreed_and_writes_no_more(self, sent, contact):
        sean = make.person(contact.vendor, "Sean Daly")
        (given,) = give(sent, contact, sean, keeps_reading=True)
        delegations.hand_back(given, by=make.as_person(sean), at=clock.now())
        assert door(sean, "get", "portal_question", sent.pk, KEY).status_code == 200
        assert door(sean, "post", "portal_question", sent.pk, KEY, value="48").status_code == 403
        with pytest.raises(NotAllowed):
            answers.save(sent, KEY, value="48", by=make.as_person(sean), at=clock.now())

    def test_without_an_account_is_asked_in_and_finds_the_section(self, sent, contact):
        said = {"name": "Priya Nair", "email": "priya@brightmoor.test", "sections": [SECTION, OTHER]}
        assert door(contact, "post", "portal_section_colleague", sent.pk, SECTION, **said).status_code == 302
        priya = Person.objects.get(email="priya@brightmoor.test")
        assert priya.hats == [] and Delegation.objects.open().filter(person=priya).count() == 2
        link = Invitation.objects.open().get(email=priya.email)
        letter = invitation_mail.compose(link.pk, at=clock.now(), by=make.CLOCK)
        assert "Aoife Varga of Brightmoor Test Lab asks you to answer" in letter.body
        guest = Client()
        address = reverse("invitation", args=[invitation_links.token_of(link.pk)])
        account = {"name": "Priya Nair", "password": make.PASSWORD, "language": "en-gb", "time_zone": "UTC"}
        assert guest.post(address, account).status_code == 302
        priya.refresh_from_db()
        assert priya.user and "Answer: Procedures" in guest.get(reverse("your_tasks")).content.decode()
        assert door(priya, "get", "portal_question", sent.pk, KEY).status_code == 200
        make_access.offered(make.person(contact.vendor))
        assert door(priya, "get", "access").context["rows"] == []

    def test_with_an_open_link_gets_no_second_one(self, sent, contact):
        for section in (SECTION, OTHER):
            said = {"name": "Priya", "email": "Priya@brightmoor.test", "by": make.as_person(contact), "at": clock.now()}
            delegations.ask(sent, [section], **said)
        assert Invitation.objects.filter(vendor=contact.vendor).count() == 1

    def test_only_a_contact_asks_and_a_section_is_with_one(self, sent, contact):
        sean, worker = make.person(contact.vendor, "Sean Daly"), make.person(contact.vendor)
        give(sent, contact, sean)
        assert (
            len(give(sent, contact, sean)) == 1
            and Event.objects.filter(name="questionnaire.colleague-asked").count() == 1
        )
        with pytest.raises(NotNow, match="with somebody else"):
            give(sent, contact, worker)
        with pytest.raises(NotAllowed):
            give(sent, sean, worker, OTHER)
        with pytest.raises(NotNow, match="your own address"):
            give(sent, contact, contact, OTHER)
        gone = make.contact(make.vendor("Elsewhere"))
        with pytest.raises(NotAllowed):
            delegations.ask(sent, [OTHER], name="X", email="x@x.test", by=make.as_person(gone), at=clock.now())

    def test_is_no_longer_asked_once_it_is_taken_back_or_sent(self, sent, contact):
        sean = make.person(contact.vendor, "Sean Daly")
        (given,) = give(sent, contact, sean)
        assert door(contact, "post", "portal_delegation_withdrawal", given.pk).status_code == 302
        assert door(sean, "get", "portal_questionnaire", sent.pk).status_code == 404
        (given,) = give(sent, contact, sean)
        make_dd.answer_everything(sent, contact)
        questionnaires.submit(sent, by=make.as_person(contact), at=clock.now())
        given.refresh_from_db()
        assert given.status == "handed_back" and given.ended_at

    def test_another_firm_sees_nothing_of_it(self, sent, contact):
        (given,) = give(sent, contact, make.person(contact.vendor, "Sean Daly"))
        stranger = make.contact(make.vendor("Elsewhere"))
        assert door(stranger, "post", "portal_delegation_withdrawal", given.pk).status_code == 404
        assert not Delegation.objects.visible_to(make.as_person(stranger)).exists()


class TestTime:
    def ask(self, sent, contact, days=30) -> None:
        day = make_dd.days(days)
        said = {
            "wanted_on_day": day.day,
            "wanted_on_month": day.month,
            "wanted_on_year": day.year,
            "because": "Audit week",
        }
        return door(contact, "post", "portal_more_time", sent.pk, **said)

    def decide(self, sent, **said):
        client = Client()
        client.force_login(make.officer().user)
        return client.post(reverse("assessment_more_time", args=[sent.pk, sent.time_requests.get().pk]), said)

    def test_is_asked_for_and_granted(self, sent, contact):
        assert self.ask(sent, contact).status_code == 302
        page = door(contact, "get", "portal_questionnaire", sent.pk).content.decode()
        assert "You asked for more time" in page
        officer = Client()
        officer.force_login(make.officer().user)
        record = officer.get(reverse("assessment", args=[sent.pk])).content.decode()
        assert "Audit week" in record and "Grant it" in record
        assert "more time" in officer.get("/desk/").content.decode()
        day = make_dd.days(28)
        said = {
            "granted_on_day": day.day,
            "granted_on_month": day.month,
            "granted_on_year": day.year,
            "decision": "grant",
        }
        assert self.decide(sent, **said).status_code == 302
        sent.refresh_from_db()
        assert sent.due_on == day and told(sent, "questionnaire.time-granted")
        assert "You have more time" in door(contact, "get", "portal_questionnaire", sent.pk).content.decode()

    def test_is_declined_with_a_reason_alone(self, sent, contact):
        due_on = sent.due_on
        self.ask(sent, contact)
        assert self.decide(sent, decision="decline").status_code == 422
        assert self.decide(sent, decision="decline", answer="The work starts then").status_code == 302
        sent.refresh_from_db()
        assert sent.due_on == due_on
        assert "The work starts then" in door(contact, "get", "portal_questionnaire", sent.pk).content.decode()

    def test_is_a_later_day_asked_for_once_at_a_time(self, sent, contact):
        assert self.ask(sent, contact, days=10).status_code == 422
        self.ask(sent, contact)
        assert self.ask(sent, contact).status_code == 302  # the same once more
        assert self.ask(sent, contact, days=40).status_code == 409
        assert sent.time_requests.count() == 1

    def test_is_no_longer_wanted_once_the_answers_are_sent(self, sent, contact):
        self.ask(sent, contact)
        make_dd.answer_everything(sent, contact)
        questionnaires.submit(sent, by=make.as_person(contact), at=clock.now())
        wish = sent.time_requests.get()
        assert wish.status == "dropped"
        with pytest.raises(NotNow):
            time_requests.grant(wish, granted_on=make_dd.days(40), by=make.officer(), at=clock.now())


def test_a_file_that_is_sent_again_is_kept_once_also_in_the_portals_own_role(sent, contact):
    by = make.as_person(contact)
    for number, key in enumerate(("his-register", "pro-notice", "his-register")):
        with context.role(PORTAL, vendor=contact.vendor_id, user=contact.user_id):
            answers.attach(sent, key, make_dd.PDF, name=f"proof-{number}.pdf", by=by, at=clock.now())
    assert StoredFile.objects.filter(vendor_id=contact.vendor_id).count() == 1
    assert Answer.objects.filter(assessment=sent, files__stored__name="proof-0.pdf").count() == 2


class TestPause:
    def due(self, sent, at) -> set:
        """Who at the firm is reminded at that moment."""
        rows = [each for each in deadlines.questionnaires(at) if each.url.startswith("/portal/")]
        return {user for each in rows for user in each.users}

    def test_quiets_the_reminders_to_the_firm_until_it_is_over(self, sent, contact):
        by, at = make.as_person(contact), clock.now()
        week = at + datetime.timedelta(days=8)
        assert self.due(sent, week) == {contact.user_id}
        pauses.pause(sent, because="Works holidays", until_on=make_dd.days(9), by=by, at=at)
        assert self.due(sent, week) == set()
        assert self.due(sent, at + datetime.timedelta(days=12)) == {contact.user_id}
        assert "Works holidays" in door(contact, "get", "portal_questionnaire", sent.pk).content.decode()

    def test_ends_with_the_next_answer(self, sent, contact):
        by = make.as_person(contact)
        pauses.pause(sent, because="Works holidays", until_on=make_dd.days(9), by=by, at=clock.now())
        answers.save(sent, KEY, value="48", by=by, at=clock.now())
        assert not sent.pauses.filter(ended_at=None).exists() and told(sent, "questionnaire.resumed")

    def test_has_a_reason_and_an_end_in_sight(self, sent, contact):
        day = make_dd.days(90)
        said = {"until_on_day": day.day, "until_on_month": day.month, "until_on_year": day.year}
        page = door(contact, "post", "portal_pause", sent.pk, **said)
        assert page.status_code == 422 and set(page.context["form"].errors) == {"until_on", "because"}


class TestEarlierAnswers:
    @pytest.fixture
    def again(self, sent, contact):
        """A second questionnaire, a year after everything was answered."""
        make_dd.answer_everything(sent, contact)
        questionnaires.submit(sent, by=make.as_person(contact), at=clock.now())
        questionnaires.accept(sent, because="Read", by=make_dd.analyst(), at=clock.now())
        return send_to(contact)

    def test_are_offered_and_count_only_when_confirmed(self, again, contact):
        overview = door(contact, "get", "portal_questionnaire", again.pk)
        assert overview.context["done"] < overview.context["total"] and overview.context["offered"] > 15
        page = door(contact, "get", "portal_earlier_answers", again.pk)
        keys = [row["question"]["id"] for part in page.context["sections"] for row in part["rows"]]
        assert door(contact, "post", "portal_earlier_answers", again.pk, question=keys).status_code == 302
        after = door(contact, "get", "portal_questionnaire", again.pk)
        assert after.context["done"] == after.context["total"] and after.context["offered"] == 0
        made = Answer.objects.filter(assessment=again)
        assert all(each.confirmed_from for each in made) and made.filter(files__isnull=False).exists()
        assert told(again, "questionnaire.answers-confirmed").detail.data["questions"] == keys
        questionnaires.submit(again, by=make.as_person(contact), at=clock.now())

    def test_stand_in_the_form_and_are_marked_when_taken_as_they_are(self, again, contact):
        page = door(contact, "get", "portal_question", again.pk, KEY)
        month = clock.now().strftime("%B %Y")
        assert f"From {month}, confirm it or change it." in page.content.decode()
        value = page.context["form"]["value"].value()
        door(contact, "post", "portal_question", again.pk, KEY, value=value, confirms="1", then="next")
        assert Answer.objects.get(assessment=again, question=KEY).confirmed_from
        door(contact, "post", "portal_question", again.pk, KEY, value="71", then="next")
        assert not Answer.objects.get(assessment=again, question=KEY).confirmed_from

    def test_that_no_option_fits_any_more_are_not_offered(self, again, contact):
        for question in again.questions["questions"]:
            if question.get("options"):
                question["options"] = [{**option, "id": f"new-{option['id']}"} for option in question["options"]]
        again.save(update_fields=["questions"])
        page = door(contact, "get", "portal_earlier_answers", again.pk)
        offered = [row["question"] for part in page.context["sections"] for row in part["rows"]]
        assert offered and not [each for each in offered if each.get("options")]

    def test_of_another_firm_are_never_offered(self, again):
        other = make.contact(make.vendor(tier=3))
        assert door(other, "get", "portal_questionnaire", send_to(other).pk).context["offered"] == 0


class TestTwoDevices:
    def save(self, sent, who, value, **seen):
        return door(who, "post", "portal_question_draft", sent.pk, KEY, value=value, **seen)

    def test_nothing_is_written_over_that_somebody_else_saved(self, sent, contact):
        second = make.contact(contact.vendor, "Bran Oyelaran")
        answers.save(sent, KEY, value="24", by=make.as_person(second), at=clock.now())
        late = self.save(sent, contact, "72", seen="", page="phone")
        assert late.status_code == 409 and "It now says: 24" in late.content.decode()
        refused = door(contact, "post", "portal_question", sent.pk, KEY, value="72", seen="", page="phone", then="next")
        assert refused.status_code == 422 and "by Bran Oyelaran" in refused.content.decode()
        assert Answer.objects.get(question=KEY).value == "24"
        seen = refused.context["seen"]
        assert (
            door(contact, "post", "portal_question", sent.pk, KEY, value="72", seen=seen, then="next").status_code
            == 302
        )
        assert Answer.objects.get(question=KEY).value == "72"

    def test_a_page_that_lost_the_answer_to_its_own_saving_goes_on(self, sent, contact):
        for value in ("4", "48"):
            assert self.save(sent, contact, value, seen="", page="phone").status_code == 200
        assert Answer.objects.get(question=KEY).value == "48"

    def test_what_no_page_is_called_counts_as_none(self, sent, contact):
        assert self.save(sent, contact, "4", page="nul \0 inside").status_code == 200
        assert Answer.objects.get(question=KEY).saved_from == ""

    def test_a_risk_is_told_while_the_answer_is_written(self, sent, contact):
        asked = next(
            q for q in sent.questions["questions"] if any(o.get("risk") == "high" for o in q.get("options", []))
        )
        option = next(o for o in asked["options"] if o.get("risk") == "high")
        value = [option["id"]] if asked["type"] == "multiple" else option["id"]
        said = door(contact, "post", "portal_question_draft", sent.pk, asked["id"], value=value).content.decode()
        assert "This answer is a high risk." in said and option["hint"].split("’")[0][:20] in said


def test_a_file_is_kept_once_however_often_it_is_uploaded(sent, contact):
    by = make.as_person(contact)
    for key in ("his-register", KEY):
        answers.attach(sent, key, make_dd.PDF, name=f"{key}.pdf", by=by, at=clock.now())
    links = [link for answer in sent.answers.all() for link in answer.files.all()]
    assert len(links) == 2 and len({link.stored_id for link in links}) == 1


def test_who_helps_is_no_actor_of_another_kind(contact):
    """A person without a hat has no right anywhere but in what was given to them."""
    helper = Actor(kind="person", label="X", person_id=contact.pk, vendor_id=contact.vendor_id)
    assert not Assessment.objects.visible_to(helper).exists()
    assert Notice.objects.count() == 0

"""What is theirs alone, what is developed together, and what clashes: told, answered in time, and shown to staff alone."""

import datetime

import pytest
from django.urls import reverse

from agreements import deadlines, register
from agreements.actions import independent, joint
from agreements.models import IndependentInvention, JointDevelopment
from core import clock
from core.models import Event
from core.refusals import NotAllowed, NotNow
from tests import make, make_dd, make_ip
from tests import make_agreements as papers
from tests.agreements.test_pages import enter, post

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def firm():
    return make.vendor("Corrib Test Works", tier=2)


@pytest.fixture
def worker(firm):
    return make.person(firm, "Maren Holt")


def kinds(viewer, today=None) -> list[str]:
    return [each["kind"] for each in register.conflicts(viewer, today or make_dd.today())]


def test_who_made_it_tells_it_once_and_counsel_answers_in_time(worker):
    row, counsel = make_ip.of_ones_own(worker), papers.counsel()
    assert make_ip.of_ones_own(worker) == row and row.answer_by > make_dd.today()
    assert [each.users for each in deadlines.own_and_joint(clock.now())] == [(counsel.user.pk,)]
    with pytest.raises(NotAllowed):
        independent.accept(row, because="So", by=make.as_person(worker), at=clock.now())
    row = independent.claim(row, because="It uses our jaw", by=counsel, at=clock.now())
    row = independent.accept(row, because="Looked again", by=counsel, at=clock.now())
    with pytest.raises(NotNow):
        independent.claim(row, because="After all", by=counsel, at=clock.now())
    assert Event.objects.filter(name__startswith="independent.").count() == 3


def test_it_is_its_makers_and_the_firms_and_nobody_elses(firm, worker):
    make_ip.of_ones_own(worker)
    seen = {
        "maker": make.as_person(worker), "contact": make.as_person(make.contact(firm)), "counsel": papers.counsel(),
        "colleague": make.as_person(make.person(firm)), "rival": make.as_person(make.contact(make.vendor())),
    }  # fmt: skip
    found = {name for name, viewer in seen.items() if IndependentInvention.objects.visible_to(viewer).exists()}
    assert found == {"maker", "contact", "counsel"}


def test_a_duty_is_done_by_the_side_that_owes_it(firm):
    contact, counsel = make.contact(firm), papers.counsel()
    row = make_ip.together(firm)
    theirs, ours = make_ip.duty(row), make_ip.duty(row, side="company", what="Ask for consent", kind="consent")
    with pytest.raises(NotAllowed):
        joint.fulfil(ours, words="Asked", by=make.as_person(contact), at=clock.now())
    done = joint.fulfil(theirs, words="Told by mail", by=make.as_person(contact), at=clock.now())
    assert joint.fulfil(theirs, words="Told again", by=make.as_person(contact), at=clock.now()) == done
    assert joint.fulfil(ours, words="Asked", by=counsel, at=clock.now()).done_at
    assert list(deadlines.own_and_joint(clock.now())) == []
    joint.end(row, because="Finished", by=counsel, at=clock.now())
    with pytest.raises(NotNow):
        make_ip.duty(row, what="Another")


def test_what_clashes_is_found(firm, worker):
    counsel, contact = papers.counsel(), make.contact(firm)
    rival = make.contact(make.vendor("Rival Works"))
    make.engagement(firm, worker, title="Oil groove tests")
    make_ip.disclosed(worker, "Oil groove", people=[(worker.name, "subcontractor", "IE", 60)])
    make_ip.declared(contact, title="Oil groove", at=clock.now() + datetime.timedelta(minutes=1))
    make_ip.declared(rival, title="Oil groove")
    make_ip.of_ones_own(worker, title="Oil groove")
    make_ip.duty(make_ip.together(firm), due_on=make_dd.days(-1))
    found = kinds(counsel)
    assert sorted(set(found)) == [
        "Claimed by two firms", "Close to the work for us", "Declared after the disclosure", "Overdue", "Shares beside the whole",
    ]  # fmt: skip
    assert found.count("Claimed by two firms") == 1
    assert kinds(counsel, make_dd.today() + 61 * DAY).count("Overdue") == 3


def test_nothing_clashes_where_nothing_is_alike(firm, worker):
    make_ip.disclosed(worker)
    make_ip.declared(make.contact(firm), title="Balance with two arms")
    make_ip.of_ones_own(worker)
    assert kinds(papers.counsel()) == []


def test_the_register_and_its_lists_are_staffs(client, firm, worker):
    make_ip.declared(make.contact(firm))
    make_ip.declared(make.contact(make.vendor("Rival Works")))
    make_ip.of_ones_own(worker)
    make_ip.together(firm)
    enter(client, papers.counsel().user)
    page = client.get(reverse("desk_ip")).content.decode()
    assert "Claimed by two firms" in page and "Rival Works" in page
    for name in ("desk_inventions", "desk_background", "desk_independents", "desk_joints"):
        assert client.get(reverse(name)).status_code == 200
        assert client.get(f"{reverse(name)}?export=csv").status_code == 200
        assert client.get(f"{reverse(name)}?export=xlsx").status_code == 200
    tab = client.get(reverse("subcontractor_tab", args=[firm.pk, "ip"])).content.decode()
    assert "Bird feeder" in tab and "Shared test bench" in tab and "Bearing test rig" in tab
    assert enter(client, make.staff_member("trainer").user).get(reverse("desk_ip")).status_code == 403


def test_a_worker_tells_something_of_their_own_in_the_portal(client, worker):
    enter(client, worker.user).get("/portal/")
    said = {"title": "Bird feeder", "what": "Feeds birds", "means": "My wood", "near": "no"}
    day = make_dd.days(-2)
    said |= {"made_on_day": day.day, "made_on_month": day.month, "made_on_year": day.year}
    assert post(client, worker, reverse("portal_independent_new"), **{**said, "means": ""}).status_code == 422
    answer = post(client, worker, reverse("portal_independent_new"), **said)
    row = IndependentInvention.objects.get()
    assert answer["Location"] == reverse("portal_independent", args=[row.pk])
    assert "My wood" in client.get(answer["Location"]).content.decode()


def test_counsel_answers_and_enters_at_the_desk(client, firm, worker):
    row = make_ip.of_ones_own(worker)
    enter(client, papers.counsel().user)
    here = reverse("desk_independent", args=[row.pk])
    assert client.post(here, {"answer": "accept"}).status_code == 422
    assert client.post(here, {"answer": "accept", "because": "Own time"}).status_code == 302
    day = make_dd.days(-2)
    said = {
        "title": "Bench",
        "our_part": "Drives",
        "their_part": "Rig",
        "our_share": "60",
        "licence": "Each",
        "exploitation": "Both",
    }
    said |= {"began_on_day": day.day, "began_on_month": day.month, "began_on_year": day.year}
    new = reverse("desk_joint_new", args=[firm.pk])
    assert client.post(new, {**said, "our_share": "160"}).status_code == 422
    client.post(new, said)
    together = JointDevelopment.objects.get()
    due = make_dd.days(5)
    duty = {
        "kind": "notice",
        "side": "subcontractor",
        "what": "Tell of sales",
        "due_on_day": due.day,
        "due_on_month": due.month,
        "due_on_year": due.year,
    }
    client.post(reverse("desk_joint", args=[together.pk]), duty)
    contact = make.contact(firm)
    enter(client, contact.user)
    assert "Tell of sales" in client.get("/portal/").content.decode()
    page = client.get(reverse("portal_joint", args=[together.pk])).content.decode()
    assert "The company 60 %, the subcontractor 40 %" in page and "Tell of sales" in page
    owed = together.duties.get()
    assert post(client, contact, reverse("portal_joint_duty", args=[owed.pk]), words="Told").status_code == 302

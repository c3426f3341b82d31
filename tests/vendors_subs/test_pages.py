"""The pages of sub-suppliers on both sides, and what a subcontractor must never learn from them."""

import csv
import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.database import context
from core.database.roles import PORTAL
from core.models import Event, EventDetail
from core.web.viewer import form_token
from tests import make, make_dd, make_subs
from tests.vendors.test_pages import signed_in
from vendors.actions import sub_approvals
from vendors.models import SubSupplier, SubSupplierFact, SubSupplierLink

pytestmark = pytest.mark.django_db
TREE = "/portal/company/sub-suppliers/"


@pytest.fixture
def contact():
    return make.contact(make.vendor("Corrib Test Works", status="active"), "Aoife Byrne")


@pytest.fixture
def portal(contact):
    client = signed_in(make.as_person(contact))
    client.get("/portal/")
    return client


@pytest.fixture
def desk():
    return make.confirm(Client(), make.officer().user)


def sent(contact, **said) -> dict:
    return {"as_person": form_token(make.as_person(contact)), **said}


def days(name: str, number: int) -> dict:
    on = make_dd.days(number)
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def typed(**said) -> dict:
    stood = {"name": "Ostrava Plating", "country": "CZ", "work": "Coats", "reaches": "yes", **days("since", -3)}
    return {**stood, **said}


def test_a_contact_names_corrects_shows_and_ends(portal, contact):
    answer = portal.post(f"{TREE}new/", sent(contact, **typed()))
    node = SubSupplier.objects.get()
    assert answer.status_code == 302 and node.vendor == contact.vendor
    page = portal.get(TREE).content.decode()
    assert "Ostrava Plating" in page and "Not approved yet" in page and "is not passed down" in page
    portal.post(f"{TREE}{node.pk}/correction/", sent(contact, **typed(name="Ostrava Coatings")))
    file = SimpleUploadedFile("nda.pdf", make_dd.PDF)
    portal.post(f"{TREE}{node.pk}/confidentiality/", sent(contact, file=file, **days("on", -1)))
    fact = SubSupplierFact.objects.get()
    assert portal.get(f"{TREE}{node.pk}/files/{fact.pk}/").status_code == 200
    page = portal.get(f"{TREE}{node.pk}/").content.decode()
    assert "Ostrava Coatings" in page and "nda.pdf" in page
    portal.post(f"{TREE}{node.pk}/ending/", sent(contact, because="Done", **days("last_on", 0)))
    assert SubSupplier.objects.get().status == "ended"
    assert portal.get(f"{TREE}{node.pk}/").status_code == 200


def test_what_was_said_before_stays_readable_on_both_sides(portal, desk, contact):
    node = make_subs.named(contact, at=make.earlier())
    make_subs.corrected(node, contact, name="Ostrava Coatings")
    for client, path in ((portal, f"{TREE}{node.pk}/"), (desk, reverse("sub_supplier", args=[node.pk]))):
        page = client.get(path).content.decode()
        assert "Ostrava Coatings" in page and "Ostrava Plating" in page


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("new/", lambda: typed(name="")),
        ("new/", lambda: typed(reaches="")),
        ("new/", lambda: typed(**days("since", 900))),
        ("new/", lambda: typed(country="Atlantis")),
        ("{pk}/ending/", lambda: {"because": "", **days("last_on", 0)}),
        ("{pk}/ending/", lambda: {"because": "Done", **days("last_on", 4)}),
        ("{pk}/training/", lambda: days("on", 0)),
        ("{pk}/training/", lambda: {"words": "All of them", **days("on", 4)}),
    ],
    ids=["no name", "no reach", "far ahead", "no country", "no reason", "end ahead", "neither", "trained ahead"],
)
def test_what_is_missing_or_wrong_is_said_and_the_rest_kept(portal, contact, path, said):
    node = make_subs.named(contact)
    answer = portal.post(TREE + path.format(pk=node.pk), sent(contact, **said()))
    assert answer.status_code == 422 and "error-summary" in answer.content.decode()
    assert SubSupplier.objects.count() == 1 and not SubSupplierFact.objects.exists()


def test_a_file_that_does_not_open_is_refused_at_its_field(portal, contact):
    node, file = make_subs.named(contact), SimpleUploadedFile("nda.pdf", b"%PDF-1.4\nnothing")
    answer = portal.post(f"{TREE}{node.pk}/confidentiality/", sent(contact, file=file, **days("on", 0)))
    assert answer.status_code == 422 and not SubSupplierFact.objects.exists()


def test_a_node_of_another_firm_is_no_node(portal, contact):
    foreign = make_subs.named(make.contact(make.vendor("Other Works")))
    for path in ("", "correction/", "ending/", "training/", f"files/{uuid.uuid4()}/"):
        assert portal.get(f"{TREE}{foreign.pk}/{path}").status_code == 404, path
    answer = portal.post(f"{TREE}new/", sent(contact, **typed(parent=foreign.pk)))
    assert answer.status_code == 422
    assert portal.get(f"{TREE}{make_subs.named(contact).pk}/anything/").status_code == 404


def test_an_officer_decides_on_what_the_page_showed(desk, contact):
    node = make_subs.named(contact)
    path = reverse("sub_supplier", args=[node.pk])
    assert "Approve" in desk.get(path).content.decode()
    stale = desk.post(path, {"answer": "approve", "because": "Sound", "seen": uuid.uuid4()})
    assert stale.status_code == 409 and SubSupplier.objects.get().status == "named"
    assert desk.post(path, {"answer": "approve", "because": ""}).status_code == 422
    desk.post(path, {"answer": "approve", "because": "Sound", "seen": make_subs.details(node).pk})
    assert SubSupplier.objects.get().status == "approved"
    desk.post(path, {"answer": "refuse", "because": "On a list", "seen": make_subs.details(node).pk})
    assert "On a list" in desk.get(path).content.decode()


def test_the_record_warns_of_the_unapproved(desk, contact):
    good, bad = make_subs.named(contact, name="Good"), make_subs.named(contact, name="Bad", reaches=True)
    make_subs.approved(good)
    page = desk.get(reverse("subcontractor", args=[contact.vendor_id])).content.decode()
    assert "Unapproved sub-suppliers" in page and ">Bad<" in page and ">Good<" not in page
    tree = desk.get(reverse("subcontractor_tab", args=[contact.vendor_id, "sub-suppliers"])).content.decode()
    assert "Good" in tree and "Not approved: it must not work for us yet." in tree
    assert reverse("sub_supplier", args=[bad.pk]) in desk.get("/desk/").content.decode()


def test_the_tree_leaves_as_a_table_with_depth(desk, portal, contact):
    top = make_subs.named(contact, name="=Top", reaches=True)
    make_subs.named(contact, name="Below", parent=top)
    for client, path in (
        (desk, reverse("sub_suppliers_export", args=[contact.vendor_id])),
        (portal, f"{TREE}tree.csv"),
    ):
        rows = list(csv.DictReader(io.StringIO(client.get(path).content.decode("utf-8-sig"))))
        assert [(row["Depth"], row["Works through"], row["Name"]) for row in rows] == [
            ("1", "", "'=Top"),
            ("2", "'=Top", "Below"),
        ]
    assert Event.objects.filter(name="export.made").count() == 2


def test_the_tree_asks_the_database_the_same_number_of_times(portal, contact):
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            portal.get(TREE)
        return len(queries)

    node = make_subs.named(contact)
    few = asked()
    for number in range(6):
        node = make_subs.named(contact, name=f"More {number}", parent=node, reaches=True)
    assert asked() == few


@pytest.fixture
def linked(contact):
    """A sub-supplier that is another of our subcontractors, as only we know."""
    rival = make.vendor("Rivalry Plating Works", status="active")
    node = make_subs.named(contact)
    sub_approvals.link(node, rival, by=make.officer(), at=clock.now())
    return node, rival


def test_staff_link_it_to_the_register_and_see_it_on_both_records(desk, contact):
    rival, node = make.vendor("Rivalry Plating Works", status="active"), make_subs.named(contact)
    desk.post(reverse("sub_supplier_link", args=[node.pk]), {"firm": rival.pk})
    assert "Rivalry Plating Works" in desk.get(reverse("sub_supplier", args=[node.pk])).content.decode()
    assert "Works below" in desk.get(reverse("subcontractor", args=[rival.pk])).content.decode()
    desk.post(reverse("sub_supplier_link_removal", args=[node.pk]))
    assert not SubSupplierLink.objects.exists()


def test_the_desk_says_which_firm_it_may_be(desk, contact):
    make.vendor("OSTRAVA Plating s.r.o.")
    node = make_subs.named(contact)
    assert "By name or number it may be" in desk.get(reverse("sub_supplier", args=[node.pk])).content.decode()
    steward = signed_in(make.steward(contact.vendor))
    assert "it may be" not in steward.get(reverse("sub_supplier", args=[node.pk])).content.decode()


def test_a_subcontractor_learns_nothing_of_the_link(portal, contact, linked):
    node, rival = linked
    own = [TREE, f"{TREE}{node.pk}/", f"{TREE}{node.pk}/correction/", f"{TREE}tree.csv", "/portal/", "/portal/company/"]
    for path in own:
        page = portal.get(path).content.decode()
        assert "Rivalry" not in page and str(rival.pk) not in page, path
    assert not SubSupplierLink.objects.visible_to(make.as_person(contact)).exists()
    with context.role(PORTAL, vendor=contact.vendor_id, user=contact.user_id):
        assert SubSupplier.objects.count() == 1
        assert not SubSupplierLink.objects.exists()
        assert not Event.objects.filter(name="sub-supplier.linked").exists()
        assert not EventDetail.objects.filter(data__firm=str(rival.pk)).exists()


def test_the_linked_firm_learns_nothing_either(linked):
    node, rival = linked
    theirs = make.contact(rival, "Mara Kos")
    client = signed_in(make.as_person(theirs))
    for path in ("/portal/", "/portal/company/", TREE):
        page = client.get(path).content.decode()
        assert "Ostrava" not in page and "Corrib" not in page, path
    assert client.get(f"{TREE}{node.pk}/").status_code == 404
    with context.role(PORTAL, vendor=rival.pk, user=theirs.user_id):
        assert not SubSupplier.objects.exists() and not SubSupplierLink.objects.exists()


def test_the_same_page_stands_with_and_without_the_link(portal, contact, linked):
    node, _rival = linked
    path = f"{TREE}{node.pk}/"

    def page() -> str:
        text = portal.get(path).content.decode()
        return text[text.index("<main") : text.index("</main>")]

    with_link = page()
    sub_approvals.unlink(node, by=make.officer(), at=clock.now())
    assert page() == with_link


def test_a_steward_of_one_firm_does_not_see_the_other_through_the_link(contact, linked):
    node, _rival = linked
    client = signed_in(make.steward(contact.vendor))
    page = client.get(reverse("sub_supplier", args=[node.pk])).content.decode()
    assert "Ostrava" in page and "Rivalry" not in page


def test_naming_answers_alike_whether_the_firm_is_in_our_register(portal, contact):
    make.vendor("Known Works", registration_number="IE-1")
    answers = [
        portal.post(f"{TREE}new/", sent(contact, **typed(name=name, registration_number=number)))
        for name, number in (("Known Works", "IE-1"), ("Unknown Works", "IE-2"))
    ]
    assert [each.status_code for each in answers] == [302, 302]
    pages = [portal.get(each["Location"]).content.decode() for each in answers]
    mains = [page[page.index("<main") : page.index("</main>")] for page in pages]
    nodes = [each["Location"].split("/")[-2] for each in answers]
    known = mains[0].replace("Known Works", "Unknown Works").replace("IE-1", "IE-2").replace(*nodes)
    assert known == mains[1]

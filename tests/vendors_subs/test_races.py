"""Two at once: no circle is closed from both ends, one person is no two approvals, and a correction is not approved unseen."""

import pytest

from core.models import Event
from tests import make, make_subs
from tests.databases import committed
from tests.races import at_once, refused
from vendors import sub_tree
from vendors.models import SubSupplier, SubSupplierFact

pytestmark = pytest.mark.race


@pytest.fixture
def contact(committing_database):
    with committed():
        return make.contact(make.vendor("Corrib Test Works"))


def test_two_moves_that_would_close_a_circle_are_one(contact):
    with committed():
        first, second = make_subs.named(contact, name="First"), make_subs.named(contact, name="Second")
    answers = at_once(
        lambda: make_subs.corrected(first, contact, parent=second),
        lambda: make_subs.corrected(second, contact, parent=first),
    )
    assert refused(answers) == ["NotNow"]
    with committed():
        assert [each.depth for each in sub_tree.current(make.officer(), contact.vendor)] == [1, 2]


def test_one_person_pressing_twice_is_one_approval(contact):
    with committed():
        node, officer = make_subs.named(contact, reaches=True), make.officer()
    answers = at_once(*[lambda: make_subs.approved(node, officer)] * 2)
    assert refused(answers) == ["NotAllowed"]
    with committed():
        assert SubSupplier.objects.get().status == "named"
        assert Event.objects.filter(name="sub-supplier.half-approved").count() == 1


def test_two_second_approvals_make_one_fact(contact):
    with committed():
        node = make_subs.approved(make_subs.named(contact, reaches=True), make.officer())
        others = [make.staff_member("approver"), make.staff_member("approver")]
    at_once(*[lambda each=each: make_subs.approved(node, each) for each in others])
    with committed():
        assert SubSupplierFact.objects.filter(requirement="approved").count() == 1
        assert Event.objects.filter(name="sub-supplier.approved").count() == 1


def test_naming_twice_at_once_is_naming_once(contact):
    at_once(*[lambda: make_subs.named(contact)] * 2)
    with committed():
        assert SubSupplier.objects.count() == 1

"""Does a record of another firm read like one that never was? Same status, same headers, same body, wherever one is named."""

import re
import uuid

import pytest
from django.apps import apps

from core import ids
from core.api import keys
from tests import databases, make
from tests.matrix import asking, cast
from tests.matrix.policy import GROUPS, lines

FOREIGN = {"portal": cast.OF_OTHER_FIRM, "api": ("foreign-key",)}
DIFFERING = {
    "x-request-id",
    "set-cookie",
    "date",
    "content-security-policy",
    "content-length",
    "ratelimit",
}  # the body is compared
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
ABOUT_RECORDS = [line for line in lines() if line.is_about_a_record]


def heard(caller, method: str, path: str) -> tuple:
    """The answer without what differs from page to page: the address asked for, tokens, the request id, the time of day."""
    answer = asking.ask(caller, method, path)
    body = answer.content.decode(errors="replace").replace(path, "")
    body = body.replace(
        f"{path.rstrip('/').rpartition('/')[0]}/", ""
    )  # the way back, one step up the address asked for
    body = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,}|[\w:+/=-]{40,}|\b\d\d:\d\d\b", "", body)
    headers = {key: value for key, value in answer.headers.items() if key.lower() not in DIFFERING}
    return answer.status, headers, body


def both(line, caller, has) -> tuple:
    """The answers about this firm's record, and about one that never was."""
    path = asking.address(line, has)
    never = ID.sub(lambda found: str(uuid.uuid4()), path)
    for known, unknown in (
        (has.run_id, ids.show("imp", uuid.uuid4())),
        (has.hr_id, has.hr_id[::-1]),
        (has.class_key, "none"),
    ):
        never = never.replace(known, unknown)
    assert never != path
    return heard(caller, line.method, path), heard(caller, line.method, never)


@pytest.mark.parametrize("line", [each for each in ABOUT_RECORDS if each.door in FOREIGN], ids=lambda each: each.route)
def test_another_firm_hears_nothing(line, company):
    for who in FOREIGN[line.door]:
        foreign, never = both(line, company.callers[who], company.own)
        assert foreign == never, who
        assert foreign[0] in {403, 404}, who


@pytest.mark.parametrize("line", [each for each in ABOUT_RECORDS if each.door == "desk"], ids=lambda each: each.route)
def test_a_steward_hears_nothing_of_firms_that_are_not_theirs(line, company):
    foreign, never = both(line, company.callers["steward"], company.other)
    assert foreign == never
    assert foreign[0] in {403, 404, 405}


def test_the_steward_sees_the_own_firm(company):
    seen = [line for line in ABOUT_RECORDS if line.method == "GET" and "steward" in line.allowed]
    assert len(seen) > 10
    assert "steward" in GROUPS["register"]


SCOPED = [each for each in apps.get_models() if hasattr(each.objects, "visible_to") and hasattr(each, "vendor_id")]


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
def test_the_first_wall_holds_alone(model, company):
    """Where row security lets everything through, what a firm's people and keys may see is still their own."""
    own = company.own
    actors = [make.as_person(each) for each in (own.contact, own.signatory, own.worker)]
    actors.append(keys.actor(company.callers["own-key"].row))
    with databases.committed():
        firms = [set(model.objects.visible_to(each).values_list("vendor_id", flat=True)) for each in actors]
    assert set().union(*firms) - {own.vendor.pk, None} == set()


@pytest.mark.parametrize("route", ["invitation", "invitation_new_link"])
def test_a_spent_link_reads_like_one_that_never_was(route, company):
    line = next(each for each in lines() if each.route == route)
    path, method = line.address(company.own), line.method
    spent, never = (path.replace(company.own.link, link) for link in (company.own.spent, "x" * len(company.own.spent)))
    stranger = company.callers["stranger"]
    assert heard(stranger, method, spent) == heard(stranger, method, never)

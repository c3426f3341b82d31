"""Who stands at the doors? One account or key for each kind of caller, signed in and freshly confirmed."""

import copy
import datetime
from dataclasses import dataclass, field

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from config.demo import accounts
from core import clock, ids, notices
from core.actions import clients
from core.api import keys
from core.api.scopes import SCOPES
from core.models import ApiClient
from core.roles import ROLES
from core.web.viewer import form_token
from incidents.actions import starter as playbooks
from tests import make, make_agreements, make_audits, make_dd, make_training
from tests.matrix import world
from vendors.actions import imports
from vendors.models import Person

OF_OWN_FIRM = ("contact", "signatory", "worker")
OF_OTHER_FIRM = ("foreign-contact", "foreign-worker", "double")
NOBODY = ("half-member", "ex-member")
KEYS = ("no-key", "bare-key", "full-key", "own-key", "foreign-key", "expired-key", "revoked-key")
SIGNED_IN = (*ROLES, "steward", *OF_OWN_FIRM, *OF_OTHER_FIRM, *NOBODY)


@dataclass
class Caller:
    name: str
    user: object = None
    person: Person | None = None
    headers: dict = field(default_factory=dict)
    row: ApiClient | None = None

    def __post_init__(self):
        self.client = Client(raise_request_exception=False)
        if self.user:
            accounts.give_factor(self.user)
            make.confirm(self.client, self.user)
            session = self.client.session
            session["account_authentication_methods"][0]["reauthenticated"] = True  # as allauth's own pages ask
            session["person_id"] = str(self.person.pk) if self.person else None
            session.save()
        self._cookies = copy.deepcopy(self.client.cookies)

    def as_before(self) -> Client:
        """The browser without what the last answer left in it: the session that it spoke of was taken back."""
        self.client.cookies = copy.deepcopy(self._cookies)
        return self.client

    @property
    def is_signed_in(self) -> bool:
        """Whose last employment ended has a closed account, and any session of it is over."""
        return self.user is not None and self.name != "ex-member"

    @property
    def is_foreign(self) -> bool:
        return self.name in OF_OTHER_FIRM or self.name == "foreign-key"

    @property
    def is_unknown_key(self) -> bool:
        return not self.headers or self.name in {"expired-key", "revoked-key"}

    @property
    def token(self) -> dict:
        """What the forms of the portal carry."""
        return {"as_person": form_token(make.as_person(self.person))} if self.person else {}


class Company:
    """`own` and `other`: the two firms; callers by name."""

    def __init__(self):
        make.starter_content()
        make_agreements.library()
        make_audits.programme()
        make_training.course()
        playbooks.load(by=make.CLOCK, at=make.earlier())
        staff = {role: make.staff_member(role).user for role in ROLES}
        owner = make.staff_member("owner")
        staff["owner"] = owner.user
        self.own, self.other = world.firm("Alderquist", owner), world.firm("Birchholm", owner)
        self.callers = {name: Caller(name, user) for name, user in staff.items()}
        self.callers |= {each.name: each for each in [Caller("stranger"), *self._people(), *self._keys()]}
        world.seal(self.own)
        self.own.run_id = self.other.run_id = _import(self.callers["full-key"].row, self.own)
        for each in (self.own, self.other):
            each.officer, each.counsel = staff["officer"], staff["legal"]
            each.seat = make_dd.seat(each.recording, each.counsel)
            said = {"key": f"news-{ids.new()}", "title": "News", "url": "/desk/", "why": "", "context": {}}
            each.desk_notice = notices.write(each.officer, at=clock.now(), **said)
            each.desk_notice.save()

    def _people(self):
        own, other = self.own, self.other
        yield Caller("steward", own.steward)
        for name in OF_OWN_FIRM:
            yield Caller(name, getattr(own, name).user, getattr(own, name))
        yield Caller("foreign-contact", other.contact.user, other.contact)
        yield Caller("foreign-worker", other.worker.user, other.worker)
        here, there = make.person(own.vendor, "Two Hats"), make.person(other.vendor, "Two Hats", with_account=False)
        there.user = here.user
        there.save(update_fields=["user"])
        own.both = other.both = here
        yield Caller("double", there.user, there)
        RecoveryCodes.activate(own.contact.user)
        yield Caller("half-member", own.half.user)
        yield Caller("ex-member", own.gone.user)

    def _keys(self):
        company, firms = list(SCOPES), [key for key, scope in SCOPES.items() if scope.for_subcontractors]
        yield Caller("no-key")
        yield _key("bare-key")
        yield _key("full-key", company)
        yield _key("own-key", firms, self.own.vendor)
        yield _key("foreign-key", firms, self.other.vendor)
        yield _key("expired-key", company, ends_in=0)
        yield _key("revoked-key", company, is_revoked=True)


def _key(name: str, scopes=(), vendor=None, *, ends_in: int = 1, is_revoked: bool = False) -> Caller:
    at, by = clock.now(), make.CLOCK
    end = at + datetime.timedelta(days=1)
    row, token = clients.create(name, scopes=list(scopes), expires_at=end, by=by, at=at, vendor=vendor)
    if not ends_in:
        type(row).objects.filter(pk=row.pk).update(expires_at=at)
    if is_revoked:
        clients.revoke(row, by=by, at=at, because="Lost")
    return Caller(name, headers={"Authorization": f"Bearer {token}"}, row=row)


def _import(client: ApiClient, has) -> str:
    """A file that this program has sent."""
    content = f"{world.HEAD}\nE-7,Hazel,hazel@firm.test,{has.vendor.reference},2026-01-01,2030-12-31".encode()
    return ids.show("imp", imports.upload(content, name="hr.csv", by=keys.actor(client), at=clock.now()).pk)

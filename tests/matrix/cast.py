"""Who stands at the doors? One account or key for each kind of caller, signed in and freshly confirmed."""

import datetime
from dataclasses import dataclass, field

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.test import Client

from core import clock, ids, notices
from core.actions import clients
from core.api import keys
from core.api.scopes import SCOPES
from core.models import ApiClient
from core.roles import ROLES
from core.web.viewer import form_token
from incidents.actions import starter as playbooks
from tests import make, make_agreements, make_audits, make_bulk, make_dd, make_library
from tests.matrix import factors, world
from tests.matrix.asking import Browser
from vendors.actions import imports
from vendors.models import Person, Vendor

OF_OWN_FIRM = ("contact", "signatory", "worker", "colleague")
OF_OTHER_FIRM = ("foreign-contact", "foreign-worker", "double")
NOBODY = ("half-member", "ex-member")
KEYS = ("no-key", "bare-key", "full-key", "own-key", "foreign-key", "expired-key", "revoked-key")
SESSIONS = (*ROLES, "steward", *OF_OWN_FIRM, *OF_OTHER_FIRM, *NOBODY)
EVERYBODY = (*SESSIONS, "stranger", "letter", "halfway", *KEYS)
# Who comes to the records behind a door, and one of each kind that does not: for tests of the records. Who gets through the
# door at all is asked of everybody (test_policy.py).
AT = {
    "desk": (*ROLES, "steward", "contact", "stranger"),
    "portal": (*OF_OWN_FIRM, *OF_OTHER_FIRM, "half-member", "officer", "stranger"),
    "api": (*KEYS, "officer"),
    "account": ("officer", *OF_OWN_FIRM, "foreign-contact", "half-member", "ex-member", "halfway", "stranger"),
    "public": ("officer", "contact", "foreign-contact", "halfway", "letter", "stranger"),
}


@dataclass
class Caller:
    name: str
    user: object = None
    person: Person | None = None
    firm: Vendor | None = None  # whose alone this caller sees
    position: str = ""  # what they are there; of others their name
    headers: dict = field(default_factory=dict)
    row: ApiClient | None = None

    def __post_init__(self):
        self.firm = self.firm or (self.person and self.person.vendor)
        self.position = self.position or self.name
        self.browser, self.session_key = Browser(), ""
        if self.user:
            self.enter(make.confirm(Client(), self.user), person_id=str(self.person.pk) if self.person else None)

    def enter(self, client: Client, **kept) -> None:
        """From now on with the cookies of this client, and more in its session."""
        session = client.session
        session.update({**factors.IN_SESSION, **kept})
        for method in session.get("account_authentication_methods", ()):
            method["reauthenticated"] = True  # as allauth's own pages ask
        session["seen_at"] = (clock.now() + datetime.timedelta(hours=2)).isoformat()  # need not be noted again
        session.save()
        self.browser.cookies, self.session_key = client.cookies, session.session_key

    @property
    def id(self):
        """By which the trail names them."""
        return getattr(self.user or self.row, "pk", None)

    @property
    def is_signed_in(self) -> bool:
        """Whose last employment ended has a closed account, and any session of it is over."""
        return self.user is not None and self.name != "ex-member"

    @property
    def is_known_key(self) -> bool:
        return bool(self.headers) and self.name not in {"expired-key", "revoked-key"}

    @property
    def is_recorded(self) -> bool:
        """Is a denial of this caller written down? Of strangers it is logged."""
        return self.is_signed_in or self.is_known_key

    @property
    def token(self) -> dict:
        """What the forms of the portal carry."""
        return {"as_person": form_token(make.as_person(self.person))} if self.person else {}


class Company:
    """`own` and `other`: the two firms. Callers by name; most of those of a firm are of `own`."""

    def __init__(self):
        make.starter_content()
        make_agreements.library()
        make_audits.programme()
        world.third_course()
        playbooks.load(by=make.CLOCK, at=make.earlier())
        staff = {role: make.staff_member(role).user for role in ROLES}
        owner = make.staff_member("owner")
        staff["owner"] = owner.user
        self.own, self.other = world.firm("Alderq", owner), world.firm("Birchh", owner)
        self.callers = {name: Caller(name, user) for name, user in staff.items()}
        self._give_factors(staff.values())
        everybody = [*self._people(), *self._keys(), *self._strangers()]
        self.callers |= {each.name: each for each in everybody}
        world.seal(self.own, self.other)
        make_library.draft(plain="You bear what you caused.")
        make_library.offer("survival")
        make_library.edition("clauses", "exclusions", plain="What is not covered.")
        self.own.run_id = self.other.run_id = _import(self.callers["full-key"].row, self.own)
        for each in (self.own, self.other):
            each.officer, each.counsel = staff["officer"], staff["legal"]
            each.seat = make_dd.seat(each.recording, each.counsel)
            each.bulk_signed = make_bulk.signing(each.sealed, each.counsel)
            said = {"key": f"news-{ids.new()}", "title": "News", "url": "/desk/", "why": "", "context": {}}
            each.desk_notice = notices.write(each.officer, at=clock.now(), **said)
            each.desk_notice.save()

    def of(self, caller: Caller):
        """The firm whose records are this caller's own, or that stands for any where they have none."""
        return self.other if caller.firm == self.other.vendor else self.own

    def but(self, caller: Caller):
        return self.own if caller.firm == self.other.vendor else self.other

    def _give_factors(self, staff) -> None:
        """Contacts have every factor, staff and most people an app; a colleague has none yet, and somebody a password."""
        for user in (*staff, self.own.steward, self.own.half.user):
            factors.app(user)
        for has in (self.own, self.other):
            for each in (has.contact, has.signatory, has.worker):
                factors.app(each.user)
            has.device = factors.everything(has.contact.user)
            has.passkey, has.spare = has.device.row, factors.Device(has.name)
            has.uid = user_pk_to_url_str(has.contact.user)
            has.observer.set_password(make.PASSWORD)
            has.observer.save(update_fields=["password"])
        here, there = (
            make.person(has.vendor, "Two Hats", with_account=has is self.own) for has in (self.own, self.other)
        )
        there.user = here.user
        there.save(update_fields=["user"])
        self.own.both, self.other.both = here, there

    def _strangers(self):
        """One of whom nothing is known, one who follows a link of recovery, and one who owes the second factor.

        A link of recovery ends with the next sign-in, so theirs are made after those of the people.
        """
        for has in (self.own, self.other):
            has.reset_key = default_token_generator.make_token(has.contact.user)
        stranger, letter, halfway, client = Caller("stranger"), Caller("letter"), Caller("halfway"), Client()
        stranger.enter(Client())
        letter.enter(Client(), _password_reset_key=self.own.reset_key)
        client.post("/login/", {"login": self.own.contact.email, "password": make.PASSWORD})
        halfway.enter(client)
        yield from (stranger, letter, halfway)

    def _people(self):
        own, other = self.own, self.other
        yield Caller("steward", own.steward, firm=own.vendor)
        for name in OF_OWN_FIRM:
            yield Caller(name, getattr(own, name).user, getattr(own, name))
        yield Caller("foreign-contact", other.contact.user, other.contact, position="contact")
        yield Caller("foreign-worker", other.worker.user, other.worker, position="worker")
        yield Caller("double", other.both.user, other.both, position="colleague")
        yield Caller("half-member", own.half.user)
        yield Caller("ex-member", own.gone.user)

    def _keys(self):
        company, firms = list(SCOPES), [key for key, scope in SCOPES.items() if scope.for_subcontractors]
        yield Caller("no-key")
        yield _key("bare-key")
        yield _key("full-key", company)
        yield _key("own-key", firms, self.own.vendor)
        yield _key("foreign-key", firms, self.other.vendor, position="own-key")
        yield _key("expired-key", company, ends_in=0)
        yield _key("revoked-key", company, is_revoked=True)


def _key(name: str, scopes=(), vendor=None, *, ends_in=1, is_revoked=False, position="") -> Caller:
    at, by = clock.now(), make.CLOCK
    end = at + datetime.timedelta(days=1)
    row, token = clients.create(name, scopes=list(scopes), expires_at=end, by=by, at=at, vendor=vendor)
    if not ends_in:
        type(row).objects.filter(pk=row.pk).update(expires_at=at)
    if is_revoked:
        clients.revoke(row, by=by, at=at, because="Lost")
    headers = {"Authorization": f"Bearer {token}"}
    return Caller(name, firm=vendor, position=position, headers=headers, row=row)


def _import(client: ApiClient, has) -> str:
    """A file that this program has sent."""
    content = f"{world.HEAD}\nE-7,Hazel,hazel@firm.test,{has.vendor.reference},2026-01-01,2030-12-31".encode()
    return ids.show("imp", imports.upload(content, name="hr.csv", by=keys.actor(client), at=clock.now()).pk)

"""Which accounts does the demo have? One for each role of the staff, and one for each person of the subcontractors.

They sign in with the password alone; a deed that asks for a second factor takes the code that `code_of` gives.
"""

import datetime
from dataclasses import replace

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.utils.translation import gettext as _

from config.demo.story import DOOR, Story
from core.actions import accounts, organisation
from core.actors import Actor
from core.models import User
from core.roles import ROLES
from vendors.models import Person

PASSWORD = "ringfence-demo"
NAMES = {
    "officer": "Ines Moreau",
    "analyst": "Jonas Weber",
    "approver": "Ruth Okafor",
    "legal": "Lea Brandt",
    "owner": "Piotr Nowak",
    "auditor": "Aino Laine",
    "auditor2": "Bela Toth",  # whoever recorded a finding does not verify it
    "investigator": "Carlos Vega",
    "trainer": "Maeve Doyle",
    "administrator": "Sam Whitlock",
    "reader": "Noor Haddad",
}


def are_made() -> bool:
    return User.objects.filter(is_demo=True).exists()


def make_organisation(tale: Story, by: Actor) -> None:
    said = {
        "name": "Halden Robotics", "tagline": "Subcontractor assurance", "time_zone": "Europe/Dublin", "jurisdiction": "IE",
        "address": "14 Foundry Quay, Dublin 2", "help_name": NAMES["officer"], "help_email": "officer@halden.example",
        "help_phone": "+353 1 555 0142", "help_hours": "Monday to Friday, 9:00 to 17:00 in Dublin",
    }  # fmt: skip
    organisation.change(by=replace(by, door=DOOR), at=tale.ago(120), **said)


def make_staff(tale: Story, by: Actor) -> None:
    """One account a role, and a second auditor."""
    for login, name in NAMES.items():
        user = accounts.make_staff(
            f"{login}@halden.example", PASSWORD, name=name, roles=[_role(login)], is_demo=True, time_zone="Europe/Dublin",
            by=replace(by, door=DOOR), at=tale.ago(119),
        )  # fmt: skip
        give_factor(user)
        tale.accounts[login] = user


def _role(login: str) -> str:
    return login.rstrip("2")


def make_for(name: str, email: str) -> User:
    """The account of somebody at a subcontractor, who joins by an invitation."""
    user = User.objects.create_user(email, PASSWORD, name=name, is_demo=True, time_zone="Europe/Dublin")
    give_factor(user)
    return user


def give_factor(user: User) -> None:
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(totp.generate_totp_secret())}
    )


def code_of(email: str, *, at: datetime.datetime) -> str:
    """The one-time code of this moment. Raises LookupError where that is no demo account."""
    factor = Authenticator.objects.filter(
        user__email__iexact=email, user__is_demo=True, type=Authenticator.Type.TOTP
    ).first()
    if factor is None:
        raise LookupError(email)
    secret = get_adapter().decrypt(factor.data["secret"])
    return totp.format_hotp_value(totp.hotp_value(secret, int(at.timestamp()) // 30))


def table() -> list[tuple[str, str, str, str]]:
    """(name, e-mail, what they are, password) of every demo account: staff in the order of the roles, then firm by firm."""
    return [*_staff_rows(), *_people_rows()]


def _staff_rows() -> list[tuple[str, str, str, str]]:
    found = {user.email: user for user in User.objects.filter(is_demo=True, is_staff=True)}
    rows = [(found.get(f"{login}@halden.example"), ROLES[_role(login)]) for login in NAMES]
    return [(user.name, user.email, str(role.name), PASSWORD) for user, role in rows if user]


def _people_rows() -> list[tuple[str, str, str, str]]:
    people = Person.objects.filter(user__is_demo=True, departed_at=None).select_related("user", "vendor")
    return [
        (
            each.user.name,
            each.user.email,
            _("%(part)s at %(firm)s") % {"part": _part(each), "firm": each.vendor.name},
            PASSWORD,
        )
        for each in people.order_by("vendor__name", "-is_contact", "name")
    ]


def _part(person: Person) -> str:
    return _("Contact") if person.is_contact else _("Worker")

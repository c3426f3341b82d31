"""What is left to do before an installation can be worked with? Six steps, each read from how things are now."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import installation, mail
from core.actors import Actor
from core.listings import FACTORS
from core.models import Organisation, User


def of(viewer: Actor) -> dict | None:
    """For who keeps the settings, until all of it is done or put away."""
    if not viewer.may("settings.write") or installation.is_set_up():
        return None
    steps = [_organisation(), _mail(), _officer(viewer), _factors(viewer), _asset(), _backup()]
    done = sum(step["is_done"] for step in steps)
    if done == len(steps):
        return None
    said = {"done": done, "all": len(steps)}
    return {"rows": steps, "note": _("%(done)d of %(all)d done") % said, "asks_backup": not steps[-1]["is_done"]}


def _step(title: str, is_done: bool, url: str = "", meta: str = "") -> dict:
    """A row of components/rows.html; what is done leads nowhere any more."""
    done = {"tone": "plain", "text": _("Done"), "icon": "check"}
    state = done if is_done else {"tone": "info", "text": _("To do"), "icon": "circle-dashed"}
    return {"title": title, "url": "" if is_done else url, "meta": meta, "state": state, "is_done": is_done}


def _organisation() -> dict:
    house = Organisation.current()
    is_named = house.pk is not None and house.name != Organisation._meta.get_field("name").default
    meta = _("Its name and the person who helps stand on every page, mail and paper.")
    return _step(_("Name the organisation and who helps"), is_named and bool(house.help_email), _settings(), meta)


def _mail() -> dict:
    meta = mail.way() if mail.folder() else _("Invitations and deadlines leave by it.")
    return _step(_("See that mail leaves"), installation.mail_works(), _settings(), meta)


def _officer(viewer) -> dict:
    officers = User.objects.visible_to(viewer).filter(is_active=True, groups__name="officer")
    waiting = officers.invited()
    is_there = officers.exclude(pk__in=waiting).exists()
    meta = _("Invited, and not in yet.") if not is_there and waiting.exists() else _("Runs the screening and invites.")
    return _step(_("Invite a compliance officer"), is_there, reverse("account_new"), meta)


def _factors(viewer) -> dict:
    seen = User.objects.visible_to(viewer).filter(is_active=True)
    count = seen.exclude(pk__in=seen.invited()).exclude(authenticator__type__in=FACTORS).count()
    meta = ngettext("%(count)d account has none.", "%(count)d accounts have none.", count) % {"count": count}
    url = f"{reverse('accounts')}?view=without&state=active&factor=no"
    return _step(_("Give everybody of staff a second factor"), not count, url, meta if count else "")


def _asset() -> dict:
    meta = _("A compliance officer or an information owner does it, in a class with its conditions.")
    return _step(
        _("Register the first protected information"), installation.last("asset.registered") is not None, "", meta
    )


def _backup() -> dict:
    meta = _("How to make one and bring it back stands in the README; only who tried it knows that it works.")
    return _step(_("Bring a backup back, once"), installation.last("backup.tried") is not None, "", meta)


def _settings() -> str:
    return reverse("organisation")

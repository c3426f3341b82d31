"""Which role may do what? Read from the code that asks for the rights, so it cannot be wrong; and nothing to change here."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from core.models import User
from core.roles import RIGHTS, ROLES


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    may_list = request.viewer.may("users.write")
    context = {
        "title": _("Roles"),
        "roles": [_row(role, count, may_list=may_list) for role, count in _counted(request.viewer)],
        "groups": [
            {"label": label, "rights": [{"words": words, "roles": _holders(right)} for right, words in rights.items()]}
            for label, rights in RIGHTS.items()
        ],
        "crumbs": [{"label": _("Roles"), "url": ""}],
    }
    return render(request, "desk/administration/roles.html", context)


def _counted(viewer):
    """Each role with the open accounts that hold it, among those that this viewer sees."""
    seen = User.objects.visible_to(viewer).filter(is_active=True, groups__name__in=ROLES)
    count = dict(seen.values("groups__name").annotate(count=Count("pk")).values_list("groups__name", "count"))
    return [(role, count.get(role.key, 0)) for role in ROLES.values()]


def _row(role, count: int, *, may_list: bool) -> dict:
    """For components/rows.html; the accounts with the role are for who keeps accounts."""
    row = {"title": role.name, "meta": role.what}
    if not may_list:
        return row
    address = f"{reverse('accounts')}?view=open&state=active,invited&role={role.key}"
    return {**row, "url": address, "end": ngettext("%(count)d account", "%(count)d accounts", count) % {"count": count}}


def _holders(right: str) -> list:
    return [role.name for role in ROLES.values() if right in role.rights]

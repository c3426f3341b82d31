"""Which programs may call the API, with what, until when? A key is shown once, to whoever made it."""

import datetime
import zoneinfo

from django.contrib import messages
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from core import clock, ids, policies
from core.actions import clients
from core.api.scopes import SCOPES
from core.forms.accounts import ReasonForm
from core.forms.keys import KeyForm, RotateForm
from core.models import ApiClient, Organisation
from core.web import history, step_up
from core.web.dates import say, say_moment
from core.web.listing import Cell, Choice, Column, Days, Empty, Listing, View, neighbours, respond
from vendors import business_days
from vendors.models import Vendor

SOON = datetime.timedelta(days=30)
STATES = {
    "works": (_l("Works"), "ok", "check"),
    "soon": (_l("Ends soon"), "warn", "hourglass"),
    "over": (_l("Over"), "plain", "clock"),
    "revoked": (_l("Revoked"), "plain", "ban"),
}


def _rows(viewer):
    """With the name of the subcontractor whose program it is, and the moment that its state is told by."""
    firm = Vendor.objects.filter(pk=OuterRef("vendor_id")).values("name")
    zone = Subquery(Organisation.objects.values("time_zone")[:1])
    found = ApiClient.objects.visible_to(viewer).select_related("kept_by")
    return found.annotate(firm=Subquery(firm), house_zone=zone, asked_at=Now())


def _last_day(row):
    """As people say it; the zone comes with the row, so that a list does not ask for it line by line."""
    return business_days.last_of(row.expires_at, zoneinfo.ZoneInfo(row.house_zone or "UTC"))


def _state_key(row) -> str:
    if row.revoked_at:
        return "revoked"
    if row.expires_at <= row.asked_at:
        return "over"
    return "soon" if row.expires_at <= row.asked_at + SOON else "works"


def _state_of(row) -> dict:
    """For the tag component."""
    text, tone, icon = STATES[_state_key(row)]
    return {"text": text, "tone": tone, "icon": icon}


def _state_cell(row) -> Cell:
    state = _state_of(row)
    return Cell(state["text"], kind="tag", tone=state["tone"], icon=state["icon"])


def _in_state(key: str) -> Q:
    living = Q(revoked_at=None, expires_at__gt=F("asked_at"))
    return {
        "revoked": Q(revoked_at__isnull=False),
        "over": Q(revoked_at=None, expires_at__lte=F("asked_at")),
        "soon": living & Q(expires_at__lte=F("asked_at") + SOON),
        "works": living & Q(expires_at__gt=F("asked_at") + SOON),
    }[key]


def _used_cell(row) -> Cell:
    return Cell(row.used_at, kind="moment") if row.used_at else Cell(_l("Never"))


KEYS = Listing(
    key="keys",
    title=_l("API keys"),
    sub=_l("Programs that call us. A key is shown once, when it is made; only its fingerprint is kept."),
    rows=_rows,
    columns=(
        Column(
            "name",
            _l("Program"),
            show=lambda row: Cell(row.name, sub=f"rf_{row.kind}_…{row.last_four}"),
            sort="name",
            export=lambda row: row.name,
        ),
        Column("firm", _l("Whose"), show=lambda row: row.firm or Cell(_l("Our own")), sort="firm"),
        Column("scopes", _l("May"), show=lambda row: ", ".join(row.scopes)),
        Column("state", _l("State"), show=_state_cell),
        Column("ends", _l("Works through"), show=_last_day, kind="moment", sort="expires_at"),
        Column("used", _l("Last used"), show=_used_cell, kind="moment", sort="used_at", export=lambda row: row.used_at),
        Column("kept", _l("Kept by"), show=lambda row: row.kept_by.name if row.kept_by else "", sort="kept_by__name"),
        Column("made", _l("Made"), show="created_at", kind="moment", sort="created_at", hidden=True),
        Column("id", _l("ID"), show=lambda row: ids.show("cli", row.pk), filed=True),
    ),
    sort="-made",
    filters=(
        Choice("state", _l("State"), [(key, words) for key, (words, *_look) in STATES.items()], where_one=_in_state),
        Choice(
            "may",
            _l("May"),
            [(key, scope.what) for key, scope in SCOPES.items()],
            where_one=lambda key: Q(scopes__contains=[key]),
        ),
        Days("ends", _l("Ends"), field="expires_at"),
    ),
    search=("name", "firm", "last_four", "kept_by__name"),
    views=(
        View("all", _l("All")),
        View("live", _l("Working"), {"state": "works,soon"}),
        View("soon", _l("Ends within 30 days"), {"state": "soon"}, done=True, counted=True),
        View("dead", _l("Over or revoked"), {"state": "over,revoked"}),
    ),
    link=lambda row: reverse("key", args=[row.pk]),
    count_as=ngettext_lazy("%(count)s key", "%(count)s keys", "count"),
    empty=Empty(
        _l("No key yet"),
        _l("An HR system needs one to send people and departures; every key has an end."),
        "/desk/keys/new/",
        _l("Make a key"),
        rights=("keys.write",),
    ),
)


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    policies.check_can_keep_keys(request.viewer)
    return respond(request, KEYS, template="desk/administration/keys.html")


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    policies.check_can_keep_keys(request.viewer)
    step_up.require(request)
    at = clock.now()
    form = KeyForm(request.POST or None, firms=_firms(), today=business_days.day_of(at))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = clients.create(
            said["name"],
            scopes=said["scopes"],
            vendor=said["firm"] or None,
            expires_at=business_days.end_of(said["ends_on"]),
            client_id=said["made_as"],
            by=request.viewer,
            at=at,
        )
        return _show_once(request, *made)
    context = {
        "title": _("Make an API key"),
        "lede": _(
            "Give it what the program needs and no more. The key itself is shown on the next page, and only there."
        ),
        "form": form,
        "submit": _("Make the key"),
        "cancel_url": reverse("keys"),
        "crumbs": _crumbs(_("New")),
    }
    return render(request, "desk/administration/form.html", context, status=422 if form.errors else 200)


@require_GET
def page(request: HttpRequest, pk) -> HttpResponse:
    row = _find(request, pk)
    context = {
        "key": row,
        "neighbours": neighbours(request, KEYS, row, list_url=reverse("keys")),
        "identity": {"name": row.name, "state": _state_of(row), "meta": [row.firm or _("Our own")]},
        "crumbs": _crumbs(row.name),
        "scopes": [{"title": SCOPES[key].what if key in SCOPES else key, "meta": key} for key in row.scopes],
        "facts": _facts(row),
        "lives": _state_key(row) in {"works", "soon"},
        "is_own": row.kept_by_id == request.viewer.id,
        "entries": history.of(row),
    }
    return render(request, "desk/administration/key.html", context)


@require_http_methods(["GET", "POST"])
def rotation(request: HttpRequest, pk) -> HttpResponse:
    row, at = _find(request, pk), clock.now()
    step_up.require(request)
    form = RotateForm(request.POST or None, today=business_days.day_of(at))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = clients.rotate(
            row,
            overlap=said["overlap"],
            expires_at=business_days.end_of(said["ends_on"]),
            because=said["because"],
            client_id=said["made_as"],
            by=request.viewer,
            at=at,
        )
        return _show_once(request, *made, old=row)
    lede = _("A second key with the same name and scopes. Both work for a while, so that the program need not stop.")
    return _form(request, row, form, _("Rotate the key of %(name)s"), lede=lede, submit=_("Make the new key"))


@require_http_methods(["GET", "POST"])
def revocation(request: HttpRequest, pk) -> HttpResponse:
    """No second factor: a key in wrong hands dies at once."""
    row = _find(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        clients.revoke(row, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Key revoked. It opens nothing from now on."))
        return redirect("key", row.pk)
    lede = _("The program is refused from its next call on. This cannot be undone; rotate where it shall go on.")
    said = {"lede": lede, "submit": _("Revoke the key"), "tone": "danger"}
    return _form(request, row, form, _("Revoke the key of %(name)s"), **said)


@require_http_methods(["GET", "POST"])
def takeover(request: HttpRequest, pk) -> HttpResponse:
    row = _find(request, pk)
    step_up.require(request)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        clients.take_over(row, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("You keep this key now. It ends with your account, and with no other."))
        return redirect("key", row.pk)
    lede = _("The program goes on with the same key. You answer for it, and it no longer ends when %(name)s leaves.")
    lede = (
        lede % {"name": row.kept_by.name}
        if row.kept_by
        else _("The program goes on with the same key; you answer for it.")
    )
    return _form(request, row, form, _("Take over the key of %(name)s"), lede=lede, submit=_("Take over the key"))


def _firms() -> list:
    """Whose own system a key may belong to: names alone."""
    return list(Vendor.objects.exclude(status="archived").order_by("name").values_list("pk", "name"))


def _find(request, pk):
    policies.check_can_keep_keys(request.viewer)
    return get_object_or_404(_rows(request.viewer), pk=pk)


def _show_once(request, client: ApiClient, token: str, *, old=None) -> HttpResponse:
    """Not a redirect: what is shown here is kept nowhere."""
    context = {
        "title": _("The key of %(name)s") % {"name": client.name},
        "key": client,
        "token": token,
        "old": ApiClient.objects.visible_to(request.viewer).get(pk=old.pk) if old else None,
        "crumbs": _crumbs(client.name, client),
    }
    return render(request, "desk/administration/key_shown.html", context)


def _form(request, row, form, title: str, **context) -> HttpResponse:
    context |= {
        "title": title % {"name": row.name},
        "form": form,
        "cancel_url": reverse("key", args=[row.pk]),
        "crumbs": _crumbs(row.name, row),
    }
    return render(request, "desk/administration/form.html", context, status=422 if form.errors else 200)


def _facts(row) -> list[dict]:
    return [
        {"label": _("ID"), "value": ids.show("cli", row.pk)},
        {"label": _("Key ends with"), "value": f"…{row.last_four}"},
        {"label": _("Works through"), "value": say(_last_day(row), "full")},
        {"label": _("Last used"), "value": say_moment(row.used_at) if row.used_at else _("Never")},
        {"label": _("Made"), "value": say_moment(row.created_at)},
        {"label": _("Made by"), "value": row.created_by.name if row.created_by else _("A command at the machine")},
        {"label": _("Ends with the account of"), "value": row.kept_by.name if row.kept_by else _("Nobody")},
    ]


def _crumbs(label: str, row=None) -> list[dict]:
    url = reverse("key", args=[row.pk]) if row else ""
    return [{"label": _("API keys"), "url": reverse("keys")}, {"label": label, "url": url}]

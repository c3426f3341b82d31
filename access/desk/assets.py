"""What does the company protect? The register of assets, what each asks for, its documents, and who could open it when."""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access import eligibility, wording
from access.actions import assets, documents
from access.forms.assets import AssetChangeForm, AssetForm, OfferForm
from access.forms.documents import DocumentForm
from access.models import Asset
from access.models.grant import LEVELS
from access.policies import documents as policies
from core import clock, files, refusals
from core.web import history
from core.web.listing import Choice, Column, Empty, Listing, neighbours, respond
from vendors.models import Person

ASSETS = Listing(
    key="assets",
    title=_l("Protected information"),
    rows=lambda viewer: Asset.objects.visible_to(viewer).select_related("asset_class", "owner"),
    columns=(
        Column("name", _l("Name"), sort="name"),
        Column("reference", _l("Reference"), kind="id", sort="reference"),
        Column("kind", _l("Kind"), show=lambda asset: asset.get_kind_display()),
        Column("class", _l("Class"), show="asset_class.name", sort="asset_class__rank"),
        Column("owner", _l("Owner"), show="owner.name", kind="person"),
    ),
    sort="name",
    filters=(Choice("kind", _l("Kind"), Asset.KINDS),),
    search=("name", "reference"),
    link=lambda asset: reverse("asset", args=[asset.pk]),
    count_as=ngettext_lazy("%(count)s asset", "%(count)s assets", "count"),
    empty=Empty(
        _l("Nothing registered yet"),
        _l("Register what is to be protected: a trade secret, drawings, source code."),
        url="/desk/assets/new/",
        action=_l("Register an asset"),
        rights=("access.write", "assets.own"),
    ),
    can_export=True,
)


@require_GET
def listing(request: HttpRequest):
    may_keep = refusals.can(assets.check_can_keep, request.viewer)
    return respond(request, ASSETS, template="desk/access/assets.html", may_keep=may_keep)


def _found(request, pk) -> Asset:
    return get_object_or_404(Asset.objects.visible_to(request.viewer).select_related("asset_class", "owner"), pk=pk)


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest):
    assets.check_can_keep(request.viewer)
    form = AssetForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        asset = assets.register(by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _registered(asset, request.viewer))
        return redirect("asset", pk=asset.pk)
    context = {"title": _("Register an asset"), "form": form, "crumbs": crumbs(_("Register an asset"))}
    return render(request, "desk/access/form.html", context, status=422 if form.errors else 200)


def _registered(asset, viewer) -> str:
    if refusals.can(policies.check_can_add, viewer, asset):
        return _("%(name)s is registered. Add its documents next.") % {"name": asset.name}
    words = _("%(name)s is registered. %(owner)s owns it, and adds its documents.")
    return words % {"name": asset.name, "owner": asset.owner.name}


def crumbs(*labels) -> list[dict]:
    return [
        {"label": _("Protected information"), "url": reverse("assets")},
        *({"label": label, "url": ""} for label in labels),
    ]


@require_GET
def page(request: HttpRequest, pk):
    return render(request, "desk/access/asset.html", page_context(request, _found(request, pk)))


def page_context(request, asset, **forms) -> dict:
    at = clock.now()
    return {
        "title": asset.name,
        "asset": asset,
        "tabs": tabs(asset, "asset"),
        "crumbs": crumbs(asset.name),
        "neighbours": neighbours(request, ASSETS, asset, list_url=reverse("assets")),
        "identity": identity(asset),
        "policy": wording.policy_of(asset.asset_class, wording.names(with_papers=True)),
        "documents": asset.documents.prefetch_related("versions__file"),
        "offers": asset.offers.select_related("engagement", "vendor"),
        "holders": holders(asset, at=at, known=at),
        "can_add": refusals.can(policies.check_can_add, request.viewer, asset),
        "can_keep": refusals.can(assets.check_can_keep, request.viewer),
        "offer_form": forms.get("offer_form") or OfferForm(viewer=request.viewer),
        "document_form": forms.get("document_form") or DocumentForm(),
        "entries": history.of(asset),
    }


def identity(asset) -> dict:
    return {
        "name": asset.name,
        "reference": asset.reference,
        "mark": asset.name,
        "meta": [asset.asset_class.name, asset.get_kind_display()],
        "owner": asset.owner,
    }


def tabs(asset, current: str) -> list[dict]:
    names = [("asset", _("Overview")), ("asset_who", _("Who could open it")), ("asset_openings", _("Copies"))]
    return [
        {"label": label, "url": reverse(name, args=[asset.pk]), "current": name == current} for name, label in names
    ]


def holders(asset, *, at, known) -> list[dict]:
    """Who could open it at `at` by what was known at `known`, with name and firm."""
    found = eligibility.who_could_open(asset.pk, at=at, known_at=known)
    people = Person.objects.select_related("vendor").in_bulk([person for person, _level in found])
    levels = dict(LEVELS)
    rows = [{"person": people[person], "level": levels[level]} for person, level in found]
    return sorted(rows, key=lambda row: (row["person"].vendor.name, row["person"].name))


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk):
    assets.check_can_keep(request.viewer)
    asset = _found(request, pk)
    form = AssetChangeForm(request.POST or None, instance=asset)
    if request.method == "POST" and form.is_valid():
        assets.change(asset, by=request.viewer, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Saved"))
        return redirect("asset", pk=asset.pk)
    context = {"title": _("Change %(name)s") % {"name": asset.name}, "form": form, "crumbs": crumbs(asset.name)}
    return render(request, "desk/access/form.html", context, status=422 if form.errors else 200)


@require_POST
def offer(request: HttpRequest, pk):
    asset = _found(request, pk)
    form = OfferForm(request.POST, viewer=request.viewer)
    if not form.is_valid():
        return render(request, "desk/access/asset.html", page_context(request, asset, offer_form=form), status=422)
    assets.offer(asset, form.cleaned_data["engagement"], by=request.viewer, at=clock.now())
    messages.success(request, _("Offered. The people of that engagement can now ask for it."))
    return redirect("asset", pk=asset.pk)


@require_POST
def add_document(request: HttpRequest, pk):
    asset = _found(request, pk)
    form = DocumentForm(request.POST, request.FILES)
    if form.is_valid() and stored(
        form,
        lambda: documents.add(
            asset, title=form.cleaned_data["title"], upload=form.cleaned_data["file"], by=request.viewer, at=clock.now()
        ),
    ):
        messages.success(request, _("Document added and encrypted"))
        return redirect("asset", pk=asset.pk)
    return render(request, "desk/access/asset.html", page_context(request, asset, document_form=form), status=422)


def stored(form, store) -> bool:
    """Run the action; a file that is refused becomes an error of the form, with what was typed kept."""
    try:
        store()
    except files.FileRefused as refused:
        form.add_error("file", refused.sentence)
        return False
    return True

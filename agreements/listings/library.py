"""Which clauses, templates and country profiles are there, and which of them wants to be looked at again?"""

import datetime

from django.db.models import CharField, Count, Func, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.fields.json import JSONField, KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat, Now
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from agreements.models import AgreementTemplate, ClauseEdition, Jurisdiction
from agreements.rendering import reading
from core.web.listing import Cell, Choice, Column, Empty, Flag, Listing
from vendors import places

MONTH_A_YEAR_AGO = Func(
    Now() - Value(datetime.timedelta(days=365)), Value("YYYY-MM"), function="to_char", output_field=CharField()
)
STALE = Q(as_of__lt=MONTH_A_YEAR_AGO)
_NO_LIBRARY = Empty(_l("The library is empty"), _l("An operator loads it with: manage.py load_starter"))


def address(kind: str, key: str) -> str:
    return reverse("library_entry", args=[kind, key])


def _clauses(viewer):
    """With the number of templates that list each, and its kind and standing as columns."""
    entry = Cast(Concat(Value('[{"clause": "'), OuterRef("key"), Value('"}]'), output_field=CharField()), JSONField())
    listing = AgreementTemplate.objects.visible_to(viewer).newest().filter(content__clauses__contains=entry)
    counted = listing.order_by().annotate(every=Value(1)).values("every").annotate(n=Count("pk")).values("n")
    return (
        ClauseEdition.objects.visible_to(viewer).newest()
        .annotate(
            templates=Coalesce(Subquery(counted, output_field=IntegerField()), 0), is_stale=STALE,
            category=KeyTextTransform("category", "content"), standing=KeyTextTransform("standing", "content"),
            approver=KeyTextTransform("approver", "content"),
        )
    )  # fmt: skip


def _editions(model):
    return lambda viewer: model.objects.visible_to(viewer).newest().annotate(is_stale=STALE)


def _countries(viewer):
    """With what each says of itself, and of a limit after the end, as columns."""
    return _editions(Jurisdiction)(viewer).annotate(
        confidence=KeyTextTransform("confidence", "content"), usable=KeyTextTransform("usable", "content"),
        restraint=KeyTextTransform("status", KeyTextTransform("non_compete", "content")),
    )  # fmt: skip


def _place(row) -> Cell:
    """A state with its country; a country that names no law sends on to its states."""
    parent = row.content.get("parent", "")
    return Cell(
        row.title,
        sub=places.name_of(parent) if parent else "" if row.usable == "true" else _("Names no law of its own"),
    )


def _restraint(row) -> Cell:
    return Cell(reading.NON_COMPETE.get(row.restraint, ""), label=_("Non-compete"))


def _as_of(row) -> Cell:
    """The month of the last look, and that a year has passed since."""
    return Cell(row.as_of, sub=_("Needs review") if row.is_stale else "", label=_("As of"), tone="nowrap")


def _variants(row) -> str:
    """The codes of countries that have words of their own."""
    return ", ".join(code for variant in row.content.get("variants", ()) for code in variant["jurisdictions"])


def _standing(row) -> Cell:
    tone = {"mandatory": "info", "standard": "plain", "optional": "outline"}[row.standing]
    return Cell(reading.STANDINGS[row.standing], kind="tag", tone=tone)


_REVIEW = Flag("review", _l("Needs review"), STALE)
_AS_OF = Column("as_of", _l("As of"), show=_as_of, sort="as_of", export=lambda row: row.as_of)
_EDITION = Column("number", _l("Edition"), kind="number", sort="number")

CLAUSES = Listing(
    key="clauses",
    title=_l("Clause library"),
    rows=_clauses,
    columns=(
        Column("title", _l("Clause"), show=lambda row: Cell(row.title, sub=row.content.get("plain", "")), sort="title", export=lambda row: row.title),
        Column("category", _l("Kind"), show=lambda row: reading.CATEGORIES.get(row.category, row.category), sort="category"),
        Column("standing", _l("Standing"), show=_standing, sort="standing"),
        Column("approver", _l("Approver"), show=lambda row: reading.APPROVERS.get(row.approver, row.approver), sort="approver"),
        Column("variants", _l("Own words for"), show=_variants),
        Column("templates", _l("Templates"), kind="number", sort="templates"),
        _EDITION,
        _AS_OF,
        Column("key", _l("Name in the files"), kind="id", hidden=True),
    ),
    sort="title",
    filters=(
        Choice("category", _l("Kind"), list(reading.CATEGORIES.items())),
        Choice("standing", _l("Standing"), list(reading.STANDINGS.items())),
        Choice("approver", _l("Approver"), list(reading.APPROVERS.items())),
        _REVIEW,
    ),
    search=("title", "key", "content__plain"),
    link=lambda row: address("clauses", row.key),
    count_as=ngettext_lazy("%(count)s clause", "%(count)s clauses", "count"),
    empty=_NO_LIBRARY,
)  # fmt: skip

TEMPLATES = Listing(
    key="templates",
    title=_l("Clause library"),
    rows=_editions(AgreementTemplate),
    columns=(
        Column("title", _l("Template"), show=lambda row: Cell(row.title, sub=row.content.get("summary", "")), sort="title", export=lambda row: row.title),
        Column("tiers", _l("Tiers"), show=lambda row: ", ".join(map(str, row.content["tiers"]))),
        Column("kind", _l("Kind"), show=lambda row: _("Own undertaking") if row.content["kind"] == "undertaking" else _("Agreement")),
        Column("clauses", _l("Clauses"), show=lambda row: len(row.content["clauses"]), kind="number"),
        _EDITION,
        _AS_OF,
        Column("key", _l("Name in the files"), kind="id", sort="key", hidden=True),
    ),
    sort="key",
    filters=(_REVIEW,),
    search=("title", "key"),
    link=lambda row: address("templates", row.key),
    count_as=ngettext_lazy("%(count)s template", "%(count)s templates", "count"),
    empty=_NO_LIBRARY,
)  # fmt: skip

COUNTRIES = Listing(
    key="countries",
    title=_l("Clause library"),
    rows=_countries,
    columns=(
        Column("title", _l("Country or state"), show=_place, sort="title", export=lambda row: row.title),
        Column("key", _l("Code"), kind="id", sort="key"),
        Column("rules", _l("Rules"), show=lambda row: len(row.content.get("rules", ())), kind="number"),
        Column("restraint", _l("Non-compete"), show=_restraint, sort="restraint"),
        Column("confidence", _l("How well it is known"), show=lambda row: reading.CONFIDENCE.get(row.confidence, "")),
        Column("usable", _l("Can govern an agreement"), show=lambda row: _("Yes") if row.usable == "true" else _("No"), hidden=True),
        _EDITION,
        _AS_OF,
    ),
    sort="title",
    filters=(
        Choice("confidence", _l("How well it is known"), list(reading.CONFIDENCE.items())),
        Choice("restraint", _l("Non-compete"), list(reading.NON_COMPETE.items())),
        _REVIEW,
    ),
    search=("title", "key"),
    link=lambda row: address("countries", row.key),
    count_as=ngettext_lazy("%(count)s country or state", "%(count)s countries and states", "count"),
    empty=_NO_LIBRARY,
)  # fmt: skip

LISTINGS = {"clauses": CLAUSES, "templates": TEMPLATES, "countries": COUNTRIES}

"""Which versions of the questionnaire were there, who published each and why, and how many firms were asked with it?"""

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext_lazy

from core.web.listing import Cell, Column, Days, Empty, Listing
from vendors.models import Assessment, QuestionnaireVersion


def _versions(viewer):
    """`firms` is a number alone: who writes questionnaires may not see whom they were sent to."""
    asked = Assessment.objects.filter(version=OuterRef("pk")).order_by().values("version")
    firms = Subquery(asked.annotate(n=Count("vendor", distinct=True)).values("n"), output_field=IntegerField())
    return (
        QuestionnaireVersion.objects.visible_to(viewer)
        .select_related("published_by")
        .annotate(firms=Coalesce(firms, 0))
    )


def by_whom(version: QuestionnaireVersion) -> str:
    return version.published_by.name if version.published_by else _("Came with the product")


VERSIONS = Listing(
    key="questionnaire-versions",
    title=_l("Questionnaire"),
    rows=_versions,
    columns=(
        Column("version", _l("Version"), show=lambda row: Cell(_("Version %(number)s") % {"number": row.version}, sub=row.content["title"]), sort="version", export=lambda row: row.version),
        Column("published", _l("In use since"), show="loaded_at", kind="moment", sort="loaded_at"),
        Column("by", _l("Published by"), show=by_whom),
        Column("because", _l("Reason")),
        Column("questions", _l("Questions"), show=lambda row: len(row.content["questions"]), kind="number"),
        Column("firms", _l("Subcontractors asked"), kind="number", sort="firms"),
    ),
    sort="-version",
    filters=(Days("published", _l("In use since"), field="loaded_at"),),
    link=lambda row: reverse("questionnaire_version", args=[row.pk]),
    count_as=ngettext_lazy("%(count)s version", "%(count)s versions", "count"),
    empty=Empty(_l("No questionnaire yet"), _l("An operator loads it with: manage.py load_starter")),
)  # fmt: skip

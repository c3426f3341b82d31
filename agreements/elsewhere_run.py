"""What does the check of a run say now? Its sheet read against the register, the library and the files that came with it."""

import datetime

from django.utils.translation import gettext as _

from agreements import elsewhere_sheet
from agreements.kinds import named, templates
from agreements.models import ClauseEdition, ElsewherePaper, ElsewhereRun, Jurisdiction
from agreements.rendering import terms
from core import files
from core.actors import Actor
from core.models import Organisation
from core.refusals import NotNow
from vendors.models import Person, Vendor
from vendors.people_files import tables


def rows(run: ElsewhereRun) -> list[tuple[int, list[str]]]:
    """Raises NotNow where the sheet cannot be read."""
    try:
        return list(tables.rows(files.read(run.sheet), is_sheet=run.sheet.name.lower().endswith(".xlsx")))
    except tables.Unreadable as unreadable:
        raise NotNow(unreadable.sentence) from unreadable


def mapping(top: list[str]) -> dict[str, str]:
    """Raises NotNow with what is missing in the head of the sheet."""
    found = elsewhere_sheet.HEADS.propose(top)
    if unfit := elsewhere_sheet.HEADS.unfit(found, top):
        raise NotNow(_("The columns of the sheet are not clear. Take the template and fill it in."), unfit)
    return found


def lines(run: ElsewhereRun, viewer: Actor, at: datetime.datetime) -> list[elsewhere_sheet.Line]:
    found = rows(run)
    return list(elsewhere_sheet.lines(found, mapping(found[0][1] if found else []), known(run, viewer, at)))


def left_over(run: ElsewhereRun, judged: list[elsewhere_sheet.Line]) -> list[str]:
    """Files that no row names."""
    asked = {line.file for line in judged}
    return [row.name for row in run.files.order_by("name") if row.name.lower() not in asked]


def known(run: ElsewhereRun, viewer: Actor, at: datetime.datetime) -> elsewhere_sheet.Known:
    vendors = Vendor.objects.visible_to(viewer).exclude(status="archived")
    people = Person.objects.visible_to(viewer).filter(vendor__in=vendors)
    countries = [row for row in Jurisdiction.objects.newest() if row.content["usable"]]
    came = {row.name.lower(): (row.pages, row.stored.sha256) for row in run.files.select_related("stored")}
    here = ElsewherePaper.objects.exclude(status="removed").filter(
        sha256__in=[digest for _pages, digest in came.values()]
    )
    return elsewhere_sheet.Known(
        today=terms.day_of(at, Organisation.current().time_zone), files=came,
        vendors=_sure((word.lower(), row) for row in vendors for word in {row.name, row.legal_name, row.reference} if word),
        templates={word.lower(): row for row in templates().values() for word in (named(row), row.key)},
        people=_sure(((row.vendor_id, word.lower()), row) for row in people for word in {row.name, row.email} if word),
        countries={word.lower(): row.key for row in countries for word in (row.title, row.key)},
        clauses={word.lower(): row.key for row in ClauseEdition.objects.newest() for word in (row.title, row.key)},
        taken=set(here.values_list("vendor_id", "sha256")),
    )  # fmt: skip


def _sure(pairs) -> dict:
    """Words that name one row; what two have in common names neither."""
    found: dict = {}
    for word, row in pairs:
        found[word] = row if found.get(word, row) == row else None
    return {word: row for word, row in found.items() if row is not None}

"""What would a bulk issue put before one of its firms, what does its template ask of each, and what stands against it?"""

from django.utils.translation import gettext as _

from agreements import drafting, table
from agreements.models import AWAITING, DRAFTING, Agreement, BulkIssue, BulkLine, Jurisdiction
from agreements.rendering import terms, wording
from agreements.rendering.checking import Problem
from core import ids
from core.models import Organisation
from core.web.dates import say_day

OF_THE_FIRM = ("vendor", "engagement")  # where a firm's own answers come from
KINDS_OF_FIRM = 40  # tiers and countries whose drafts are looked at for what the template asks
IN_FORCE = "same-in-force"


def paper(run: BulkIssue, line: BulkLine, day) -> Agreement:
    """The draft as it would be made for this firm, kept nowhere. `day`: of the organisation, when it takes effect."""
    template = run.template
    return Agreement(
        id=ids.new(), vendor=line.vendor, kind=template.content["kind"], template=template, template_key=template.key, title=template.title,
        jurisdiction=line.jurisdiction, topics=list(run.topics), signed_by=template.content["signed_by"],
        choices=drafting.demanded_clauses(line.vendor), zone=Organisation.current().time_zone, variables=answers(run, line, day),
    )  # fmt: skip


def answers(run: BulkIssue, line: BulkLine, day) -> dict:
    said = {**run.variables, **line.variables}
    return {
        "effective_on": day.isoformat(),
        **{name: value for name, value in said.items() if not wording.is_empty(value)},
    }


def today(at):
    return terms.day_of(at, Organisation.current().time_zone)


def is_own(definition: dict) -> bool:
    """Whether each firm answers this for itself."""
    return definition.get("from", "").split(".")[0] in OF_THE_FIRM


def asked(run: BulkIssue, at) -> tuple[dict[str, dict], dict]:
    """(name -> definition of what the template asks, name -> what is proposed), over the kinds of firm that are in it."""
    kinds = ["vendor__tier", "jurisdiction"]
    one_each = run.lines.exclude(jurisdiction="").order_by(*kinds, "pk").distinct(*kinds)[:KINDS_OF_FIRM]
    lines = BulkLine.objects.filter(pk__in=[line.pk for line in one_each]).select_related("vendor")
    definitions: dict[str, dict] = {}
    values: dict = {}
    for line in lines.order_by("pk"):
        if usable(line.jurisdiction):
            found = drafting.look(paper(run, line, today(at)))
            definitions = {**found.definitions, **definitions}
            values = {**found.values, **values}
    return definitions, values


def own(run: BulkIssue, at) -> dict[str, dict]:
    """Name -> definition of what each firm answers for itself, as columns of its sheet."""
    return {name: row for name, row in asked(run, at)[0].items() if is_own(row)}


def usable(code: str) -> bool:
    country = Jurisdiction.objects.newest().filter(key=code).first()
    return country is not None and country.content["usable"]


def problems(run: BulkIssue, line: BulkLine, at) -> list[Problem]:
    """What stops or warns at this firm, that of the draft itself last."""
    if found := list(_of_the_firm(run, line)):
        return found
    draft = drafting.look(paper(run, line, today(at)))
    return [*_in_force(run, line), *draft.stops, *draft.warnings]


def _of_the_firm(run: BulkIssue, line: BulkLine):
    vendor, same = line.vendor, Agreement.objects.filter(vendor=line.vendor, template_key=run.template.key, person=None)
    if vendor.status in ("archived", "offboarding"):
        yield _stop("firm-leaves", _("It is being offboarded or archived."))
    if not usable(line.jurisdiction):
        yield _stop("no-law", _("No usable profile of its country is in the library. Choose another law for it."))
    if same.filter(status__in=DRAFTING).exists():
        yield _stop("same-in-draft", _("A draft of the same agreement is open there. Issue or discard it first."))
    if same.filter(status__in=AWAITING).exists():
        yield _stop("same-waits", _("The same agreement waits to be signed there already."))
    if not table.signatories(Agreement(vendor=vendor)).exists():
        yield _stop("nobody-signs", _("Nobody there may sign for it. Invite a signatory first."))


def _in_force(run: BulkIssue, line: BulkLine):
    row = Agreement.objects.filter(
        vendor=line.vendor, template_key=run.template.key, person=None, status="signed"
    ).first()
    if row is None:
        return
    if row.binds_until is None:
        words = _("The same agreement is in force there. The new one stands beside it.")
    else:
        words = _("The same agreement is in force there until %(day)s. The new one stands beside it.")
        words %= {"day": say_day(row.binds_until, "full")}
    yield Problem("warn", IN_FORCE, words)


def _stop(key: str, words: str) -> Problem:
    return Problem("block", key, words)


def proposed(run: BulkIssue, line: BulkLine, at) -> dict:
    """Name -> value of what its record, or its last paper, says where the firm's own row says nothing."""
    return drafting.look(paper(run, line, today(at))).values if usable(line.jurisdiction) else {}

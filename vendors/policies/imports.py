"""When may a file of people be applied, and when is it too late to take it back?"""

import datetime
import uuid

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import ties
from core.refusals import NotNow
from vendors import import_sources
from vendors.models import ImportedPerson, PeopleImport
from vendors.people_files.columns import FIELDS

LEAVERS, LEAVERS_SHARE = 20, 0.10  # more than either of them is held for a person to look at


def check_ends_few(run: PeopleImport) -> None:
    """The brake: a file that was cut or mixed up must not send half of the people away."""
    leavers, working = run.counts.get("leavers", 0), run.counts.get("working", 0)
    if leavers > LEAVERS or (working and leavers > LEAVERS_SHARE * working):
        raise NotNow(
            _(
                "This file ends the employment of %(count)d people, more than an import may. Report them one by one, or split the file."
            )
            % {"count": leavers}
        )


def check_waits(run: PeopleImport) -> None:
    """Its columns are chosen before it is applied."""
    if run.status not in {"uploaded", "checked"}:
        raise NotNow(_("This file is %(state)s already.") % {"state": run.get_status_display().lower()})


def check_can_be_undone(run: PeopleImport, at: datetime.datetime) -> None:
    until = run.can_be_undone_until
    if until is None or at > until:
        raise NotNow(_("An import can be undone for 24 hours after it was applied."))


def untouched(run: PeopleImport) -> QuerySet[ImportedPerson]:
    """Whom an undo has not come to yet."""
    rows = run.people.filter(undone_at=None, kept_because="").order_by("pk")
    return rows.select_related("person", "person__sponsor", "person__user")


def why_kept(found: list[ImportedPerson]) -> dict[uuid.UUID, str]:
    """Of these, those whom an undo leaves as they are, and why: by the id of the row, two statements at most."""
    deep = [each.person_id for each in found if not each.before or {"starts_on", "ends_on"} & set(each.before)]
    tied = ties.of_people(deep) if deep else {}
    reasons = {each.pk: _since(each) or tied.get(each.person_id, "") for each in found}
    return {pk: reason for pk, reason in reasons.items() if reason}


def _since(each: ImportedPerson) -> str:
    person = each.person
    if person.departed_at:
        return _("Has left since")
    if person.user_id and not each.before:
        return _("Has an account")
    others = [name for name, value in each.after.items() if import_sources.plain(getattr(person, name)) != value]
    if others:
        return _("Changed since: %(fields)s") % {"fields": ", ".join(str(FIELDS[name][0]) for name in others)}
    return ""

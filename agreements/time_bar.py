"""How do the term and the secrecy of a paper lie beside each other in time? Places on a bar, worked out on the server."""

import datetime

from django.utils.translation import gettext as _

from agreements.models import INFORMATION, Agreement, BindingFact, SecrecyFact
from agreements.rendering import terms
from core.web.dates import say_day

REST = 0.12  # of the whole, drawn beyond the last end that is known, for what has none
SECOND = datetime.timedelta(seconds=1)


def drawn(agreement: Agreement, at: datetime.datetime) -> dict | None:
    """Rows of {name, words, start, width} and `now`, in percent of the bar; None before everybody has signed."""
    rows = _rows(agreement)
    if not rows:
        return None
    first = min(begins for _name, begins, _ends in rows)
    last = max([at, first + datetime.timedelta(days=365), *(ends for _name, _begins, ends in rows if ends)])
    whole = (last - first) * (1 + REST)

    def place(moment: datetime.datetime) -> float:
        return round(100 * ((moment - first) / whole), 2)

    return {
        "now": place(at),
        "rows": [
            {"name": name, "start": place(begins), "width": round((place(ends) if ends else 100) - place(begins), 2),
             "words": _words(begins, ends, agreement.zone), "is_open": ends is None}
            for name, begins, ends in rows
        ],
    }  # fmt: skip


def _rows(agreement: Agreement) -> list[tuple]:
    """The paper itself, then secrecy of each kind. Times of suspension are left to the list of facts."""
    held = [row for row in BindingFact.objects.current().filter(source_id=agreement.pk) if not row.during.isempty]
    found = []
    if held:
        ends = [row.ends_at for row in held]
        found = [(_("The agreement"), min(row.starts_at for row in held), None if None in ends else max(ends))]
    secret = {row.what: row for row in SecrecyFact.objects.current().filter(agreement=agreement)}
    for what, name in SecrecyFact.WHAT:
        row = secret.get(what)
        if row and not row.during.isempty:
            found.append((_("Secrecy") if what == INFORMATION else name, row.starts_at, row.ends_at))
    return found


def _words(begins: datetime.datetime, ends: datetime.datetime | None, zone: str) -> str:
    said = {"first": say_day(terms.day_of(begins, zone), "full")}
    if ends is None:
        return _("from %(first)s, without a fixed end") % said
    return _("from %(first)s to %(last)s") % {**said, "last": say_day(terms.day_of(ends - SECOND, zone), "full")}

"""How many of a subcontractor's people had learnt what at a moment? For the page that sets two of them side by side."""

import datetime

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.actors import Actor
from core.web.comparing import Line, Section
from training import standing
from training.models import Completion
from vendors.models import Vendor


def as_it_stood(vendor: Vendor, viewer: Actor, at: datetime.datetime, known_at: datetime.datetime) -> list[Section]:
    if not viewer.may("training.read"):
        return []
    rows = Completion.objects.filter(vendor=vendor).holding(at).believed(known_at)
    counts = rows.values_list("key").annotate(people=Count("person", distinct=True)).order_by("key")
    names = standing.names()
    lines = [
        Line(key, names.get(("training", key), key), ngettext("%(n)d person", "%(n)d people", people) % {"n": people})
        for key, people in counts
    ]
    return [Section("training", _("Training that counts"), lines, absent=_("Nobody"))]

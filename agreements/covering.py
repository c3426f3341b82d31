"""Which paper covers this person, of those that a condition asks for? For pages that say why access is open, or closed."""

import datetime

from django.db.models import Q

from agreements import standing
from agreements.models import Agreement, BindingFact
from core import ties
from core.actors import Actor
from vendors.models import Person

Name = tuple[str, str]  # requirement and key, as standing vouches for them


def papers(
    person: Person, viewer: Actor, *, at: datetime.datetime, known_at: datetime.datetime
) -> dict[Name, Agreement]:
    """Condition -> the paper that meets it at that moment, by what was known then; of several the one signed last."""
    facts = (
        BindingFact.objects.believed(known_at)
        .holding(at)
        .filter(Q(person=None) | Q(person=person), vendor=person.vendor_id)
    )
    found = list(facts.values_list("requirement", "key", "source_id"))
    seen = Agreement.objects.visible_to(viewer).defer("html", "body", "variables").order_by("signed_at")
    rows = {row.pk: row for row in seen.filter(pk__in=[source for _requirement, _key, source in found])}
    order = list(rows)
    met = sorted((each for each in found if each[2] in rows), key=lambda each: order.index(each[2]))
    return {(requirement, key): rows[source] for requirement, key, source in met}


def suspended(person: Person, viewer: Actor) -> list[Agreement]:
    """Signed papers that count for nothing now, as a breach that suspends them is open."""
    rows = Agreement.objects.visible_to(viewer).filter(
        Q(person=None) | Q(person=person), vendor=person.vendor_id, status="signed"
    )
    return list(
        rows.filter(breaches__suspends=True, breaches__ended_at=None).distinct().defer("html", "body", "variables")
    )


def closes(agreement: Agreement, *, at: datetime.datetime) -> list[str]:
    """What the end of this paper would close, by the decision: usable grants that ask for what no other paper vouches for."""
    about = {"vendor": agreement.vendor_id, "person": agreement.person_id, "requirement": agreement.kind}
    others = BindingFact.objects.current().holding(at).filter(**about).exclude(source_id=agreement.pk)
    lost = set(standing.keys_of(agreement.template_key)) - set(others.values_list("key", flat=True))
    return ties.closed_by(agreement.vendor_id, agreement.person_id, [(agreement.kind, key) for key in sorted(lost)], at)

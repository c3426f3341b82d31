"""Which demands of the tier do passed courses meet?"""

from training.models import Completion
from vendors import demand_states
from vendors.models import Person


def demand_states_of(vendor, demands: list[dict], viewer, at) -> list[tuple]:
    """(demand's id, state, url) for courses: how many of the firm's workers hold a completion that is valid now."""
    asked = [each for each in demands if each["kind"] == "training"]
    if not asked:
        return []
    workers = set(Person.objects.filter(vendor=vendor, is_worker=True, departed_at=None).values_list("pk", flat=True))
    keys = [each["refers_to"] for each in asked]
    held = set(
        Completion.objects.current().holding(at).filter(vendor=vendor, key__in=keys).values_list("key", "person_id")
    )
    return [
        (each["id"], demand_states.of_people(sum((each["refers_to"], pk) in held for pk in workers), len(workers)), "")
        for each in asked
    ]

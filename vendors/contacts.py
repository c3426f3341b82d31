"""Whom do we write to at a firm? The accounts of those who still work there."""

from collections import defaultdict
from collections.abc import Iterable

from vendors.models import Person


def accounts(vendors: Iterable, **hats: bool) -> defaultdict:
    """Firm's id -> ids of the accounts of its people with these hats (`is_contact=True`); one query for all firms."""
    found: defaultdict = defaultdict(tuple)
    rows = Person.objects.filter(vendor__in=vendors, departed_at=None, user__isnull=False, **hats)
    for vendor_id, user_id in rows.values_list("vendor_id", "user_id"):
        found[vendor_id] += (user_id,)
    return found

"""Which agreements end soon, and who has to see to a new one?"""

import datetime
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _l

from agreements.models import Agreement
from agreements.rendering import terms
from core.reminders import DAY, HORIZON, Deadline
from vendors import contacts

SECOND = datetime.timedelta(seconds=1)


def ending(at: datetime.datetime) -> Iterator[Deadline]:
    """Firms' agreements in force that end within the horizon, unless a later one of the same kind is signed."""
    signed = Agreement.objects.filter(status="signed", person=None)
    later = signed.filter(
        vendor=OuterRef("vendor"), template_key=OuterRef("template_key"), ends_on__gt=OuterRef("ends_on")
    )
    span = ((at - 2 * DAY).date(), (at + HORIZON).date())
    rows = (
        signed.filter(~Exists(later), ends_on__range=span).select_related("vendor").defer("html", "body", "variables")
    )
    signers = contacts.accounts({agreement.vendor_id for agreement in rows}, is_signatory=True)
    for agreement in rows:
        ours = tuple({agreement.vendor.owner_id, agreement.issued_by_id} - {None})
        yield _deadline(
            agreement,
            ours,
            f"/desk/agreements/{agreement.pk}/",
            _l("you look after this agreement"),
            firm=agreement.vendor.name,
            reference=agreement.vendor.reference,
        )
        yield _deadline(
            agreement,
            signers[agreement.vendor_id],
            f"/portal/agreements/{agreement.pk}/",
            _l("you may sign for your company"),
        )


def _deadline(agreement: Agreement, users: tuple, url: str, why, **said) -> Deadline:
    """Due at the last moment of the last day, in the agreement's own zone."""
    return Deadline(
        key=f"agreement-end:{agreement.pk}",
        due_at=terms.start_of(agreement.ends_on + DAY, agreement.zone) - SECOND,  # type: ignore[operator]  # the query asks for one
        users=users,
        title=_l("%(paper)s ends on %(due_at)s"),
        text=_l("A new one has to be signed by both sides before that day, or access that needs it closes."),
        overdue=_l("%(paper)s has ended"),
        overdue_text=_l("Access that needs it is closed. It opens again once a new one is signed by both sides."),
        act=_l("Open the agreement"),
        url=url,
        why=why,
        context={"paper": agreement.title, **said},
        vendor_id=agreement.vendor_id,
    )

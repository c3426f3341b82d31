"""Who may put one agreement before many firms, or sign many at once, and when?"""

import datetime

from django.utils.translation import gettext as _

from agreements.models import BulkIssue
from agreements.policies import agreements as policies
from core import limits
from core.actors import Actor
from core.refusals import NotAllowed, NotNow


def check_can_read(by: Actor) -> None:
    if not (by.is_staff and by.may("agreements.read")):
        raise NotAllowed(_("Your role does not include reading agreements."))


def check_so_many(count: int) -> None:
    if not count:
        raise NotNow(_("No subcontractor is selected. Tick them in the list first."))
    if count > limits.BULK_FIRMS:
        words = _("%(count)s subcontractors are selected. One act takes %(most)s at most; narrow the list.")
        raise NotNow(words % {"count": count, "most": limits.BULK_FIRMS})


def check_can_change(by: Actor, run: BulkIssue) -> None:
    policies.check_can_write(by)
    if run.status not in ("composing", "checked"):
        raise NotNow(_("This is %(state)s and does not change any more.") % {"state": run.get_status_display().lower()})


def check_has_template(run: BulkIssue) -> None:
    if run.template_id is None:
        raise NotNow(_("Choose first which agreement it is."))


def check_can_start(by: Actor, run: BulkIssue, at: datetime.datetime, today: datetime.date) -> None:
    policies.check_can_write(by)
    if run.status != "checked":
        raise NotNow(_("Let it be checked first. What stops or warns at each firm is known then."))
    if run.sign_by and run.sign_by < today:
        raise NotNow(_("The last day to sign has passed. Choose a later one."))


def check_reaches_somebody(count: int) -> None:
    """An act that goes to nobody is not started, so that its answers can still be put right."""
    if not count:
        words = _("It would go to nobody: at each firm something stops it, or a warning has no reason against it.")
        raise NotNow(words)


def check_may_override(by: Actor, reasons: dict[str, str]) -> None:
    if reasons and not by.may("agreements.override"):
        raise NotAllowed(_("There are warnings. Only a lawyer with the right to set them aside may issue it."))


def check_can_countersign(by: Actor) -> None:
    if not (by.is_staff and by.may("agreements.countersign")):
        raise NotAllowed(_("Your role does not include signing for the company."))

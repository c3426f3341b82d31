"""Who may enter the accounts of a subcontractor, and when?"""

from django.utils.translation import gettext as _

from core.actors import Actor
from core.refusals import NotAllowed, NotNow
from vendors import evidence_library, finance_words
from vendors.finance import lines
from vendors.models import Statement


def check_can_enter(actor: Actor) -> None:
    if not can_enter(actor):
        raise NotAllowed(_("Your role does not include entering accounts."))


def can_enter(actor: Actor) -> bool:
    return actor.may("vendors.screen")


def check_fits_together(amounts: lines.Amounts) -> None:
    for wrong in lines.wrongs(amounts):
        raise NotNow(finance_words.wrong(wrong))


def check_is_a_file_of(vendor, stored) -> None:
    if stored and not evidence_library.of(vendor.pk).filter(pk=stored.pk).exists():
        raise NotNow(_("Choose a file that this subcontractor uploaded."))


def check_is_current(statement: Statement) -> None:
    if not statement.is_current:
        raise NotNow(_("These accounts were corrected or taken back meanwhile. Look at the newest version."))

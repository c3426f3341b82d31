"""When can our record become what HR says?"""

from django.utils.translation import gettext as _

from core.refusals import NotNow
from core.web.dates import say_day
from vendors.models import HrWord
from vendors.models.hr_word import LEFT, SAID


def check_can_take(word: HrWord) -> None:
    """Who left here comes back with a later first day alone: a stale word must not open what a departure closed."""
    person = word.person
    if LEFT in word.differs and not word.has_left and word.starts_on <= person.ends_on:
        raise NotNow(
            _(
                "%(name)s left here on %(day)s. HR must send a first day after it; if the departure was a mistake, edit "
                "the person and give a new first day."
            )
            % {"name": person.name, "day": say_day(person.ends_on, "full")}
        )


def said(word: HrWord) -> dict:
    """What would be written: all that HR says of somebody who comes back, otherwise what differs."""
    names = SAID if LEFT in word.differs else word.differs
    return {name: getattr(word, name) for name in names}

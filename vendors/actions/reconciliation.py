"""HR says one thing of a person and we another: take HR's word, or keep ours and say why."""

import datetime

from django.utils.translation import gettext as _

from core.actors import Actor
from core.events import record
from vendors.actions import people
from vendors.models import HrWord
from vendors.models.hr_word import LEFT
from vendors.policies import people as policy
from vendors.policies import reconciliation as rule


def take(word: HrWord, *, by: Actor, at: datetime.datetime) -> HrWord:
    """Our record becomes what HR says. Raises NotAllowed, NotNow, NotThis."""
    policy.check_can_keep(by)
    word = _lock(word)
    if not word.differs:
        return word
    rule.check_can_take(word)
    event = record("hr.word-taken", word.person, by=by, at=at, differs=word.differs)
    if LEFT in word.differs and word.has_left:
        people.depart(word.person, by=by, at=at, because=_("HR says so"), last_on=word.ends_on, cause=event)
    else:
        people.change(word.person, **rule.said(word), by=by, at=at, cause=event)
    word.refresh_from_db()
    return word


def keep_ours(word: HrWord, *, by: Actor, at: datetime.datetime, because: str) -> HrWord:
    """Ours stays until HR says something new of this person. Raises NotAllowed."""
    policy.check_can_keep(by)
    word = _lock(word)
    if word.settled_at is None and word.differs:
        word.settled_at, word.settled_by = at, by.user
        word.save(update_fields=["settled_at", "settled_by"])
        record("hr.word-set-aside", word.person, by=by, at=at, because=because, differs=word.differs)
    return word


def _lock(word: HrWord) -> HrWord:
    """The person first, as everywhere."""
    people.lock(word.person)
    rows = HrWord.objects.select_for_update(no_key=True, of=["self"]).select_related("person", "person__vendor")
    return rows.get(pk=word.pk)

"""Keep what HR said beside what we say, and in what they differ. For actions that have asked; written with every change."""

import datetime
from collections.abc import Iterable

from core.actors import Actor
from vendors.models import HrWord, Person
from vendors.models.hr_word import LEFT, SAID

_COLUMNS = [*SAID, "has_left", "heard_at", "heard_from", "differs", "settled_at", "settled_by"]


def hear(people: Iterable[Person], *, by: Actor, at: datetime.datetime, through: str = "") -> None:
    """HR spoke of these people and we have written it down: their rows are what it said. One statement for many."""
    words = [_word(person, at, through or by.label) for person in people]
    HrWord.objects.bulk_create(
        words, batch_size=1000, update_conflicts=True, unique_fields=["person"], update_fields=_COLUMNS
    )


def hear_otherwise(person: Person, said: dict, *, at: datetime.datetime, through: str) -> None:
    """HR says of this person what we could not take over. Saying it again does not undo what was settled."""
    word = HrWord.objects.filter(person=person).first() or _word(person, at, through)
    is_new = any(getattr(word, name) != value for name, value in said.items())
    for name, value in {**said, "has_left": False, "heard_at": at, "heard_from": through}.items():
        setattr(word, name, value)
    if is_new:
        word.settled_at = word.settled_by = None
    word.differs = differences(person, word)
    word.save()


def compare(person: Person) -> None:
    """Our side has changed."""
    word = HrWord.objects.filter(person=person).first()
    if word and (found := differences(person, word)) != word.differs:
        word.differs = found
        word.save(update_fields=["differs"])


def differences(person: Person, word: HrWord) -> list[str]:
    """Of somebody who is gone for both nothing is left to agree on."""
    if person.departed_at:
        return [LEFT] if not word.has_left and word.ends_on > person.ends_on else []
    if word.has_left:
        return [LEFT]
    return [name for name in SAID if getattr(person, name) != getattr(word, name)]


def _word(person: Person, at: datetime.datetime, through: str) -> HrWord:
    return HrWord(
        person=person,
        has_left=person.departed_at is not None,
        heard_at=at,
        heard_from=through[:160],
        **{name: getattr(person, name) for name in SAID},
    )

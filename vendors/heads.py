"""Which column of a file means what? Surely where its head is a word that we know, and as a proposal where it is like one.

Pure. Fields are: our field -> (what it is called on screens, whether it must be there, the heads that mean it).
"""

import re
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass

from django.utils.translation import gettext as _
from rapidfuzz.distance import OSA

LIKE = 0.7  # below it a head is not taken for a word


@dataclass(frozen=True)
class Heads:
    """`never_proposed`: fields whose words stand in many a head."""

    fields: dict[str, tuple]
    never_proposed: Set[str] = frozenset()

    def sure(self, head: list[str]) -> dict[str, str]:
        """Our field -> the column whose head means it."""
        known = {plain(cell): cell for cell in head if cell}
        found = {name: next((known[word] for word in words if word in known), "") for name, words in self._words()}
        return {name: column for name, column in found.items() if column}

    def propose(self, head: list[str]) -> dict[str, str]:
        """As `sure`, and for the other fields the columns whose heads are most like a word for it; each column once."""
        found = self.sure(head)
        likenesses = sorted(
            (
                (_likeness(plain(cell), words), name, cell)
                for name, words in self._words()
                for cell in head
                if cell and name not in found and name not in self.never_proposed and cell not in found.values()
            ),
            reverse=True,
        )
        for likeness, name, cell in likenesses:
            if likeness >= LIKE and name not in found and cell not in found.values():
                found[name] = cell
        return found

    def unfit(self, mapping: dict[str, str], head: list[str]) -> list[str]:
        """What keeps these columns from being read, a sentence each; one for all that is missing."""
        absent = [
            str(label) for name, (label, must, _words) in self.fields.items() if must and mapping.get(name) not in head
        ]
        chosen, heads = Counter(mapping.values()), Counter(head)
        found = [_("Choose a column for: %(fields)s") % {"fields": ", ".join(absent)}] if absent else []
        found += [_("“%(column)s” is chosen more than once") % {"column": each} for each in chosen if chosen[each] > 1]
        return found + [
            _("The file has more than one column “%(column)s”. Give each its own name") % {"column": each}
            for each in chosen
            if heads[each] > 1
        ]

    def _words(self):
        return [(name, words.split()) for name, (_label, _must, words) in self.fields.items()]


def plain(head: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", head.lower()).strip("_")


def _likeness(head: str, words: list[str]) -> float:
    """0 to 1: as written alike, or as far as one of the words makes up the head."""
    return max(max(OSA.normalized_similarity(head, word), _within(word, head)) for word in words)


def _within(word: str, head: str) -> float:
    whole = len(word) >= 3 and set(word.split("_")) <= set(head.split("_"))
    return 0.6 + 0.4 * len(word) / len(head) if whole else 0.0

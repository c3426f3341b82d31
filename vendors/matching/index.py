"""Which of many names share enough with this one to be compared? Postings of letter groups, searched with numpy.

Each word gives the groups of three letters of its folded spelling, and its consonants as one group more. A query adds
up how rare the groups are that it shares with each name; the best few are compared in full.
"""

from collections import defaultdict
from collections.abc import Iterable
from math import log

import numpy as np

from vendors.matching import evidence
from vendors.matching.party import Match, Name, Party
from vendors.matching.reading import Reading, read
from vendors.matching.scoring import judge, reads_as_person

MOST = 16  # names that are compared in full
SHARE = 0.3  # of the rarity of its groups that a name must share to be compared
SHORTER = 0.65  # how much the shorter of the two names counts in that share
LIGHT = {"stop", "title", "particle"}


class Index:
    """Built once; `find` may then be asked as often as one likes."""

    def __init__(self, entries: Iterable[Party]) -> None:
        self.parties: list[Party] = []
        self._names: list[tuple[int, Name]] = []
        self._numbers: dict[str, list[int]] = defaultdict(list)
        postings: dict[str, list[int]] = defaultdict(list)
        for party in entries:
            self._take(party, postings)
        self._weigh(postings)

    def _take(self, party: Party, postings: dict[str, list[int]]) -> None:
        place = len(self.parties)
        self.parties.append(party)
        for number in evidence.numbers(party):
            self._numbers[number].append(place)
        for name in party.names:
            for group in groups(read(name.text, reads_as_person(party.kind))):
                postings[group].append(len(self._names))
            self._names.append((place, name))

    def _weigh(self, postings: dict[str, list[int]]) -> None:
        """A group is worth the more the fewer names have it."""
        count = len(self._names)
        self._rarity = {group: log(1 + count / len(places)) for group, places in postings.items()}
        self._unknown = log(1 + count)
        self._postings = {group: np.array(places, np.int32) for group, places in postings.items()}
        self._sums = np.zeros(count, np.float64)
        for group, places in self._postings.items():
            self._sums[places] += self._rarity[group]

    def find(self, ours: Party, least: int) -> list[Match]:
        """Best first."""
        chosen: dict[int, set[tuple[Name, Name]]] = defaultdict(set)
        for mine in ours.names:
            for at in self._near(read(mine.text, reads_as_person(ours.kind))):
                place, other = self._names[at]
                chosen[place].add((mine, other))
        for number in evidence.numbers(ours):
            for place in self._numbers.get(number, ()):
                chosen[place].update((mine, other) for mine in ours.names for other in self.parties[place].names)
        found = (judge(ours, self.parties[place], pairs, least) for place, pairs in chosen.items())
        return sorted((match for match in found if match), key=lambda match: -match.score)

    def _near(self, reading: Reading) -> list[int]:
        asked = groups(reading)
        known = [group for group in asked if group in self._postings]
        if not known:
            return []
        arrays = [self._postings[group] for group in known]
        rarities = [self._rarity[group] for group in known]
        shared = np.bincount(
            np.concatenate(arrays), np.repeat(rarities, [len(each) for each in arrays]), minlength=len(self._names)
        )
        own = sum(rarities) + self._unknown * (len(asked) - len(known))
        near = np.flatnonzero(shared >= SHARE * (1 - SHORTER) * own)  # most fall here, by one comparison
        sums = self._sums[near]
        share = shared[near] / (SHORTER * np.minimum(sums, own) + (1 - SHORTER) * np.maximum(sums, own))
        near, share = near[share >= SHARE], share[share >= SHARE]
        return (near if len(near) <= MOST else near[np.argpartition(share, -MOST)[-MOST:]]).tolist()


def groups(reading: Reading) -> set[str]:
    found: set[str] = set()
    for word in reading.words:
        if word.kind not in LIGHT or len(reading.words) == 1:
            text = f" {word.fold} "
            found.update(text[at : at + 3] for at in range(len(text) - 2))
            if len(word.bones) > 1:
                found.add(f"#{word.bones}")
    return found

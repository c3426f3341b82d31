"""What is one entry of a list, in whatever format it came?"""

import hashlib
import json
from dataclasses import asdict, dataclass, field

KINDS = {"person", "organisation", "other"}


class Unreadable(ValueError):
    """`sentence` says what is wrong with the file as a whole."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass
class About:
    """What the list says of itself: the day it was published (ISO), and how many entries it has."""

    published_on: str = ""
    said: int | None = None


@dataclass
class Listed:
    """`uid`: the publisher's own number. `names`: [text, weak], the main one first; the rest as matching reads it."""

    uid: str
    kind: str
    names: list[tuple[str, bool]]
    births: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)
    programmes: list[str] = field(default_factory=list)
    remarks: str = ""

    def __post_init__(self) -> None:
        self.names = list(_tidy(self.names).items())
        self.remarks = self.remarks.strip()[:4000]
        for name in ("births", "countries", "identifiers", "programmes"):
            setattr(self, name, sorted({text.strip() for text in getattr(self, name) if text and text.strip()}))

    @property
    def digest(self) -> str:
        """SHA-256 over everything: an entry changed when this did."""
        plain = {**asdict(self), "names": sorted(self.names)}
        return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _tidy(names) -> dict[str, bool]:
    """Each text once; one that is somewhere called strong is strong."""
    found: dict[str, bool] = {}
    for text, weak in names:
        if text := " ".join(text.split())[:300]:
            found[text] = found.get(text, True) and weak
    return found

"""What may a file be called here? A name is for people to read; it never becomes a path."""

import re
import unicodedata

LONGEST = 150  # characters, extension included
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # control, format (bidi marks), surrogate, private, separators


def cleaned(name: str) -> str:
    """The last part of `name` without anything that hides, reverses or breaks what a reader sees.

    Folders go, in either slash; so do control and direction marks; blanks collapse; a long name loses
    its middle, not its extension. Returns "" where nothing is left.
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    spaced = "".join(" " if letter.isspace() else letter for letter in last)
    visible = "".join(letter for letter in spaced if unicodedata.category(letter) not in _HIDDEN)
    plain = re.sub(r'[<>:"|?*]', "_", re.sub(r" +", " ", visible)).strip(" .")
    return _shortened(plain)


def extension(name: str) -> str:
    """The ending in lower case with its dot, or ""."""
    stem, dot, ending = name.rpartition(".")
    return dot + ending.lower() if stem else ""


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    ending = extension(name)[:20]
    return name[: LONGEST - len(ending)].rstrip(" .") + ending

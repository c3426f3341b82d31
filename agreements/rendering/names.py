"""Is this the name that stands in the account? Typed by hand, on whatever keyboard the signer has.

Capital letters, accents, blanks, hyphens, apostrophes and full stops do not count, and a letter that a keyboard lacks may be
written as people write it then (ü as u or ue, ß as ss, ø as o or oe). Nothing may be left out: each name has to be there.
"""

import unicodedata

from vendors.matching.spelling import plain

_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ß": "ss"})


def is_same(typed: str, name: str) -> bool:
    return bool(_spellings(typed) & _spellings(name))


def _spellings(said: str) -> set[str]:
    lowered = unicodedata.normalize("NFC", said).lower()
    return {plain(lowered), plain(lowered.translate(_SPELT_OUT))} - {""}

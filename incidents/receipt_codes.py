"""What does a receipt code look like, and how is one read that somebody typed from paper? Four groups of five characters.

The letters are Crockford's: no I, L, O or U, and what looks alike is read alike. Nineteen are random (95 bits); the
twentieth is a check in the field of 32 elements, so that any one wrong character and any two that changed places show.
"""

import hashlib
import re
import secrets

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM, GROUP = 19, 5
_ALIKE = str.maketrans("OIL", "011")
_BETWEEN = re.compile(r"[\s\-‐-―]+")


def new_secret() -> str:
    """What a report carries from its first step on; the code follows from it, so that sending twice gives one code."""
    return secrets.token_hex(20)


def of_secret(secret: str) -> str:
    """K7QM2-… ; the secret is kept nowhere, so that nobody can make the code again."""
    number = int.from_bytes(hashlib.sha256(f"ringfence receipt {secret}".encode()).digest())
    values = [number >> 5 * place & 31 for place in range(RANDOM)]
    letters = "".join(LETTERS[value] for value in [*values, _folded([*values, 0])])
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def read(typed: str) -> str:
    """The code as it was given, or nothing where this can be none: other blanks, hyphens and small letters are the same."""
    letters = _BETWEEN.sub("", typed).upper().translate(_ALIKE)
    if len(letters) != RANDOM + 1 or set(letters) - set(LETTERS) or _folded([LETTERS.index(each) for each in letters]):
        return ""
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def digest_of(code: str) -> str:
    """What the database keeps of it (SHA-256, hex)."""
    return hashlib.sha256(code.encode()).hexdigest()


def _folded(values: list[int]) -> int:
    """The values as coefficients of a polynomial over GF(32), at a generator of the field: 0 for a code that holds."""
    total = 0
    for value in values:
        total = (total << 1 ^ (0b100101 if total & 16 else 0)) ^ value
    return total

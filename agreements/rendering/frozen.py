"""Is this the text that was frozen? Its fingerprint (H1), and the one place where frozen text becomes page markup."""

import hashlib
from dataclasses import replace

from django.utils.safestring import SafeString, mark_safe

from agreements.rendering.parts import Part, split


class TextDamaged(RuntimeError):
    """The stored text does not have the fingerprint that was taken at issue. Nothing of it is shown."""


def fingerprint(html: str) -> str:
    """SHA-256 (hex) of the UTF-8 bytes: H1."""
    return hashlib.sha256(html.encode()).hexdigest()


def shown(html: str, sha256: str) -> SafeString:
    """The frozen text as markup. It was rendered by our own template with every value escaped, and is the same still.

    Raises TextDamaged where it is not.
    """
    if fingerprint(html) != sha256:
        raise TextDamaged(sha256)
    return mark_safe(html)  # noqa: S308 - the bytes are the ones that our template made, by their fingerprint


def shown_parts(html: str, sha256: str) -> list[Part]:
    """The frozen text in its parts, each as markup. Raises TextDamaged where it is not the text that was frozen."""
    return [replace(part, html=mark_safe(part.html)) for part in split(shown(html, sha256))]  # noqa: S308 - as above

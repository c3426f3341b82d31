"""Why was a file not taken, or not opened?"""

from core.files.stream import Damaged as FileDamaged
from core.refusals import NotNow

__all__ = ["FileDamaged", "FileRefused", "FileShredded"]


class FileRefused(ValueError):
    """Not taken; nothing of it is kept. `sentence` is fit for the person who sent it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class FileShredded(NotNow):
    """The key was destroyed on purpose; nobody can open the file any more."""

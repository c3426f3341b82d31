"""What does one page look like, before the mark? PDF, pictures and text, drawn on the server."""

from access.documents.contents import read
from core import page_images


def page(version, number: int):
    """The page (from 1) of this version as an image, without any mark. Raises files.FileDamaged where the file is not whole."""
    return page_images.draw(read(version), version.file.media_type, number)

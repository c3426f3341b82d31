"""What does one page look like, before the mark? PDF, pictures and text, drawn on the server."""

from core import files, page_images


def page(version, number: int):
    """The page (from 1) of this version as an image, without any mark. Raises files.FileDamaged where the file is not whole."""
    content = files.read(version.file)
    if version.file.media_type == "application/pdf":
        return page_images.page_image(content, number)
    if version.file.media_type.startswith("image/"):
        return page_images.picture(content)
    return page_images.text_pages(content.decode("utf-8", "replace"))[number - 1]


def encoded(image) -> bytes:
    return page_images.encode(image, kind="webp")

"""What is in this version of a document? Its file, once it is sure that it is this document's and this version's."""

from core import files
from core.files import FileDamaged


def read(version) -> bytes:
    """The whole plaintext. Raises FileDamaged, where the row points at a file of another document or version, too."""
    stored = version.file
    if stored.version != version.number or stored.about_id not in {None, version.document_id}:
        raise FileDamaged("the file belongs to another document or version")
    return files.read(stored)

"""Does a sealed paper hold outside the house, in other people's tools and on the page that is open to everybody?"""

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from core.signing import authority
from core.signing.seals import parsed

# What another program says of a sealed paper that it finds whole.
FOUND_WHOLE = {
    ("pdfsig",): ["Signature is Valid", "Total document signed"],
    ("qpdf", "--check"): ["No syntax or stream encoding errors"],
}


def holds_elsewhere(content: bytes) -> None:
    """pyHanko, pdfsig and qpdf find the paper whole; so does the public check, until one byte is another."""
    seal = PdfFileReader(io.BytesIO(content)).embedded_signatures[0]
    status = validate_pdf_signature(seal, ValidationContext(trust_roots=parsed(authority.root_pem())))
    assert status.bottom_line and status.coverage.name == "ENTIRE_FILE"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "paper.pdf")
        path.write_bytes(content)
        for command, expected in FOUND_WHOLE.items():
            said = run([*command, str(path)]) if shutil.which(command[0]) else None
            assert said is None or all(words in said for words in expected), (command, said)
    assert checked(content) == "intact" and checked(changed(content)) == "altered"


def run(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def changed(content: bytes) -> bytes:
    """One byte otherwise, in the middle of what was sealed."""
    place = len(content) // 3
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def checked(content: bytes) -> str:
    """What anybody reads who drops the file on the public page."""
    upload = SimpleUploadedFile("paper.pdf", content, content_type="application/pdf")
    answer = Client().post(reverse("verify"), {"paper": upload})
    assert answer.status_code == 200, answer.status_code
    return answer.context["result"]["state"]

"""How does a stranger check a signed copy without us? A shell script of everyday tools; it travels inside the evidence.

It asks nobody: `sha256sum` for the fingerprints, `pdfdetach` and `pdfsig` (poppler-utils) to open the file, `openssl` for the seal.
"""

import re

from agreements.models import APPROVER, Agreement, Signature

NAME = "check.sh"
_RANGE = re.compile(rb"/ByteRange ?\[ ?(\d+) +(\d+) +(\d+) +(\d+) ?\]")
_SCRIPT = """#!/bin/sh
# Is copy.pdf what was signed and sealed? Put into one folder: the signed copy as copy.pdf, the certificate of the
# sealing authority as authority.pem, and this file. Then run: sh check.sh
# Needs sha256sum, openssl, and pdfdetach and pdfsig of poppler-utils. It asks nobody over the network.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "1. The file is the one that was sealed (H2)"
echo "{copy}  copy.pdf" | sha256sum -c -

echo "2. The text inside it is the one that was shown to each signer (H1)"
pdfdetach -saveall -o "$work" copy.pdf
( cd "$work" && echo "{text}  text.html" | sha256sum -c - )

echo "3. Each act of signing is unchanged and names that text"
{acts}

echo "4. The seal over the whole file was made with a certificate of the authority"
cp copy.pdf "$work/copy.pdf"
( cd "$work" && pdfsig -dump copy.pdf >/dev/null )
{{ head -c {first} copy.pdf; tail -c +{second_from} copy.pdf | head -c {second}; }} >"$work/sealed"
openssl cms -verify -binary -inform DER -in "$work/copy.pdf.sig0" -content "$work/sealed" \\
    -CAfile authority.pem -partial_chain -no_check_time -out /dev/null

echo "Everything fits."
"""
_ACT = """( cd "$work" && echo "{digest}  act-{number}.json" | sha256sum -c - && grep -q {text} act-{number}.json )"""

_MARK = """( cd "$work" && echo "{mark}  mark-{number}.svg" | sha256sum -c - && grep -q {mark} act-{number}.json )"""


def acts(agreement: Agreement) -> list[Signature]:
    """Whose acts travel inside the copy: an approval is ours alone and stands in the evidence."""
    return [row for row in agreement.signatures.all() if row.role != APPROVER]


def script(agreement: Agreement, copy: bytes, copy_sha256: str) -> str:
    """`copy` are the bytes of the sealed copy, `copy_sha256` their fingerprint (H2)."""
    found = _RANGE.search(copy)
    if found is None:
        raise ValueError("the copy carries no seal")
    _start, first, second_from, second = (int(number) for number in found.groups())
    checks = [
        _ACT.format(number=row.position, digest=row.act_digest, text=agreement.document_sha256)
        for row in acts(agreement)
    ]
    checks += [_MARK.format(number=row.position, mark=row.mark_sha256) for row in acts(agreement) if row.mark_sha256]
    return _SCRIPT.format(
        copy=copy_sha256, text=agreement.document_sha256, acts="\n".join(checks), first=first, second_from=second_from + 1, second=second
    )  # fmt: skip

"""How does somebody who has nothing of ours work a score out again? The calculation as a ZIP: what was known, the method, the
result, and the arithmetic itself, which is one file of plain Python."""

import inspect
import io
import json
import zipfile

from django.utils.translation import gettext as _

from vendors.models import Vendor
from vendors.scoring import arithmetic


def pack(found: dict, vendor: Vendor) -> bytes:
    """`found` as vendors.panels.score.worked_out gives it."""
    calculation = {
        "subcontractor": {"reference": vendor.reference, "name": vendor.name},
        "known": found["known"],
        "method": found["method"].content,
        "result": found["result"],
    }
    lead = _(
        "score.json holds what was known of %(name)s, the method with its weights, and the result.\n"
        "arithmetic.py is the whole arithmetic. Python 3.11 or newer works it out again and says whether it is the same:\n\n"
        "    python arithmetic.py score.json\n"
    ) % {"name": vendor.name}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("score.json", json.dumps(calculation, ensure_ascii=False, indent=2) + "\n")
        archive.writestr("arithmetic.py", inspect.getsource(arithmetic))
        archive.writestr("README.txt", lead)
    return packed.getvalue()

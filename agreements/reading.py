"""How much of a text was put before somebody who acts on it, and what was not yet?"""

from django.utils.translation import gettext as _

from agreements.models import Agreement, ShownPart, Signature
from agreements.rendering import frozen
from agreements.rendering.parts import CLOSING, OPENING, Part


def parts(agreement: Agreement) -> list[Part]:
    return frozen.shown_parts(agreement.html, agreement.document_sha256)


def title_of(part: Part) -> str:
    return part.title or {OPENING: _("Parties and background"), CLOSING: _("Closing words")}[part.key]


def progress(agreement: Agreement, user_id) -> dict:
    """Each part with the moment from which it was before this account; `missing` those that were not, `next` the first of
    them, and how many there are."""
    since = dict(ShownPart.objects.filter(agreement=agreement, user=user_id).values_list("part", "shown_at"))
    rows = [
        {"number": number, "key": part.key, "title": title_of(part), "shown_at": since.get(part.key)}
        for number, part in enumerate(parts(agreement), start=1)
    ]
    missing = [row for row in rows if row["shown_at"] is None]
    return {
        "rows": rows,
        "missing": missing,
        "next": missing[0] if missing else None,
        "shown": len(rows) - len(missing),
        "total": len(rows),
    }


def before(signature: Signature) -> dict:
    """What had been shown to a signer when they signed, for the evidence: each part with its moment and way, or neither."""
    rows = ShownPart.objects.filter(
        agreement_id=signature.agreement_id,
        user_id=signature.user_id,
        document_sha256=signature.document_sha256,
        shown_at__lte=signature.signed_at,
    )
    noted = {row.part: row for row in rows}
    found = [{"title": title_of(part), "row": noted.get(part.key)} for part in parts(signature.agreement)]
    return {"rows": found, "shown": sum(1 for each in found if each["row"]), "total": len(found)}

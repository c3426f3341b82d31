"""Which kinds of agreement does the library have, and what are they called in a list?"""

from django.utils.translation import gettext as _

from agreements.models import AgreementTemplate


def templates() -> dict[str, AgreementTemplate]:
    """Key -> newest edition of every kind of agreement that is not made from an invention."""
    rows = AgreementTemplate.objects.newest().order_by("title", "key")
    return {row.key: row for row in rows if "about" not in row.content and not row.key.startswith("amendment-")}


def named(row: AgreementTemplate) -> str:
    tiers = row.content["tiers"]
    return _("%(title)s, for tier %(tier)s") % {"title": row.title, "tier": tiers[0]} if len(tiers) == 1 else row.title

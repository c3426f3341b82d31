"""What was asked before signing, for both sides."""

from django.urls import reverse
from django.utils.translation import gettext as _

from agreements import reading
from agreements.models import Agreement, SigningQuestion
from agreements.policies import agreements as policies
from core.web.todo import Todo


def of_paper(agreement: Agreement, viewer) -> list[dict]:
    """Oldest first; in the portal one's own alone, so that nobody hears what a colleague did not understand."""
    rows = SigningQuestion.objects.visible_to(viewer).filter(agreement=agreement)
    if viewer.is_person:
        rows = rows.filter(asked_by=viewer.user)
    titles = {part.key: reading.title_of(part) for part in reading.parts(agreement)} if rows else {}
    return [{"row": row, "about": titles.get(row.part, "")} for row in rows]


def to_answer(viewer) -> list[Todo]:
    if not policies.can_write(viewer):
        return []
    rows = SigningQuestion.objects.visible_to(viewer).filter(status="asked").select_related("agreement", "vendor")
    return [
        Todo(
            key=f"question-{row.pk}", title=_("Answer before it is signed: %(paper)s") % {"paper": row.agreement.title},
            url=reverse("desk_signing_question", args=[row.pk]), consequence=2, kind=_("Agreement"), vendor=row.vendor, hint=row.text[:120],
        )
        for row in rows.order_by("asked_at")[:50]
    ]  # fmt: skip

"""What is answered to one clause that screening proposes; `answer` is the button: taken or left."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements.models.screening_answer import LEFT
from core.web.widgets import LongText


class ProposedClauseForm(forms.Form):
    because = LongText(
        _l("Reason"),
        rows=2,
        required=False,
        help_text=_l("Needed where you leave it out; it stays with the agreement."),
    )

    def clean(self):
        found = super().clean()
        if self.data.get("answer") == LEFT and not found.get("because", "").strip():
            self.add_error("because", _("Say why the agreement does without this clause"))
        return found

"""Which courts, or which arbitration?"""

from django import forms
from django.utils.translation import gettext_lazy as _l


class ForumForm(forms.Form):
    """`options`: agreements.panels_forum.Option; `now`: the key of the one that the draft says."""

    forum = forms.ChoiceField(
        label=_l("Where a dispute is decided"), widget=forms.RadioSelect, error_messages={"required": _l("Choose where a dispute is decided")},
    )  # fmt: skip

    def __init__(self, *args, options, now: str = ""):
        super().__init__(*args, initial={"forum": now})
        self.options = {option.key: option for option in options}
        self.fields["forum"].choices = [(option.key, self._said(option)) for option in options]

    @staticmethod
    def _said(option) -> str:
        return f"{option.title}. {option.text}" if option.text else option.title

    @property
    def chosen(self):
        return self.options[self.cleaned_data["forum"]]

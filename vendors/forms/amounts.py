"""How do people write a large whole number? With separators of thousands, whichever their country has."""

import re

from django import forms

_SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009'’"))
_GROUPED = re.compile(r"(-?\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,]0{1,2})?")
_WHOLE = re.compile(r"(-?\d+)[.,]0{1,2}")  # what a spreadsheet adds


class WholeAmountField(forms.DecimalField):
    """5000000, 5.000.000, 5,000,000.00 and 5 000 000 are one amount; 5.5 is none, as amounts here are whole."""

    def __init__(self, **options):
        box = forms.TextInput(attrs={"inputmode": "numeric"})
        super().__init__(max_digits=16, decimal_places=0, widget=box, **options)

    def to_python(self, value):
        return super().to_python(plain(value) if isinstance(value, str) else value)


def plain(text: str) -> str:
    """Digits alone where it is a whole amount, else the text as it was."""
    tight = text.strip().translate(_SPACES)
    found = _GROUPED.fullmatch(tight)
    if found:
        return re.sub(r"[.,]", "", found[1])
    whole = _WHOLE.fullmatch(tight)
    return whole[1] if whole else tight

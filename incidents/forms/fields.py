"""Which field do the forms here share?"""

from django import forms

_MOMENT = "%Y-%m-%dT%H:%M"


def moment(label, **options) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT), **options
    )

"""Which fields do the forms here share?"""

from django import forms

_MOMENT = "%Y-%m-%dT%H:%M"


def text(label, *, rows=3, required=True, missing="", **options) -> forms.CharField:
    messages = {"required": missing} if missing else {}
    return forms.CharField(
        label=label,
        required=required,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages=messages,
        **options,
    )


def moment(label, **options) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT), **options
    )

"""Which names does a request look for in what was sent, and which of them name a record?

Found while it runs: every form that is bound, and every name that a door reads by hand.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest import mock

from django import forms
from django.http import QueryDict
from rest_framework import serializers


@dataclass
class Seen:
    fields: dict = field(default_factory=dict)  # of bound forms and bodies of the API, by the name in what was sent
    names: set[str] = field(default_factory=set)  # everything that was looked for in a body or a query


@contextmanager
def on_what_is_read() -> Iterator[Seen]:
    seen = Seen()
    full_clean = forms.BaseForm.full_clean

    def clean(form):
        if form.is_bound:
            seen.fields |= {form.add_prefix(name): each for name, each in form.fields.items()}
        return full_clean(form)

    validate = serializers.Serializer.run_validation

    def run(serializer, *args, **kwargs):
        seen.fields |= serializer.fields
        return validate(serializer, *args, **kwargs)

    with (
        mock.patch.object(forms.BaseForm, "full_clean", clean),
        mock.patch.object(serializers.Serializer, "run_validation", run),
        _reading(seen),
    ):
        yield seen


@contextmanager
def _reading(seen: Seen) -> Iterator[None]:
    """`getlist`, `get` and `[]` of what came; all of them end in one of these two."""
    item, getlist = QueryDict.__getitem__, QueryDict.getlist

    def by_item(values, name):
        seen.names.add(name)
        return item(values, name)

    def by_list(values, name, default=None):
        seen.names.add(name)
        return getlist(values, name, default)

    with mock.patch.object(QueryDict, "__getitem__", by_item), mock.patch.object(QueryDict, "getlist", by_list):
        yield

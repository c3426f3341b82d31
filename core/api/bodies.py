"""What does the API read? JSON without surprises, and serializers that refuse what they do not know or did not ask for.

The field classes take the JSON type that they name and nothing that merely looks like it: "12" is no number, 1 no text.
"""

import json
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _l
from rest_framework import serializers
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from core import ids, limits
from core.api.problems import Problem


class StrictJSON(BaseParser):
    """UTF-8 JSON, limited in size and depth, no key twice, no NaN."""

    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None):
        content = stream.read(limits.BODY_BYTES + 1)
        if len(content) > limits.BODY_BYTES:
            raise Problem("too-large")
        try:
            found = json.loads(content.decode(), object_pairs_hook=_without_twins, parse_constant=_refuse_constant)
            _check_depth(found, limits.BODY_DEPTH)
        except (ValueError, RecursionError) as error:
            raise ParseError(_l("The body is not valid JSON in UTF-8: %(why)s") % {"why": error}) from error
        return found


def _without_twins(pairs):
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _refuse_constant(name):
    raise ValueError(f"{name} is not JSON")


def _check_depth(value, left: int) -> None:
    if left == 0:
        raise ValueError("nested too deeply")
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _check_depth(inner, left - 1)


class Body(serializers.Serializer):
    """A serializer for input: fields are listed, and any other key is an error, told together with all others."""

    default_error_messages = {
        "unknown-field": _l("This field is not known here."),
        "invalid": _l("Send a JSON object here."),
    }

    def to_internal_value(self, data):
        surplus = self._surplus(data) if isinstance(data, Mapping) else {}
        try:
            found = super().to_internal_value(data)
        except serializers.ValidationError as error:
            raise serializers.ValidationError({**surplus, **error.detail}) from error
        if surplus:
            raise serializers.ValidationError(surplus)
        return found

    def _surplus(self, data) -> dict:
        writable = {name for name, field in self.fields.items() if not field.read_only}
        unknown = serializers.ErrorDetail(self.error_messages["unknown-field"], "unknown-field")
        return {key: [unknown] for key in data if key not in writable}


class Shown(serializers.CharField):
    """The id of a record as the API shows it: `sub_…`, `per_…`."""

    def __init__(self, prefix: str, **options):
        self.prefix = prefix
        super().__init__(read_only=True, **options)

    def to_representation(self, value):
        return ids.show(self.prefix, value)


class Text(serializers.CharField):
    """A JSON string."""

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Whole(serializers.IntegerField):
    """A JSON number without a fraction."""

    def to_internal_value(self, data):
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return data


class YesNo(serializers.BooleanField):
    """true or false."""

    def to_internal_value(self, data):
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Day(serializers.DateField):
    """A date as 2026-11-24."""

    def __init__(self, **options):
        super().__init__(**{"input_formats": ["%Y-%m-%d"], **options})

    def to_internal_value(self, value):
        day = super().to_internal_value(value)
        if not limits.EARLIEST <= day <= limits.LATEST:
            self.fail("invalid", format="YYYY-MM-DD")
        return day

"""Is a date that was typed in three boxes read, or answered with words that help?"""

from datetime import date

import pytest
from django import forms
from django.template import Context, Template

from core.web.widgets import DateField


class Form(forms.Form):
    until = DateField(label="Valid until", help_text="As printed")
    since = DateField(label="Since", required=False)


def bound(day="", month="", year="", **more):
    return Form({"until_day": day, "until_month": month, "until_year": year, **more})


def test_a_real_date_is_read():
    form = bound("12", "1", "2030")
    assert form.is_valid() and form.cleaned_data == {"until": date(2030, 1, 12), "since": None}


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (("", "", ""), "Enter day, month and year"),
        (("12", "", "2030"), "Enter day, month and year"),
        (("31", "2", "2030"), "Enter a real date, for example 27 3 2028"),
        (("x", "2", "2030"), "Enter a real date, for example 27 3 2028"),
        (("1", "1", "99999"), "Enter a real date, for example 27 3 2028"),
    ],
)
def test_what_is_no_date_is_answered_with_what_to_do(typed, answer):
    assert bound(*typed).errors["until"] == [answer]


def test_a_date_that_may_be_missing_may_not_be_half_given():
    assert "since" in bound("12", "1", "2030", since_day="3").errors


def test_each_box_has_its_own_label_and_the_value_stays():
    html = Template('{% include "components/field.html" %}').render(
        Context({"field": bound("31", "2", "2030")["until"]})
    )
    for box, label, value in [
        ("id_until_0", "Day", "31"),
        ("id_until_1", "Month", "2"),
        ("id_until_2", "Year", "2030"),
    ]:
        assert f'<label for="{box}">{label}</label>' in html and f'value="{value}"' in html
    assert html.index("Valid until") < html.index("As printed") < html.index("Enter a real date")

"""Is an amount understood however people write its thousands, and never mistaken for another one?"""

import pytest
from django.core.exceptions import ValidationError

from vendors.forms.amounts import WholeAmountField

WRITTEN = [
    "5000000",
    "5.000.000",
    "5,000,000",
    "5 000 000",
    "5\u202f000\u202f000",
    "5'000'000",
    "5,000,000.00",
    "5.000.000,00",
    "5000000.00",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_one_amount_written_in_many_ways(text):
    assert WholeAmountField().clean(text) == 5_000_000


@pytest.mark.parametrize(
    "text", ["5.5", "5,50", "5.000,5", "5.00.000", "5,000.000.000", "1e6x", "five", "NaN", "5.000.00"]
)
def test_what_is_no_whole_amount_is_refused(text):
    with pytest.raises(ValidationError):
        WholeAmountField().clean(text)


def test_nothing_is_nothing():
    assert WholeAmountField(required=False).clean("") is None and WholeAmountField().clean("0") == 0

"""What a value of a definition may be, at its edges."""

import pytest

from dashboard.core.periods import PublicationDate
from dashboard.core.rules import (
    ImpossibleValueError,
    require_address,
    require_between,
    require_texts,
)


@pytest.mark.parametrize("number", [0, 6, 0.5])
def test_both_bounds_are_allowed(number):
    require_between("decimals", number, 0, 6)


@pytest.mark.parametrize("number", [-1, 7, float("nan"), float("inf")])
def test_a_number_beyond_its_bounds_or_not_finite_is_refused(number):
    with pytest.raises(ImpossibleValueError, match=r"^decimals: cannot be .*: write 0 to 6\.$"):
        require_between("decimals", number, 0, 6)


def test_infinity_is_refused_where_there_is_no_upper_bound():
    with pytest.raises(ImpossibleValueError, match="write 1 or more"):
        require_between("per", float("inf"), 1)


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_a_blank_text_is_refused_by_its_key(text):
    with pytest.raises(ImpossibleValueError, match=r"^name: is empty"):
        require_texts({"id": "x", "name": text})


@pytest.mark.parametrize("address", ["https://example.org", "https://example.org/a?b=1#c"])
def test_an_https_address_is_accepted(address):
    require_address("address", address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://example.org",
        "javascript:alert(1)//https://example.org",
        "https://",
        "https://example.org/ x",
        'https://example.org/"onclick="x',
        "https://user@example.org",
    ],
)
def test_any_other_address_is_refused(address):
    with pytest.raises(ImpossibleValueError, match=r"^address: .*begins with https://"):
        require_address("address", address)


def test_an_address_may_be_empty_where_it_may_be_unknown():
    require_address("address", "", may_be_unknown=True)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2018", "2018-01-01"),
        ("2018-09", "2018-09-01"),
        ("2018-09-20", "2018-09-20"),
        ("2018/19", "2018-04-01"),
        ("2025-02-19/2025-09-09", "2025-02-19"),
    ],
)
def test_the_first_day_that_an_imprecise_date_can_mean(text, first):
    assert str(PublicationDate(text).earliest) == first

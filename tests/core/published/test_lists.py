"""The id that a list has in addresses."""

import pytest

from dashboard.core.published.lists import slug_of
from dashboard.errors import ChangeRefusedError


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("YJB family", "yjb-family"),
        ("  YJB -- Family! ", "yjb-family"),
        ("Ynys Môn 2026", "ynys-mon-2026"),
    ],
)
def test_a_title_makes_an_id_of_lower_case_and_hyphens(title, slug):
    assert slug_of(title) == slug


@pytest.mark.parametrize("title", ["Region", "England", "own", "In force", "DfE 2025"])
def test_a_title_must_not_take_the_id_of_another_group(title):
    with pytest.raises(ChangeRefusedError, match="already names another group"):
        slug_of(title, ["dfe-2025"])


@pytest.mark.parametrize("title", ["", "???", "中文"])
def test_a_title_without_a_letter_that_an_address_can_carry_is_refused(title):
    with pytest.raises(ChangeRefusedError, match="is no title for a list"):
        slug_of(title)

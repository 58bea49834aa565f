"""Groups of children: written and found by name, with their dimension, never guessed."""

import pytest

from dashboard.core.own.groups import ALL_CHILDREN, Dimension, Group, Groups, dimension_id_of
from dashboard.core.rules import ImpossibleValueError
from dashboard.errors import UnknownNameError

SEX = Dimension("sex", "Sex", (Group("sex-girls", "Girls"), Group("sex-boys", "Boys")))
AGE = Dimension("age", "Age", (Group("age-10-14", "10 to 14"), Group("age-15-17", "15 to 17")))
GROUPS = Groups([SEX, AGE])


@pytest.mark.parametrize("text", ["Sex: Girls", "  sex:  girls ", "sex-girls"])
def test_a_group_is_found_by_its_words_in_any_case(text):
    assert GROUPS.find(text) == "sex-girls"


@pytest.mark.parametrize("text", ["", "   ", "All children"])
def test_no_group_stands_for_all_children(text):
    assert GROUPS.find(text) == ALL_CHILDREN


def test_how_a_group_is_written_finds_it_again():
    for group in ("", "sex-boys", "age-15-17"):
        assert GROUPS.find(GROUPS.written(group)) == group


def test_a_group_that_nobody_defined_is_refused_with_the_nearest():
    with pytest.raises(UnknownNameError, match="Sex: Girls"):
        GROUPS.find("Sex: Girl")


def test_a_name_without_its_dimension_is_not_guessed():
    with pytest.raises(UnknownNameError):
        GROUPS.find("Girls")


def test_each_group_knows_its_dimension():
    assert GROUPS.dimension_of("age-10-14") is AGE
    assert GROUPS.dimension_of(ALL_CHILDREN) is None
    assert GROUPS.name(ALL_CHILDREN) == "All children"


@pytest.mark.parametrize(
    "groups",
    [
        (Group("a", "A"),),
        (Group("a", "A"), Group("a", "B")),
        (Group("a", "A"), Group("b", "a")),
    ],
)
def test_a_dimension_parts_children_into_two_groups_or_more_of_different_names(groups):
    with pytest.raises(ImpossibleValueError):
        Dimension("sex", "Sex", groups)


def test_a_group_says_its_dimension_in_its_id():
    assert dimension_id_of("age-10-14") == "age"
    assert dimension_id_of(ALL_CHILDREN) == ""
    with pytest.raises(ImpossibleValueError, match="does not begin with its dimension"):
        Dimension("sex", "Sex", (Group("girls", "Girls"), Group("boys", "Boys")))
    with pytest.raises(ImpossibleValueError, match="does not begin with its dimension"):
        Dimension("in-care", "Care", (Group("in-care-yes", "Yes"), Group("in-care-no", "No")))


def test_a_reference_or_a_not_known_that_is_none_of_the_groups_is_refused():
    for key in ("reference", "not_known"):
        with pytest.raises(ImpossibleValueError, match=f"sex.{key}"):
            Dimension("sex", "Sex", SEX.groups, **{key: "sex-unknown"})


def test_known_groups_leave_out_the_one_of_whom_it_is_not_known():
    named = Dimension("sex", "Sex", SEX.groups, not_known="sex-boys")

    assert [group.id for group in named.known] == ["sex-girls"]
    assert SEX.known == SEX.groups


def test_a_group_is_called_within_a_sentence_as_it_is_defined_else_by_its_name():
    assert Group("a", "Girls", "girls").words == "girls"
    assert Group("a", "Girls").words == "children of the group Girls"

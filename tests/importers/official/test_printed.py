"""A cell of an official table is a number, a mark that is known, or nothing we may guess."""

import pytest

from dashboard.core.published.indicators import State
from dashboard.importers.official.printed import Printed, printed, why_not, without_remarks


def read(cell: str) -> Printed:
    found = printed(cell)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("543.958", 543.958),
        (" 1,258 ", 1258),
        ("0", 0),
        ("-3.5", -3.5),
        ("12 [note 3]", 12),
        ("12[r]", 12),
        ("1.5e-05", 1.5e-05),
        ("12.5 %", 12.5),
        ("1\u00a0258", 1258),
        ("314\u00b3", 314),
    ],
)
def test_a_number_is_read_as_it_is_printed(cell, value):
    assert read(cell).value == value


@pytest.mark.parametrize("cell", ["c", "C", "[c]", "*", "<5", "< 5", "[low]", "c [note 2]"])
def test_a_number_that_is_withheld_is_not_zero(cell):
    found = read(cell)

    assert (found.value, found.state) == (None, State.SUPPRESSED)


@pytest.mark.parametrize(
    "cell", ["", "-", "..", ".", ":", "x", "[x]", "z", "n/a", "[note 1]", "\u2013"]
)
def test_what_is_not_published_is_not_zero(cell):
    found = read(cell)

    assert (found.value, found.state) == (None, State.NOT_PUBLISHED)


@pytest.mark.parametrize("cell", ["many", "1,25", "12.3.4", "12 13", "1O4", "#REF!", "12 [c]"])
def test_what_is_neither_number_nor_mark_is_not_guessed(cell):
    assert printed(cell) is None


def test_what_the_source_marks_is_kept_in_the_note():
    assert read("12 [note 1, note 2]").note == "The source marks it [note 1, note 2]."
    assert read("12 [u]").note == "The source marks it [u]."
    assert read("x").note == 'The source prints "x".'
    assert read("12").note == ""


def test_a_name_is_read_without_its_notes_and_line_breaks():
    assert without_remarks("Cheshire\n West [note 4] ") == "Cheshire West"


def test_a_number_of_low_reliability_is_doubtful():
    assert read("12.5 [u]").state is State.DOUBTFUL
    assert read("12.5 [r]").state is State.PUBLISHED


def test_a_percent_sign_is_remembered():
    assert read("12%").is_share
    assert not read("12").is_share


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Dorset [note 4]",
            "Dorset (4)",
            "Dorset (note 4)",
            "Dorset\u2074",
            "Dorset *",
            "Dorset [r]",
        ),
        *("Dorset [note 4, 5]", "Dorset (4, 5)", "Dorset\u2020"),
    ],
)
def test_a_name_stands_without_the_marks_of_its_notes(text):
    assert without_remarks(text) == "Dorset"


@pytest.mark.parametrize("name", ["Dorset (Pre LG)", "London (Inner)", "Bristol, City of"])
def test_brackets_that_are_part_of_a_name_stay(name):
    assert without_remarks(name) == name


def test_why_a_cell_cannot_be_read_is_said_as_everywhere():
    assert why_not("1,25") == ("has a decimal comma", "write 1.25")
    assert why_not("many")[0] == "is neither a number nor a mark that is known"

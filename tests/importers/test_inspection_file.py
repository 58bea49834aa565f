"""A full inspection as TOML: read through the same door as those that ship."""

from pathlib import Path

import pytest

from dashboard.definitions.catalogue import DATA_FOLDER, load_catalogue
from dashboard.errors import ImportRefusedError
from dashboard.importers.inspection_file import is_inspection_file, read_inspection_file
from tests.grid_factories import known

HERTFORDSHIRE = Path(DATA_FOLDER) / "inspections" / "hertfordshire-2018.toml"


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


def refusal(content, catalogue):
    with pytest.raises(ImportRefusedError) as refused:
        read_inspection_file(content, "one.toml", known(catalogue))
    (problem,) = refused.value.problems
    return problem


def test_what_ships_can_be_loaded_as_a_file(catalogue):
    content = HERTFORDSHIRE.read_bytes()
    (found,) = read_inspection_file(content, "h.toml", known(catalogue)).inspections
    (shipped,) = [i for i in catalogue.inspections if i.id == "hertfordshire-2018"]
    assert found.id == shipped.id
    assert found.standards == shipped.standards
    assert found.recommendations == shipped.recommendations


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (("overall =", "ovrall ="), "ovrall"),
        (('"3.3.3" = 69', '"3.3.9" = 69'), "content"),
        (('service = "hertfordshire"', 'service = "hertfordshir"'), "content"),
    ],
)
def test_what_cannot_be_is_refused_naming_the_place(catalogue, change, where):
    text = HERTFORDSHIRE.read_text(encoding="utf-8")
    assert change[0] in text
    assert refusal(text.replace(*change).encode(), catalogue).column == where


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a = ", b"a = [" * 5000, b""])
def test_what_is_no_toml_is_refused_in_one_sentence(catalogue, content):
    assert refusal(content, catalogue).reason


@pytest.mark.parametrize(
    "text",
    [
        ".".join(["a"] * 200_000) + " = 1",
        " . ".join(["a"] * 100_000) + " = 1",
        "x = {" + '."b"' * 100_000 + " = 1}",
        "a = 1\n[" + ".".join(["a"] * 100_000) + "]",
    ],
)
def test_a_key_of_thousands_of_parts_is_refused_before_it_takes_minutes(catalogue, text):
    assert "too many parts" in refusal(text.encode(), catalogue).reason


def test_a_number_of_thousands_of_digits_is_refused_in_one_sentence(catalogue):
    assert "no TOML" in refusal(b"a = " + b"9" * 5_000, catalogue).reason


def test_dots_in_a_long_paragraph_are_no_key(catalogue):
    text = '\ntext = "' + "It was seen, in most cases. " * 80 + '..............."\n'
    assert "too many parts" not in refusal(text.encode(), catalogue).reason


def test_a_file_of_megabytes_is_not_read(catalogue):
    assert "larger" in refusal(b"# " + b"x" * 1_000_001, catalogue).reason


def test_the_name_tells_an_inspection_from_a_spreadsheet():
    assert is_inspection_file("Hertfordshire.TOML")
    assert not is_inspection_file("figures.csv")


def test_a_file_says_which_of_its_recommendations_are_for_others(catalogue):
    text = (HERTFORDSHIRE.parent / "essex-2018.toml").read_text(encoding="utf-8")
    unmarked = text.replace("for_others = true\n", "")

    for content, for_others in ((text, True), (unmarked, False)):
        (found,) = read_inspection_file(content.encode(), "e.toml", known(catalogue)).inspections
        assert [each.for_others for each in found.recommendations] == [for_others]


@pytest.mark.parametrize("wrong", ["2", '"Youth Justice Board"', "[true]"])
def test_whether_a_recommendation_is_for_others_is_a_yes_or_a_no(catalogue, wrong):
    text = (HERTFORDSHIRE.parent / "essex-2018.toml").read_text(encoding="utf-8")
    content = text.replace("for_others = true", f"for_others = {wrong}").encode()

    assert refusal(content, catalogue).column.endswith("for_others")


@pytest.mark.parametrize("line", ['adopts = "x"', 'withdrawn_because = "x"', 'kind = "Own action"'])
def test_what_only_a_board_says_of_a_recommendation_is_refused_in_a_file(catalogue, line):
    text = (HERTFORDSHIRE.parent / "essex-2018.toml").read_text("utf-8")
    content = text.replace("for_others = true", f"for_others = true\n{line}").encode()

    problem = refusal(content, catalogue)

    assert line.split()[0] in str(problem)
    assert "is for a board to say" in str(problem)

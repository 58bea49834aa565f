"""A supplied list: what is read, and every way in which a file is refused."""

import pytest

from dashboard.errors import ImportRefusedError
from dashboard.importers.similar_areas import (
    LARGEST_BYTES,
    MOST_ROWS,
    TEMPLATE,
    read_similar_areas,
)
from tests import factories
from tests.lists_factories import PLACES, TWO_AREAS, list_file
from tests.sheets_factories import new_workbook, saved

RANKED = "area,neighbour,rank"


def read(content, areas=PLACES):
    return read_similar_areas(content, "list.csv", areas.values())


def problems(content, areas=PLACES):
    with pytest.raises(ImportRefusedError) as refused:
        read(content, areas)
    return [str(problem) for problem in refused.value.problems]


def test_several_areas_in_one_file_keep_the_order_of_their_rows():
    assert read(TWO_AREAS) == {
        "E10000015": ("E10000012", "E10000016"),
        "E10000012": ("E10000016", "E10000015"),
    }


def test_the_list_of_one_area_is_not_the_list_of_its_neighbour():
    assert "E10000012" not in read(list_file("Hertfordshire,Essex"))


def test_codes_and_names_may_be_mixed_whatever_their_case():
    assert read(list_file(" hertfordshire ,e10000012", "E10000015,KENT", "")) == {
        "E10000015": ("E10000012", "E10000016")
    }


def test_councils_may_be_written_with_the_words_for_their_body():
    assert read(
        list_file("Hertfordshire County Council,Essex UA", "County of Hertfordshire,Kent")
    ) == {"E10000015": ("E10000012", "E10000016")}


def test_a_rank_decides_the_order_where_it_is_given():
    rows = ("Hertfordshire,Essex,2", "Hertfordshire,Kent,1", "Essex,Kent,")

    assert read(list_file(*rows, header=RANKED))["E10000015"] == ("E10000016", "E10000012")


def test_a_file_as_a_spreadsheet_saves_it_is_read():
    content = b"\xef\xbb\xbf" + b'Area,Neighbour\r\n"Hertfordshire","Essex"\r\n,\r\n'

    assert read(content) == {"E10000015": ("E10000012",)}


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_name_with_an_accent_is_read_in_whatever_encoding_it_was_saved(encoding):
    areas = {"W1": factories.area("W1", name="Ynys Môn"), **PLACES}
    content = "area,neighbour\nYnys Môn,Kent\n".encode(encoding)

    assert read(content, areas) == {"W1": ("E10000016",)}


@pytest.mark.parametrize("separator", [";", "\t"])
def test_semicolons_or_tabs_may_separate_the_cells(separator):
    content = list_file("Hertfordshire,Essex").replace(b",", separator.encode())

    assert read(content) == {"E10000015": ("E10000012",)}


def test_blank_columns_at_the_end_do_no_harm():
    content = list_file("Hertfordshire,Essex,,", "Hertfordshire,Kent", header="area,neighbour,,")

    assert read(content) == {"E10000015": ("E10000012", "E10000016")}


def test_a_list_in_a_workbook_is_read_like_one_in_csv():
    made = new_workbook("Notes")
    made.active["A1"] = "Why these areas"
    made.create_sheet("List").append(["Area", "Neighbour"])
    made["List"].append(["Hertfordshire", "Essex"])

    assert read(saved(made)) == {"E10000015": ("E10000012",)}


def test_a_formula_without_a_value_is_a_problem_of_its_row():
    made = new_workbook("List")
    made.active.append(["Area", "Neighbour"])
    made.active.append(["Hertfordshire", "=B3"])

    assert problems(saved(made)) == [
        'row 2, neighbour: "" is a formula without a stored value: '
        "paste its value (Paste special, Values)"
    ]


def test_the_template_itself_is_refused_row_by_row():
    assert len(problems(TEMPLATE.encode())) == 4


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", 'file: "" is empty: start it with the columns area, neighbour, rank'),
        (b"area,neighbour\n", 'file: "" holds no rows'),
        (b"area,neighbour\n,\n \n", 'file: "" holds no rows'),
        (b"\n \n", "holds no value at all"),
        (b"area,neighbour\nK\x00nt,Essex\n", "has characters of no known encoding"),
        (b'area,neighbour\n"Kent', 'row 2, row: "" has a quotation mark that no other one closes'),
        (list_file("Hertfordshire,Essex,1"), '"Hertfordshire,Essex,1" has 3 cells where'),
        (b"area,neighbour\nKent\n", "has 1 cells where the header has 2"),
        (list_file("Hertfordshire,Esex"), 'row 2, neighbour: "Esex" is not a known'),
        (list_file("Hertfordshir,Essex"), 'row 2, area: "Hertfordshir" is not a known'),
        (list_file("Hertfordshire,"), 'row 2, neighbour: "" is empty'),
        (list_file(",Essex"), 'row 2, area: "" is empty'),
        (list_file("Hertfordshire,E10000015"), '"E10000015" is the area itself: remove the row'),
        (list_file("Hertfordshire,East of England"), "is a region: name a local authority"),
        (list_file("F00HE00,Essex"), "is a youth justice service: name a local authority"),
        (list_file("Hertfordshire,Dorset"), "stands for more than one area: write the code"),
        (list_file("Hertfordshire,Essex", "E10000015,E10000012"), "row 2 names it for Hertford"),
    ],
)
def test_each_fault_is_one_line_with_its_place_and_remedy(content, problem):
    found = problems(content)

    assert len(found) == 1
    assert problem in found[0]


@pytest.mark.parametrize("header", ["area,neighbor", "area|neighbour", "place,neighbour"])
def test_a_column_of_another_name_is_refused_and_the_right_one_named(header):
    found = problems(list_file("Kent,Essex", header=header))

    assert "is not a column of the template" in found[0]
    assert "is missing from the header: add the column" in found[-1]


def test_every_fault_of_a_file_is_named_at_once_in_the_order_of_the_rows():
    found = problems(list_file("Hertfordshire,Atlantis", "Narnia,Kent", "Essex,Kent", "Essex,Kent"))

    assert [problem[:5] for problem in found] == ["row 2", "row 3", "row 5"]


@pytest.mark.parametrize("ranks", [("1", "1"), ("1", "3"), ("0", "1"), ("1", ""), ("1", "first")])
def test_ranks_go_from_one_without_a_gap(ranks):
    rows = [f"Hertfordshire,{n},{r}" for n, r in zip(("Essex", "Kent"), ranks, strict=True)]

    assert "number its rows from 1 to 2" in problems(list_file(*rows, header=RANKED))[0]


def test_a_row_that_cannot_be_read_is_not_also_a_gap_in_the_ranks():
    rows = ("Hertfordshire,Atlantis,1", "Hertfordshire,Kent,2")

    assert len(problems(list_file(*rows, header=RANKED))) == 1


@pytest.mark.parametrize("number", [60, 61])
def test_sixty_neighbours_are_the_most(number):
    many = {f"A{n}": factories.area(f"A{n}") for n in range(number + 1)}
    content = list_file(*(f"A0,A{n}" for n in range(1, number + 1)))

    if number == 60:
        assert len(read(content, many)["A0"]) == 60
    else:
        assert "has 61 neighbours: keep the nearest 60 at most" in problems(content, many)[0]


def test_a_file_that_is_too_large_is_not_read():
    assert "is larger than 1 MB" in problems(b"x" * (LARGEST_BYTES + 1))[0]


def test_a_file_of_too_many_rows_is_not_read():
    found = problems(list_file(*["Hertfordshire,Essex"] * (MOST_ROWS + 1)))

    assert found == [
        'file: "" has 5,001 rows; 5,000 are the most that can be read: send a smaller one'
    ]


def test_a_file_of_nothing_but_faults_names_the_first_two_hundred():
    assert len(problems(list_file(*(f"Nowhere {n},Essex" for n in range(300))))) == 200

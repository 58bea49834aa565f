"""A supplied list: what is read, and every way in which a file is refused."""

import pytest

from dashboard.errors import ImportRefusedError
from dashboard.importers.similar_areas.choice import LARGEST_BYTES, MOST_ROWS
from dashboard.importers.similar_areas.lists import TEMPLATE, read_similar_areas
from tests import factories
from tests.lists_factories import PLACES, TWO_AREAS, list_file
from tests.sheets_factories import new_workbook, saved

RANKED = "area,neighbour,rank"


def read(content, areas=PLACES):
    return read_similar_areas(content, "list.csv", areas.values()).lists


def notes(content, areas=PLACES):
    return read_similar_areas(content, "list.csv", areas.values()).notes


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
        (b'area,neighbour\n"Kent', 'row 2: "" has a quotation mark that no other one closes'),
        (list_file("Hertfordshire,Essex,1"), '"Hertfordshire,Essex,1" has 3 cells where'),
        (b"area,neighbour\nKent\n", 'row 2, neighbour: "" is empty'),
        (list_file("Hertfordshire,Esex"), 'row 2, neighbour: "Esex" is not a known'),
        (list_file("Hertfordshir,Essex"), 'row 2, area: "Hertfordshir" is not a known'),
        (list_file("Hertfordshire,"), 'row 2, neighbour: "" is empty'),
        (list_file(",Essex"), 'row 2, area: "" is empty'),
        (list_file("Hertfordshire,E10000015"), '"E10000015" is the area itself: remove the row'),
        (list_file("Hertfordshire,East of England"), "is a region: name a local authority"),
        (list_file("F00HE00,Essex"), "is a youth justice service: name a local authority"),
        (list_file("Hertfordshire,Dorset"), "stands for more than one area: write the code"),
    ],
)
def test_each_fault_is_one_line_with_its_place_and_remedy(content, problem):
    found = problems(content)

    assert len(found) == 1
    assert problem in found[0]


@pytest.mark.parametrize("header", ["area|neighbour", "town,neighbour", "area,friend", "1,2"])
def test_a_first_row_that_heads_no_list_is_refused_and_the_columns_named(header):
    (found,) = problems(list_file("Kent,Essex", header=header))

    assert found.startswith(f'row 1, header: "{header.replace(",", ", ")}" heads no list of areas')
    assert 'head one column "area" and one "neighbour"' in found


@pytest.mark.parametrize(
    "header",
    [
        "area,neighbor",
        "place,neighbour",
        "Local authority,Nearest neighbour",
        "council_name,neighbour_name",
        "LA name:,Neighbours",
    ],
)
def test_other_usual_words_for_the_columns_are_read(header):
    assert read(list_file("Kent,Essex", header=header)) == {"E10000016": ("E10000012",)}


def test_columns_that_nobody_reads_are_named():
    content = list_file("Kent,Essex,1,Very close,ask Ann", header="area,neighbour,rank,closeness,")

    assert read(content) == {"E10000016": ("E10000012",)}
    assert notes(content) == ("Columns that are not read: closeness and column E.",)


def test_blank_columns_and_rows_as_a_spreadsheet_adds_them_are_no_matter():
    content = list_file("Kent,Essex,1.0,,", ",,,,", header="area,neighbour,rank,,")

    assert (read(content), notes(content)) == ({"E10000016": ("E10000012",)}, ())


@pytest.mark.parametrize("again", ["Kent,Essex", "E10000016,essex", "Kent County Council,Essex"])
def test_a_row_that_says_the_same_again_counts_once(again):
    content = list_file("Kent,Essex", again, "Kent,Hertfordshire")

    assert read(content) == {"E10000016": ("E10000012", "E10000015")}
    assert notes(content) == ("Row 3 repeats another and counts once.",)


def test_a_row_that_gives_another_rank_to_the_same_neighbour_is_refused():
    rows = ("Kent,Essex,1", "Kent,Hertfordshire,2", "Kent,Essex,3")

    assert "keep one: row 2 names it for Kent too" in problems(list_file(*rows, header=RANKED))[0]


def test_ranks_are_whole_numbers_however_a_spreadsheet_writes_them():
    rows = ("Kent,Essex,2.0", "Kent,Hertfordshire,1.00")

    assert read(list_file(*rows, header=RANKED))["E10000016"] == ("E10000015", "E10000012")


def test_a_title_above_and_a_note_below_do_no_harm_and_are_named():
    content = b"Our family,\n\narea,neighbour\nKent,Essex\nSource: the Board,\n"

    assert read(content) == {"E10000016": ("E10000012",)}
    assert notes(content) == ('Not read, because they name no area: row 5 ("Source: the Board").',)


def test_a_name_with_a_slip_and_no_neighbour_is_no_note_below():
    assert len(problems(list_file("Kent,Essex", "Hertfordshir,"))) == 2


@pytest.mark.parametrize("area", ["E07000096", "e07000096"])
def test_a_district_is_left_out_by_number(area):
    content = list_file("Kent,Essex", f"Kent,{area}")

    assert read(content) == {"E10000016": ("E10000012",)}
    assert notes(content) == ("Left out: 1 district council without figures of its own.",)


def test_a_council_that_is_not_known_yet_is_left_out_by_its_code():
    content = list_file("Kent,Essex", "Kent,E06000099", "E06000099,Kent")

    assert read(content) == {"E10000016": ("E10000012",)}
    assert notes(content) == ("Left out, because we do not know them: E06000099.",)


def test_an_old_code_is_read_and_said():
    content = list_file("Kent,E10000002")

    assert read(content) == {"E10000016": ("E06000060",)}
    assert notes(content) == ("Old codes: E10000002 is Buckinghamshire.",)


def test_a_list_of_nobody_known_is_refused():
    assert "lists no area that is known" in problems(list_file("E07000096,Kent"))[0]


def test_every_fault_of_a_file_is_named_at_once_in_the_order_of_the_rows():
    rows = ("Hertfordshire,Atlantis", "Narnia,Kent", "Essex,Kent", "Essex,Essex")
    found = problems(list_file(*rows))

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
    assert "is larger than 5 MB" in problems(b"x" * (LARGEST_BYTES + 1))[0]


def test_a_file_of_too_many_rows_is_not_read():
    found = problems(list_file(*["Hertfordshire,Essex"] * MOST_ROWS))

    assert found == [
        'file: "" has 50,001 rows; 50,000 are the most that can be read: send a smaller one'
    ]


def test_a_file_of_nothing_but_faults_names_the_first_two_hundred():
    assert len(problems(list_file(*(f"Nowhere {n},Essex" for n in range(300))))) == 200

"""The workbooks of similar areas that publishers print are read as they came."""

import csv
import io
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.areas import AreaType
from dashboard.definitions.catalogue import load_catalogue
from dashboard.errors import ImportRefusedError
from dashboard.importers.similar_areas.choice import choices_of
from dashboard.importers.similar_areas.lists import read_similar_areas
from tests.sheets_factories import new_workbook, saved

HERTFORDSHIRE, ESSEX, KENT, SURREY = "E10000015", "E10000012", "E10000016", "E10000030"
LISTS = {HERTFORDSHIRE: (ESSEX, KENT, SURREY), ESSEX: (KENT, HERTFORDSHIRE, SURREY)}


@cache
def areas():
    return load_catalogue().real_areas


@cache
def listable():
    """Codes of authorities of today with a number, whose name is that of nobody else."""
    found = [a for a in areas().values() if a.area_type is AreaType.LOCAL_AUTHORITY]
    today = [a.code for a in found if a.la_number and a.abolished_on is None]
    return [code for code in today if areas()[code].name != "Dorset"]


def read(content, wanted=""):
    return read_similar_areas(content, "neighbours.xlsx", areas().values(), wanted)


def problems(content, wanted=""):
    with pytest.raises(ImportRefusedError) as refused:
        read(content, wanted)
    return refused.value.problems


def name(code):
    return areas()[code].name


def number(code):
    return areas()[code].la_number


def workbook(**sheets):
    """A workbook of sheets, each by its name as a list of rows."""
    made = new_workbook(next(iter(sheets)))
    for title, rows in sheets.items():
        sheet = made.active if title == made.active.title else made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return saved(made)


def as_csv(rows, separator=","):
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue().encode()


def dfe_wide(lists, *, closeness="SNP{n}", neighbour=number):
    """The Department for Education's table: a row an area, with ten neighbours and how close."""
    places = range(1, max(map(len, lists.values())) + 1)
    pairs = [(f"SN{n}", closeness.format(n=n)) for n in places]
    header = ["LA num", "LA Name", "GOReg", *(text for pair in pairs for text in pair)]
    rows = [
        [number(code), name(code), areas()[code].region]
        + [cell for each in listed for cell in (neighbour(each), "Very close")]
        for code, listed in lists.items()
    ]
    return [header, *rows]


def dfe_long(lists, model="2025-05"):
    places = ["model", "gss_code", "la_name", "rank", "neighbour_gss", "neighbour_name"]
    return [[*places, "closeness"]] + [
        [model, code, name(code), rank, each, name(each), "Close"]
        for code, listed in lists.items()
        for rank, each in enumerate(listed, start=1)
    ]


def ons_wide(lists, heading="Nearest neighbour {n}"):
    places = range(1, max(map(len, lists.values())) + 1)
    header = ["Area code", "Area name"]
    for n in places:
        header += [heading.format(n=n), f"Distance {n}"]
    rows = [
        [code, name(code)] + [cell for each in listed for cell in (each, 1.25)]
        for code, listed in lists.items()
    ]
    return [header, *rows]


def ons_long(lists):
    return [["area", "rank", "neighbour", "distance"]] + [
        [code, rank, each, rank / 3]
        for code, listed in lists.items()
        for rank, each in enumerate(listed, start=1)
    ]


LAYOUTS = {
    "DfE, wide, by number": dfe_wide,
    "DfE, wide, by name": lambda lists: dfe_wide(lists, neighbour=name),
    "DfE, wide, every closeness column headed SNP": lambda lists: dfe_wide(lists, closeness="SNP"),
    "DfE, long": dfe_long,
    "ONS, long": ons_long,
    "ONS, wide": ons_wide,
    "ONS, wide, by code": lambda lists: ons_wide(lists, "Neighbour {n} code"),
    "ONS, wide, ordinals": lambda lists: ons_wide(lists, "{n}th nearest neighbour"),
    "wide, underscores": lambda lists: ons_wide(lists, "SN_{n}"),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_each_layout_gives_the_lists_of_all_its_areas(layout):
    assert read(workbook(List=layout(LISTS))).lists == LISTS
    assert read(as_csv(layout(LISTS))).lists == LISTS


def test_titles_above_the_table_are_no_matter():
    above = [["Statistical neighbours"], ["Published May 2025"], []]

    assert read(workbook(List=[*above, *dfe_wide(LISTS)])).lists == LISTS


def test_what_is_not_read_of_a_workbook_is_named():
    content = workbook(Notes=[["How close"], ["Very close"]], List=dfe_wide(LISTS))

    assert read(content).notes == (
        "Sheets that are not read: Notes.",
        "Columns that are not read: GOReg, SNP1, SNP2 and SNP3.",
    )


@pytest.mark.parametrize(("wanted", "first"), [("2021-04", ESSEX), ("2025-05", KENT)])
def test_of_several_models_in_a_file_one_is_chosen(wanted, first):
    older, newer = {HERTFORDSHIRE: (ESSEX, KENT)}, {HERTFORDSHIRE: (KENT, ESSEX)}
    content = as_csv([*dfe_long(older, "2021-04"), *dfe_long(newer)[1:]])

    assert read(content, wanted).lists[HERTFORDSHIRE][0] == first


def test_several_models_without_a_choice_are_refused_and_named():
    content = as_csv([*dfe_long(LISTS, "2021-04"), *dfe_long(LISTS)[1:]])

    (problem,) = problems(content)

    assert str(problem) == ('file: "" has more than one list: choose one: "2021-04" and "2025-05"')


def test_a_list_that_the_file_does_not_have_is_refused_with_those_that_it_has():
    (problem,) = problems(as_csv(dfe_long(LISTS)), "2099")

    assert str(problem).startswith('list: "2099" is none of its lists: leave the choice out')


def test_several_sheets_with_a_list_are_chosen_by_their_names():
    content = workbook(Global=ons_long(LISTS), Economic=ons_long({KENT: (ESSEX, SURREY)}))

    with pytest.raises(ImportRefusedError) as refused:
        read(content)

    assert choices_of(refused.value) == ("Global", "Economic")
    assert read(content, "Economic").lists == {KENT: (ESSEX, SURREY)}


def test_another_fault_has_no_lists_to_choose_from():
    with pytest.raises(ImportRefusedError) as refused:
        read(b"one,two\n1,2\n")

    assert choices_of(refused.value) == ()


def test_areas_that_are_not_known_yet_are_left_out_by_name_and_the_rest_is_read():
    rows = ons_wide({HERTFORDSHIRE: (ESSEX, KENT)})
    rows[1][2] = "E06000099"
    rows.append(["E06000098", "East Surrey", KENT, 1, ESSEX, 2])

    found = read(workbook(List=rows))

    assert found.lists == {HERTFORDSHIRE: (KENT,)}
    assert "Left out, because we do not know them: E06000099 and East Surrey (E06000098)." in (
        found.notes
    )


def test_a_slip_in_a_name_of_a_publishers_table_is_refused():
    rows = dfe_wide(LISTS, neighbour=name)
    rows[1][3] = "Esex"

    (problem,) = problems(workbook(List=rows))

    assert str(problem).startswith('row 2, SN1: "Esex" is not a known local authority')


def test_districts_and_areas_outside_england_are_left_out_by_number():
    rows = ons_long({HERTFORDSHIRE: (ESSEX, KENT)})
    rows += [[HERTFORDSHIRE, 3, "E07000096", 2.0], ["E07000097", 1, KENT, 2.0]]
    rows[1][1], rows[3][1] = 3, 1
    rows += [["W06000015", 1, KENT, 2.0], ["S12000033", 1, KENT, 2.0]]

    found = read(as_csv(rows))

    assert found.lists == {HERTFORDSHIRE: (KENT, ESSEX)}
    assert found.notes[1:] == (
        "Left out: 2 district councils without figures of their own.",
        "Left out: 2 areas outside England or of another kind.",
    )


@pytest.mark.parametrize("column", [0, 1])
def test_a_code_beside_the_name_of_another_area_is_refused(column):
    rows = ons_wide({HERTFORDSHIRE: (ESSEX, KENT)})
    rows[1][column] = (KENT, "Kent")[column]

    (problem, *_) = problems(workbook(List=rows))

    assert "which stands beside it: correct the one that is wrong" in str(problem)


def test_dorset_is_that_of_today_where_the_list_has_areas_of_today():
    bournemouth = "E06000058"
    rows = dfe_wide({HERTFORDSHIRE: (bournemouth, ESSEX)}, neighbour=name)
    rows[1][5] = "Dorset"

    found = read(workbook(List=rows))

    assert found.lists == {HERTFORDSHIRE: (bournemouth, "E06000059")}
    assert 'Read as the area of today: "Dorset" as E06000059.' in found.notes


def test_the_numbers_of_the_department_tell_the_old_dorset_from_the_new():
    rows = dfe_wide({HERTFORDSHIRE: (ESSEX, KENT)})
    rows[1][3], rows[1][5] = 835, 838

    assert read(workbook(List=rows)).lists[HERTFORDSHIRE] == ("E10000009", "E06000059")


def test_a_number_of_nobody_is_left_out_and_named():
    rows = dfe_wide({HERTFORDSHIRE: (ESSEX, KENT)})
    rows[1][3] = 777

    found = read(workbook(List=rows))

    assert found.lists == {HERTFORDSHIRE: (KENT,)}
    assert "Left out, because we do not know them: 777." in found.notes


def test_an_area_with_two_neighbours_of_one_rank_is_refused():
    rows = [*dfe_wide({HERTFORDSHIRE: (ESSEX, KENT)}), *dfe_wide({HERTFORDSHIRE: (SURREY,)})[1:]]

    (problem,) = problems(workbook(List=rows))

    assert str(problem).startswith('row 3, rank: "1" is not a rank of Hertfordshire that is still')


def test_an_area_without_neighbours_in_a_publishers_table_has_no_list():
    rows = [*dfe_wide({HERTFORDSHIRE: (ESSEX, KENT)}), [420, "Isles of Scilly", "South West"]]

    assert read(workbook(List=rows)).lists == {HERTFORDSHIRE: (ESSEX, KENT)}


def test_of_a_table_of_all_distances_the_nearest_sixty_are_kept():
    others = [code for code in listable() if code != HERTFORDSHIRE][:70]

    found = read(as_csv(dfe_long({HERTFORDSHIRE: tuple(others)})))

    assert found.lists[HERTFORDSHIRE] == tuple(others[:60])
    assert found.notes[-1] == "Of each area the nearest 60 neighbours are kept."


def test_a_table_of_too_many_neighbours_is_refused():
    header = ["area", *(f"neighbour {n}" for n in range(1, 60))]
    rows = [[str(n), *["Kent"] * 59] for n in range(1_700)]

    (problem,) = problems(as_csv([header, *rows]))

    assert "has more than 100,000 neighbours" in str(problem)


def test_a_table_of_nothing_but_unknown_names_is_refused_in_time():
    rows = [["LA Name", "SN1"], *([f"Nowhere {n}", f"Somewhere {n}"] for n in range(300))]

    found = problems(as_csv(rows))

    assert "is not known either" in str(found[-1])


@settings(max_examples=15, deadline=None)
@given(st.data(), st.sampled_from(list(LAYOUTS.values())), st.sampled_from([",", ";", "\t"]))
def test_whatever_the_lists_and_the_separator_each_layout_gives_them_back(data, layout, separator):
    chosen = data.draw(st.lists(st.sampled_from(listable()), min_size=4, max_size=7, unique=True))
    lists = {code: tuple(each for each in chosen if each != code) for code in chosen[:2]}

    assert read(as_csv(layout(lists), separator)).lists == lists

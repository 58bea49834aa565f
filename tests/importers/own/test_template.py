"""The template of own figures: what is read, and every way in which a row is refused."""

import contextlib
import dataclasses

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.own.figures import AreaTeam
from dashboard.errors import ImportRefusedError, Problem
from dashboard.importers.files.grids import Grid, read_grids
from dashboard.importers.imported import OWN_COLUMNS
from dashboard.importers.own.template import FORMAT
from dashboard.importers.tables.columns import MOST_PROBLEMS
from dashboard.reports.local_template import local_template_bytes
from tests.hostile_files import ods, ods_cell, ods_row, ods_table
from tests.local_template_factories import (
    GROUPS,
    HEADER,
    HOUSED,
    KNOWN,
    LOCAL_INDICATORS,
    RATE,
    TEAMS,
    grid,
    local_sent,
    sent,
)
from tests.sheets_factories import opened, saved

GOOD = "housed,North Herts,2025-26 Q1,Sex: Girls,50,2,4,provisional,Two homes"


def read(*rows, **how):
    return FORMAT.read(local_sent(*rows, **how), KNOWN)


def own(*rows, **how):
    return read(*rows, **how).own


def problems(*rows, **how):
    with pytest.raises(ImportRefusedError) as refused:
        read(*rows, **how)
    return refused.value.problems


def test_a_good_row_arrives_as_ids_and_numbers_with_the_row_it_came_from():
    frame = own(GOOD)

    assert list(frame.columns) == OWN_COLUMNS
    assert frame.iloc[0].to_dict() == {
        "row": 2,
        "indicator": "housed",
        "place": "north",
        "period": "2025-26 Q1",
        "group": "sex-girls",
        "value": 50.0,
        "count": 2.0,
        "denominator": 4.0,
        "state": "provisional",
        "note": "Two homes",
        "edition_id": None,
    }


@pytest.mark.parametrize(
    "team", ["", "Whole service", "whole  SERVICE", "Hertfordshire", "HERTFORDSHIRE YJS"]
)
def test_a_blank_team_and_the_services_name_mean_the_whole_service(team):
    assert own(f"housed,{team},2025-06,,,2,4,,")["place"].tolist() == [""]


TWO_PLACES = dataclasses.replace(
    KNOWN, teams={"two": AreaTeam("two", "hertfordshire", "St Albans & Three Rivers")}
)


@pytest.mark.parametrize(
    "team",
    [
        "St Albans and Three Rivers",
        "St. Albans / Three Rivers",
        "St Albans + Three Rivers",
        "Three Rivers & Saint Albans",
        "St Albans & Three Rivers team",
        "Team St Albans & Three Rivers",
        "St Albans & Three Rivers YJT",
        "St_Albans_and_Three_Rivers",
    ],
)
def test_a_team_of_two_places_is_known_however_they_are_parted(team):
    found = FORMAT.read(local_sent(f"housed,{team},2025-06,,,2,4,,"), TWO_PLACES)

    assert found.own["place"].tolist() == ["two"]


@pytest.mark.parametrize("team", ["St Albans", "St Albans & Three Rivers West", "Rivers"])
def test_a_part_of_a_team_is_refused_with_the_team_it_may_mean(team):
    with pytest.raises(ImportRefusedError, match=r"did you mean St Albans & Three Rivers\?"):
        FORMAT.read(local_sent(f"housed,{team},2025-06,,,2,4,,"), TWO_PLACES)


def test_an_age_that_a_spreadsheet_made_a_day_is_told_with_the_age():
    (problem,) = problems("housed,,2025-06,2026-10-14,,2,4,,")

    assert problem.reason == "is a day, which a spreadsheet may have made of an age"
    assert problem.advice == "write Age: 10 to 14"


@pytest.mark.parametrize("group", ["16-17", "10-13", "15+"])
def test_another_age_is_never_told_to_be_one_of_ours(group):
    (problem,) = problems(f"housed,,2025-06,{group},,2,4,,")

    assert "did you mean" not in problem.advice


@pytest.mark.parametrize("indicator", ["Entrants counted (entrants-counted)", "Housed (HOUSED)"])
def test_a_name_with_another_one_in_brackets_is_known_where_both_mean_the_same(indicator):
    assert len(own(f"{indicator},,2025-06,,50,,,,")) == 1


def test_a_name_with_another_indicator_in_brackets_is_refused():
    (problem,) = problems("Housed (rate),,2025-06,,,2,4,,")

    assert problem.reason == "is not a known local indicator"


@pytest.mark.parametrize(
    "total",
    [
        "Hertfordshire total",
        "Total Hertfordshire",
        "County total",
        "Total (all teams)",
        "Total: YJS",
    ],
)
def test_a_total_of_the_service_is_the_whole_service_and_that_is_said(total):
    imported = read(f"housed,{total},2025-06,,,2,4,,")

    assert imported.own["place"].tolist() == [""]
    assert f'"{total}" as the whole service' in " ".join(imported.notes)


@pytest.mark.parametrize("part", ["City", "County", "Borough"])
def test_a_kind_of_place_alone_may_be_a_part_and_is_no_figure_of_the_service(part):
    assert [each.column for each in problems(f"housed,{part},2025-06,,,2,4,,")] == ["area team"]


def test_a_total_of_one_team_is_no_figure_of_the_service():
    assert [each.column for each in problems("housed,Total North Herts,2025-06,,,2,4,,")] == [
        "area team"
    ]


@pytest.mark.parametrize("name", ["housed", "HOUSED", "Case audit 1.1.1: is the child  HEARD?"])
def test_an_indicator_goes_by_its_id_or_its_name_in_any_case(name):
    assert own(f"{name},,2025-06,,,2,4,,")["indicator"].tolist()[0] in ("housed", "audit-1.1.1")


@pytest.mark.parametrize(
    ("written", "period"),
    [("2025-26 Q4", "2025-26 Q4"), ("Q1 2025/26", "2025-26 Q1"), ("2025-06", "2025-06")],
)
def test_quarters_and_months_are_stored_in_one_spelling(written, period):
    assert own(f"housed,,{written},,,2,4,,")["period"].tolist() == [period]


def test_of_two_teams_with_one_name_neither_is_guessed():
    old = {"old": AreaTeam("old", "hertfordshire", "North Herts", active=False)}
    known = dataclasses.replace(KNOWN, teams={**TEAMS, **old})

    with pytest.raises(
        ImportRefusedError, match="could mean more than one area team: write north or old"
    ):
        FORMAT.read(local_sent(GOOD), known)
    by_id = FORMAT.read(local_sent(GOOD.replace("North Herts", "OLD")), known)
    assert by_id.own["place"].tolist() == ["old"]


def test_a_team_that_was_wound_up_keeps_its_past():
    assert own("housed,'=Old & new,2025-06,,,2,4,,")["place"].tolist() == ["old"]


@pytest.mark.parametrize("indicator", [HOUSED, RATE])
def test_a_value_not_given_is_worked_out_from_count_and_denominator(indicator):
    found = read(f"{indicator.id},,2025-06,,,1,3,,")

    assert found.own["value"].tolist() == [pytest.approx(indicator.value_of(1, 3))]
    assert found.notes == ("Values worked out from their count and denominator: 1.",)


def test_a_value_that_its_count_contradicts_is_kept_for_the_plausibility_gate():
    assert own("housed,,2025-06,,15.2,17,111,,")["value"].tolist() == [15.2]


@pytest.mark.parametrize("row", [",3,,,", "3,,,,"])
def test_a_plain_counts_value_is_its_count_so_that_a_small_one_is_known_to_be_small(row):
    frame = own(f"entrants-counted,,2025-06,,{row}")

    assert frame[["value", "count"]].to_numpy().tolist() == [[3.0, 3.0]]


def test_a_share_of_no_children_is_not_applicable_and_the_file_says_so():
    found = read("audit-1.1.1,,2025-06,,,0,0,,")

    assert found.own["state"].tolist() == ["not applicable"]
    assert found.own[["value", "count"]].isna().all(axis=None)
    assert found.own["denominator"].tolist() == [0]
    assert found.notes == ("Figures stored as not applicable, because their denominator is 0: 1.",)


def test_an_absent_figure_keeps_its_state_and_never_becomes_zero():
    frame = own("housed,,2025-06,,,,20,withheld,", "rate,,2025-06,,,,,Not recorded,")

    assert frame["state"].tolist() == ["withheld", "not recorded"]
    assert frame[["value", "count"]].isna().all(axis=None)


def test_an_empty_state_means_final():
    assert own("housed,,2025-06,,50,,,,")["state"].tolist() == ["final"]


def test_a_title_above_the_header_and_columns_left_out_do_no_harm():
    frame = own("Indicator,Area team,Period,Value", "housed,,2025-06,50", header="Our figures")

    assert frame["row"].tolist() == [3]
    assert frame["note"].tolist() == [""]


def test_the_file_says_whose_figures_it_holds_and_of_when():
    found = read("housed,,2025-26 Q1,,50,,,,", "housed,,2024-05,,50,,,,")

    assert (found.publisher, found.edition) == ("Hertfordshire", "2024-05 to 2025-26 Q1")
    assert found.published.empty


ONE_FAULT = [
    ("house,,2025-06,,50,,,,", "indicator", "did you mean housed"),
    (",,2025-06,,50,,,,", "indicator", "id or name"),
    ("housed,North Hert,2025-06,,50,,,,", "area team", "did you mean North Herts? If it is new"),
    ("housed,Zzz,2025-06,,50,,,,", "area team", "add it to the area teams"),
    ("housed,,2025,,50,,,,", "period", "2025-26 Q1"),
    ("housed,,,,50,,,,", "period", "2025-26 Q1"),
    ("housed,,2025-04-01,,50,,,,", "period", "quarter that begins then"),
    ("housed,,1066-06,,50,,,,", "period", "correct the year"),
    ("housed,,2025-06,Sex: Girlz,50,,,,", "group", "did you mean Sex: Girls?"),
    ("rate,,2025-06,Age: 10 to 14,50,,,,", "group", "its groups by sex"),
    ("audit-1.1.1,,2025-06,Sex: Girls,,1,2,,", "group", "counted by none"),
    ("housed,,2025-06,,50-60,,,,", "value", "write one number"),
    ("rate,,2025-06,,15%,,,,", "value", "write the number alone"),
    ("housed,,2025-06,,,15%,20,,", "count", "without the sign"),
    ("housed,,2025-06,,c,2,4,,", "value", "remove one of the two"),
    ("entrants-counted,,2025-06,,4,*,,,", "count", "remove one of the two"),
    ("housed,,2025-06,,<5,,,not recorded,", "state", "correct one of the two"),
    ("housed,,2025-06,,[z],,,withheld,", "state", "correct one of the two"),
    ("housed,,2025-06,,,*,4,provisional,", "state", "correct one of the two"),
    ("housed,,2025-06,,-,,,final,", "value", "a state that says why"),
    ("housed,,2025-06,,1e5,,,,", "value", "digits and one decimal point"),
    ("housed,,2025-06,,50,2.5,,,", "count", "digits only"),
    ("housed,,2025-06,,50,-2,4,,", "count", "correct it"),
    ("housed,,2025-06,,50,2,-4,,", "denominator", "correct it"),
    ("housed,,2025-06,,,5,4,,", "count", "correct the count or the denominator"),
    ("housed,,2025-06,,,5,,,", "denominator", "give the value"),
    ("housed,,2025-06,,,,4,,", "value", "a state that says why"),
    ("housed,,2025-06,,,,,,", "value", "a state that says why"),
    ("housed,,2025-06,,,,,provisional,", "value", "a state that says why"),
    ("housed,,2025-06,,0,0,0,,", "denominator", "leave the value empty"),
    ("rate,,2025-06,,,3,0,,", "denominator", "correct this 0"),
    ("housed,,2025-06,,50,,,withheld,", "state", "remove the value"),
    ("housed,,2025-06,,,2,,not recorded,", "state", "remove the value"),
    ("housed,,2025-06,,50,,,green,", "state", "final, provisional, withheld"),
    ("entrants-counted,,2025-06,,3.5,,,,", "value", "whole number"),
    ("entrants-counted,,2025-06,,-3,,,,", "value", "whole number"),
    ("entrants-counted,,2025-06,,1000000000,,,,", "value", "whole number"),
    ("entrants-counted,,2025-06,,,3,9,,", "denominator", "leave it empty"),
    ("audit-1.1.1,,2025-06,,50,,4,,", "count", "the answer was yes"),
    ("audit-1.1.1,,2025-06,,50,2,,,", "denominator", "were audited"),
    (f"housed,,2025-06,,50,,,,{'x' * 501}", "note", "shorten it"),
]


@pytest.mark.parametrize(("row", "column", "advice"), ONE_FAULT)
def test_one_fault_is_reported_once_with_its_row_and_what_to_do(row, column, advice):
    found = problems(GOOD, row)

    assert [(problem.row, problem.column) for problem in found] == [(3, column)]
    assert advice in found[0].advice


def with_values(*values):
    """A sheet with a rate of one value a month, commas included."""
    sheet = grid(HEADER, *(f"rate,,2025-0{n},,,,,," for n in range(1, len(values) + 1)))
    sheet.cells.loc[2:, 4] = list(values)
    return sent(sheet)


def test_a_comma_between_thousands_is_read_and_said():
    found = FORMAT.read(with_values("1,234", "12.5"), KNOWN)

    assert found.own["value"].tolist() == [1234, 12.5]
    assert found.notes == ('Read as meant in the column Value: "1,234" as 1234.',)


def test_a_comma_that_could_part_decimals_as_others_of_its_column_do_is_refused_with_both():
    with pytest.raises(ImportRefusedError) as refused:
        FORMAT.read(with_values("1,234", "12,5"), KNOWN)

    assert [problem.advice for problem in refused.value.problems] == [
        "1234, or 1.234?",
        "write 12.5",
    ]


def test_every_problem_of_a_file_is_listed_in_the_order_of_its_rows():
    rows = [problem.row for problem in problems(*(row for row, _, _ in ONE_FAULT))]

    assert set(rows) == set(range(2, len(ONE_FAULT) + 2))
    assert rows == sorted(rows)


def test_a_repeated_figure_names_the_row_that_it_repeats_in_whatever_spelling():
    (found,) = problems(
        "housed,,2025-26 Q1,,50,,,,", GOOD, "Housed,Hertfordshire,Q1 2025/26,All children,51,,,,"
    )

    assert (found.row, found.column) == (4, "row")
    assert "row 2" in found.advice


def test_an_unreadable_cell_is_a_problem_and_not_also_a_missing_value():
    formula = Problem(2, "F", "=A1", "is a formula", "paste its value")
    beyond = Problem(9, "Z", "=A1", "is a formula", "paste its value")

    found = problems("house,,2025-06,,,,4,,", unreadable=(formula, beyond))

    assert [(problem.row, problem.column) for problem in found] == [(2, "indicator"), (2, "count")]


@pytest.mark.parametrize(
    ("header", "column", "reason"),
    [
        (HEADER.replace("Denominator", "Denominater"), "Denominater", "looks like the template"),
        (HEADER.replace("Note", "Value"), "value", "heads two columns"),
        (HEADER.replace("Period", "Count"), "period", "is missing"),
    ],
)
def test_a_header_that_is_not_the_templates_is_refused(header, column, reason):
    found = problems(GOOD, header=header)

    assert (column, True) in [(problem.column, reason in problem.reason) for problem in found]


def test_a_template_without_figures_is_refused_with_what_to_do():
    (found,) = problems()

    assert found.reason == "holds no figures"


def test_a_file_with_more_problems_than_anybody_mends_one_by_one_says_that_there_are_more():
    found = problems(*(f"x{n},,2025-06,,50,,,," for n in range(MOST_PROBLEMS + 1)))

    assert len(found) == MOST_PROBLEMS + 1
    assert "more problems" in found[-1].reason
    assert found[0].row == 2


def test_a_file_of_another_layout_is_not_recognised():
    assert not FORMAT.recognises(sent(grid("indicator,area,period,value", "a,b,c,d")))
    assert not FORMAT.recognises(
        sent(grid("a")),
    )
    assert not FORMAT.recognises(sent())


CELLS = st.one_of(
    st.sampled_from(GOOD.split(",")),
    st.sampled_from(
        ["", "0", "-1", "3.0", "15%", "1,2", "c", "withheld", "audit-1.1.1", "2025-06"]
    ),
    st.text(max_size=12),
)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=9, max_size=9), min_size=1, max_size=6))
def test_whatever_stands_in_the_cells_is_read_or_refused(rows):
    cells = pd.DataFrame([HEADER.split(","), *rows], dtype="str", index=range(1, len(rows) + 2))
    sheet = Grid("", cells.map(str.strip))

    # Anything but a refusal would be a traceback on somebody's screen.
    with contextlib.suppress(ImportRefusedError):
        own_rows = FORMAT.read(sent(sheet), KNOWN).own
        usable = own_rows["state"].isin(["final", "provisional"])
        assert (own_rows["value"].notna() == usable).all()


def test_thousands_of_different_slips_are_refused_without_advice_on_each():
    count = 2 * MOST_PROBLEMS
    frame = pd.DataFrame({n: [""] * count for n in range(9)}, dtype="str")
    for place in (0, 1, 2, 3, 4):
        frame[place] = [f"slip {n} {place}" for n in range(count)]
    header = pd.DataFrame([HEADER.split(",")])
    cells = pd.concat([header, frame], ignore_index=True)
    cells.index = pd.RangeIndex(1, len(cells) + 1)

    with pytest.raises(ImportRefusedError) as refused:
        FORMAT.read(sent(Grid("", cells)), KNOWN)

    assert len(refused.value.problems) == MOST_PROBLEMS + 1


def test_the_layout_is_read_from_an_opendocument_spreadsheet_too():
    rows = (HEADER, GOOD)
    table = ods_table("".join(ods_row(*map(ods_cell, row.split(","))) for row in rows))

    found = FORMAT.read(read_grids(ods(table), "own.ods"), KNOWN).own

    assert found.equals(own(GOOD))


def test_a_percentage_that_a_workbook_holds_as_a_share_is_read_as_it_is_shown():
    workbook = opened(local_template_bytes(LOCAL_INDICATORS, GROUPS))
    shown = workbook["Figures"]
    for place, value in {"A2": "housed", "C2": "2025-06", "E2": 0.152}.items():
        shown[place] = value
    shown["E2"].number_format = "0.0%"

    found = FORMAT.read(read_grids(saved(workbook), "own.xlsx"), KNOWN)

    assert found.own["value"].tolist() == [15.2]


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("<5", "withheld"),
        ("*", "withheld"),
        ("[c]", "withheld"),
        ("fewer than 5", "withheld"),
        ("..", "not recorded"),
        ("not known", "not recorded"),
        ("[z]", "not applicable"),
        ("n/a", "not applicable"),
    ],
)
@pytest.mark.parametrize("column", ["value", "count"])
def test_a_sign_in_place_of_a_figure_gives_its_state_and_is_said(cell, state, column):
    place = f",{cell},," if column == "value" else f",,{cell},"
    found = read(f"housed,,2025-06,{place},,")

    assert found.own["state"].tolist() == [state]
    assert found.own[["value", "count"]].isna().all(axis=None)
    assert found.notes == (
        f'Read as meant in the column {column.capitalize()}: "{cell}" as {state}.',
    )


@pytest.mark.parametrize("word", ["nil", "none", "Nil", "zero"])
def test_nil_is_a_true_nought(word):
    assert own(f"entrants-counted,,2025-06,,,{word},,,")["count"].tolist() == [0]


@pytest.mark.parametrize(
    ("row", "numbers"),
    [
        ("entrants-counted,,2025-06,,-,12,,,", [12, 12]),
        ("housed,,2025-06,,50,*,,,", [50, None]),
        ("housed,,2025-06,,..,2,4,,", [50, 2]),
        ("housed,,2025-06,,,2,4,,", [50, 2]),
    ],
)
def test_a_sign_beside_the_figure_that_says_less_than_it_leaves_the_figure_as_it_is(row, numbers):
    frame = own(row)

    assert frame["state"].tolist() == ["final"]
    assert [None if n != n else n for n in frame[["value", "count"]].to_numpy()[0]] == numbers


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ("housed,,2025-06,,50 [p],,,,", "provisional"),
        ("housed,,2025-06,,50,,,[p],", "provisional"),
        ("housed,,2025-06,,50 [p],,,final,", "final"),
        ("housed,,2025-06,,50,,,Draft,", "provisional"),
        ("housed,,2025-06,,50,,,Estimated,", "provisional"),
        ("housed,,2025-06,,50,,,FINAL,", "final"),
        ("housed,,2025-06,,,,4,Suppressed,", "withheld"),
        ("housed,,2025-06,,,,,Not available,", "not recorded"),
        ("housed,,2025-06,,,,,n/a,", "not applicable"),
        ("housed,,2025-06,,-,,,withheld,", "withheld"),
        ("housed,,2025-06,,n/a,,,not recorded,", "not recorded"),
    ],
)
def test_states_are_read_in_the_words_of_others(row, state):
    assert own(row)["state"].tolist() == [state]


def test_a_mark_that_makes_a_figure_provisional_is_said():
    notes = read("housed,,2025-06,,50 [p],,,,").notes

    assert "Figures that are provisional by the mark behind them: 1." in notes


@pytest.mark.parametrize(
    ("written", "group"),
    [
        ("Girls", "sex-girls"),
        ("female", "sex-girls"),
        ("Sex: Female", "sex-girls"),
        ("15-17", "age-15-17"),
        ("Age 10-14", "age-10-14"),
        ("All", ""),
        ("Total", ""),
    ],
)
def test_a_group_goes_by_the_words_that_people_write_for_it(written, group):
    assert own(f"housed,,2025-06,{written},50,,,,")["group"].tolist() == [group]


@pytest.mark.parametrize("written", ["All", "All teams", "Total", "Whole county", "county-wide"])
def test_words_for_all_teams_mean_the_whole_service_and_are_said(written):
    found = read(f"housed,{written},2025-06,,50,,,,")

    assert found.own["place"].tolist() == [""]
    assert found.notes == (
        f'Read as meant in the column Area team: "{written}" as the whole service.',
    )


def test_a_team_that_goes_by_such_a_word_is_meant_by_it():
    teams = {**TEAMS, "all": AreaTeam("all", "hertfordshire", "All teams")}
    known = dataclasses.replace(KNOWN, teams=teams)

    found = FORMAT.read(local_sent("housed,all teams,2025-06,,50,,,,"), known)

    assert found.own["place"].tolist() == ["all"]


@pytest.mark.parametrize("written", ["North Herts team", "NORTH-HERTS"])
def test_a_team_goes_by_its_name_written_a_little_otherwise(written):
    assert own(f"housed,{written},2025-06,,50,,,,")["place"].tolist() == ["north"]


SAME_WORD = {
    each.id: dataclasses.replace(each, aliases=("Homes", own_word))
    for each, own_word in ((HOUSED, "KPI 1"), (RATE, "Rates"))
}


def test_an_indicator_goes_by_a_word_that_no_other_has_and_that_is_said():
    known = dataclasses.replace(KNOWN, local_indicators={**LOCAL_INDICATORS, **SAME_WORD})

    found = FORMAT.read(local_sent("kpi-1,,2025-06,,50,,,,"), known)

    assert found.own["indicator"].tolist() == ["housed"]
    assert found.notes == ('Read as meant in the column Indicator: "kpi-1" as housed.',)


def test_a_word_that_several_indicators_have_names_them_all():
    known = dataclasses.replace(KNOWN, local_indicators={**LOCAL_INDICATORS, **SAME_WORD})

    with pytest.raises(ImportRefusedError, match="more than one indicator: write housed or rate"):
        FORMAT.read(local_sent("homes,,2025-06,,50,,,,"), known)


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("Apr-Jun 2025", "2025-26 Q1"),
        ("Q2 25/26", "2025-26 Q2"),
        ("Q4 (Jan-Mar) 2025/26", "2025-26 Q4"),
        ("June 2025", "2025-06"),
        ("2025/08", "2025-08"),
    ],
)
def test_a_period_is_read_as_people_write_it_and_that_is_said(written, period):
    found = read(f"housed,,{written},,50,,,,")

    assert found.own["period"].tolist() == [period]
    assert found.notes == (f'Read as meant in the column Period: "{written}" as {period}.',)

"""Figures that go out as a file and come back are the same, in CSV and in a workbook."""

import math

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.core.entries import LONGEST_NOTE, paragraphs
from dashboard.core.own.figures import LOCAL_COLUMNS
from dashboard.core.own.sheets import PUBLISHED_SHEET
from dashboard.core.published.indicators import State
from dashboard.importers.files.grids import read_grids
from dashboard.importers.formats import recognised
from dashboard.reports.local_figures import local_csv_bytes, local_workbook_bytes
from dashboard.reports.published_figures import published_csv_bytes, published_workbook_bytes
from tests.figures_factories import AREAS, INDICATORS
from tests.local_template_factories import (
    AUDIT,
    COUNTED,
    GROUPS,
    HOUSED,
    KNOWN,
    LOCAL_INDICATORS,
    RATE,
    SERVICE,
    TEAMS,
    local_figures,
)
from tests.sheets_factories import opened

# Whatever somebody types, and what a spreadsheet takes for something else.
NOTES = st.one_of(
    st.text(max_size=30),
    st.builds(
        "{}{}".format, st.sampled_from(["=", "+", "-", "@", "'=", "''@"]), st.text(max_size=9)
    ),
    st.sampled_from(
        ["1e5", "007", "TRUE", "#N/A", "01/02/2019", "a;b,c", 'say "no"', "a\nb", "_x000D_", "15%"]
    ),
).map(lambda text: paragraphs("note", text, LONGEST_NOTE, may_be_empty=True))
COUNTS = st.integers(0, 10**9 - 1)
# As many digits as a spreadsheet keeps.
VALUES = st.decimals(0, 10**6, places=8, allow_nan=False).map(float)
PERIODS = st.sampled_from(["2025-26 Q1", "2025-26 Q4", "2025-04", "1999-12"])
GROUP_IDS = {
    COUNTED.id: ["", "sex-girls", "sex-boys"],
    HOUSED.id: ["", "sex-girls", "age-10-14"],
    RATE.id: ["", "sex-boys"],
    AUDIT.id: [""],
}


@st.composite
def numbers(draw, indicator):
    """The numbers and the state of one figure, as they can be held."""
    if draw(st.booleans()):
        state = draw(st.sampled_from(["withheld", "not recorded", "not applicable"]))
        known = not indicator.is_count and draw(st.booleans())
        return {"state": state} | ({"denominator": draw(COUNTS)} if known else {})
    state = {"state": draw(st.sampled_from(["final", "provisional"]))}
    if indicator is COUNTED:
        count = draw(COUNTS)
        return state | {"value": float(count), "count": count}
    if indicator is not AUDIT and draw(st.booleans()):
        return state | {"value": draw(VALUES)}
    denominator = draw(st.integers(1, 10**9 - 1))
    count = draw(st.integers(0, denominator))
    return state | {"value": draw(VALUES), "count": count, "denominator": denominator}


@st.composite
def own_figures(draw):
    """Figures of each indicator, each place, period and group once."""
    made = []
    for indicator in LOCAL_INDICATORS.values():
        place = st.sampled_from(["", *TEAMS])
        keys = st.tuples(place, PERIODS, st.sampled_from(GROUP_IDS[indicator.id]))
        rows = [
            dict(zip(("place", "period", "group"), key, strict=True), note=draw(NOTES))
            | draw(numbers(indicator))
            for key in draw(st.lists(keys, unique=True, max_size=3))
        ]
        made.append(local_figures(indicator, *rows))
    return made


def read_again(content):
    sent = read_grids(content, "figures")
    return recognised(sent).read(sent, KNOWN)


def comparable(frame, columns):
    """Rows as plain values, in one order, None for all that is absent."""
    rows = frame[columns].astype(object).where(frame[columns].notna(), None)
    return sorted(rows.to_numpy().tolist(), key=repr)


COLUMNS = [name for name in LOCAL_COLUMNS if name != "edition_id"]


@settings(max_examples=25, deadline=None)
@given(own_figures().filter(lambda figures: any(not each.is_empty for each in figures)))
@example([local_figures(COUNTED, {"period": "2025-06", "value": 0.0, "count": 0, "note": "=1+1"})])
@example([local_figures(HOUSED, {"period": "2025-06", "value": 1e-8, "note": "1e5"})])
def test_own_figures_that_go_out_and_come_back_are_the_same(figures):
    tables = [each.table.assign(indicator=each.indicator.id) for each in figures]
    held = comparable(pd.concat([t for t in tables if len(t)]), ["indicator", *COLUMNS])

    for content in (
        local_csv_bytes(figures, GROUPS, TEAMS),
        local_workbook_bytes(figures, GROUPS, TEAMS, LOCAL_INDICATORS, SERVICE),
    ):
        assert comparable(read_again(content).own, ["indicator", *COLUMNS]) == held


@pytest.mark.parametrize("indicator", [HOUSED, RATE])
def test_a_value_that_was_worked_out_comes_back_the_same_from_a_workbook(indicator):
    header = b"Indicator,Area team,Period,Count,Denominator\n"
    first = read_again(header + f"{indicator.id},,2025-06,1,3\n".encode()).own
    figures = [local_figures(indicator, *first[LOCAL_COLUMNS].to_dict("records"))]

    again = read_again(local_workbook_bytes(figures, GROUPS, TEAMS, LOCAL_INDICATORS)).own

    assert again["value"].tolist() == first["value"].tolist()


@st.composite
def published_rows(draw):
    rows = []
    for name, period in (("first-time-entrants", "2017"), ("reoffending", "2016-17")):
        for area in draw(st.lists(st.sampled_from(["E10000015", "E92000001"]), unique=True)):
            state = draw(st.sampled_from(list(State)))
            absent = state in (State.SUPPRESSED, State.NOT_PUBLISHED)
            population = draw(st.none() | st.integers(1, 10**9 - 1))
            count = None if absent else draw(st.none() | st.integers(0, population or 10**9 - 1))
            value = None if absent else draw(VALUES)
            cells = (name, area, period, value, count, population, state.value, draw(NOTES))
            rows.append(dict(zip(PUBLISHED_SHEET.names, cells, strict=True)))
    return pd.DataFrame(rows, columns=list(PUBLISHED_SHEET.names))


@settings(max_examples=25, deadline=None)
@given(published_rows().filter(len))
def test_published_figures_that_go_out_and_come_back_are_the_same(rows):
    held = comparable(rows, list(PUBLISHED_SHEET.names))

    for content in (
        published_csv_bytes(rows),
        published_workbook_bytes(INDICATORS, AREAS.values(), rows),
    ):
        found = read_again(content).published.rename(columns={"area_code": "area"})
        assert comparable(found, list(PUBLISHED_SHEET.names)) == held


def test_counts_that_may_be_absent_are_numbers_in_a_workbook_too():
    row = ("first-time-entrants", "E10000015", "2017", 287.0, 319, None, "published", "")
    rows = pd.DataFrame([row], columns=list(PUBLISHED_SHEET.names))
    nullable = rows.astype({"count": "Int64", "population": "Int64"})

    shown = opened(published_workbook_bytes(INDICATORS, AREAS.values(), nullable))

    assert [cell.value for cell in shown[PUBLISHED_SHEET.title][2]][3:6] == [287, 319, None]


@pytest.mark.parametrize("note", ["=1+1", "@x", "+1", "-1", "#N/A", "1e5"])
def test_a_note_never_runs_and_is_never_taken_for_a_number(note):
    figures = [
        local_figures(COUNTED, {"period": "2025-06", "value": 3.0, "count": 3, "note": note})
    ]

    text = local_csv_bytes(figures, GROUPS, TEAMS).decode("utf-8-sig")

    safe = f"'{note}" if note[0] in "=@+-" else note
    assert f",{safe}," in text


def test_a_whole_value_is_written_as_digits_and_an_absent_one_as_nothing():
    given_rows = (
        {"period": "2025-06", "value": 3.0, "count": 3},
        {"period": "2025-07", "value": math.nan, "state": "withheld"},
    )
    text = local_csv_bytes([local_figures(COUNTED, *given_rows)], GROUPS, TEAMS).decode()

    assert "entrants-counted,,2025-06,,3,3,,final,,Entrants counted" in text
    assert "entrants-counted,,2025-07,,,,,withheld,,Entrants counted" in text

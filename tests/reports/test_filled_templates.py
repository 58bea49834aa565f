"""Figures that are typed into a template are read as they were typed, in CSV and in a workbook."""

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.core.entries import LONGEST_NOTE, paragraphs
from dashboard.core.own.figures import LOCAL_COLUMNS
from dashboard.core.own.sheets import LOCAL_SHEET, PUBLISHED_SHEET
from dashboard.core.published.indicators import State
from dashboard.importers.files.grids import read_grids
from dashboard.importers.formats import recognised
from dashboard.reports.local_template import local_template_bytes, local_template_csv_bytes
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
)
from tests.sheets_factories import filled_in, filled_in_csv

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
OWN = {"place": "", "period": "2025-06", "group": "", "state": "final"}
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
def own_rows(draw):
    """Rows of each indicator, each place, period and group once, as they are to be read."""
    made = []
    for indicator in LOCAL_INDICATORS.values():
        place = st.sampled_from(["", *TEAMS])
        keys = st.tuples(place, PERIODS, st.sampled_from(GROUP_IDS[indicator.id]))
        made += [
            {"indicator": indicator.id}
            | dict(zip(("place", "period", "group"), key, strict=True), note=draw(NOTES))
            | draw(numbers(indicator))
            for key in draw(st.lists(keys, unique=True, max_size=3))
        ]
    return made


def typed(row):
    """What somebody types for a row: the team's name and the group's words, not their ids."""
    team = TEAMS[row["place"]].name if row["place"] else ""
    return row | {"area team": team, "group": GROUPS.written(row["group"])}


def read_back(content):
    sent = read_grids(content, "figures")
    return recognised(sent).read(sent, KNOWN)


def comparable(frame, columns):
    """Rows as plain values, in one order, None for all that is absent."""
    rows = frame[columns].astype(object).where(frame[columns].notna(), None)
    return sorted(rows.to_numpy().tolist(), key=repr)


COLUMNS = ["indicator", *(name for name in LOCAL_COLUMNS if name != "edition_id")]


@settings(max_examples=8, deadline=None)
@given(own_rows().filter(len))
@example([OWN | {"indicator": COUNTED.id, "value": 0.0, "count": 0, "note": "=1+1"}])
@example([OWN | {"indicator": HOUSED.id, "value": 1e-8, "note": "1e5"}])
def test_own_figures_are_read_as_they_were_typed_into_the_template(rows):
    wanted = comparable(pd.DataFrame(rows, columns=COLUMNS), COLUMNS)
    workbook = local_template_bytes(LOCAL_INDICATORS, GROUPS, SERVICE, TEAMS.values())

    for content in (
        filled_in_csv(local_template_csv_bytes(GROUPS), LOCAL_SHEET, *map(typed, rows)),
        filled_in(workbook, LOCAL_SHEET, *map(typed, rows)),
    ):
        assert comparable(read_back(content).own, COLUMNS) == wanted


@pytest.mark.parametrize("indicator", [HOUSED, RATE])
def test_a_value_that_was_worked_out_is_the_same_when_it_is_typed_beside_its_count(indicator):
    row = OWN | {"indicator": indicator.id, "count": 1, "denominator": 3}
    (first,) = read_back(
        filled_in_csv(local_template_csv_bytes(GROUPS), LOCAL_SHEET, typed(row))
    ).own["value"]

    again = filled_in(
        local_template_bytes(LOCAL_INDICATORS, GROUPS), LOCAL_SHEET, typed(row | {"value": first})
    )

    assert read_back(again).own["value"].tolist() == [first]


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


@settings(max_examples=8, deadline=None)
@given(published_rows().filter(len))
def test_published_figures_are_read_as_they_were_typed_into_the_template(rows):
    wanted = comparable(rows, list(PUBLISHED_SHEET.names))
    typed_rows = rows.astype(object).where(rows.notna(), None).to_dict("records")

    for content in (
        filled_in_csv(published_csv_bytes(), PUBLISHED_SHEET, *typed_rows),
        filled_in(
            published_workbook_bytes(INDICATORS, AREAS.values()), PUBLISHED_SHEET, *typed_rows
        ),
    ):
        found = read_back(content).published.rename(columns={"area_code": "area"})
        assert comparable(found, list(PUBLISHED_SHEET.names)) == wanted

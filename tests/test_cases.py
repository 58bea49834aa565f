"""Files as councils and publishers make them: each gives what a person expects of it.

A folder of tests/cases holds a file, the command that an officer runs, and what they expect. Here
stands what of that expectation can be checked; a case that nobody wrote down here fails.
"""

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dashboard.__main__ import main
from dashboard.store.engine import open_store
from dashboard.usecases.upkeep.imports import ImportPreview, preview_import
from tests.conftest import TODAY

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Expected:
    """What a case must give: in `says` are patterns that its output holds, in `never` others.

    `figures` are by the row of the file: the period, and the value or else the state. `held_back`
    are the rows of the figures that wait for a decision.
    """

    taken: bool = True
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    figures: Mapping[int, tuple[str, float | str]] = field(default_factory=dict)
    held_back: tuple[int, ...] = ()


LAYOUTS = r"table 2\.11.*local-level open data.*Fingertips"
CASES = {
    "01-lait-dorset-dash": Expected(figures={2: ("2017", 28.5)}),
    "03-lait-figures-of-abolished": Expected(
        says=(r"Dorset",), never=(r"142 per 100,000 -> not published",)
    ),
    "05-compare-alias-other-council": Expected(
        says=(r"^Westmorland and Furness, year ending",), never=(r"^Cumberland, year",)
    ),
    "07-service-names-councils-use": Expected(
        says=("west-mercia", "kingston-and-richmond", "dorset-combined-yos", "bury-and-rochdale"),
        never=("bedfordshire", "kingston-upon-hull", "monmouthshire"),
    ),
    "09-area-names-formal": Expected(says=("Leeds,", "Hackney,")),
    "10-area-names-suffix": Expected(says=("areas with a list: 1, neighbours: 3",)),
    "11-old-codes-published": Expected(
        says=("old code of North Yorkshire", "old code of Somerset"),
        figures={2: ("2021", 2.2), 3: ("2021", 3.1)},
    ),
    "13-new-council-blocks-table": Expected(
        says=("East Surrey",), never=("did you mean",), figures={4: ("2025", 120.3)}
    ),
    "15-periods-quarter-words": Expected(
        says=('"Apr-Jun 2025".*2025-26 Q1',),
        figures={
            2: ("2025-26 Q1", 12),
            3: ("2025-26 Q2", 11),
            4: ("2025-26 Q3", 9),
            5: ("2025-26 Q4", 8),
        },
    ),
    "17-period-date-cells": Expected(
        says=("2025-06", "2025-07"), figures={2: ("2025-06", 4), 3: ("2025-07", 5)}
    ),
    "18-period-month-words": Expected(
        taken=False, says=(r"01/07/2025.*July 2025, or the quarter that begins then",)
    ),
    "19-published-year-words": Expected(
        figures={
            2: ("2018", 210),
            3: ("2018", 150),
            4: ("2018-19", 0.2),
            5: ("2018-19", 0.2),
        }
    ),
    "20-percent-and-thousands": Expected(
        says=("1,234",),
        figures={2: ("2025-26 Q1", 75.5), 3: ("2025-26 Q1", 1234), 4: ("2025-26 Q2", 80)},
    ),
    "22-marks-own": Expected(
        says=("<5", r"\[c\]", "n/a"),
        figures={
            2: ("2025-26 Q1", "withheld"),
            3: ("2025-26 Q2", "withheld"),
            4: ("2025-26 Q3", "withheld"),
            5: ("2025-26 Q4", "not applicable"),
        },
    ),
    "24-nil-means-nought": Expected(
        says=("nil", "none"),
        never=("not recorded",),
        figures={2: ("2025-26 Q1", 0), 3: ("2025-26 Q2", 0)},
    ),
    "25-share-as-fraction": Expected(says=("78%",), held_back=(2, 3, 4, 5)),
    "27-future-quarter": Expected(says=("has not begun",), held_back=(2,)),
    "29-extra-columns": Expected(
        says=("Completed by", "RAG", "N3"),
        figures={2: ("2025-26 Q1", 12), 3: ("2025-26 Q2", 15)},
    ),
    "30-notes-and-total-below": Expected(
        says=("Total", "Note: figures are provisional"), figures={2: ("2025-26 Q1", 12)}
    ),
    "31-stray-sign-below": Expected(
        says=("I40",), figures={2: ("2025-26 Q1", 12), 3: ("2025-26 Q2", 15)}
    ),
    "32-merged-indicator": Expected(
        says=("Merged", "A2:A3"), figures={2: ("2025-26 Q1", 12), 3: ("2025-26 Q2", 14)}
    ),
    "34-same-row-twice": Expected(
        says=("[Rr]ow 3 repeats row 2",), figures={2: ("2025-26 Q1", 12)}
    ),
    "35-heading-near-miss": Expected(
        taken=False,
        says=('"Team".*"Area team"', '"Quarter".*"Period"', '"Number".*"Count"'),
        never=(LAYOUTS,),
    ),
    "37-inspection-list-scraped": Expected(says=(r"Inspections: 4\b",)),
    "39-register-sheet-renamed": Expected(
        says=(r"Recommendations \(2\)", "Accepted"), never=("Changes would be stored: 0",)
    ),
    "41-register-dates": Expected(says=("31 March 2027",) * 3, never=(r"Refused: ",)),
    "42-register-dates-other": Expected(
        taken=False,
        says=(r"Recommendations, row 2: .*31 March 2027", r"row 3: .*31 March 2027", "row 4"),
        never=("Refused: Recommendations, row [23]",),
    ),
    "43-register-csv-excel-default": Expected(says=("We\u2019ll use the \u201cjoint\u201d",)),
    "44-list-xlsx-and-trailing": Expected(says=('"A" was added', '"B" was added', "closeness")),
    "46-ees-underlying": Expected(
        taken=False,
        says=("Explore education statistics", "NEET_percent", "not-in-education-16-17"),
        never=(LAYOUTS,),
    ),
    "47-lait-other-measures": Expected(figures={2: ("2023-24", 40)}),
    "48-table211-old-heading": Expected(figures={4: ("2025", 120.3)}),
}


def command_of(case: str) -> str:
    return (FOLDER / case / "cmd.txt").read_text(encoding="utf-8").strip()


def commands_of(case: str) -> Iterator[list[str]]:
    for command in command_of(case).split(" ; "):
        yield shlex.split(command)


@pytest.fixture
def run(request, database_url, monkeypatch):
    """Run a command in the folder of a case; one that stores something has its own database."""

    def in_folder(case: str, command: list[str]) -> Result:
        monkeypatch.chdir(FOLDER / case)
        stores = command[0] == "lists"
        url = request.getfixturevalue("own_database_url") if stores else database_url
        return CliRunner(env={"DATABASE_URL": url}).invoke(main, command)

    return in_folder


@pytest.fixture
def preview(shipped_holdings, database_url):
    """Look at the file of a case as the first of its commands would load it."""
    store = open_store(database_url)

    def of_case(case: str) -> ImportPreview:
        (_, file, *_), *_ = commands_of(case)
        content = (FOLDER / case / file).read_bytes()
        return preview_import(store, shipped_holdings, "hertfordshire", content, file, today=TODAY)

    yield of_case
    store.close()


def test_every_case_is_checked():
    assert {folder.name for folder in FOLDER.iterdir()} == CASES.keys()


@pytest.mark.parametrize("case", CASES)
def test_a_case_says_what_a_person_expects(run, case):
    expected = CASES[case]

    answers = [run(case, command) for command in commands_of(case)]

    told = "\n".join(answer.output for answer in answers)
    assert all((answer.exit_code == 0) == expected.taken for answer in answers), told
    for pattern in expected.says:
        assert re.search(pattern, told, re.MULTILINE), f"{pattern} is not in: {told}"
    for pattern in expected.never:
        assert not re.search(pattern, told, re.MULTILINE | re.DOTALL), f"{pattern} is in: {told}"


@pytest.mark.parametrize("case", [name for name, one in CASES.items() if one.figures])
def test_the_figures_of_a_case_are_those_a_person_reads(preview, case):
    seen = preview(case)

    rows = [*seen.imported.own.to_dict("records"), *seen.imported.published.to_dict("records")]
    found = {
        row["row"]: (row["period"], row["state"] if row["value"] != row["value"] else row["value"])
        for row in rows
    }
    wanted = CASES[case].figures
    assert {number: found.get(number) for number in wanted} == dict(wanted)


@pytest.mark.parametrize("case", [name for name, one in CASES.items() if one.held_back])
def test_the_doubtful_figures_of_a_case_are_held_back(preview, case):
    seen = preview(case)

    assert tuple(each.row for each in seen.suspects) == CASES[case].held_back

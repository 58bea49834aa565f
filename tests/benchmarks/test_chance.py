"""With every area of England at one true rate, the rules raise about what the page says."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.chance import beyond_table, false_alarms, table

METHODS = Path(__file__).resolve().parents[2] / "docs" / "methods.md"

DRAWS = 12


@pytest.fixture(scope="module")
def alarms(shipped_holdings):
    return {each.indicator.id: each for each in false_alarms(shipped_holdings, DRAWS)}


@pytest.mark.parametrize(
    "indicator",
    [
        "first-time-entrants",
        "children-cautioned-or-sentenced",
        "reoffending-10-14",
        "reoffending-15-17",
    ],
)
def test_chance_raises_about_as_many_as_the_page_says(alarms, indicator):
    found = alarms[indicator]
    # Of so many draws the mean strays by a third of a draw's own deviation, three times over.
    strays = 3 * np.sqrt(found.expected / DRAWS)

    assert found.figures > 50
    assert found.expected > 1
    assert found.mean == pytest.approx(found.expected, abs=strays + 0.25 * found.expected)


def test_few_warnings_are_false_and_many_figures_to_watch_are(alarms):
    shares = {name: found.mean / found.figures for name, found in alarms.items()}

    assert shares["first-time-entrants"] < 0.05
    assert shares["reoffending-15-17"] > 0.05


def test_a_seed_always_gives_the_same_draws(shipped_holdings, alarms):
    again = {each.indicator.id: each.raised for each in false_alarms(shipped_holdings, DRAWS)}

    assert again == {name: found.raised for name, found in alarms.items()}


def test_the_table_has_a_row_for_each(alarms):
    lines = table(alarms.values(), DRAWS).splitlines()

    assert len(lines) == len(alarms) + 2
    assert lines[2].startswith("| First-time entrants: early warning | ")


def test_what_is_said_of_each_indicator_stands_in_the_methods(alarms):
    rows = [line for line in METHODS.read_text("utf-8").splitlines() if line.startswith("| ")]

    for found in alarms.values():
        (row,) = [
            row for row in rows if row.startswith(f"| {found.indicator.subject}: {found.kind} |")
        ]
        _, _, figures, _, said, _ = row.split("|")
        assert (figures.strip(), said.strip()) == (str(found.figures), f"{found.expected:.1f}")


def test_how_many_figures_are_beyond_chance_stands_in_the_methods(shipped_holdings):
    assert beyond_table(shipped_holdings) in METHODS.read_text("utf-8")

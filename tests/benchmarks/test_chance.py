"""With every area of England at one true rate, the rules raise about what the page says."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.chance import WARNING, beyond_table, false_alarms, table
from dashboard.core.published.to_watch import Doubt

METHODS = Path(__file__).resolve().parents[2] / "docs" / "methods.md"

DRAWS = 6


@pytest.fixture(scope="module")
def alarms(shipped_holdings):
    found = false_alarms(shipped_holdings, DRAWS)
    return {(each.indicator.id, each.kind): each for each in found}


@pytest.mark.parametrize(
    ("indicator", "kind"),
    [
        ("first-time-entrants", WARNING),
        ("first-time-entrants", Doubt.TOO_FEW),
        ("children-cautioned-or-sentenced", WARNING),
        ("children-cautioned-or-sentenced", Doubt.TOO_FEW),
        ("reoffending-10-14", Doubt.TWO_YEARS),
        ("reoffending-10-14", Doubt.ONE_YEAR),
        ("reoffending-15-17", Doubt.TWO_YEARS),
        ("reoffending-15-17", Doubt.ONE_YEAR),
    ],
)
def test_chance_raises_about_as_many_as_the_page_says(alarms, indicator, kind):
    found = alarms[indicator, str(kind)]
    # The mean of the draws strays by its own deviation, three times over.
    strays = 3 * np.sqrt(found.expected / DRAWS)

    assert found.figures > 50
    assert found.expected > 1
    assert found.mean == pytest.approx(found.expected, abs=strays + 0.25 * found.expected)


def test_few_warnings_are_false_and_many_figures_to_watch_are(alarms):
    shares = {name: found.mean / found.figures for name, found in alarms.items()}

    assert shares["first-time-entrants", WARNING] < 0.05
    assert shares["reoffending-15-17", Doubt.TWO_YEARS.value] > 0.05


def test_a_seed_always_gives_the_same_draws(shipped_holdings):
    again = [each.raised for each in false_alarms(shipped_holdings, 1)]

    assert again == [each.raised for each in false_alarms(shipped_holdings, 1)]


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
        expected = "" if found.expected is None else f"{found.expected:.1f}"
        assert (figures.strip(), said.strip()) == (str(found.figures), expected)


def test_how_many_figures_are_beyond_chance_stands_in_the_methods(shipped_holdings):
    assert beyond_table(shipped_holdings) in METHODS.read_text("utf-8")

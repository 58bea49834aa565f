"""What is taken of a file where somebody wants its published figures only."""

import pytest

from dashboard.errors import ImportRefusedError
from dashboard.importers.imported import Imported, published_alone
from tests.import_factories import own, published

PUBLISHED = published(("first-time-entrants", "E10000015", "2024", 111.0))
OWN = own(("local-first-time-entrants", "", "2025-26 Q1", "", 12.0))


def test_own_figures_are_left_out_and_counted_in_a_note():
    found = published_alone(Imported(PUBLISHED, OWN, notes=("A note.",)), "figures.csv")

    assert found.published is PUBLISHED
    assert found.own.empty
    first, second = found.notes
    assert first == "A note."
    assert second.startswith("Own figures and inspections were left out (1)")


def test_a_file_of_published_figures_is_taken_as_it_is():
    file = Imported(PUBLISHED, notes=("A note.",))

    assert published_alone(file, "figures.csv").notes == file.notes


def test_a_file_without_published_figures_is_refused():
    with pytest.raises(ImportRefusedError) as refused:
        published_alone(Imported(own=OWN), "figures.csv")

    (problem,) = refused.value.problems
    assert problem.reason == "has no published figures"

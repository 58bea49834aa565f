"""The methods say how far the models of a second inspection lean on what is not known."""

import re
from pathlib import Path

from benchmarks.firmness import by_link, by_part_caseload
from dashboard.core.inspection.reinspection import Reinspection, reinspect
from dashboard.narrative.inspection.firmness import range_words, share_words
from tests.inspection_factories import shipped, shipped_frameworks

HELD, RULES = shipped("hertfordshire-2018"), shipped_frameworks()["hmip-2018"]
METHODS = Path(__file__).resolve().parents[2] / "docs" / "methods.md"


def methods():
    return " ".join(METHODS.read_text(encoding="utf-8").split())


def test_the_methods_give_the_share_of_each_model_as_it_ships():
    again = reinspect(HELD, RULES)
    assert isinstance(again, Reinspection)

    for one in again.models:
        row = rf"\| {one.model.label} \|.*\| {share_words(one.shares[again.rating])} \|\n"
        assert re.search(row, METHODS.read_text(encoding="utf-8"))


def test_the_methods_give_the_range_by_correlation_and_by_caseload_of_the_part():
    links, parts = by_link(HELD, RULES).values(), by_part_caseload(HELD, RULES).values()

    assert f"the share is {range_words(min(links), max(links))}." in methods()
    assert f"with 15 to 20 it is {range_words(min(parts), max(parts))}." in methods()

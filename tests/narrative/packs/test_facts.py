"""How a matter stands in a few words."""

from dashboard.narrative.packs.facts import comparison_words
from tests.factories import compared, with_break

VALUES = {"A": 300, "B": 200, "C": 210, "D": 190, "E": 205, "F": 195}


def test_the_first_figure_of_a_new_definition_says_so_that_nobody_takes_it_for_a_change():
    anew = comparison_words(compared(VALUES, with_break("2017")), is_warning=True).text
    later = comparison_words(compared(VALUES, with_break("2016")), is_warning=True).text

    assert anew == f"{later}; counted differently from the years before"

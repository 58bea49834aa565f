"""The first page: matters in their order with room for decisions and questions beneath them."""

from dataclasses import replace

from dashboard.core.sentences import Tone
from dashboard.reports.packs.document import Heading, Points, Statement
from dashboard.usecases.overview import Kind
from dashboard.usecases.packs.needs import MOST_MATTERS, needs_annex, needs_section
from tests.pack_reading_factory import blocks_of


def matters_of(section):
    return [each for each in blocks_of(section, Statement) if each.tone is not None]


def with_matters(reading, number):
    """Return a reading with so many matters for the board, and last its rating."""
    told = reading.overview.told
    first = next(each for each in told if each.needs_the_board)
    rating = next(each for each in told if each.kind is Kind.INSPECTION)
    every = [*(replace(first, id=f"matter-{n}") for n in range(number)), rating]
    return replace(reading, overview=replace(reading.overview, told=tuple(every)))


def test_of_many_matters_the_page_has_the_first_and_the_rating_and_the_annex_the_others(reading_of):
    reading = with_matters(reading_of("hertfordshire"), 12)
    section = needs_section(reading)

    shown = matters_of(section)
    assert len(shown) == MOST_MATTERS + 1
    assert shown[-1].tone is Tone.NOTE
    assert len(matters_of(needs_annex(reading))) == 12 - MOST_MATTERS
    assert section.message.text == "12 matters need the board, the most urgent first."
    assert [each.words.text for each in blocks_of(section, Heading)] == [
        "What the board is asked to decide",
        "Questions you can ask",
    ]


def test_what_the_board_made_of_a_warning_stands_with_it(reading_of):
    warned, *_ = matters_of(needs_section(reading_of("hertfordshire")))

    assert warned.tone is Tone.WARNING
    assert warned.words.text.endswith("nothing decided yet.")


def test_few_matters_and_questions_need_no_annex(reading_of):
    reading = reading_of("hertfordshire")

    assert needs_annex(reading) is None
    assert len(blocks_of(needs_section(reading), Points)) == 2

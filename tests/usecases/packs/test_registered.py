"""The page of recommendations: few in their own words, many in short with the annex."""

from dataclasses import replace

from dashboard.reports.packs.document import Table
from dashboard.usecases.packs.registered import MOST_WHOLE, register_annex, register_section
from tests.pack_reading_factory import blocks_of


def with_entries(reading, number):
    entries = (reading.register.entries * number)[:number]
    return replace(reading, register=replace(reading.register, entries=entries))


def first_row(section):
    row, *_ = blocks_of(section, Table)[0].rows
    return [cell.words.text for cell in row]


def test_few_stand_on_the_page_in_their_own_words_with_their_next_step(reading_of):
    reading = with_entries(reading_of("hertfordshire"), MOST_WHOLE)
    one = reading.register.entries[0].recommendation

    row = first_row(register_section(reading))

    assert row[0] == f"{one.number}: {one.wording}"
    assert row[-1] == "Give it an owner and a date."
    assert register_annex(reading) is None


def test_of_more_the_annex_has_the_words_under_the_number(reading_of):
    reading = with_entries(reading_of("hertfordshire"), MOST_WHOLE + 1)
    one = reading.register.entries[0].recommendation

    assert first_row(register_section(reading))[0].endswith("…")
    assert first_row(register_annex(reading))[:2] == [str(one.number), one.wording]

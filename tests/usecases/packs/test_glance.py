"""The page of main measures says of each what the Overview says, with the same pictures."""

import datetime as dt

import pytest

from dashboard.charts.sparkline import trend_sparkline
from dashboard.charts.spine import spine
from dashboard.core.sentences import Tone
from dashboard.definitions.records import records_from
from dashboard.narrative.published.glance import glance_sentence, standing_words
from dashboard.narrative.published.indicator_rows import KEY, indicator_row, others_words
from dashboard.reports.packs.document import Statement, Table
from dashboard.usecases.packs.glance import glance_annex, glance_section
from dashboard.usecases.published.glance import Glance, read_glance
from tests.lists_factories import target
from tests.memory_store import recording
from tests.pack_reading_factory import (
    blocks_of,
    document_with,
    numerals_without_facts,
    pack_reading,
)

PACKS = (
    ("hertfordshire", ""),
    ("hertfordshire", "2018-12-31"),
    ("hertfordshire", "2010-01-01"),
    ("cardiff", ""),
    ("west-mercia", ""),
    ("exampleshire", ""),
)


def firsts(reading):
    groups = Glance(reading.service, reading.overview.readings).by_indicator
    return [first for first, *_ in groups]


def rows(section):
    return [row for table in blocks_of(section, Table) for row in table.rows]


@pytest.mark.parametrize(("service", "as_of"), PACKS)
def test_it_is_never_empty_and_each_numeral_is_a_fact(reading_of, service, as_of):
    reading = reading_of(service, as_of)
    section = glance_section(reading)

    assert section.message
    assert section.blocks
    document = document_with(reading, section, glance_annex(reading))
    assert numerals_without_facts(document) == []


@pytest.mark.parametrize(("service", "as_of"), [PACKS[0], PACKS[3], PACKS[4]])
def test_each_main_measure_has_the_words_and_the_drawings_of_the_screen(reading_of, service, as_of):
    reading = reading_of(service, as_of)

    found = zip(firsts(reading), rows(glance_section(reading)), strict=True)
    for held, (measure, now, past, against, england) in found:
        c = held.comparison
        words = indicator_row(
            c,
            held.trend,
            reading.holdings.as_of,
            is_newest=held.is_newest,
            watched=c in reading.overview.watched,
        )
        assert measure.words.text.startswith(c.indicator.name)
        assert now.words.text.startswith(words.figure.text)
        assert now.words.text.endswith(words.when.text)
        assert (past.words, past.drawing) == (words.past.words, trend_sparkline(held.trend))
        assert (against.words, against.drawing) == (words.against.words, spine(c))
        assert (against.tone, against.tone_word) == (words.against.tone, words.against.tone_word)
        assert england.words == words.england


def test_the_page_is_answered_by_how_many_are_worse(reading_of):
    reading = reading_of("hertfordshire")
    compared = [each.comparison for each in reading.overview.readings]

    assert glance_section(reading).message == standing_words(compared, "main ")


def test_in_2018_the_gap_that_the_board_did_not_know_is_in_the_first_line(reading_of):
    (measure, now, _, against, england), *_ = rows(
        glance_section(reading_of("hertfordshire", "2018-12-31"))
    )

    assert measure.words.text == "First-time entrants to the youth justice system"
    assert now.words.text.startswith("287 per 100,000 (about 330 children), ")
    assert against.tone is Tone.WORSE
    assert against.words.text == "23% above; eight of ten are lower."
    assert england.words.text == "299"


def test_the_group_is_named_with_the_key_and_what_must_be_known_of_it(reading_of):
    reading = reading_of("hertfordshire", "2018-12-31")

    quiet = [each.words.text for each in blocks_of(glance_section(reading), Statement)]

    assert quiet[0].startswith("Compared with: DfE statistical neighbours, April 2021.")
    assert quiet[0].endswith(KEY.text)
    assert set(reading.overview.notes) <= set(quiet)


def test_of_several_areas_none_is_left_out_of_page_and_annex_together(reading_of):
    reading = reading_of("west-mercia")
    page, annex = rows(glance_section(reading)), rows(glance_annex(reading))

    matters = read_glance(reading.holdings, reading.service.id).matters
    main = [each.comparison for each in reading.overview.readings]
    further = {each.comparison.indicator.id for each in matters} - {c.indicator.id for c in main}
    assert len(page) + len(annex) == len(main) + len(further)
    first, *others = Glance(reading.service, reading.overview.readings).by_indicator[0]
    told = others_words([each.comparison for each in others]).text
    assert page[0][0].words.text.endswith(f"{first.comparison.place.name}. {told}")


def test_the_annex_is_in_words_only_and_has_no_worse_side(reading_of):
    annex = glance_annex(reading_of("hertfordshire"))

    assert not [cell for row in rows(annex) for cell in row if cell.drawing]
    headings = {table.headings[3].text for table in blocks_of(annex, Table)}
    assert headings
    assert not [heading for heading in headings if "→" in heading]


def test_a_target_has_a_column_where_one_is_set(shipped_holdings):
    aim = records_from([(target(set_on=dt.date(2026, 1, 5)), 1)])
    reading = pack_reading(recording(shipped_holdings, lambda _day: aim), "hertfordshire")

    (table,) = blocks_of(glance_section(reading), Table)

    assert table.headings[4].text == "Target"
    assert len(table.shares) == len(table.headings)
    met = table.rows[0][4]
    assert met.words.text.endswith("against a target of 100 per 100,000.")
    assert table.rows[1][4].words.text == "none"


def test_where_nothing_was_published_it_says_so_and_has_no_annex(reading_of):
    reading = reading_of("hertfordshire", "2010-01-01")
    section = glance_section(reading)

    assert section.message == glance_sentence([]).words
    (told,) = blocks_of(section, Statement)
    assert told.words == reading.overview.scanned.words
    assert glance_annex(reading) is None


def test_the_service_that_has_old_figures_only_is_told_their_age(reading_of):
    quiet = [
        each.words.text for each in blocks_of(glance_section(reading_of("cardiff")), Statement)
    ]

    assert any(text.startswith("The newest figure is ") for text in quiet)

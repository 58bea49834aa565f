"""The annex names the edition of every figure that a pack compares, of its earlier years too."""

from dataclasses import replace

from dashboard.core.disclosure.protection import Mode
from dashboard.reports.packs.document import Heading, Table
from dashboard.usecases.packs.annex import history_annex, sources_annex
from dashboard.usecases.packs.reading import Frozen
from dashboard.usecases.published.glance import read_glance
from tests.pack_reading_factory import blocks_of, pack_reading


def test_every_edition_of_a_figure_compared_is_a_source(reading_of):
    reading = reading_of("hertfordshire")
    sources, *_ = blocks_of(sources_annex(reading), Table)
    titles = " ".join(row[0].words.text for row in sources.rows)

    readings = read_glance(reading.holdings, reading.service.id).matters
    members = [each for r in readings for each in (r.comparison.own, *r.comparison.members)]
    for held in reading.holdings.provenances(each.observed.edition_id for each in members):
        assert held.title in titles
    # The years before 2016 came in another edition, and England's newest figure is derived.
    assert "year to December 2015" in titles
    assert "derived" in titles


def headings_of(reading):
    return [each.words.text for each in blocks_of(sources_annex(reading), Heading)]


def test_only_the_public_is_told_how_small_numbers_are_hidden(reading_of, shipped_holdings):
    board = pack_reading(shipped_holdings, "cardiff", audience=Mode.BOARD)

    assert "Small numbers" in headings_of(reading_of("cardiff"))
    assert "Small numbers" not in headings_of(board)


def test_the_head_of_the_history_is_told_where_there_is_one(reading_of):
    reading = reading_of("cardiff")
    recorded = replace(reading, frozen=Frozen(1_240, "ab12" * 16))

    assert "0000" not in history_annex(reading).message.text
    assert history_annex(recorded).message.text == (
        f"The history had 1,240 entries; the last one has the checksum {'ab12' * 16}."
    )

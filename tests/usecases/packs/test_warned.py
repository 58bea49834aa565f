"""The page of early warnings tells each whole, pictures it, and never gives an all-clear."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.charts.comparison import ranked_chart
from dashboard.charts.trend import trend_chart
from dashboard.core.sentences import Tone
from dashboard.definitions.records import Record, records_from
from dashboard.narrative.board.who_knew import group_words
from dashboard.narrative.published.glance import glance_sentence
from dashboard.narrative.published.trends import trend_message
from dashboard.narrative.published.warnings import scan_words, warning_sentence
from dashboard.reports.packs.document import Heading, Points, Statement, Table
from dashboard.usecases.board.acknowledgements import knowledge_of
from dashboard.usecases.packs.warned import MOST_ON_PAGE, warnings_annex, warnings_section
from dashboard.usecases.published.warnings import scan_one
from tests.board_factories import STOOD_IN_2018, acknowledgement, decision, members
from tests.large_cohorts import with_large_cohorts
from tests.memory_store import recording
from tests.pack_reading_factory import (
    blocks_of,
    document_with,
    numerals_without_facts,
    pack_reading,
    pictures_in,
    side_by_side,
)

IN_2018 = dt.date(2018, 12, 31)
PACKS = (
    ("hertfordshire", ""),
    ("hertfordshire", "2018-12-31"),
    ("hertfordshire", "2010-01-01"),
    ("cardiff", ""),
    ("west-mercia", ""),
    ("west-mercia", "2018-12-31"),
    ("exampleshire", ""),
)
WARNED = [PACKS[0], PACKS[1], PACKS[5], PACKS[6]]


def words_of(section):
    return [each.words.text for each in blocks_of(section, Statement)]


def warned_comparisons(reading):
    return [a.warning.comparison for told in reading.overview.warned for a in told.attentions]


@pytest.mark.parametrize(("service", "as_of"), PACKS)
def test_it_is_never_empty_and_each_numeral_is_a_fact(reading_of, service, as_of):
    reading = reading_of(service, as_of)
    section = warnings_section(reading)

    assert section.message
    document = document_with(reading, section, warnings_annex(reading))
    assert numerals_without_facts(document) == []


@pytest.mark.parametrize(("service", "as_of"), WARNED)
def test_each_warning_is_told_whole_with_what_the_board_made_of_it(reading_of, service, as_of):
    reading = reading_of(service, as_of)
    section = warnings_section(reading)

    warned = reading.overview.warned
    assert warned
    for told in warned[:MOST_ON_PAGE]:
        first, *also = (each.warning for each in told.attentions)
        whole = warning_sentence(first, also)
        (shown,) = (s for s in blocks_of(section, Statement) if s.words == whole.words)
        assert (shown.tone, shown.lead) == (Tone.WARNING, whole.lead)
        done = group_words(knowledge_of(reading.holdings, told.attentions))
        assert f"The board: {done}" in words_of(section)


def test_the_message_says_what_was_scanned_and_what_chance_alone_would_raise(reading_of):
    reading = reading_of("hertfordshire", "2018-12-31")
    scans = scan_one(reading.holdings, "hertfordshire")

    told = scan_words(
        scans.figures, len(scans.warnings), len(scans.watched), scans.expected_warnings
    )
    assert warnings_section(reading).message == told


def test_in_2018_the_gap_that_englands_average_hid_is_told_and_pictured(reading_of):
    section = warnings_section(reading_of("hertfordshire", "2018-12-31"))

    told = next(text for text in words_of(section) if text.startswith("First-time entrants"))
    assert "23% above similar areas, about 60 more children a year." in told
    assert "It is 4% below England (299), so the national average hides it." in told
    (beside,) = side_by_side(section)
    assert [each.title.text for each in beside] == [
        "Children cautioned or sentenced: eight of nine similar areas with a figure are lower",
        "First-time entrants: eight of ten similar areas are lower",
    ]


def test_one_warning_alone_has_its_areas_beside_its_years(reading_of):
    reading = reading_of("hertfordshire")
    (comparison,) = warned_comparisons(reading)
    (held,) = [each for each in reading.overview.readings if each.comparison is comparison]

    (beside,) = side_by_side(warnings_section(reading))

    years = trend_chart(held.trend)
    assert years is not None
    charts = [ranked_chart(comparison), years]
    assert [(p.title.text, p.drawing.alt) for p in beside] == [(c.title, c.alt) for c in charts]


@pytest.mark.parametrize(("service", "as_of"), WARNED)
def test_page_and_annex_picture_each_area_of_each_warning(reading_of, service, as_of):
    reading = reading_of(service, as_of)
    shown = pictures_in(reading, warnings_section(reading), warnings_annex(reading))

    wanted = [ranked_chart(c).alt for c in warned_comparisons(reading)]
    assert set(wanted) <= {picture.drawing.alt for picture in shown}
    assert len({picture.drawing.alt for picture in shown}) == len(shown)
    assert all(picture.native for picture in shown)


@pytest.mark.parametrize(("service", "as_of"), WARNED)
def test_the_annex_has_the_values_of_every_picture(reading_of, service, as_of):
    reading = reading_of(service, as_of)
    annex = warnings_annex(reading)

    tables = blocks_of(annex, Table)
    for picture in pictures_in(reading, warnings_section(reading), annex):
        assert picture.table in tables


def test_the_text_alternative_has_the_values_of_the_table(reading_of):
    reading = reading_of("hertfordshire", "2018-12-31")

    for picture in pictures_in(reading, warnings_section(reading)):
        values = [[cell.words.text for cell in row[:2]] for row in picture.table.rows]
        held = [pair for pair in values if pair[1] != "not published"]
        assert len(held) >= 10
        assert [pair for pair in held if " ".join(pair) not in picture.drawing.alt] == []


def test_where_the_years_make_no_line_one_statement_says_so(reading_of):
    reading = reading_of("hertfordshire", "2016-12-31")
    section = warnings_section(reading)

    (comparison,) = warned_comparisons(reading)
    (held,) = [each for each in reading.overview.readings if each.comparison is comparison]
    assert [len(beside) for beside in side_by_side(section)] == [1]
    assert f"{trend_message(held.trend)}." in words_of(section)


def test_what_a_member_saw_and_the_board_decided_stands_beside_the_warning(shipped_holdings):
    seen = acknowledgement(service="hertfordshire", warning=STOOD_IN_2018)
    asked = decision(STOOD_IN_2018, service="hertfordshire", meeting="", text="Ask the police.")
    people = [replace(each, service="hertfordshire") for each in members()]
    records: list[Record] = [seen, asked, *people]
    held = records_from([(each, 1) for each in records])
    reading = pack_reading(
        recording(shipped_holdings, lambda _day: held),
        "hertfordshire",
        as_of=IN_2018,
    )

    told = [text for text in words_of(warnings_section(reading)) if text.startswith("The board:")]

    assert len(told) == 2
    assert any("challenged 12 October 2018: Ask the police." in text for text in told)


def test_further_warnings_have_words_and_pictures_in_the_annex(shipped_holdings):
    reading = pack_reading(with_large_cohorts(shipped_holdings), "durham")
    page, annex = warnings_section(reading), warnings_annex(reading)

    assert len(reading.overview.warned) == MOST_ON_PAGE + 1
    third = reading.overview.warned[-1].attentions[0].warning
    assert warning_sentence(third).text not in words_of(page)
    assert warning_sentence(third).text in words_of(annex)
    alts = {picture.drawing.alt for picture in pictures_in(reading, annex)}
    assert ranked_chart(third.comparison).alt in alts


def test_what_is_only_to_be_watched_is_told_in_short_and_what_has_no_room_in_the_annex(reading_of):
    reading = reading_of("isle-of-wight")
    *shown, further = (told.sentence.words for told in reading.overview.to_watch)

    page, annex = warnings_section(reading), warnings_annex(reading)

    assert words_of(page)[-len(shown) :] == [words.text for words in shown]
    assert [points.items for points in blocks_of(annex, Points)] == [(further,)]


def test_without_a_warning_the_scan_answers_and_nothing_says_that_all_is_well(reading_of):
    reading = reading_of("west-mercia")
    section = warnings_section(reading)

    checked = section.message.text
    assert checked.startswith("13 figures of main measures checked: no early warnings, 1 to watch.")
    assert "boards would still see a warning by chance." in checked
    assert not blocks_of(section, Heading)


def test_where_no_list_says_who_is_similar_the_page_begins_with_that(reading_of):
    section = warnings_section(reading_of("cardiff"))

    assert section.message.text == "No list says who is similar, so no early warning can be raised."
    assert "no early warnings" not in " ".join(words_of(section))


def test_where_nothing_was_published_it_says_so_and_has_no_annex(reading_of):
    reading = reading_of("hertfordshire", "2010-01-01")
    section = warnings_section(reading)

    assert section.message == reading.overview.scanned.words
    assert words_of(section) == [glance_sentence([]).text]
    assert warnings_annex(reading) is None

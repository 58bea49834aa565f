"""The page of the rating says what the page of inspection ratings says, and shows its ruler."""

import pytest

from dashboard.charts.case_audits import audit_chart
from dashboard.charts.rating_ruler import rating_ruler
from dashboard.core.disclosure.protection import Mode
from dashboard.core.inspection.headroom import weakest
from dashboard.core.own.figures import AreaTeam
from dashboard.core.sentences import Tone
from dashboard.narrative.inspection.firmness import depth_sentences
from dashboard.narrative.inspection.ratings import (
    ONLY_OVERALL,
    before_words,
    edge_words,
    inspection_sentence,
    no_inspection_words,
    points_and_age,
    ruler_words,
)
from dashboard.narrative.inspection.standards import near_words, tile_words
from dashboard.narrative.performance.case_audits import REHEARSAL, audit_sentences
from dashboard.reports.packs.document import Statement, Table
from dashboard.reports.ratings import case_scores_table
from dashboard.usecases.packs.rating import rating_annex, rating_section
from tests.local_factories import figure
from tests.own_holdings import QUARTERS, with_own_figures
from tests.pack_reading_factory import (
    blocks_of,
    document_with,
    numerals_without_facts,
    pack_reading,
    pictures_in,
    texts,
)

PACKS = (
    ("hertfordshire", ""),
    ("hertfordshire", "2018-12-31"),
    ("hertfordshire", "2010-01-01"),
    ("cardiff", ""),
    ("west-mercia", ""),
    ("wrexham", ""),
    ("northamptonshire", "2018-12-31"),
    ("exampleshire", ""),
)
CODES = ("3.3.1", "3.3.2", "3.3.3")


def words_of(section):
    return [each.words.text for each in blocks_of(section, Statement)]


def told_of(section):
    return " ".join(words_of(section))


def values(table):
    return [texts(cell.words for cell in row) for row in table.rows]


@pytest.mark.parametrize(("service", "as_of"), PACKS)
def test_it_is_never_empty_and_each_numeral_is_a_fact(reading_of, service, as_of):
    reading = reading_of(service, as_of)
    section = rating_section(reading)

    assert section.message
    assert section.blocks
    document = document_with(reading, section, rating_annex(reading))
    assert numerals_without_facts(document) == []


def test_the_rating_is_a_word_in_full_with_its_points_and_its_age(reading_of):
    section = rating_section(reading_of("hertfordshire"))

    assert section.message.text == "Outstanding, 31 of 36 points, September 2018, eight years ago."
    assert "One point lower would have been Good. A later rating may exist." in told_of(section)


@pytest.mark.parametrize("service", ["hertfordshire", "west-mercia"])
def test_the_ruler_has_its_alternative_and_its_bands_as_a_table(reading_of, service):
    reading = reading_of(service)
    derived = reading.ratings.derived

    (picture,) = pictures_in(reading, rating_section(reading))

    assert picture.drawing == rating_ruler(derived)
    assert picture.drawing.alt == ruler_words(derived).text
    assert picture.table in blocks_of(rating_annex(reading), Table)
    marked = [row for row in values(picture.table) if row[2]]
    assert [row[0] for row in marked] == [derived.published.value]


def test_each_standard_has_its_rating_in_full_and_what_decides_it(reading_of):
    reading = reading_of("hertfordshire")
    derived = reading.ratings.derived
    (table,) = blocks_of(rating_section(reading), Table)

    deciding = weakest(derived)
    assert values(table) == [
        [
            one.standard.title,
            one.published.value,
            tile_words(one, deciding.get(one.standard.code)).text,
        ]
        for one in derived.standards
    ]
    near = {row[0].words.text[:3] for row in table.rows if row[2].strong}
    assert near == {"2.1", "3.1", "3.2", "3.3"}


def test_how_near_an_edge_and_how_firm_it_is_are_the_sentences_of_the_screen(reading_of):
    reading = reading_of("hertfordshire")
    found = reading.ratings

    told = told_of(rating_section(reading))

    near, firm = depth_sentences(found.derived, found.reinspection)
    assert near.text in told
    assert firm.text in told
    assert near_words(found.derived).text in told
    assert edge_words(found.derived).text in told


def test_what_is_below_good_stands_out_and_is_to_improve(reading_of):
    reading = reading_of("exampleshire")
    derived = reading.ratings.derived
    below = {one.standard.title for one in derived.below_good}
    assert below

    (first, *_) = blocks_of(rating_section(reading), Statement)

    assert first.tone is Tone.IMPROVE
    assert first.words.text in inspection_sentence(derived, reading.holdings.as_of).text
    (table,) = blocks_of(rating_section(reading), Table)
    assert {row[0].words.text for row in table.rows if row[1].strong} == below


def test_without_standards_it_says_why_nothing_more_can_be_said(reading_of):
    reading = reading_of("cardiff")
    section = rating_section(reading)

    (before,) = reading.ratings.rated_before
    assert before_words(before, reading.holdings.as_of).text in told_of(section)
    assert ONLY_OVERALL.text in words_of(section)
    assert rating_annex(reading) is None


def test_a_case_inspection_without_a_rating_has_its_percentages(reading_of):
    reading = reading_of("northamptonshire", "2018-12-31")
    section = rating_section(reading)

    assert section.message.text.endswith("percentages were given, no rating.")
    (table,) = blocks_of(section, Table)
    assert values(table) == case_scores_table(reading.ratings.derived).to_numpy().tolist()


def test_without_an_inspection_it_says_so_and_whether_one_came_later(reading_of):
    none, later = reading_of("wrexham"), reading_of("hertfordshire", "2010-01-01")

    for reading in (none, later):
        assert rating_section(reading).message == no_inspection_words(reading.holdings.as_of)
    assert "It may well have been inspected: we have ratings since" in told_of(rating_section(none))
    assert words_of(rating_section(later))[0] == (
        "The first one we have was published 20 September 2018."
    )


def test_without_audits_it_says_so(reading_of):
    assert words_of(rating_section(reading_of("cardiff")))[-1] == (
        "Cardiff has no case audits by quarter yet."
    )


def audited(held, place="", audience=Mode.PUBLIC, yes=14, of=20):
    rows = {
        f"audit-{code}": [figure(yes, of, period=quarter, place=place) for quarter in QUARTERS]
        for code in CODES
    }
    teams = [AreaTeam("north", "hertfordshire", "North & East")]
    given = with_own_figures(held, rows, teams=teams)
    return pack_reading(given, "hertfordshire", audience=audience)


def test_the_rehearsal_is_told_as_one_and_pictured_in_the_annex(shipped_holdings):
    reading = audited(shipped_holdings)
    audits = reading.audits

    section, annex = rating_section(reading), rating_annex(reading)

    assert REHEARSAL.text in told_of(section)
    for told in audit_sentences(audits.ratings, audits.pooled, audits.published):
        assert told.text in words_of(section)
    drawn = audit_chart(audits.ratings, audits.framework, audits.pooled, audits.place_words)
    (picture,) = pictures_in(reading, annex)
    assert drawn is not None
    assert picture.drawing.alt == drawn.alt
    assert picture.table in blocks_of(annex, Table)


def test_where_only_teams_were_audited_it_says_so_and_shows_no_rehearsal(shipped_holdings):
    reading = audited(shipped_holdings, place="north")

    assert words_of(rating_section(reading))[-1] == "Only area teams were audited."
    assert pictures_in(reading, rating_annex(reading)) == []


def test_small_audits_are_hidden_in_public_and_said_to_be(shipped_holdings):
    public = audited(shipped_holdings, yes=2, of=3)
    board = audited(shipped_holdings, audience=Mode.BOARD, yes=2, of=3)

    assert "Public: small numbers hidden (" in told_of(rating_section(public))
    assert "Board only: small numbers are shown" in told_of(rating_section(board))
    assert pictures_in(public, rating_annex(public)) == []


def test_the_message_has_the_points_and_age_that_the_screen_leads_with(reading_of):
    reading = reading_of("west-mercia")

    behind = points_and_age(reading.ratings.derived, reading.holdings.as_of)
    assert rating_section(reading).message.text == f"Requires improvement, {behind}."

"""What a file would change on the Overview is what it does change, once it is stored."""

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.disclosure.protection import Mode
from dashboard.core.periods import Period, PeriodKind
from dashboard.core.published.indicators import OBSERVATION_COLUMNS
from dashboard.core.rooms import Admission
from dashboard.core.verdicts import Verdict
from dashboard.errors import NotAllowedError
from dashboard.store.engine import open_store
from dashboard.usecases.foretold import foretell
from dashboard.usecases.holdings import holdings_of
from dashboard.usecases.overview import Kind, read_overview
from dashboard.usecases.upkeep.imports import accept_import, withdraw_import
from dashboard.usecases.upkeep.rehearsed import if_stored
from tests.conftest import TODAY
from tests.databases import on_both_databases
from tests.import_factories import ABOUT, ENTRANTS, FTE, load, own_file, preview, published_file
from tests.local_factories import figure, load_own, quarters
from tests.new_edition_factory import entrants_edition
from tests.people_factories import signature
from tests.stored import tokens_in

HERTS, ESSEX = "E10000015", "E10000012"
NEIGHBOUR = "E10000014"
CUMBERLAND, WESTMORLAND = "E06000063", "E06000064"
SENTENCED, REOFFENDING = "children-cautioned-or-sentenced", "reoffending-10-14"
ALMOST_TWICE = {HERTS: 1.9}


@pytest.fixture(scope="module")
def one_store(sqlite):
    """A store that each test leaves as it was: what it loads, it withdraws."""
    with sqlite.shipped() as url:
        store = open_store(url)
        yield store
        store.close()


@pytest.fixture(scope="module")
def now(one_store, shipped_holdings):
    """All that it holds, read anew each time."""
    return lambda day=TODAY: holdings_of(shipped_holdings.catalogue, one_store, day, TODAY)


@pytest.fixture
def told(one_store, now):
    """What a file would change on the Overview of a service on a day; None if nothing is told."""

    def foretold(content, service="hertfordshire", day=TODAY):
        return foretell(now(day), preview(one_store, now(day), content, service=service))

    return foretold


def as_read(overview):
    """All that a reader of an Overview is told, and how each main measure stands."""
    sentences = [(told.id, told.kind, told.sentence) for told in (*overview.told, *overview.warned)]
    warnings = [each.warning.id for told in overview.told for each in told.attentions]
    compared = [reading.comparison for reading in overview.readings]
    measures = [(c.indicator.id, c.area.code, c.period, c.value, c.verdict) for c in compared]
    groups = [[(member.area.code, member.value) for member in c.members] for c in compared]
    watched = [(told.id, told.sentence) for told in overview.to_watch]
    return sentences, warnings, watched, measures, groups, overview.notes


def foretold_of(held, seen, mode=Mode.PUBLIC):
    """What a file changes, where it has something to foretell."""
    found = foretell(held, seen, mode)
    assert found is not None
    return found


def small_counts(newest):
    """Three years of small counts, and the newest quarter that the Overview speaks of."""
    counts = [*[1, 1, 2, 1] * 3, newest]
    found = quarters(len(counts), Period(PeriodKind.QUARTER, 2026, 1))
    return [figure(n, period=quarter.id) for n, quarter in zip(counts, found, strict=True)]


def texts(found):
    return [each.sentence.text for each in found]


# The law: told before, and read afterwards, by one rule.


@on_both_databases
def test_the_overview_foretold_is_the_one_that_is_read_in_the_same_mode_once_the_file_is_stored(
    own_store, shipped_holdings
):
    def held():
        return holdings_of(shipped_holdings.catalogue, own_store, TODAY, TODAY)

    load_own(own_store, {ENTRANTS: small_counts(4)})
    seen = preview(own_store, held(), entrants_edition(held(), ALMOST_TWICE))
    foretold = {mode: foretold_of(held(), seen, mode) for mode in Mode}

    accept_import(own_store, held(), signature(), seen, ABOUT)

    for mode, found in foretold.items():
        assert as_read(found.before) != as_read(found.after)
        assert as_read(found.after) == as_read(read_overview(held(), "hertfordshire", mode))


def test_small_numbers_are_foretold_for_the_board_and_the_public_learns_nothing_of_them(
    own_store, shipped_holdings
):
    def foretold(newest, mode):
        load_own(own_store, {ENTRANTS: small_counts(newest)}, sha256=f"{newest}" * 64)
        held = holdings_of(shipped_holdings.catalogue, own_store, TODAY, TODAY)
        seen = preview(own_store, held, published_file(f"{FTE},{HERTS},2024,210,,,,"))
        found = foretold_of(held, seen, mode)
        return as_read(found.before), as_read(found.after), found.lists, found.notes

    assert foretold(4, Mode.BOARD) != foretold(1, Mode.BOARD)
    assert foretold(4, Mode.PUBLIC) == foretold(1, Mode.PUBLIC)


def test_whom_a_board_shows_no_small_numbers_is_foretold_none(own_store, shipped_holdings):
    load_own(own_store, {ENTRANTS: small_counts(4)})
    reads = own_store.admitting(Admission(None, frozenset()))
    held = holdings_of(shipped_holdings.catalogue, reads, TODAY, TODAY)
    seen = preview(own_store, held, published_file(f"{FTE},{HERTS},2024,210,,,,"))

    assert foretell(held, seen, Mode.PUBLIC)
    with pytest.raises(NotAllowedError, match="does not show you small numbers"):
        foretell(held, seen, Mode.BOARD)


AREAS = (HERTS, ESSEX, NEIGHBOUR, CUMBERLAND, WESTMORLAND, "E92000001")
FIGURES = {
    FTE: (("2023", "2024", "2025"), st.integers(20, 400)),
    SENTENCED: (("2023-24", "2024-25"), st.integers(2, 60)),
    REOFFENDING: (("2021", "2022", "2023"), st.integers(5, 60)),
}
# The number of the edition is not known before.
TOLD_OF = [name for name in OBSERVATION_COLUMNS if name != "edition_id"]
ABSENT = st.sampled_from(["suppressed", "not published"])


def tables(held):
    """All figures of the indicators in FIGURES, in the order in which they are asked."""
    return {name: held.figures(name).table[TOLD_OF] for name in FIGURES}


@st.composite
def rows(draw):
    """Rows of a published file: any figures of a few areas, some of them absent."""
    keys = [
        (name, area, year)
        for name, (years, _) in FIGURES.items()
        for area in AREAS
        for year in years
    ]
    chosen = draw(st.lists(st.sampled_from(keys), unique=True, min_size=1, max_size=12))
    lines = []
    for name, area, year in chosen:
        value = draw(st.none() | FIGURES[name][1])
        state = draw(ABSENT) if value is None else ""
        lines.append(f"{name},{area},{year},{'' if value is None else value},,,{state},")
    return lines


@settings(max_examples=6)
@given(lines=rows())
def test_whatever_a_file_holds_the_figures_rehearsed_are_those_that_count_once_it_is_stored(
    one_store, now, lines
):
    seen = preview(one_store, now(), published_file(*lines))
    rehearsed = tables(if_stored(now(), seen))

    number = accept_import(one_store, now(), signature(), seen, ABOUT)
    stored = tables(now())
    withdraw_import(one_store, signature(), number, "The next example.")

    for name in FIGURES:
        pd.testing.assert_frame_equal(rehearsed[name], stored[name])


@pytest.mark.parametrize("service", ["hertfordshire", "cumbria", "swansea"])
def test_for_each_service_the_overview_foretold_is_the_one_that_is_read_afterwards(
    one_store, now, service
):
    lines = (
        f"{FTE},{HERTS},2024,210,,,,",
        f"{FTE},{CUMBERLAND},2025,350,,,,",
        f"{SENTENCED},{HERTS},2024-25,17,,,,",
        f"{REOFFENDING},{ESSEX},2023,,,,suppressed,",
    )
    seen = preview(one_store, now(), published_file(*lines), service=service)
    foretold = foretold_of(now(), seen)

    number = accept_import(one_store, now(), signature(), seen, ABOUT)
    afterwards = as_read(read_overview(now(), service))
    withdraw_import(one_store, signature(), number, "The next example.")

    assert as_read(foretold.after) == afterwards
    assert as_read(foretold.before) == as_read(read_overview(now(), service))


def test_what_is_foretold_is_stored_and_kept_nowhere(one_store, now, told):
    before, read = tokens_in(one_store), as_read(read_overview(now(), "hertfordshire"))

    assert not told(entrants_edition(now(), ALMOST_TWICE)).changes_nothing

    assert tokens_in(one_store) == before
    assert as_read(read_overview(now(), "hertfordshire")) == read


# What is told of the difference.


def test_a_new_warning_is_told_in_the_words_of_the_overview_with_the_verdict_before_and_after(
    now, told
):
    foretold = told(entrants_edition(now(), ALMOST_TWICE))

    (warning,) = foretold.new_warnings
    assert warning in foretold.after.told
    assert warning.sentence.text.startswith("First-time entrants: 105% above similar areas")
    assert foretold.ended_warnings == ()
    (measure,) = foretold.measures
    assert (measure.before.verdict, measure.after.verdict) == (Verdict.MIXED, Verdict.WORSE)
    assert measure.words.text == (
        "First-time entrants: worse than similar areas, 211 per 100,000 (about 280 children) in "
        "the year ending December 2025. Now: depends on whom we compare with, 111 per 100,000 "
        "(about 145 children) in the year ending December 2024."
    )
    (scanned,) = foretold.said_anew
    assert "Two early warnings." in scanned.sentence.text


def test_a_warning_that_ends_is_told_as_the_overview_tells_it_now(told):
    foretold = told(published_file(f"{SENTENCED},{HERTS},2024-25,17,,,,"))

    (warning,) = foretold.ended_warnings
    assert warning in foretold.before.told
    assert foretold.new_warnings == ()
    assert foretold.once_stored.text == "1 early warning ended."
    assert [heading for heading, _ in foretold.lists] == [
        "Early warnings that end",
        "Main measures that change",
        "What else it would say",
    ]


def test_a_warning_that_stays_with_another_size_is_neither_new_nor_at_its_end(told):
    foretold = told(published_file(f"{SENTENCED},{HERTS},2024-25,26,,,,"))

    assert foretold.new_warnings == foretold.ended_warnings == ()
    assert [each.kind for each in foretold.said_anew] == [Kind.EARLY_WARNING]


def test_of_a_service_with_several_areas_each_is_told(now, told):
    foretold = told(entrants_edition(now(), {CUMBERLAND: 1.9}), "cumbria")

    assert texts(foretold.new_warnings)[0].startswith("First-time entrants in Cumberland: 137%")
    assert {each.either.area.code for each in foretold.measures} == {CUMBERLAND, WESTMORLAND}
    # One area was to be watched and is warned of; the other is to be watched as before.
    assert foretold.said_no_longer == ()


def test_what_is_no_longer_to_be_watched_is_told_as_the_overview_tells_it_now(told):
    foretold = told(published_file(f"{FTE},{CUMBERLAND},2024,149,,,,"), "cumbria")

    (gone,) = foretold.said_no_longer
    assert gone.sentence.text.startswith("First-time entrants in Cumberland: 24% above")
    assert foretold.lists[-1] == ("What it would no longer say", (gone.sentence.words,))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            [f"{FTE},{HERTS},2015,360,,,,"],
            "First-time entrants: Down 69% since 2015: 360 then, 152 in 2020, 111 in 2024. "
            "Now: Down 65% since 2015: 313 then, 152 in 2020, 111 in 2024.",
        ),
        (
            [f"{FTE},{code},2024,100,,,," for code in ("E10000012", "E10000014", "E10000025")],
            "First-time entrants: 10% above the average of 10 similar areas (101). Seven of ten "
            "are lower. Now: 8% above the average of 10 similar areas (103). Six of ten are lower.",
        ),
    ],
)
def test_of_a_figure_that_stays_it_is_said_what_changes_beside_others_or_over_the_years(
    told, rows, words
):
    (measure,) = told(published_file(*rows)).measures

    assert measure.before.value == measure.after.value == 111
    assert measure.words.text.startswith(words)
    assert " Now: " in measure.words.text


def test_a_figure_that_is_withheld_now_lets_the_period_before_be_shown(told):
    foretold = told(published_file(f"{FTE},{HERTS},2024,,,,suppressed,"))

    (measure,) = foretold.measures
    assert (measure.before.period.id, measure.after.period.id) == ("2024", "2023")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (f"{FTE},{HERTS},2024,111,,,,", "the figure is held already"),
        (f"children-in-need,{HERTS},2025,200,,,,", "the Overview does not speak of it"),
        (f"{FTE},{CUMBERLAND},2023,90,,,,", "it is of an area that is compared with nobody here"),
    ],
)
def test_that_nothing_would_change_is_said_where_it_was_worked_out(told, row, why):
    foretold = told(published_file(row))

    assert foretold.changes_nothing, why
    assert foretold.lists == ()
    assert foretold.answer.text == (
        "No sentence and no verdict on the Overview of Hertfordshire would change."
    )


def test_figures_that_need_checking_change_nothing_before_they_are_released(told):
    slipped = f"{FTE},{HERTS},2024,1110,,,,"

    assert told(published_file(slipped)) is None
    foretold = told(published_file(slipped, f"{FTE},{ESSEX},2024,121,,,,"))
    assert foretold.changes_nothing
    assert [note.text for note in foretold.notes] == [
        "Left out here, because they need checking first: 1 figure of Hertfordshire."
    ]
    assert told(published_file(slipped, f"{FTE},{ESSEX},2024,121,,,,"), "essex").notes == ()


def test_figures_that_the_overview_shows_only_later_are_named_with_the_day(now, told):
    foretold = told(entrants_edition(now(), ALMOST_TWICE), day=dt.date(2026, 9, 29))

    assert foretold.changes_nothing
    (note,) = foretold.notes
    assert note.text.endswith(
        "year ending December 2025: shown from 30 September 2026 on, when these figures are "
        "usually published."
    )
    assert told(entrants_edition(now(), ALMOST_TWICE), day=dt.date(2026, 9, 30)).notes == ()


def test_a_file_that_is_loaded_already_or_without_published_figures_foretells_nothing(
    one_store, now, told
):
    content = published_file(f"{FTE},{HERTS},2024,210,,,,")
    number = load(one_store, now(), content)

    assert told(content) is None
    withdraw_import(one_store, signature(), number, "By mistake.")
    assert told(content) is not None
    assert told(own_file(f"{ENTRANTS},,2025-26 Q1,,,12,,,")) is None


def test_that_own_figures_are_not_foretold_is_said_of_a_file_with_both(one_store, now):
    seen = preview(one_store, now(), published_file(f"{FTE},{HERTS},2024,112,,,,"))
    mine = preview(one_store, now(), own_file(f"{ENTRANTS},,2025-26 Q1,,,12,,,"))
    both = replace(seen, imported=replace(seen.imported, own=mine.imported.own))

    assert [note.text for note in foretold_of(now(), both).notes] == [
        "What the file's own figures would change is not told here."
    ]

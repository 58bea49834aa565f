"""Files of figures: what a preview shows, what accepting stores, and that withdrawing undoes it."""

import datetime as dt
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from dashboard.core.disclosure.protection import Mode
from dashboard.core.editions import EditionStatus
from dashboard.core.people import Role
from dashboard.core.periods import PublicationDate
from dashboard.core.plausibility.quarantine import Decided, QuarantinedFigure
from dashboard.errors import (
    ChangeRefusedError,
    ConflictError,
    ImportRefusedError,
    NotAllowedError,
    UnknownNameError,
)
from dashboard.importers.imported import Imported
from dashboard.store import history
from dashboard.usecases.holdings import holdings_of
from dashboard.usecases.inspection.inspections import InspectionDifference
from dashboard.usecases.own.area_teams import add_area_team
from dashboard.usecases.own.performance import own_figures
from dashboard.usecases.upkeep.history import verify
from dashboard.usecases.upkeep.import_provenance import AboutFile
from dashboard.usecases.upkeep.imports import (
    accept_import,
    loaded_editions,
    withdraw_import,
    withdrawal_effect,
)
from dashboard.usecases.upkeep.quarantine import (
    decide_all,
    quarantined,
    reject,
    release,
    undo_decision,
)
from tests.conftest import TODAY
from tests.databases import on_both_databases
from tests.import_factories import (
    ABOUT,
    ENTRANTS,
    FTE,
    OWN,
    load,
    own_file,
    preview,
    published_file,
)
from tests.people_factories import signature
from tests.sheets_factories import new_workbook, saved
from tests.stored import tokens_in

HERTS = "E10000015"
OFFICER = signature(Role.OFFICER)
# Held: 2015 to 2024 are 313 314 287 210 192 152 129 138 134 111.
SAME, REVISED, NEW = (
    f"{FTE},{HERTS},2017,287,,,,",
    f"{FTE},{HERTS},2016,316,,,,",
    f"{FTE},{HERTS},2025,100,,,,",
)
SLIPPED = f"{FTE},{HERTS},2018,2100,,,,"
FOUR = published_file(SAME, REVISED, NEW, SLIPPED)
QUARTER = "2025-26 Q1"
TWO_TEAMS = own_file(
    f"{ENTRANTS},,{QUARTER},,,12,,,",
    f"{ENTRANTS},North,{QUARTER},,,7,,,",
    f"{ENTRANTS},South,{QUARTER},,,5,,,",
)


@pytest.fixture
def held(own_store, shipped_holdings):
    """All that is held, read anew each time."""

    def now():
        return holdings_of(shipped_holdings.catalogue, own_store, TODAY, TODAY)

    for name in ("North", "South"):
        add_area_team(own_store, now(), OFFICER, name.lower(), "hertfordshire", name)
    return now


def value(held, period, area=HERTS):
    figures = held().figures(FTE)
    return figures.value(area, next(p for p in figures.periods if p.id == period))


def own_count(held, place=""):
    figures = own_figures(held(), "hertfordshire", ENTRANTS, Mode.BOARD).figures
    return figures.at(place, figures.periods[0]).value if figures.periods else None


def test_a_preview_tells_new_changed_unchanged_and_suspects_apart(own_store, held):
    seen = preview(own_store, held(), FOUR)

    assert (seen.rows, seen.new, seen.unchanged, seen.changed_in_all) == (4, 1, 1, 1)
    (changed,) = seen.changed
    assert (changed.before, changed.after) == ("314 per 100,000", "316 per 100,000")
    assert changed.what.endswith(", Hertfordshire")
    assert changed.period == "year ending December 2016"
    (suspect,) = seen.suspects
    assert (suspect.row, suspect.value) == (5, "2,100 per 100,000")
    assert seen.can_be_stored


def test_a_mark_instead_of_a_published_number_is_told_first(own_store, held):
    sent = published_file(f"{FTE},{HERTS},2016,,,,not published,")

    seen = preview(own_store, held(), sent)

    assert (seen.changed_in_all, seen.changed_to_marks) == (1, 1)
    assert seen.notes[0].startswith("1 figure that we have would be replaced by a mark.")
    assert 'it is 314 per 100,000, and would be "not published".' in seen.notes[0]


def test_a_mark_instead_of_an_own_number_is_told_too(own_store, held):
    load(own_store, held(), own_file(f"{ENTRANTS},,2025-26 Q1,,,12,,,"))

    seen = preview(own_store, held(), own_file(f"{ENTRANTS},,2025-26 Q1,,,,,not recorded,"))

    assert seen.changed_to_marks == 1
    assert 'it is 12, and would be "not recorded".' in seen.notes[0]


@pytest.mark.parametrize(
    ("state", "told"),
    [("", True), ("provisional", False), ("not recorded", False)],
)
def test_a_final_figure_of_a_quarter_that_is_not_over_may_still_change(
    own_store, held, state, told
):
    count = "" if state == "not recorded" else "12"

    seen = preview(own_store, held(), own_file(f"{ENTRANTS},,2026-27 Q3,,,{count},,{state},"))

    note = "October to December 2026 is not over: its figures may still change."
    assert (note in seen.notes, seen.suspects) == (told, ())


def test_whether_a_period_has_begun_is_asked_of_the_real_day_and_not_of_the_day_shown(
    own_store, held
):
    sent = own_file(f"{ENTRANTS},,2025-26 Q1,,,12,,,")
    past = replace(held(), as_of=dt.date(2018, 12, 31))

    assert preview(own_store, past, sent).suspects == ()
    assert len(preview(own_store, held(), sent, today=dt.date(2025, 3, 31)).suspects) == 1
    assert preview(own_store, held(), sent, today=dt.date(2025, 4, 1)).suspects == ()


def test_a_figure_that_has_not_begun_is_held_back_and_the_rest_is_stored(own_store, held):
    rows = [f"{ENTRANTS},,2025-26 Q1,,,12,,,", f"{ENTRANTS},,2031-32 Q1,,,12,,,"]

    load(own_store, held(), own_file(*rows))

    assert own_count(held) == 12
    (waiting,) = quarantined(own_store, held(), "hertfordshire")
    assert waiting.details.reasons == ("April to June 2031 has not begun: check the year.",)


def test_a_mark_that_was_held_back_can_be_released(own_store, held):
    load(own_store, held(), own_file(f"{ENTRANTS},,2031-32 Q1,,,,,not applicable,"))
    (waiting,) = quarantined(own_store, held(), "hertfordshire")

    release(own_store, signature(), waiting.figure.id, "A plan, not a figure")

    assert not quarantined(own_store, held(), "hertfordshire")[0].figure.is_waiting


def test_a_preview_stores_nothing_and_tells_how_far_it_is(own_store, held):
    before = tokens_in(own_store)
    told: list[float] = []

    preview(own_store, held(), FOUR, told=told.append)

    assert tokens_in(own_store) == before
    assert told == sorted(told)
    assert told[-1] == 1


def test_what_a_preview_repeats_of_the_cells_of_a_file_is_never_stored_with_its_figures(
    own_store, held
):
    content = own_file(f"{ENTRANTS},,Apr-Jun 2025,,,2,,,", "Total,,,,,2,,,", "See J Smith")

    seen = preview(own_store, held(), content)
    number = accept_import(own_store, held(), OFFICER, seen, ABOUT)

    assert 'row 3 ("Total, 2") and A4 ("See J Smith")' in " ".join(seen.notes)
    assert held().editions()[number].provenance.changes == ()


def test_a_suspect_of_one_of_several_sheets_is_found_again_by_its_sheet(own_store, held):
    made = new_workbook("2017")
    for sheet, line in ((made.active, SAME), (made.create_sheet("2018"), SLIPPED)):
        sheet.append(["Indicator", "Area", "Period", "Value"])
        sheet.append(line.split(",")[:4])

    seen = preview(own_store, held(), saved(made), "figures.xlsx")
    accept_import(own_store, held(), OFFICER, seen, ABOUT)

    assert [(one.sheet, one.row) for one in seen.suspects] == [("2018", 2)]
    (held_back,) = quarantined(own_store, held(), "hertfordshire")
    assert held_back.figure.file_name == 'figures.xlsx, sheet "2018"'


@on_both_databases
def test_an_accepted_file_counts_and_its_suspects_do_not(own_store, held):
    number = load(own_store, held(), FOUR)

    assert value(held, "2016") == 316
    assert value(held, "2025") == 100
    assert value(held, "2018") == 210
    edition = held().editions()[number]
    assert (edition.observations, edition.provenance.title) == (3, "A file")
    assert edition.provenance.licence == "not stated"
    assert edition.key.startswith("loaded/")


@on_both_databases
def test_a_withdrawn_file_brings_back_what_was_there(own_store, held):
    number = load(own_store, held(), FOUR)
    effect = withdrawal_effect(own_store, number)

    was = withdraw_import(own_store, OFFICER, number, "The wrong table.")

    assert (effect.coming_back, effect.gone, effect.unaffected) == (2, 1, 0)
    assert was.status is EditionStatus.CURRENT
    assert value(held, "2016") == 314
    assert "2025" not in [period.id for period in held().figures(FTE).periods]
    assert [one.status for one in loaded_editions(held())] == [EditionStatus.WITHDRAWN]


@on_both_databases
def test_own_figures_are_stored_for_the_service_and_withdrawn_again(own_store, held):
    number = load(own_store, held(), TWO_TEAMS)

    edition = held().editions()[number]
    assert (edition.service, edition.provenance.licence) == ("hertfordshire", "internal")
    assert own_count(held) == 12
    assert own_count(held, "north") == 7

    withdraw_import(own_store, OFFICER, number, "Counted twice.")
    assert own_count(held) is None


def test_a_later_file_takes_the_place_of_a_figure_until_it_is_withdrawn(own_store, held):
    load(own_store, held(), TWO_TEAMS)
    later = own_file(f"{ENTRANTS},,{QUARTER},,,13,,,", f"{ENTRANTS},North,{QUARTER},,,8,,,")
    seen = preview(own_store, held(), later)
    number = accept_import(own_store, held(), OFFICER, seen, ABOUT)

    assert [(one.before, one.after) for one in seen.changed] == [("12", "13"), ("7", "8")]
    assert own_count(held) == 13
    assert withdrawal_effect(own_store, number).coming_back == 2

    withdraw_import(own_store, OFFICER, number, "A slip.")
    assert own_count(held) == 12


def test_the_same_bytes_are_not_loaded_twice(own_store, held):
    number = load(own_store, held(), FOUR)

    seen = preview(own_store, held(), FOUR)

    assert seen.already_loaded.id == number
    assert not seen.can_be_stored
    with pytest.raises(ChangeRefusedError, match="was loaded on 21 November 2026 already"):
        accept_import(own_store, held(), OFFICER, seen, ABOUT)


def test_a_withdrawn_file_can_be_loaded_again(own_store, held):
    first = load(own_store, held(), FOUR)
    withdraw_import(own_store, OFFICER, first, "By mistake.")

    second = load(own_store, held(), FOUR)

    assert second != first
    assert value(held, "2016") == 316
    verify(own_store)


def test_two_services_may_load_the_same_bytes(own_store, held):
    content = own_file(f"{ENTRANTS},,{QUARTER},,,12,,,")
    load(own_store, held(), content)

    load(own_store, held(), content, service="essex")

    assert own_count(held) == 12
    assert len(loaded_editions(held())) == 2
    assert len(loaded_editions(held(), "essex")) == 1


@on_both_databases
def test_a_preview_that_is_no_longer_true_is_refused(own_store, held):
    seen = preview(own_store, held(), FOUR)
    load(own_store, held(), published_file(f"{FTE},{HERTS},2016,315,,,,"))

    with pytest.raises(ChangeRefusedError, match="were loaded or withdrawn since you looked"):
        accept_import(own_store, held(), OFFICER, seen, ABOUT)
    assert value(held, "2016") == 315


def test_what_another_service_loads_does_not_outdate_a_preview(own_store, held):
    seen = preview(own_store, held(), TWO_TEAMS)
    load(own_store, held(), own_file(f"{ENTRANTS},,{QUARTER},,,40,,,"), service="essex")

    assert accept_import(own_store, held(), OFFICER, seen, ABOUT)


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        (AboutFile("", "P"), "The title is missing"),
        (AboutFile("T", " "), "The publisher is missing"),
        (AboutFile("T", "P", "soon"), "The date of publication"),
        (AboutFile("T", "P", "2027"), "still to come"),
        (AboutFile("T", "P", "unknown", "n" * 501), "shorten it to 500"),
    ],
)
def test_what_is_said_of_a_file_is_checked_and_nothing_is_stored(own_store, held, about, sentence):
    seen, before = preview(own_store, held(), FOUR), tokens_in(own_store)

    with pytest.raises(ChangeRefusedError, match=sentence):
        accept_import(own_store, held(), OFFICER, seen, about)
    assert tokens_in(own_store) == before


def test_only_who_may_load_a_file_accepts_withdraws_or_decides(own_store, held):
    seen, chair = preview(own_store, held(), FOUR), signature(Role.CHAIR)
    number = accept_import(own_store, held(), OFFICER, seen, ABOUT)
    (one,) = quarantined(own_store, held(), "hertfordshire")

    for attempt in (
        lambda: accept_import(own_store, held(), chair, seen, ABOUT),
        lambda: withdraw_import(own_store, chair, number, "No."),
        lambda: release(own_store, chair, one.figure.id, "It is right."),
        lambda: reject(own_store, chair, one.figure.id, "It is wrong."),
        lambda: undo_decision(own_store, chair, one.figure.id, "Again."),
    ):
        with pytest.raises(NotAllowedError, match="may not load a file"):
            attempt()


def test_only_a_loaded_edition_in_use_is_withdrawn_and_only_with_a_reason(own_store, held):
    number = load(own_store, held(), FOUR)
    shipped = next(id_ for id_, one in held().editions().items() if one.origin == "shipped")

    with pytest.raises(ChangeRefusedError, match="reason of the withdrawal is missing"):
        withdraw_import(own_store, OFFICER, number, " ")
    with pytest.raises(ChangeRefusedError, match="comes with the dashboard"):
        withdraw_import(own_store, OFFICER, shipped, "Old.")
    with pytest.raises(UnknownNameError, match="no edition with the number"):
        withdraw_import(own_store, OFFICER, 9999, "Old.")
    withdraw_import(own_store, OFFICER, number, "Old.")
    with pytest.raises(ChangeRefusedError, match="out of use already"):
        withdraw_import(own_store, OFFICER, number, "Old.")


def test_a_file_with_more_suspects_than_anybody_reads_is_refused_in_one_sentence(own_store, held):
    codes = [c for c, a in held().catalogue.areas.items() if a.area_type == "local authority"]
    rows = [f"{FTE},{code},{year},5000,,,," for code in codes for year in (2018, 2019, 2020, 2021)]

    with pytest.raises(ImportRefusedError, match="the file itself must be wrong") as refused:
        preview(own_store, held(), published_file(*rows))
    assert len(refused.value.problems) == 1
    assert "\n" not in str(refused.value)


def test_a_file_of_problems_is_refused_with_each_of_them(own_store, held):
    with pytest.raises(ImportRefusedError) as refused:
        preview(
            own_store,
            held(),
            published_file(f"{FTE},Esssex,2017,1,,,,", f"{FTE},{HERTS},soon,1,,,,"),
        )
    assert len(refused.value.problems) == 2


# Quarantine


def test_what_was_held_back_waits_with_its_reasons_and_numbers(own_store, held):
    load(own_store, held(), FOUR)

    (one,) = quarantined(own_store, held(), "hertfordshire")

    assert one.figure.is_waiting
    assert one.can_be_released
    assert one.figure.label.endswith(", Hertfordshire, year ending December 2018")
    assert (one.figure.row, one.figure.file_name) == (5, "figures.csv")
    assert (one.details.value, one.details.value_words) == (2100, "2,100 per 100,000")
    assert any("decimal point" in reason for reason in one.details.reasons)


@on_both_databases
def test_a_released_figure_joins_its_edition_and_leaves_it_when_that_is_undone(own_store, held):
    number = load(own_store, held(), FOUR)
    (one,) = quarantined(own_store, held(), "hertfordshire")
    before = tokens_in(own_store)

    release(own_store, OFFICER, one.figure.id, "The police confirm it.")

    assert value(held, "2018") == 2100
    assert held().editions()[number].observations == 4
    assert tokens_in(own_store).editions != before.editions
    (decided,) = quarantined(own_store, held(), "hertfordshire")
    assert decided.figure.decision is Decided.RELEASED
    assert not decided.can_be_released
    verify(own_store)

    undo_decision(own_store, OFFICER, one.figure.id, "They were wrong.")
    assert value(held, "2018") == 210
    assert held().editions()[number].observations == 3
    assert quarantined(own_store, held(), "hertfordshire")[0].can_be_released
    verify(own_store)


def test_another_figure_in_the_place_of_one_is_seen(own_store, held):
    also = f"{FTE},{HERTS},2019,1920,,,,"
    load(own_store, held(), published_file(SAME, NEW, SLIPPED, also))
    waiting = {one.figure.period: one for one in quarantined(own_store, held(), "hertfordshire")}
    first, second = waiting["2018"], waiting["2019"]
    release(own_store, OFFICER, first.figure.id, "It is right.")
    assert (value(held, "2018"), value(held, "2019")) == (2100, 192)

    undo_decision(own_store, OFFICER, first.figure.id, "It is wrong.")
    release(own_store, OFFICER, second.figure.id, "This one is right.")

    assert (value(held, "2018"), value(held, "2019")) == (210, 1920)


def test_a_released_own_figure_counts_in_its_place_and_group(own_store, held):
    wrong = own_file(f"{ENTRANTS},,{QUARTER},,,9,,,", *TWO_TEAMS.decode().splitlines()[2:])
    load(own_store, held(), wrong)
    (one,) = quarantined(own_store, held(), "hertfordshire")
    assert own_count(held) is None

    release(own_store, OFFICER, one.figure.id, "Three moved from North to South.")

    assert own_count(held) == 9
    assert quarantined(own_store, held(), "essex") == ()


@on_both_databases
def test_a_rejected_figure_enters_nothing_and_can_wait_again(own_store, held):
    load(own_store, held(), FOUR)
    (one,) = quarantined(own_store, held(), "hertfordshire")

    reject(own_store, OFFICER, one.figure.id, "A slipped decimal.")

    (decided,) = quarantined(own_store, held(), "hertfordshire")
    assert (decided.figure.decision, decided.figure.decided_note) == (
        Decided.REJECTED,
        "A slipped decimal.",
    )
    assert value(held, "2018") == 210
    with pytest.raises(ChangeRefusedError, match="is rejected already"):
        release(own_store, OFFICER, one.figure.id, "After all.")
    assert undo_decision(own_store, OFFICER, one.figure.id, "Look again.").is_waiting


def test_a_decision_needs_a_note_and_a_figure_that_waits(own_store, held):
    load(own_store, held(), FOUR)
    (one,) = quarantined(own_store, held(), "hertfordshire")

    with pytest.raises(ChangeRefusedError, match="note is missing"):
        release(own_store, OFFICER, one.figure.id, "")
    with pytest.raises(ChangeRefusedError, match="to decide on: choose one of the list"):
        release(own_store, OFFICER, "held-back-0-0", "Right.")
    with pytest.raises(ChangeRefusedError, match="is waiting already"):
        undo_decision(own_store, OFFICER, one.figure.id, "Again.")


@on_both_databases
def test_two_officers_who_decide_at_once_do_not_overwrite_each_other(own_store, held):
    load(own_store, held(), FOUR)
    (one,) = quarantined(own_store, held(), "hertfordshire")
    seen = held().records.version_of(one.figure)
    reject(own_store, OFFICER, one.figure.id, "Wrong.", seen)
    undo_decision(own_store, OFFICER, one.figure.id, "Look again.")

    with pytest.raises(ConflictError):
        release(own_store, OFFICER, one.figure.id, "Right.", seen)
    assert value(held, "2018") == 210


@on_both_databases
def test_several_figures_are_decided_together_or_none_of_them(own_store, held):
    load(own_store, held(), published_file(SLIPPED, SLIPPED.replace("2018,2100", "2019,1920")))
    first, second = (each.figure.id for each in quarantined(own_store, held(), "hertfordshire"))

    with pytest.raises(ChangeRefusedError, match="to decide on: choose one of the list"):
        decide_all(own_store, OFFICER, (first, "held-back-0-0"), "Wrong.", Decided.REJECTED)
    assert all(e.figure.is_waiting for e in quarantined(own_store, held(), "hertfordshire"))

    decided = decide_all(own_store, OFFICER, (first, second), "Wrong.", Decided.REJECTED)
    assert [each.decision for each in decided] == [Decided.REJECTED] * 2


def test_a_suspect_of_a_withdrawn_file_is_not_released(own_store, held):
    number = load(own_store, held(), FOUR)
    (one,) = quarantined(own_store, held(), "hertfordshire")
    withdraw_import(own_store, OFFICER, number, "The wrong table.")

    assert not quarantined(own_store, held(), "hertfordshire")[0].can_be_released
    with pytest.raises(ChangeRefusedError, match="came with a file that was withdrawn"):
        release(own_store, OFFICER, one.figure.id, "Right.")
    assert quarantined(own_store, held(), "hertfordshire")[0].figure.is_waiting


# History


def entries(store):
    with store.database.reading() as connection:
        return [entry.change for entry in history.entries(connection)]


def test_who_loaded_and_withdrew_a_file_stands_in_the_history(own_store, held):
    number = load(own_store, held(), FOUR)
    withdraw_import(own_store, OFFICER, number, "The wrong table.")

    added, withdrawn = (each for each in entries(own_store) if each.kind == "edition")

    assert added.item == withdrawn.item == held().editions()[number].key
    assert '"observations":3' in added.after
    assert (withdrawn.field, withdrawn.before, withdrawn.after) == ("in use", "true", "false")
    assert withdrawn.why == "The wrong table."
    verify(own_store)


def test_no_number_of_an_own_figure_that_was_held_back_stands_in_the_history(own_store, held):
    wrong = own_file(f"{ENTRANTS},,{QUARTER},,,4321,,,", *TWO_TEAMS.decode().splitlines()[2:])
    load(own_store, held(), wrong)
    (one,) = quarantined(own_store, held(), "hertfordshire")
    release(own_store, OFFICER, one.figure.id, "Right.")

    assert not any(
        "4321" in f"{each.before} {each.after} {each.label}" for each in entries(own_store)
    )
    assert not any(
        "4,321" in f"{each.before} {each.after} {each.label}" for each in entries(own_store)
    )


@on_both_databases
def test_a_quarantined_figure_is_as_it_was_on_a_past_day(own_store, held):
    load(own_store, held(), FOUR)
    yesterday = TODAY - dt.timedelta(days=1)

    assert replace(held(), as_of=yesterday).records.of(QuarantinedFigure) == {}


def workbook_with_remarks_everywhere(*rows: tuple[str, ...]) -> bytes:
    """A workbook in our template that has "7777" wherever somebody may write beside figures."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Figures 7777")
    sheet.append(["Quarter return 7777"])
    sheet.append([*OWN.split(","), "RAG 7777"])
    for row in rows:
        sheet.append([*row, "red 7777"])
    sheet.append(["Total", "", "", "", "", "7777"])
    sheet.append(["Note: 7777 children are known to two teams"])
    sheet["P3"] = "7777 of them in care"
    book.create_sheet("Spare 7777").append(["7777"])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    "row",
    [
        (ENTRANTS, "Whole service", "Apr-Jun 2024", "", "", "7777 [p]", "", "", ""),
        (ENTRANTS, "Whole service", "2024-25 Q1", "", "", "7,777", "", "", "7777 in all"),
        (ENTRANTS, "Whole service", "2024-25 Q1", "", "", "<7777", "", "", ""),
        (ENTRANTS, "Whole service", "2024-25 Q1", "", "7777 children", "", "", "prov", ""),
    ],
)
def test_no_text_of_a_file_of_own_figures_stands_where_everybody_may_read_it(own_store, held, row):
    number = load(own_store, held(), workbook_with_remarks_everywhere(row), file="figures.xlsx")

    assert "7777" not in repr(held().editions()[number].provenance)


def test_what_stands_beside_published_figures_is_told_to_its_officer_only(own_store, held):
    file = published_file(f"{FTE},E10000015,2016,316,,,,", "Note: 7777 are known to us,,,,,,,")

    number = load(own_store, held(), file)

    assert "7777" in " ".join(preview(own_store, held(), file).notes)
    assert "7777" not in repr(held().editions()[number].provenance)


def test_a_file_of_both_kinds_makes_two_editions_that_are_withdrawn_together(own_store, held):
    own = preview(own_store, held(), TWO_TEAMS)
    both = preview(own_store, held(), FOUR)
    both = replace(both, imported=replace(both.imported, own=own.imported.own))

    number = accept_import(own_store, held(), OFFICER, both, ABOUT)

    assert held().editions()[number].service == "hertfordshire"
    assert value(held, "2016") == 316
    withdraw_import(own_store, OFFICER, number, "Both.")
    assert value(held, "2016") == 314
    assert own_count(held) is None


@on_both_databases
def test_inspections_of_a_file_come_and_go_with_its_edition(own_store, held):
    shipped = held().inspections[0]
    later = replace(shipped, id="later", published=PublicationDate("2026-09-01"))
    seen = preview(own_store, held(), FOUR)
    seen = replace(seen, inspections_changed=InspectionDifference(new=(later,)))
    before = len(held().inspections)

    number = accept_import(own_store, held(), OFFICER, seen, ABOUT)
    assert len(held().inspections) == before + 1

    withdraw_import(own_store, OFFICER, number, "Another service.")
    assert len(held().inspections) == before

    seen = replace(preview(own_store, held(), FOUR), inspections_changed=seen.inspections_changed)
    accept_import(own_store, held(), OFFICER, seen, ABOUT)
    assert len(held().inspections) == before + 1


def test_an_inspection_that_is_still_to_be_published_is_refused(own_store, held):
    day = TODAY + dt.timedelta(days=1)
    file = f"service,published,overall\nessex,{TODAY},Good\nleeds,{day},Good\n".encode()

    with pytest.raises(ImportRefusedError, match=r"leeds, 22 November 2026.*lies in the future"):
        preview(own_store, held(), file)


def test_a_file_of_inspections_alone_makes_an_edition_without_figures(own_store, held):
    shipped = held().inspections[0]
    later = replace(shipped, id="later", published=PublicationDate("2026-09-01"))
    seen = preview(own_store, held(), FOUR)
    alone = replace(
        seen,
        rows=0,
        suspects=(),
        imported=Imported(inspections=(later,)),
        inspections_changed=InspectionDifference(new=(later,)),
    )

    number = accept_import(own_store, held(), OFFICER, alone, ABOUT)

    assert held().editions()[number].observations == 0
    assert later.id in [one.id for one in held().inspections]
    verify(own_store)

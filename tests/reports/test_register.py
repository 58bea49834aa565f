"""The register as Excel and CSV: real dates, lists to choose from, and nothing that runs."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.core.entries import paragraphs
from dashboard.core.register.sheets import (
    ACTIONS,
    RECOMMENDATIONS,
    RESPONSES,
    RegisterSheets,
    action_row,
    as_typed,
    made_safe,
    recommendation_row,
)
from dashboard.importers.register.rows import read_register
from dashboard.reports.register import sheet_csv_bytes, workbook_bytes
from tests.register_factories import NOW, TODAY, action, follow_up, standing
from tests.sheets_factories import column_of, opened

HEAD = (12, "a" * 64)
# Whatever somebody types, and what a spreadsheet takes for something else.
TEXTS = st.one_of(
    st.text(max_size=40),
    st.builds("{}{}".format, st.sampled_from("=+-@'\t\r\n"), st.text(max_size=20)),
    st.builds("{}{}".format, st.sampled_from(["'=", "''@", "'", "=\n"]), st.text(max_size=9)),
    st.sampled_from(["#N/A", "#REF!", "_x0041_", "12", "1e5", "TRUE", "01/02/2019", "a;b,c"]),
)


def sheets(*titles, reason="", partner="Police", names=("Olu Owner",)):
    rows = [action_row(action(n, title=title), "A report", "Olu", 1) for n, title in titles]
    held = standing(follow_up(response_reason=reason, body=partner))
    return RegisterSheets(
        service="Hertfordshire",
        as_of=TODAY,
        exported_at=NOW,
        head=HEAD,
        rows={"Recommendations": (recommendation_row(held, "Olu", 3),), "Actions": tuple(rows)},
        choices={"Owners": names, "Partners": ("Police",), "Responses": RESPONSES},
    )


@given(TEXTS)
def test_any_text_comes_back_as_it_was_typed(text):
    assert as_typed(made_safe(text)) == text


@given(TEXTS)
def test_no_text_goes_out_as_a_formula(text):
    assert not made_safe(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@settings(max_examples=15)
@given(TEXTS, TEXTS)
@example("_x0000_", "'_x000D_")
@example("=cmd|' /C calc'!A0", "'=1+1\n@x")
def test_a_file_that_goes_out_and_comes_back_says_the_same(title, reason):
    # What the forms store: any text, without signs that cannot be printed.
    title, reason = (paragraphs("", each, 999, may_be_empty=True) for each in (title, reason))
    made = sheets((1, title), reason=reason)

    for content in (workbook_bytes(made), sheet_csv_bytes(made, ACTIONS)):
        row = next(row for row in read_register(content, "r").rows if row.sheet is ACTIONS)
        assert row.cells["title"] == title
    for content in (workbook_bytes(made), sheet_csv_bytes(made, RECOMMENDATIONS)):
        row = next(row for row in read_register(content, "r").rows if row.sheet is RECOMMENDATIONS)
        assert row.cells["response_reason"] == reason
        assert (row.cells["version"], row.cells["due"]) == (3, dt.date(2019, 12, 31))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "#N/A"])
def test_a_text_that_looks_like_a_formula_is_a_text_in_the_workbook(text):
    shown = opened(workbook_bytes(sheets((1, text))))["Actions"]

    cell = shown.cell(2, column_of(shown, "action"))
    assert cell.data_type == "s"
    assert cell.value == made_safe(text)


def test_a_csv_file_opens_in_excel_and_holds_no_formula():
    content = sheet_csv_bytes(sheets((1, "=1+1")), ACTIONS)

    assert content.startswith(b"\xef\xbb\xbfAction id,")
    assert b",'=1+1," in content
    assert b",2019-03-31," in content


def test_days_are_real_dates_that_excel_shows_the_english_way():
    shown = opened(workbook_bytes(sheets((1, "Ask"))))["Actions"]

    cell = shown.cell(2, column_of(shown, "due_date"))
    assert cell.value.date() == dt.date(2019, 3, 31)
    assert cell.is_date
    assert cell.number_format == "dd/mm/yyyy"
    assert shown.cell(2, column_of(shown, "done_on")).value is None


def test_a_day_before_excel_counts_goes_out_as_text_and_comes_back():
    made = sheets((1, "Ask"))
    old = {**made.rows["Actions"][0], "due": dt.date(1850, 1, 2)}
    content = workbook_bytes(replace(made, rows={**made.rows, "Actions": (old,)}))

    assert [row.cells.get("due") for row in read_register(content, "r").rows][-1] == old["due"]


def test_the_header_stays_in_sight_and_columns_are_wide_enough():
    workbook = opened(workbook_bytes(sheets((1, "Ask"))))

    for title in ("Recommendations", "Actions"):
        shown = workbook[title]
        assert shown.freeze_panes == "B2"
        assert shown.auto_filter.ref.startswith("A1:")
        assert all(shown.column_dimensions[letter].width >= 9 for letter in "ABCDEFGHIJKL")
    assert workbook["Recommendations"].column_dimensions["C"].width >= 50
    assert workbook.active.title == "Recommendations"


def test_owner_partner_and_response_are_chosen_from_a_list():
    workbook = opened(workbook_bytes(sheets((1, "Ask"), names=("Ann", "=Bob"))))

    rules = workbook["Recommendations"].data_validations.dataValidation
    assert {rule.formula1 for rule in rules} == {
        "Choices!$A$2:$A$3",
        "Choices!$B$2:$B$2",
        "Choices!$C$2:$C$5",
    }
    assert [cell.value for cell in workbook["Choices"]["A"]][:3] == ["Owners", "Ann", "'=Bob"]


def test_without_a_registered_person_there_is_no_list_of_owners():
    workbook = opened(workbook_bytes(sheets((1, "Ask"), names=())))

    assert len(workbook["Recommendations"].data_validations.dataValidation) == 2


def test_the_read_me_says_when_it_was_exported_and_where_the_history_stood():
    shown = opened(workbook_bytes(sheets()))["Read me"]
    said = {row[0].value: row[1].value for row in shown.iter_rows()}

    assert said["Register of"] == "Hertfordshire"
    assert said["Day"] == "3 June 2019"
    assert said["Exported"] == "3 June 2019, 14:30 UTC"
    assert (said["History up to entry"], said["Hash of that entry"]) == ("12", "a" * 64)


def test_a_register_without_actions_is_a_sheet_to_fill_in():
    shown = opened(workbook_bytes(sheets()))["Actions"]

    assert shown.max_row == 1
    assert len(shown.data_validations.dataValidation) == 2

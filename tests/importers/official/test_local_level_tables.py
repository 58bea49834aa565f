"""Local-level open data is summed up by service and year, and what is not whole is left out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import ImportRefusedError
from dashboard.importers.official.local_level_tables import FORMAT
from tests import official_files as files
from tests.official_files import CHILDREN, OFFENCES, OUTCOMES, child, offence, open_data, outcome

BY_CHILDREN, BY_OUTCOMES = "children-cautioned-or-sentenced-by-service", "outcomes-by-service"
BY_CUSTODY, BY_OFFENCES = "custody-by-service", "offences-by-service"
# Every tier, so that a year is whole.
WHOLE = (
    outcome("2020-21", "Kent", "Pre Court", 5),
    outcome("2020-21", "Kent", "First Tier", 4, "Referral Order"),
    outcome("2020-21", "Kent", "Community", 3, "Youth Rehabilitation Order"),
    outcome("2020-21", "Kent", "Custody", 2, "Detention And Training Order"),
)


def rows_of(found, indicator):
    rows = found.published[found.published["indicator"] == indicator]
    return rows.set_index(["area_code", "period"])


def refusal(content):
    with pytest.raises(ImportRefusedError) as refused:
        files.read(FORMAT, content)
    return refused.value.problems


def test_children_are_summed_by_service_and_year():
    content = open_data(
        CHILDREN,
        child("2020-21", "Hertfordshire", 200),
        child("2020-21", "Hertfordshire", 154, age="15-17", sex="Female"),
        child("2021-22", "Hertfordshire", 338),
    )

    found = rows_of(files.read(FORMAT, content), BY_CHILDREN)

    children = files.catalogue().services["hertfordshire"].populations_10_17
    first = found.loc[("F00HE00", "2020-21")]
    assert (first["count"], first["population"], first["state"]) == (354, children[2020], "derived")
    assert first["value"] == round(354 / children[2020] * 1000, 1)
    assert first["note"] == "Worked out here: the number by children aged 10 to 17 in 2020."
    assert found.loc[("F00HE00", "2021-22")]["population"] == children[2021]


@pytest.mark.parametrize("year", ["2020-21", "2021-22"])
def test_the_rate_is_the_one_that_the_board_published(year):
    published = files.DATA / "figures" / "youth-justice-board" / year / "services.csv"
    shipped = files.shipped(published, BY_CHILDREN)
    names = {code: files.catalogue().areas[code].name for code in shipped}
    lines = [child(year, names[code], count) for code, (_, count) in shipped.items()]

    found = rows_of(files.read(FORMAT, open_data(CHILDREN, *lines)), BY_CHILDREN)["value"]

    differ = [code for code, (rate, _) in shipped.items() if found[code, year] != rate]
    assert differ == []


def test_cautions_and_sentences_give_a_total_and_the_sentences_of_custody():
    found = files.read(FORMAT, open_data(OUTCOMES, *WHOLE))

    assert rows_of(found, BY_OUTCOMES)["count"].tolist() == [14]
    custody = rows_of(found, BY_CUSTODY).iloc[0]
    children = files.catalogue().services["kent"].populations_10_17[2020]
    assert custody["count"] == 2
    assert custody["value"] == round(2 / children * 1000, 2)


def test_tiers_and_types_may_be_written_in_any_case():
    lines = [
        outcome("2020-21", "Essex", "custody", 1, "Detention and Training Order"),
        outcome("2020-21", "Essex", "CUSTODY ", 1, "Detention And Training Order"),
        outcome("2020-21", "Essex", "Pre-court", 1),
    ]

    found = files.read(FORMAT, open_data(OUTCOMES, *WHOLE, *lines))

    assert rows_of(found, BY_CUSTODY).loc[("F00EX00", "2020-21")]["count"] == 2


def test_a_service_with_sentences_but_none_of_custody_has_none():
    line = outcome("2020-21", "Essex", "Community", 7)

    found = rows_of(files.read(FORMAT, open_data(OUTCOMES, *WHOLE, line)), BY_CUSTODY)

    essex = found.loc[("F00EX00", "2020-21")]
    assert (essex["value"], essex["count"], essex["state"]) == (0, 0, "derived")


def test_a_year_in_which_a_tier_lacks_altogether_is_not_taken_for_zero():
    lines = [line for line in WHOLE if "Custody" not in line]

    with pytest.raises(
        ImportRefusedError, match=r"holds no figure.*no sentence of the tier Custody"
    ):
        files.read(FORMAT, open_data(OUTCOMES, *lines))

    later = outcome("2021-22", "Essex", "Custody", 7)
    found = files.read(FORMAT, open_data(OUTCOMES, *WHOLE, later))
    assert rows_of(found, BY_OUTCOMES).index.tolist() == [("F00KE00", "2020-21")]
    assert rows_of(found, BY_CUSTODY).loc[("F00EX00", "2021-22")]["count"] == 7
    (note,) = found.notes
    assert note.startswith('"Cautions and sentences, by service" was left out for 2021-22')
    assert "tier Pre Court or First Tier or Community" in note


def test_offences_are_summed_and_a_stray_london_does_no_harm():
    content = open_data(
        OFFENCES, offence("2020-21", "Barnet", 30), offence("2020-21", "Barnet", 12, "Drugs")
    )

    found = rows_of(files.read(FORMAT, content), BY_OFFENCES)

    assert found.loc[("F00BT00", "2020-21")]["count"] == 42


def test_two_spellings_of_a_service_are_one_service():
    names = ("Gwynedd & Ynys Mon", "Gwynedd and Ynys Mon", "Gwynedd and Ynys Môn")
    content = open_data(CHILDREN, *(child("2020-21", name, 10) for name in names))

    found = rows_of(files.read(FORMAT, content), BY_CHILDREN)

    assert found["count"].to_dict() == {("F00GY00", "2020-21"): 30}


def test_a_year_whose_children_are_not_held_keeps_its_number_and_a_doubtful_rate():
    content = open_data(CHILDREN, child("2021-22", "Essex", 300), child("2022-23", "Essex", 280))

    found = rows_of(files.read(FORMAT, content), BY_CHILDREN)

    children = files.catalogue().services["essex"].populations_10_17[2021]
    later = found.loc[("F00EX00", "2022-23")]
    assert (later["count"], later["population"], later["state"]) == (280, children, "doubtful")
    assert later["value"] == round(280 / children * 1000, 1)
    assert "in 2021, because we do not have those of 2022" in later["note"]
    assert found.loc[("F00EX00", "2021-22")]["state"] == "derived"


def test_a_rate_of_2024_25_is_worked_out_with_the_children_of_mid_2024():
    found = rows_of(
        files.read(FORMAT, open_data(CHILDREN, child("2024-25", "Essex", 280))), BY_CHILDREN
    )

    figure = found.loc[("F00EX00", "2024-25")]
    children = 151_543
    assert (figure["population"], figure["state"]) == (children, "derived")
    assert figure["value"] == round(280 / children * 1000, 1)


def test_a_withheld_part_withholds_the_sum_and_is_never_zero():
    content = open_data(
        CHILDREN, child("2021-22", "Essex", 300), child("2021-22", "Essex", "*", sex="Female")
    )

    figure = rows_of(files.read(FORMAT, content), BY_CHILDREN).iloc[0]

    assert figure["state"] == "suppressed"
    assert figure[["value", "count"]].isna().all()


def test_rows_of_totals_are_not_counted_twice():
    content = open_data(
        CHILDREN,
        child("2021-22", "Essex", 300),
        child("2021-22", "Essex", 300, sex="Total"),
        child("2021-22", "Total", 300),
    )

    found = files.read(FORMAT, content)

    assert rows_of(found, BY_CHILDREN)["count"].tolist() == [300]
    assert "Left out: rows of totals, which sum up other rows (2)." in found.notes


def test_every_problem_of_a_damaged_table_is_listed_with_its_row():
    content = open_data(
        CHILDREN,
        child("2021-22", "Slouhg", 300),
        child("2021", "Essex", 300),
        child("2021-22", "Essex", "some"),
        child("2021-22", "Essex", 1.5),
        child("2021-22", "Essex", -1),
    )

    problems = refusal(content)

    assert [(p.row, p.column) for p in problems] == [
        (2, "YJS"),
        (3, "Financial_Year"),
        *((row, "number_children") for row in (4, 5, 6)),
    ]
    assert "did you mean Slough (" in problems[0].advice


@pytest.mark.parametrize("tier", ["Custodial", ""])
def test_a_tier_that_is_not_known_is_a_problem_and_no_custody_is_lost(tier):
    content = open_data(OUTCOMES, *WHOLE, outcome("2020-21", "Essex", tier, 7))

    (problem,) = refusal(content)

    assert (problem.row, problem.value, problem.reason) == (6, tier, "is not a known tier")


def test_a_csv_file_of_the_table_reads_the_same():
    lines = [OUTCOMES, *WHOLE]
    plain = [["" if cell is None else cell for cell in line] for line in lines]

    found = files.read(FORMAT, files.csv_file(plain))

    assert found.published.equals(files.read(FORMAT, open_data(OUTCOMES, *WHOLE)).published)


NAMES = ("Essex", "Kent", "Hertfordshire", "Cardiff", "St. Helens")


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2018-19", "2019/20", "2020-21", "2021-2022"]),
            st.sampled_from(NAMES),
            st.integers(0, 500),
        ),
        min_size=1,
    )
)
def test_any_table_written_in_the_layout_sums_up_to_the_same(lines):
    found = files.read(FORMAT, open_data(CHILDREN, *(child(*line) for line in lines)))

    assert found.published["count"].sum() == sum(number for *_, number in lines)
    keys = {(year[:4], name) for year, name, _ in lines}
    assert len(found.published) == len(keys)

"""Years, quarters and months as people write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.periods import Period, PeriodKind
from dashboard.core.rules import SENSIBLE_YEARS
from dashboard.core.written.meaning import NotReadError
from dashboard.core.written.periods import read_quarter_or_month, read_year
from dashboard.narrative.performance.series import when_words

YEARS = st.integers(1991, 2099)
WHOLE = [
    PeriodKind.CALENDAR_YEAR,
    PeriodKind.FINANCIAL_YEAR,
    PeriodKind.ACADEMIC_YEAR,
    PeriodKind.YEAR_TO_MARCH,
    PeriodKind.LABELLED_YEAR,
]
QUARTERS = st.builds(
    Period, st.just(PeriodKind.QUARTER), st.integers(2001, 2098), st.integers(1, 4)
)
MONTHS = st.builds(Period, st.just(PeriodKind.MONTH), st.integers(2001, 2098), st.integers(1, 12))
FOOTNOTES = ("", " [note 3]", " (r)", "[p]", "*", "\u00b2")


@settings(max_examples=80)
@given(st.sampled_from(WHOLE), YEARS)
def test_every_id_and_label_of_a_year_reads_back_to_it(kind, year):
    period = Period(kind, year)

    for text in (period.id, period.label, period.label.upper(), f" {period.id}\u00a0"):
        found = read_year(text, kind)
        assert (found.value, found.otherwise) == (period, False)


@settings(max_examples=80)
@given(QUARTERS | MONTHS)
def test_every_id_and_label_of_a_quarter_or_month_reads_back_to_it(period):
    for text in (period.id, period.label, period.label.upper()):
        found = read_quarter_or_month(text)
        assert (found.value, found.otherwise) == (period, False)
    assert read_quarter_or_month(when_words(period).text).value == period


def years_to(period: Period) -> list[str]:
    """Return the ways to write a year by the month that it ends with."""
    end = period.end
    return [
        f"{words} {shown}"
        for words in ("year ending", "Year ended", "YE", "y/e", "year to", "12 months to")
        for shown in (f"{end:%B %Y}", f"{end:%b %Y}", f"{end.day} {end:%B %Y}", f"{end:%d/%m/%Y}")
    ]


def months_of(period: Period) -> list[str]:
    """Return the ways to write a period by its first and its last month."""
    first, last = period.before(1).end, period.end
    begins, year = first.month % 12 + 1, first.year + (first.month == 12)
    start = Period(PeriodKind.MONTH, year, begins).end
    return [
        *(f"{start:{form} %Y}{dash}{last:{form} %Y}" for form in ("%B", "%b") for dash in DASHES),
        f"1 {start:%B %Y} to {last.day} {last:%B %Y}",
        f"01/{start:%m/%Y} - {last:%d/%m/%Y}",
        f"01/{start:%m/%y}-{last:%d/%m/%y}",
        f"{start:%Y-%m}-01 to {last}",
    ]


DASHES = (" to ", "-", " - ", "\u2013", " \u2014 ")


@settings(max_examples=40)
@given(st.sampled_from(WHOLE[:4]), st.integers(2001, 2098), st.sampled_from(FOOTNOTES))
def test_a_year_reads_the_same_by_its_end_and_by_its_months(kind, year, footnote):
    period = Period(kind, year)

    for text in [*years_to(period), *months_of(period)]:
        assert read_year(text + footnote, kind).value == period, text


@settings(max_examples=40)
@given(
    st.sampled_from(
        [PeriodKind.FINANCIAL_YEAR, PeriodKind.ACADEMIC_YEAR, PeriodKind.YEAR_TO_MARCH]
    ),
    st.integers(2001, 2098),
    st.sampled_from(FOOTNOTES),
)
def test_two_years_in_a_row_are_one_year_however_they_are_parted(kind, year, footnote):
    first, short = year - 1, f"{year % 100:02d}"
    name = "academic year" if kind is PeriodKind.ACADEMIC_YEAR else "financial year"

    for text in (
        *(f"{first}{dash}{short}" for dash in ("-", "/", "\u2013", " - ", " / ", "")),
        *(f"{first}{dash}{year}" for dash in ("-", "/", " to ")),
        f"{first % 100:02d}/{short}",
        f"{name} {first}-{short}",
        f"{first}/{short} {name}",
        f"{first}-{short} (OT)",
    ):
        assert read_year(text + footnote, kind).value == Period(kind, year), text


@pytest.mark.parametrize(
    "text", ["2018.0", "CY2018", "calendar year 2018", "Jan-Dec 18", "2018 (r)"]
)
def test_a_calendar_year_is_read_by_other_words(text):
    found = read_year(text, PeriodKind.CALENDAR_YEAR)

    assert (found.value.id, found.otherwise) == ("2018", True)


@pytest.mark.parametrize(
    "text",
    [
        "FYE 2019",
        "FYE Mar-19",
        "financial year ending 2019",
        "2018_19",
        "FY2018-19",
        "FY 18/19",
        "April to March 2018-19",
        "1 Apr 18-31 Mar 19",
    ],
)
def test_a_financial_year_is_read_by_other_words(text):
    assert read_year(text, PeriodKind.FINANCIAL_YEAR).value.id == "2018-19"


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("2018", PeriodKind.FINANCIAL_YEAR, "2018-19, or 2017-18?"),
        ("FY19", PeriodKind.FINANCIAL_YEAR, "2019-20, or 2018-19?"),
        ("FY2019", PeriodKind.YEAR_TO_MARCH, "2019-20, or 2018-19?"),
        ("2018", PeriodKind.ACADEMIC_YEAR, "2018-19, or 2017-18?"),
        (
            "year ending March 2019",
            PeriodKind.CALENDAR_YEAR,
            "ends in March: the years here end in Dec",
        ),
        ("2018-19", PeriodKind.CALENDAR_YEAR, "names two years"),
        ("year ending July 2019", PeriodKind.ACADEMIC_YEAR, "the years here end in August"),
        ("academic year 2018-19", PeriodKind.FINANCIAL_YEAR, "is an academic year"),
        ("year ending December 2018", PeriodKind.LABELLED_YEAR, "are labelled by one year"),
        ("2018-20", PeriodKind.FINANCIAL_YEAR, "do not follow one another"),
        ("2018-19 Q1", PeriodKind.FINANCIAL_YEAR, "is a quarter"),
        ("April to June 2018", PeriodKind.CALENDAR_YEAR, "is not a whole year"),
        ("April 2017 to March 2019", PeriodKind.FINANCIAL_YEAR, "is not a whole year"),
        ("18", PeriodKind.CALENDAR_YEAR, "write all four"),
        ("2108", PeriodKind.CALENDAR_YEAR, "correct the year"),
        ("soon", PeriodKind.CALENDAR_YEAR, "is not a calendar year"),
        ("\u0662\u0660\u0661\u0668", PeriodKind.CALENDAR_YEAR, "digits 0 to 9"),
        ("", PeriodKind.CALENDAR_YEAR, "is empty"),
    ],
)
def test_what_is_no_year_of_its_kind_is_refused_with_its_reason(text, kind, says):
    with pytest.raises(NotReadError) as refused:
        read_year(text, kind)
    assert says in str(refused.value)


@settings(max_examples=40)
@given(QUARTERS, st.sampled_from(FOOTNOTES))
def test_a_quarter_reads_the_same_by_number_by_months_and_by_its_end(period, footnote):
    year, number = period.id.split(" Q")
    first, second = year.split("-")
    months = [month.end for month in period.months]
    ordinal = ("1st", "2nd", "3rd", "4th")[int(number) - 1]
    short = f"{first[2:]}/{second}"
    span = f"{months[0]:%b}-{months[2]:%b}"

    for text in (
        f"Q{number} {year}",
        f"q{number} {first}/{second}",
        f"Q{number} {short}",
        f"{short} Q{number}",
        f"{first}/{second} (Q{number})",
        f"Q{number}-{first}/{second}",
        f"{year}Q{number}",
        f"Quarter {number} {first}\u2013{second}",
        f"Qtr {number} {year}",
        f"{ordinal} quarter {short}",
        f"{ordinal} quarter of {year}",
        f"Q{number} ({span}) {first}/{second}",
        f"{span} {first}/{second}",
        f"Q{number} FY{short}",
        f"{span} {period.end.year}",
        f"{months[0]:%b}, {months[1]:%b} and {months[2]:%b %Y}",
        f"quarter ending {period.end:%B %Y}",
        f"quarter to {period.end.day} {period.end:%B %Y}",
        f"3 months to {period.end:%b %Y}",
        *months_of(period),
    ):
        found = read_quarter_or_month(text + footnote)
        assert (found.value, found.otherwise) == (period, True), text


@settings(max_examples=40)
@given(MONTHS, st.sampled_from(FOOTNOTES))
def test_a_month_reads_the_same_by_name_and_by_number(period, footnote):
    end = period.end

    for text in (
        f"{end:%b %Y}",
        f"{end:%B, %Y}",
        f"{end:%b-%Y}",
        f"{end:%m/%Y}",
        f"{end:%Y %B}",
        f"month ending {end.day} {end:%B %Y}",
        f"01/{end:%m/%Y} - {end:%d/%m/%Y}",
    ):
        assert read_quarter_or_month(text + footnote).value == period, text


@pytest.mark.parametrize(
    "text",
    [
        "Q1: Apr-Jun 2025",
        "Q1 Apr 25 - Jun 25",
        "Apr-25 to Jun-25",
        "Apr '25 - Jun '25",
        "01-Apr-25 to 30-Jun-25",
        "between April and June 2025",
        "between 1 April 2025 and 30 June 2025",
        "quarter ending Jun-25",
        "quarter ended 30.06.2025",
        "quarter beginning April 2025",
        "QE Jun-25",
        "Apr.-Jun. 2025",
        "Apr-Jun, 2025",
        "Apr/May/Jun 2025",
        "2025/26 - Apr to Jun",
        "Quarter one, 2025/26",
        "Q1FY25/26",
        "Q1 2526",
        "2526 Q1",
        "01.04.2025-30.06.2025",
        "Q1_2025_26",
        "Q.1 of FY 2025/26 (provisional)",
    ],
)
def test_a_quarter_is_read_by_other_words(text):
    assert read_quarter_or_month(text).value.id == "2025-26 Q1"


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("01-Jul-25 to 31-Jul-25", "2025-07"),
        ("01-Jun-25", "2025-06"),
        ("Jul '25", "2025-07"),
        ("04/25", "2025-04"),
        ("5/26", "2026-05"),
        ("Jul25", "2025-07"),
        ("2025-Jul", "2025-07"),
        ("Jul. 2025", "2025-07"),
        ("2025/06", "2025-06"),
        ("202506", "2025-06"),
        ("Jul-25", "2025-07"),
        ("July 25", "2025-07"),
        ("June 2025/26", "2025-06"),
        ("Jan 2025/26", "2026-01"),
        ("2025-08-01", "2025-08"),
        ("01/06/2025", "2025-06"),
        ("2025-06-01 00:00:00", "2025-06"),
    ],
)
def test_a_month_is_read_where_it_can_be_nothing_else(text, month):
    assert read_quarter_or_month(text).value.id == month


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2025 Q1", "January to March 2025, or April to June 2025?"),
        ("Q1 2025", "January to March 2025, or April to June 2025?"),
        ("FY26 Q1", "2025-26 Q1, or 2026-27 Q1?"),
        ("Jun-25", "June 2025, or the quarter that ends then (2025-26 Q1)?"),
        ("Mar-23", "March 2023, or the quarter that ends then (2022-23 Q4)?"),
        ("Jun 25", "June 2025, or the quarter that ends then (2025-26 Q1)?"),
        ("01/04/2025", "April 2025, or the quarter that begins then (2025-26 Q1)?"),
        ("2025-04-01", "April 2025, or the quarter that begins then (2025-26 Q1)?"),
        ("30/06/2025", "June 2025, or the quarter that ends then (2025-26 Q1)?"),
        ("Q1 (Jan-Mar) 2025/26", "2025-26 Q1 (April to June 2025), or January to March 2026?"),
        (
            "Q2 2025-26 (Apr-Jun 2025)",
            "2025-26 Q2 (July to September 2025), or April to June 2025?",
        ),
        ("Q4 (Jan-Mar) 2025", "January to March 2025, or January to March 2026?"),
        ("Q3 (Apr-Jun) 2025", "quarter 3, or April to June 2025?"),
        ("Apr-Jun 2024 2025-26", "April to June 2024, or a quarter of 2025-26?"),
        ("06/25", "June 2025, or the quarter that ends then (2025-26 Q1)?"),
        ("2025.1", "January 2025, or October 2025?"),
        ("2010/11", "November 2010, or the whole financial year 2010-11?"),
    ],
)
def test_what_could_be_two_periods_is_refused_with_both(text, says):
    with pytest.raises(NotReadError) as refused:
        read_quarter_or_month(text)
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("25/06/2026", 'made the day of "Jun-25"'),
        ("2026-06-25", 'made the day of "Jun-25"'),
        ("31/02/2025", "does not exist"),
        ("May-Jul 2025", "quarters begin in April"),
        ("quarter ending May 2025", "quarters begin in April"),
        ("Q5 2025-26", "quarters Q1 to Q4"),
        ("2025-26", "is a whole year"),
        ("2025", "is a whole year"),
        ("April 2025 to March 2026", "is a whole year"),
        ("year ending March 2026", "is a whole year"),
        ("Q1", "has no year"),
        ("June", "has no year"),
        ("Apr-Jun", "has no year"),
        ("Q1 2025-27", "do not follow one another"),
        ("Q1 and Q2 2025/26", "is no quarter or month"),
        ("M3 2025", "is no quarter or month"),
        ("April and June 2025", "is no quarter or month"),
        ("Apr, Jun 2025", "is no quarter or month"),
        ("Jan-Jun 2025", "quarters begin in April"),
        ("1 May 2025 to 20 June 2025", "is no quarter or month"),
        ("45748", "is no quarter or month"),
        ("2108-06", "correct the year"),
        ("12/13", "is a whole year"),
        ("04/11", "do not follow one another"),
        ("soon", "is no quarter or month"),
        ("", "is empty"),
        ("Q1 " * 100, "is too long"),
    ],
)
def test_what_is_no_quarter_or_month_is_refused_with_its_reason(text, says):
    with pytest.raises(NotReadError) as refused:
        read_quarter_or_month(text)
    assert says in str(refused.value)


@settings(max_examples=200)
@given(st.text(alphabet="0123456789/-. Qqarpjunmytfe()", max_size=30))
def test_any_text_is_a_period_or_refused(text):
    for read in (read_quarter_or_month, lambda each: read_year(each, PeriodKind.FINANCIAL_YEAR)):
        try:
            found = read(text)
        except NotReadError:
            continue
        assert found.value.end_year in SENSIBLE_YEARS

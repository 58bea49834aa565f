"""Days as people write them: the day first, as in Britain, or the year first."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.periods import date_words
from dashboard.core.written.days import read_day, read_published
from dashboard.core.written.meaning import NotReadError

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
FORMS = (
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}/{day.month}/{day.year}",
    lambda day: f"{day:%d/%m/%y}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day:%d-%m-%Y}",
    lambda day: f"{day:%d %m %Y}",
    lambda day: f"{day:%d-%b-%Y}",
    lambda day: f"{day:%d-%b-%y}",
    lambda day: f"{day:%d %b %y}",
    lambda day: f"{day.day} {day:%b} '{day:%y}",
    lambda day: f"by {day:%d %B %Y}",
    lambda day: f"{day:%d %B %Y}".upper(),
    lambda day: f"{day:%d %B, %Y}",
    lambda day: f"{day:%B %d, %Y}",
    lambda day: f"{day:%a %d %B %Y}",
    lambda day: f"{day:%A, %d %B %Y}",
    lambda day: f"{day.day}{ORDINALS.get(day.day, 'th')} of {day:%B %Y}",
    lambda day: f"{day:%Y/%m/%d}",
    lambda day: f"{day} 00:00:00",
    lambda day: f"{day}T00:00:00",
    lambda day: f" {day:%d}\u2013{day:%b}\u2013{day:%Y}\u00a0",
)


@settings(max_examples=80)
@given(DAYS, st.sampled_from(FORMS))
def test_a_day_reads_the_same_in_whatever_form(day, form):
    assert read_day(form(day)).value == day


@settings(max_examples=40)
@given(DAYS)
def test_what_the_dashboard_writes_reads_back_with_nothing_to_say(day):
    for text in (day.isoformat(), date_words(day), f"{day:%d/%m/%Y}"):
        found = read_day(text)
        assert (found.value, found.otherwise) == (day, False)


def test_another_form_says_what_it_was_read_as():
    assert read_day("31/03/27").otherwise


def test_the_day_comes_first_where_both_would_do():
    assert read_day("03/04/2027").value == dt.date(2027, 4, 3)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Mar 2027", "is March 2027 without its day: write the day, such as 31 March 2027"),
        ("Feb-27", "such as 28 February 2027"),
        ("03/2027", "is March 2027 without its day"),
        ("2027-03", "is March 2027 without its day"),
        ("03/31/2027", "has the month before the day: write 31/03/2027"),
        ("2027-31-03", "does not exist"),
        ("31/02/2027", "does not exist"),
        ("31 February 2027", "does not exist"),
        ("0/0/2027", "does not exist"),
        ("2027-03-31 14:30", "has a time of day"),
        ("Mon 31 March 2027", "is a Wednesday"),
        ("31032027", "does not part day, month and year"),
        ("46112", "does not part day, month and year"),
        ("2027", "is a year without month and day"),
        ("31 March", "has no year"),
        ("31/03", "has no year"),
        ("01/04/2025-30/06/2025", "is not a day"),
        ("soon", "is not a day"),
        ("", "is empty"),
        ("\u0663/\u0663/2027", "digits 0 to 9"),
        ("1/" * 150, "is too long"),
    ],
)
def test_what_is_no_single_day_is_refused_with_its_reason(text, says):
    with pytest.raises(NotReadError) as refused:
        read_day(text)
    assert says in str(refused.value)


@settings(max_examples=150)
@given(st.text(alphabet="0123456789/-. :MarJulyth,", max_size=30))
def test_any_text_is_a_day_or_refused(text):
    try:
        found = read_day(text)
    except NotReadError:
        return
    assert found.value.year < 10000


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("18/02/25", "2025-02-18"),
        ("20 September 2018", "2018-09-20"),
        ("2018-09-20", "2018-09-20"),
        ("February 2025", "2025-02"),
        ("Feb-25", "2025-02"),
        ("2018-09", "2018-09"),
        ("2018/09", "2018-09"),
        ("09/2018", "2018-09"),
        ("2018", "2018"),
        ("2018.0", "2018"),
        ("2018/19", "2018/19"),
        ("2018-19", "2018/19"),
        ("2018/2019", "2018/19"),
        ("2025-02-19/2025-09-09", "2025-02-19/2025-09-09"),
    ],
)
def test_a_publication_is_dated_as_precisely_as_the_text_says(text, stored):
    assert read_published(text).value.text == stored


@pytest.mark.parametrize("text", ["soon", "31/31/2020", "Spring 2018", "45231", "", "2018/21"])
def test_what_dates_no_publication_is_refused(text):
    with pytest.raises(NotReadError):
        read_published(text)


def test_the_refusal_of_a_publication_names_each_form_that_dates_one():
    with pytest.raises(NotReadError, match="September 2018, 2018 or 2018/19"):
        read_published("soon")

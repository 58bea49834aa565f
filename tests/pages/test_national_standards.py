"""The page of the national standards, opened through app.py: empty, filled in, taken back."""

import datetime as dt

import pytest

from dashboard.core.board.national_standards import Answer, StandardAssessment
from dashboard.core.people import Role
from dashboard.usecases.board.national_standards import withdraw_assessment
from tests.board_factories import board_of, members, signed, stored
from tests.conftest import TODAY
from tests.pages.opening import open_page, words
from tests.people_factories import actor
from tests.stored import records_in


@pytest.fixture
def opened(own_store, shipped_holdings):
    def page(**address):
        stored(own_store, *members())
        board = board_of(own_store, shipped_holdings)
        return open_page("national_standards", board, own_store, actor(Role.CHAIR), **address)

    return page


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def field(fields, label):
    return next(each for each in fields if each.label.startswith(label))


def assessed(page, link="https://example.org/audit?a=1&b=2"):
    field(page.radio, "Answer").set_value(Answer.MET)
    field(page.text_input, "Assessed by").set_value("Bo Bell")
    field(page.text_input, "Assessed on").set_value(f"{TODAY:%d/%m/%Y}")
    field(page.text_area, "What shows it").set_value("An audit of <b>20</b> cases")
    field(page.text_input, "Link").set_value(link)
    return press(page, "Record this assessment")


def test_an_empty_list_says_that_nothing_is_assessed_and_never_met(opened):
    shown = words(opened())

    assert "None of the 5 national standards has been assessed yet." in shown
    assert "own word, not an inspection" in shown
    assert shown.count("Not assessed") == 5
    assert "✔" not in shown


def test_the_document_that_says_what_each_standard_asks_stands_above_the_form(opened):
    shown = words(opened())

    link = shown.index("What each standard asks stands in the document: <a href=")
    assert "standards-for-children-in-the-youth-justice-system" in shown[link:][:300]
    assert link < shown.index("Out of court disposals")


def test_an_answer_is_recorded_with_what_shows_it(opened, own_store):
    page = assessed(opened())
    shown = words(page)

    assert "Out of court disposals: your assessment is recorded." in page.success[0].value
    assert "1 is met and 4 are not assessed" in shown
    assert "An audit of &lt;b&gt;20&lt;/b&gt; cases" in shown
    assert 'href="https://example.org/audit?a=1&amp;b=2"' in shown
    (made,) = records_in(own_store).of(StandardAssessment).values()
    assert (made.answer, made.assessed_by, made.on) == (Answer.MET, "Bo Bell", TODAY)


def test_no_answer_is_chosen_beforehand(opened, own_store):
    page = press(opened(), "Record this assessment")

    assert "The answer is missing" in page.error[0].value
    assert not records_in(own_store).of(StandardAssessment)


def test_a_malformed_link_is_one_sentence_and_what_was_typed_stays(opened):
    page = assessed(opened(), link="javascript:alert(1)")

    assert "is not a web address" in page.error[0].value
    assert field(page.text_input, "Assessed by").value == "Bo Bell"


def test_an_assessment_is_withdrawn_with_a_reason_and_stays_to_be_seen(opened):
    page = assessed(opened())
    field(page.text_input, "Why it no longer counts").set_value("Wrong standard.")
    page = press(page, "Withdraw it")
    shown = words(page)

    assert "None of the 5 national standards has been assessed yet." in shown
    assert "Wrong standard." in shown


def test_an_old_assessment_says_its_age(opened, own_store):
    when = dt.datetime(2024, 5, 3, 9, tzinfo=dt.UTC)
    old = StandardAssessment(
        *("a1", "hertfordshire", "at-court", "At court", Answer.MET, "Bo Bell"),
        *(when.date(), "Ann Lee", when),
    )
    stored(own_store, old, day="2024-05-03")

    assert "3 May 2024 (2 years ago), Bo Bell" in words(opened())


def test_the_past_can_be_seen_and_not_changed(opened):
    page = opened(as_of="2025-12-31")

    assert "None of the 5" in words(page)
    assert not page.radio


def test_before_they_were_published_the_page_says_so(opened):
    shown = words(opened(as_of="2018-12-31"))

    assert "The national standards that we have were published in February 2019." in shown
    assert "Not assessed" not in shown


def test_a_withdrawal_pressed_after_somebody_else_made_it_withdraws_no_other(
    opened, own_store, shipped_holdings
):
    early = dt.datetime(2025, 5, 3, 9, tzinfo=dt.UTC)
    for each in ("a1", "a2"):
        held = StandardAssessment(
            *(each, "hertfordshire", "at-court", "At court", Answer.MET, "Bo Bell"),
            *(early.date(), "Ann Lee", early),
        )
        stored(own_store, held, day="2025-05-03")
    page = opened()
    chosen = field(page.selectbox, "Which assessment?").value
    field(page.text_input, "Why it no longer counts").set_value("Twice.")
    board = board_of(own_store, shipped_holdings)
    withdraw_assessment(own_store, board, signed(Role.CHAIR), chosen, "Somebody was first.")

    page = press(page, "Withdraw it")

    (in_use,) = [one for one in records_in(own_store).of(StandardAssessment).values() if one.in_use]
    assert in_use.id != chosen
    assert "This list was changed meanwhile" in words(page)


def test_an_assessment_before_the_standards_were_published_is_refused(opened, own_store):
    page = opened()
    field(page.radio, "Answer").set_value(Answer.MET)
    field(page.text_input, "Assessed by").set_value("Bo Bell")
    field(page.text_input, "Assessed on").set_value("3 May 2018")
    page = press(page, "Record this assessment")

    assert "3 May 2018, and the standards were published in February 2019" in page.error[0].value
    assert not records_in(own_store).of(StandardAssessment)

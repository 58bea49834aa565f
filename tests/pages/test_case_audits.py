"""The page of case audits, opened through app.py."""

from dashboard.core.own.figures import AreaTeam
from dashboard.core.people import Role
from tests.local_factories import figure
from tests.own_holdings import QUARTERS, with_own_figures
from tests.pages.opening import charts, open_page, words
from tests.people_factories import actor

CODES = ("3.3.1", "3.3.2", "3.3.3")
NORTH = AreaTeam("north", "hertfordshire", "North & East")


def audited(yes=14, of=20):
    places = {"": (yes, of), "north": (10, 10)}
    return {
        f"audit-{code}": [
            figure(y, n, period=quarter, place=place)
            for quarter in QUARTERS
            for place, (y, n) in places.items()
        ]
        for code in CODES
    }


def opened(held, rows, who=None, **address):
    given = {"service": "hertfordshire"} | address
    return open_page("case_audits", with_own_figures(held, rows, teams=[NORTH]), actor=who, **given)


def test_the_answer_comes_first_and_says_that_it_is_no_inspection(shipped_holdings):
    shown = words(opened(shipped_holdings, audited()))

    assert shown.index("This is a rehearsal and not an inspection") < shown.index(
        "3.3 Implementation and delivery would be Good (40 cases)."
    )
    assert "It would stand as published 20 September 2018." in shown
    assert "There is no overall rehearsal rating" in shown


def test_a_rehearsal_looks_unlike_a_published_rating(shipped_holdings):
    shown = words(opened(shipped_holdings, audited()))

    assert '<span class="yj-rehearsal">Rehearsal: Good</span>' in shown
    assert "yj-rating-good" in shown
    assert 'yj-rating-good">Rehearsal' not in shown


def test_standards_stand_in_a_table_then_a_picture_then_quarters_and_a_download(shipped_holdings):
    page = opened(shipped_holdings, audited())

    assert [heading.value for heading in page.header] == [
        "Each standard",
        "Rehearsal: 3.3 would be lowest, Good",
        "Key questions by quarter",
    ]
    assert len(page.get("download_button")) == 6
    assert "14 of 20" in words(page)


def test_where_no_standard_has_a_rating_the_quarters_are_folded(shipped_holdings):
    page = opened(shipped_holdings, audited(yes=3))

    assert "no standard has a rehearsal rating" in words(page)
    assert "Key questions by quarter" in [expander.label for expander in page.expander]
    assert "Key questions by quarter" not in [heading.value for heading in page.header]


def test_an_area_team_can_be_chosen_and_stays_in_the_address(shipped_holdings):
    page = opened(shipped_holdings, audited(), team="north")

    assert "would be Outstanding (20 cases)" in words(page)
    assert "North &amp; East: published rating" in words(page)
    assert "north" in page.query_params["team"]


def test_small_numbers_are_withheld_until_the_board_asks_for_them(shipped_holdings):
    public = words(opened(shipped_holdings, audited(yes=3)))

    assert "Public:" in public
    assert "3 of 20" not in public
    assert "withheld" in public
    member = opened(shipped_holdings, audited(yes=3), actor(Role.MEMBER))
    member.selectbox(key="choice_small_numbers").select("board").run()
    assert "3 of 20" in words(member)


def test_an_empty_page_says_how_to_enter_audits(shipped_holdings):
    page = opened(shipped_holdings, {})

    assert "No case audits of Hertfordshire are held by quarter" in words(page)
    assert "local_template_xlsx" in [button.key for button in page.get("download_button")]
    assert not charts(page)


def test_an_unknown_area_team_is_one_sentence_and_the_whole_service_is_shown(shipped_holdings):
    page = opened(shipped_holdings, audited(), team="nrth")

    assert 'no area team "nrth"' in page.error[0].value
    assert "(40 cases)" in words(page)

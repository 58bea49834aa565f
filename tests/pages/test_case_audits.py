"""The page of case audits, opened through app.py."""

from dashboard.core.own.figures import AreaTeam
from dashboard.core.people import Role
from tests.local_factories import figure
from tests.own_holdings import QUARTERS, with_own_figures
from tests.pages.opening import charts, open_page, ways_to_save, words
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

    assert shown.index("A rehearsal, not an inspection") < shown.index(
        "3.3 Implementation and delivery would be Good (40 cases;"
    )
    assert "That is the same as published 20 September 2018." in shown
    assert "There is no overall rehearsal rating" in shown


def test_a_rehearsal_is_a_dashed_tile_and_looks_unlike_a_published_rating(shipped_holdings):
    shown = words(opened(shipped_holdings, audited()))
    tile = shown.split('<section class="yj-rehearsal-tile">')[1].split("</section>")[0]

    assert '<span class="yj-rehearsal">Rehearsal: Good</span>' in tile
    assert "40 cases" in tile
    assert "The same as published" in tile
    assert "yj-rating-good" in tile
    assert 'yj-rating-good">Rehearsal' not in shown


def test_a_tile_lower_than_published_comes_before_the_others_and_says_so(shipped_holdings):
    rows = audited() | {
        f"audit-3.1.{n}": [figure(5, 20, period=quarter) for quarter in QUARTERS] for n in (1, 2, 3)
    }
    tiles = words(opened(shipped_holdings, rows)).split('<section class="yj-rehearsal-tile">')

    assert "3.1 " in tiles[1]
    assert "Lower than published" in tiles[1]
    assert "The same as published" in tiles[2]


def test_tiles_come_first_then_a_picture_and_tables_are_folded(shipped_holdings):
    page = opened(shipped_holdings, audited())

    assert [heading.value for heading in page.header] == ["Rehearsal: 3.3 would be lowest, Good"]
    folded = [expander.label for expander in page.expander]
    assert {"Every standard as a table", "Key questions by quarter"} <= set(folded)
    assert len(page.get("download_button")) == 2
    assert len(ways_to_save(page, "rehearsal")) == 4
    assert "14 of 20" in words(page)


def test_standards_without_a_rating_are_counted_in_one_line_and_folded(shipped_holdings):
    shown = words(opened(shipped_holdings, audited(yes=3)))

    assert "Public: small numbers hidden (1 of 8 standards)." in shown
    assert "None of the 8 standards can be rated" in shown
    folded = shown.split("8 standards without a rehearsal rating</summary>")[1]
    assert "3.3.1, 3.3.2 and 3.3.3 withheld" in folded.split("</details>")[0]


def test_an_area_team_can_be_chosen_and_stays_in_the_address(shipped_holdings):
    page = opened(shipped_holdings, audited(), team="north")

    assert "would be Outstanding (20 cases;" in words(page)
    assert "North &amp; East: published rating" in words(page)
    assert "north" in page.query_params["team"]


def test_small_numbers_are_withheld_until_the_board_asks_for_them(shipped_holdings):
    public = words(opened(shipped_holdings, audited(yes=3)))

    assert "Public:" in public
    assert "3 of 20" not in public
    assert "withheld" in public
    member = opened(shipped_holdings, audited(yes=3), actor(Role.MEMBER))
    member.toggle(key="choice_small_numbers").set_value(True).run()
    assert "3 of 20" in words(member)


def test_an_empty_page_says_how_to_enter_audits(shipped_holdings):
    page = opened(shipped_holdings, {})

    assert "Hertfordshire has no case audits by quarter yet." in words(page)
    assert "local_template_xlsx" in [button.key for button in page.get("download_button")]
    assert not charts(page)


def test_an_unknown_area_team_is_one_sentence_and_the_whole_service_is_shown(shipped_holdings):
    page = opened(shipped_holdings, audited(), team="nrth")

    assert 'no area team "nrth"' in page.error[0].value
    assert "(40 cases;" in words(page)

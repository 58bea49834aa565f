"""The page of all indicators, opened through app.py."""

import datetime as dt
from dataclasses import replace

from dashboard.definitions.records import records_from
from dashboard.pages.indicators.glance import plain_table
from dashboard.usecases.published.comparison import ComparisonChoice, compare_service
from tests.lists_factories import target
from tests.memory_store import recording
from tests.pages.opening import open_page, words


def open_indicators(held, **address):
    return open_page("indicators", held, **address)


def test_it_says_how_many_were_scanned_and_how_they_stand(shipped_holdings):
    shown = words(open_indicators(shipped_holdings))

    assert "3 of 16 measures are worse than in similar areas" in shown


def test_worse_stands_first_and_the_numbers_agree_with_the_sentence(shipped_holdings):
    page = open_indicators(shipped_holdings)

    headings = [heading.value for heading in page.header]
    assert headings[0] == "Worse (3)"
    assert "Level (2)" in headings
    assert headings[-1] == "The same matter, counted by another source (3)"
    assert words(page).count('<th scope="row"') == 19


def test_each_indicator_links_to_its_comparison_and_carries_the_view(shipped_holdings):
    shown = words(open_indicators(shipped_holdings, service="essex", as_of="2018-12-31"))

    assert (
        'href="comparison?service=essex&amp;as_of=2018-12-31&amp;indicator=first-time-entrants'
        '&amp;period=2017"'
    ) in shown


def test_an_area_of_a_larger_service_is_named_and_kept_in_the_link(shipped_holdings):
    shown = words(open_indicators(shipped_holdings, service="bedfordshire"))

    assert "First-time entrants to the youth justice system</a>" in shown
    assert '<span class="yj-from">Bedford</span>' in shown
    assert "area=E06000055" in shown


def test_verdicts_are_symbols_and_words_and_not_colour_alone(shipped_holdings):
    shown = words(open_indicators(shipped_holdings, service="essex"))

    for symbol, word in (("▲", "Worse"), ("▼", "Better"), ("≈", "Not clear"), ("●", "Lower")):
        assert f'aria-hidden="true">{symbol}</span> {word}</span>' in shown


def test_the_own_past_is_a_picture_with_the_whole_change_in_words(shipped_holdings):
    shown = words(open_indicators(shipped_holdings))

    row = shown.split(">First-time entrants to the youth justice system</a>")[1].split("</tr>")[0]
    cell = row.split('data-label="Over the years"')[1].split("</td>")[0]
    assert 'alt="2015 313, ' in cell
    assert cell.endswith("<br>Down 65% since 2015.")


def test_a_steady_change_of_five_years_has_its_verdict_beside_it(shipped_holdings):
    shown = words(open_indicators(shipped_holdings, service="bradford"))

    cells = [cell.split("</td>")[0] for cell in shown.split('data-label="Over the years"')[1:]]
    assert any(cell.endswith("Better</span>") for cell in cells)
    assert not any("Not clear" in cell for cell in cells)


def test_the_download_says_nothing_of_a_target_to_another_board(shipped_holdings):
    read = compare_service(
        shipped_holdings, ComparisonChoice("hertfordshire", "first-time-entrants", "2024")
    )

    assert "Against target" in plain_table([read], targets=True)
    assert not [each for each in plain_table([read], targets=False) if "target" in str(each)]


def test_the_download_has_the_past_in_words_and_what_five_years_show(shipped_holdings):
    choice = ComparisonChoice("hertfordshire", "first-time-entrants", "2024")

    read = compare_service(shipped_holdings, choice)
    (row,) = plain_table([read], targets=True).to_dict("records")

    assert row["Against own past, in words"] == (
        "Down 65% since 2015: 313 then, 152 in 2020, 111 in 2024."
    )
    assert row["Against own past, over five years"] == (
        "Lower than in 2020, but no steady five-year trend."
    )


def test_the_address_narrows_it_to_one_kind_of_verdict(shipped_holdings):
    page = open_indicators(shipped_holdings, show="level")

    assert [heading.value for heading in page.header] == ["Level (2)"]
    assert words(page).count('<th scope="row"') == 2


def test_a_choice_is_written_into_the_address(shipped_holdings):
    page = open_indicators(shipped_holdings)

    page.selectbox(key="choice_show").select("worse").run()

    assert page.query_params["show"] == "worse"


def test_a_kind_that_no_figure_is_of_is_said_to_be_empty(shipped_holdings):
    page = open_indicators(shipped_holdings, show="no-verdict")

    assert "None of the figures of this service stands like that." in words(page)


def test_a_wrong_kind_in_the_address_is_one_sentence_and_everything_is_shown(shipped_holdings):
    page = open_indicators(shipped_holdings, show="worst")

    assert 'no group of indicators "worst": did you mean worse' in page.error[0].value
    assert words(page).count('<th scope="row"') == 19


def test_a_welsh_service_is_held_against_its_region_and_this_is_said(shipped_holdings):
    shown = words(open_indicators(shipped_holdings, service="cardiff"))

    assert 'data-label="Worse ← others in Wales → better"' in shown
    assert "similar areas → better" not in shown
    assert "The newest figure is 4 years old (financial year 2021-22)." in shown
    assert " others in Wales; 4 of 16 are lower." in shown


def test_an_older_figure_than_the_newest_anywhere_is_marked(shipped_holdings):
    shown = words(open_indicators(shipped_holdings, service="bedfordshire"))

    assert "year ending March 2023, 3 years old; none since" in shown


def test_without_a_target_that_is_said_once(shipped_holdings):
    shown = words(open_indicators(shipped_holdings))

    assert shown.count("No target is set") == 1
    assert "Against target" not in shown


def test_a_target_has_a_column_of_its_own_and_is_no_part_of_the_verdict(shipped_holdings):
    aim = target(value=100, set_on=dt.date(2026, 1, 5))
    held = records_from([(aim, 1)])

    shown = words(open_indicators(recording(shipped_holdings, lambda _day: held)))

    assert "Not met</span> 111 against a target of 100 per 100,000." in shown
    assert "Mixed</span> 8% above; six of ten are lower." in shown


def test_it_can_be_downloaded(shipped_holdings):
    found = open_indicators(shipped_holdings).get("download_button")

    assert [button.label for button in found] == ["Download as CSV", "Download as Excel"]


def test_a_day_before_anything_was_published_is_said(shipped_holdings):
    then = replace(shipped_holdings, as_of=dt.date(2010, 1, 1))

    assert "had been published for this service by this day" in words(open_indicators(then))


def test_england_in_another_table_is_shown_with_a_link_and_not_as_not_published(shipped_holdings):
    shown = words(open_indicators(shipped_holdings))
    row = shown.split(">Children cautioned or sentenced</a>")[1].split("</tr>")[0]

    assert "comparison?" in row
    assert "indicator=children-cautioned-or-sentenced-counted" in row
    assert ">About 22 per 10,000</a> in another table" in row
    assert "not published" not in row


def test_the_link_to_england_leads_to_the_definition_where_the_service_is_not_in_the_table(
    shipped_holdings,
):
    shown = words(open_indicators(shipped_holdings, service="kent"))
    row = shown.split(">Children cautioned or sentenced</a>")[1].split("</tr>")[0]

    assert "data?" in row
    assert "section=indicators" in row


def test_england_in_a_table_of_another_base_is_given_per_the_same_number_of_children(
    shipped_holdings,
):
    shown = words(open_indicators(shipped_holdings, service="cardiff"))
    by_service = "Children cautioned or sentenced, by service"
    row = shown.split(f">{by_service}</a>")[1].split("</tr>")[0]

    assert ">About 2.5 per 1,000</a> in another table" in row


def test_where_no_table_here_has_england_it_is_not_held_and_not_said_to_be_unpublished(
    shipped_holdings,
):
    shown = words(open_indicators(shipped_holdings))
    row = shown.split(">Reoffending, ages 15 to 17</a>")[1].split("</tr>")[0]

    assert "not known here" in row
    assert "not published" not in row.split("</td>")[-2]

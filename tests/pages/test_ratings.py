"""The page of inspection ratings, opened through app.py."""

import datetime as dt
import re
from dataclasses import replace

from dashboard.core.inspection.frameworks import Rating
from dashboard.core.inspection.inspections import StandardResult
from tests.inspection_factories import holdings, service, shipped_inspections
from tests.pages.opening import charts, open_page, unfolded, words

PARTS = [
    "Close calls",
    "Strengths and areas for improvement",
    "If it were inspected again",
    "How other services were rated",
    "Source and history",
]


def open_ratings(service="hertfordshire", as_of=dt.date(2026, 1, 1), **address):
    return open_page("ratings", holdings(as_of), service=service, **address)


def links(page):
    return " ".join(link.proto.label for link in page.get("page_link"))


def folded(page):
    return [place.label for place in page.expander]


def tiles(shown):
    """Return what stands on each tile before it is opened."""
    return re.findall(r'<details class="yj-tile[^"]*"><summary>(.*?)</summary>', shown)


def test_the_first_words_are_the_rating_its_points_its_age_and_its_edge():
    page = unfolded(open_ratings())

    assert page.title[0].value == "Inspection ratings of Hertfordshire"
    assert "Outstanding</span> 31 of 36 points, September 2018, seven years ago" in words(page)
    assert "<p>One point lower would have been Good.</p>" in words(page)
    assert "So do 8 of 8 standards" in words(page)
    assert "See what would change the rating" in links(page)
    assert not page.error


def test_the_ruler_stands_before_everything_but_the_line_of_the_rating_and_says_where_the_mark_is():
    shown = words(open_ratings())
    places = [shown.index(said) for said in ("31 of 36 points", "The mark is at 31", "One point")]

    assert places == sorted(places)


def test_each_standard_is_a_tile_and_its_key_questions_open_without_the_server():
    shown = words(open_ratings())

    assert len(tiles(shown)) == 12
    assert "<details open" not in shown
    assert "The weakest of three questions decides: 3.3.3 at 69%, Good (65% to 79%)." in shown
    assert "Inspectors judged this as a whole" in shown


def test_a_tile_that_is_near_a_lower_grade_says_so_in_words_behind_a_mark():
    shown = words(open_ratings())
    near = [tile for tile in tiles(shown) if "▽" in tile]

    assert "Four standards are within five percentage points of a lower grade" in shown
    assert len(near) == 4
    assert "Weakest question 83%, 4 points above Good" in near[0]
    assert all(" above " in tile for tile in near)


def test_a_standard_below_good_within_a_better_rating_is_named_before_the_tiles():
    held = holdings_of("hertfordshire")
    (only,) = held.catalogue.inspections
    weak = replace(only.standards[3], published=Rating.REQUIRES_IMPROVEMENT)
    lowered = replace(only, standards=(*only.standards[:3], weak, *only.standards[4:]))
    held = replace(held, catalogue=replace(held.catalogue, inspections=(lowered,)))
    shown = words(open_page("ratings", held, service="hertfordshire"))

    told = "To improve</span> One of 12 standards requires improvement: 1.4 Information"
    assert shown.index(told) < shown.index('class="yj-tile"')


def test_a_rating_that_requires_improvement_leads_in_its_own_words_with_the_rating_before():
    shown = words(open_page("ratings", holdings_of("cardiff"), service="cardiff"))

    assert "◐</span> Requires improvement</span> August 2022, four years ago" in shown
    assert "Before that: Inadequate, 0 of 36 points (2020, five years ago)." in shown


def test_what_is_not_needed_at_once_is_folded_and_still_there():
    page = open_ratings()

    assert [label for label in folded(page) if label in PARTS] == PARTS
    assert not any(place.proto.expanded for place in page.expander)


def test_strengths_and_areas_for_improvement_name_their_standard():
    shown = words(open_ratings())

    assert "used data relating to national averages rather than similar authorities" in shown
    assert "(1.4 Information and facilities)" in shown


def test_what_else_was_said_is_folded_with_shares_as_the_report_words_them():
    shown = words(open_ratings())

    assert shown.count("<summary>What else was said in 2018 (") == 1
    assert "needs and wishes: about 67% (the report says “just two-thirds”)" in shown
    assert "second-highest of any service" in shown


def test_what_was_said_of_a_service_long_ago_says_when_and_whose_words_they_are():
    rated_since = words(unfolded(open_ratings("northamptonshire")))

    assert "<h2>Strengths in 2012 (the council&#x27;s words)</h2>" in rated_since
    assert "<h2>Areas for improvement in 2012 (the council&#x27;s words)</h2>" in rated_since
    assert "What else was said in 2012" in rated_since


def test_an_area_of_work_shows_only_what_was_said_of_it():
    shown = words(open_ratings(work="court-disposals"))

    assert "Five education specialists" in shown
    assert "Seconded police officers assessed" not in shown


def test_the_councils_word_is_shown_as_the_councils():
    shown = words(open_ratings("northamptonshire", dt.date(2017, 12, 31)))

    assert "The council says: The team is in the top 25 per cent" in shown
    assert "The council says: Excellent risk" not in shown


def test_essexs_article_and_chief_inspector_are_named_for_what_they_say():
    shown = words(open_ratings("essex"))

    assert "The article says: Essex is one of the largest areas" in shown
    assert "The chief inspector says: “Essex YOS needs to reflect on its strengths" in shown


def test_an_area_of_work_shows_only_its_standards_and_stays_in_the_address():
    page = open_ratings(work="court-disposals")

    assert "2.1 Assessment" in words(page)
    assert "3.1 Assessment" not in words(page)
    assert "court-disposals" in page.query_params["work"]


def test_the_chart_is_there_unless_the_area_of_work_has_no_percentages():
    assert "headroom" in charts(unfolded(open_ratings()))
    assert "headroom" not in charts(unfolded(open_ratings(work="organisational-delivery")))


def test_the_arithmetic_comes_first_then_the_range_over_the_models():
    shown = words(open_ratings())
    places = [
        shown.index(said) for said in ("would have been Good", "come out Outstanding in 17 to 63%")
    ]

    assert places == sorted(places)


def test_no_word_for_how_firm_stands_anywhere_on_the_page_of_a_rating_on_which_models_disagree():
    shown = words(unfolded(open_ratings())).lower()

    assert "close rating" not in shown
    assert "firm rating" not in shown
    assert shown.count("a lower result next time need not mean worse work") == 1


def test_close_calls_say_how_near_an_edge_the_ratings_are():
    shown = words(unfolded(open_ratings()))

    assert "About two of 54 cases fewer, 4 percentage points, would make the standard Good" in shown
    assert "For 2.2.3, 2.3.3" in shown


def test_each_model_and_what_it_assumes_stands_folded_for_the_whole_service_only():
    page = unfolded(open_ratings())
    shown = words(page)

    assert "With other cases, Outstanding in 17 to 63% of tries" in [h.value for h in page.header]
    assert "What each bar assumes" in [each.label for each in page.expander]
    assert "The samples come from about 80 and 46 cases" in shown
    assert "3.2.3 and 3.3.3 were asked of 13 of them" in shown
    assert "reinspection" not in charts(unfolded(open_ratings(work="court-disposals")))


def test_where_services_stand_is_shown_by_framework_and_names_nobody():
    page = unfolded(open_ratings("surrey"))

    assert {"spread_hmip-2018", "spread_hmip-2021"} <= set(charts(page))
    assert "Essex" not in words(page)


def test_frameworks_under_which_the_service_was_not_rated_stand_behind_its_own():
    page = unfolded(open_ratings())
    titles = [heading.value for heading in page.header if " services were rated " in heading.value]

    assert ["this one among them" in title for title in titles] == [True, False]


def test_without_percentages_one_sentence_says_that_nothing_can_be_said():
    shown = words(open_ratings("bromley"))

    assert shown.count("we cannot say how firm it is") == 1
    assert "We have only the overall rating" in shown


def test_an_unknown_area_of_work_is_one_sentence_and_all_is_shown():
    page = open_ratings(work="court")

    assert 'no area of work "court"' in page.error[0].value
    assert len(tiles(words(page))) == 12


def test_an_old_rating_says_that_a_later_one_may_exist_and_a_score_not_held_is_not_unpublished():
    old, new = (
        words(open_ratings("essex")),
        words(open_page("ratings", holdings_of_lambeth(), service="lambeth")),
    )

    assert "A later rating may exist." in old
    assert "Our source does not give the points." in old
    assert "A later rating may exist" not in new


def test_unclear_figures_of_the_report_are_marked_as_to_be_confirmed():
    assert "As read, to be confirmed" in words(open_ratings())


def test_an_inspection_known_only_overall_has_its_ruler_and_says_what_we_do_not_have():
    shown = words(open_ratings("bromley"))

    assert "33 of 36 points" in shown
    assert "The mark is at 33" in shown
    assert "We have only the overall rating" in shown
    assert "The report has those of the standards." in shown
    assert not tiles(shown)


def holdings_of(service_id):
    """Everything of one service as shipped, on a day after the newest inspection."""
    held = holdings(dt.date(2026, 11, 21))
    mine = tuple(i for i in shipped_inspections() if i.service == service_id)
    catalogue = replace(
        held.catalogue, services={service_id: service(service_id)}, inspections=mine
    )
    return replace(held, catalogue=catalogue)


def holdings_of_lambeth(*results):
    """Everything of Lambeth as held, its newest inspection with the given standards."""
    held = holdings_of("lambeth")
    *earlier, newest = held.catalogue.inspections
    changed = (*earlier, replace(newest, standards=results))
    return replace(held, catalogue=replace(held.catalogue, inspections=changed))


def test_a_rating_under_a_framework_known_in_part_says_what_is_known_and_adds_nothing_up():
    page = unfolded(open_page("ratings", holdings_of_lambeth(), service="lambeth"))
    shown = words(page)

    assert "for work with children and victims only, January 2026" in shown
    assert "Under these standards we cannot add up points." in shown
    assert "Ruler of points" not in shown
    assert "We know only part of this framework: V1 Victims." in shown
    assert "the cases of 14 to 91 children and 9 to 24 victims" in shown
    assert not page.error


def test_the_one_known_standard_is_shown_without_a_grade_that_follows():
    held = holdings_of_lambeth(StandardResult("V1", Rating.REQUIRES_IMPROVEMENT))
    page = open_page("ratings", held, service="lambeth")
    shown = words(page)

    assert "How this standard is rated is not known here" in shown
    assert "We know only part of this framework: V1 Victims." in shown
    assert tiles(shown) == [tile for tile in tiles(shown) if "No percentages" in tile] != []
    assert "See what would change the rating" not in links(page)
    assert "No percentage here" not in shown


def test_what_if_supposes_nothing_under_a_framework_known_in_part():
    held = holdings_of_lambeth(StandardResult("V1", Rating.REQUIRES_IMPROVEMENT))
    page = open_page("what_if", held, service="lambeth")

    assert "so there is nothing to change" in words(page)
    assert not page.number_input
    assert [box.label for box in page.selectbox] == ["Service", "Day"]


def test_a_total_out_of_24_gets_no_band():
    shown = words(open_ratings("ceredigion"))

    assert "1 of 24 points" in shown
    assert "How a total out of 24 is rated is not known here." in shown
    assert "Ruler of points" not in shown


def test_a_score_that_we_have_not_read_is_not_said_to_be_unpublished():
    rows = words(unfolded(open_ratings(service="essex"))).split(
        "Inspections of this service, newest first"
    )[-1]

    assert "not known here" in rows
    assert "not published" not in rows


def test_a_service_without_inspection_says_what_to_do():
    page = open_ratings("blackpool")

    assert "We have no inspection of this service up to 1 January 2026." in words(page)
    assert "Choose another service above" in words(page)
    assert not page.error


def test_before_its_publication_an_inspection_is_not_shown_and_a_later_date_is_advised():
    shown = words(open_ratings("hertfordshire", dt.date(2018, 9, 19)))

    assert "We have no inspection of this service up to 19 September 2018." in shown
    assert "choose a later date" in shown
    assert "Outstanding" not in shown


def test_percentages_before_2018_stand_apart_from_later_ratings():
    page = unfolded(open_ratings("northamptonshire"))

    assert "Case inspections before 2018" in folded(page)
    assert "cannot be compared with them" in words(page)
    assert not {"headroom", "reinspection"} & set(charts(page))


def test_an_inspection_before_2018_shows_percentages_and_no_rating():
    page = open_ratings("northamptonshire", dt.date(2017, 12, 31))
    shown = words(page)

    assert folded(page) == ["Strengths and areas for improvement", "Source and history"]
    assert "Inspected June 2012, five years ago: percentages were given, no rating." in shown
    assert "80%" in shown
    assert 'class="yj-rating"' not in shown

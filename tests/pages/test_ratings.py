"""The page of inspection ratings, opened through app.py."""

import datetime as dt
from dataclasses import replace

from dashboard.core.inspection.frameworks import Rating
from dashboard.core.inspection.inspections import StandardResult
from tests.inspection_factories import holdings, service, shipped_inspections
from tests.pages.opening import open_page, words


def open_ratings(service="hertfordshire", as_of=dt.date(2026, 1, 1), **address):
    return open_page("ratings", holdings(as_of), service=service, **address)


def links(page):
    return " ".join(link.proto.label for link in page.get("page_link"))


def charts(page):
    return {chart.key for chart in page.get("plotly_chart")}


def test_the_first_words_are_the_rating_its_date_and_its_edge():
    page = open_ratings()

    assert page.title[0].value == "Inspection ratings of Hertfordshire"
    assert "in the inspection published 20 September 2018" in words(page)
    assert "31 of 36, the lowest Outstanding score" in words(page)
    assert "8 of 8 standards rated on cases agree" in words(page)
    assert "See what would change the rating" in links(page)
    assert not page.error


def test_each_standard_says_how_its_grade_follows_and_shows_its_key_questions():
    shown = words(open_ratings())

    assert shown.count('<section class="yj-standard">') == 12
    assert "The lowest of three key questions, 3.3.3 at 69%, lies in Good (65% to 79%)." in shown
    assert "Inspectors judged this as a whole" in shown
    assert "No percentage: judged as part of the standard." in shown


def test_strengths_and_areas_for_improvement_name_their_standard():
    shown = words(open_ratings())

    assert "used data relating to national averages rather than similar authorities" in shown
    assert "(1.4 Information and facilities)" in shown


def test_what_else_was_said_is_folded_by_area_of_work_with_shares_as_the_report_words_them():
    shown = words(open_ratings())

    assert shown.count("<summary>What else was said in 2018 (") == 3
    assert "needs and wishes: about 67% (the report says “just two-thirds”)" in shown
    assert "second-highest of any service" in shown


def test_what_was_said_of_a_service_long_ago_says_when_and_whose_words_they_are():
    rated_since = words(open_ratings("northamptonshire"))

    assert "<h3>Strengths in 2012 (the council&#x27;s words)</h3>" in rated_since
    assert "<h3>Areas for improvement in 2012 (the council&#x27;s words)</h3>" in rated_since
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
    assert "headroom" in charts(open_ratings())
    assert "headroom" not in charts(open_ratings(work="organisational-delivery"))


def test_the_arithmetic_comes_first_then_the_range_over_the_models():
    shown = words(open_ratings())
    places = [
        shown.index(said) for said in ("would make it Good", "come out Outstanding in 17 to 63%")
    ]

    assert places == sorted(places)


def test_no_word_for_how_firm_stands_anywhere_on_the_page_of_a_rating_on_which_models_disagree():
    shown = words(open_ratings()).lower()

    assert "close rating" not in shown
    assert "firm rating" not in shown
    assert shown.count("a lower result need not mean worse work") == 1


def test_the_first_sentences_say_how_near_an_edge_the_ratings_are():
    shown = words(open_ratings())

    assert "4 percentage points lower, about two of 54 cases, would make the standard Good" in shown
    assert "For key questions 2.2.3, 2.3.3" in shown


def test_each_model_and_what_it_assumes_stands_folded_for_the_whole_service_only():
    page = open_ratings()
    shown = words(page)

    assert "With other cases, Outstanding in 17 to 63% of draws" in [h.value for h in page.header]
    assert "What each bar assumes" in [each.label for each in page.expander]
    assert "The samples come from about 80 and 46 cases" in shown
    assert "3.2.3 and 3.3.3 were asked of 13 of them" in shown
    assert "reinspection" not in charts(open_ratings(work="court-disposals"))


def test_where_services_stand_is_shown_by_framework_and_names_nobody():
    page = open_ratings("surrey")

    assert {"spread_hmip-2018", "spread_hmip-2021"} <= charts(page)
    assert "Essex" not in words(page)


def test_frameworks_under_which_the_service_was_not_rated_stand_folded():
    folded = [place.label for place in open_ratings().expander if "Other services" in place.label]

    assert folded == ["Other services inspected under the youth inspection standards 2021"]


def test_without_percentages_one_sentence_says_that_nothing_can_be_said():
    shown = words(open_ratings("bromley"))

    assert shown.count("cannot be said") == 1
    assert "no key question percentages are held" in shown


def test_an_unknown_area_of_work_is_one_sentence_and_all_is_shown():
    page = open_ratings(work="court")

    assert 'no area of work "court"' in page.error[0].value
    assert "1.1 Governance and leadership" in words(page)


def test_an_old_rating_says_that_a_later_one_may_exist_and_a_score_not_held_is_not_unpublished():
    old, new = (
        words(open_ratings("essex")),
        words(open_page("ratings", holdings_of_lambeth(), service="lambeth")),
    )

    assert "It is the newest we have. A later one may exist." in old
    assert "not known here" in old
    assert "A later one may exist" not in new


def test_unclear_figures_of_the_report_are_marked_as_to_be_confirmed():
    assert "As read, to be confirmed" in words(open_ratings())


def test_an_inspection_known_only_overall_says_that_its_standards_are_not_held():
    shown = words(open_ratings("bromley"))

    assert "33 of 36" in shown
    assert "Only the overall rating is held" in shown
    assert "yj-standard" not in shown.replace(".yj-standard", "")


def holdings_of_lambeth(*results):
    """Everything of Lambeth as held, its newest inspection with the given standards."""
    held = holdings(dt.date(2026, 11, 21))
    mine = [i for i in shipped_inspections() if i.service == "lambeth"]
    newest = replace(mine[-1], standards=results)
    catalogue = replace(
        held.catalogue, services={"lambeth": service("lambeth")}, inspections=(*mine[:-1], newest)
    )
    return replace(held, catalogue=catalogue)


def test_a_rating_under_a_framework_known_in_part_says_what_is_known_and_adds_nothing_up():
    page = open_page("ratings", holdings_of_lambeth(), service="lambeth")
    shown = words(page)

    assert (
        "for work with children and victims, not for the whole service, in the inspection "
        "published 13 January 2026" in shown
    )
    assert "No total: ratings under this framework are not added up here." in shown
    assert "Of this framework only part is known here: V1 Victims." in shown
    assert "the cases of 14 to 91 children and the cases of 9 to 24 victims" in shown
    assert not page.error


def test_the_one_known_standard_is_shown_without_a_grade_that_follows():
    held = holdings_of_lambeth(StandardResult("V1", Rating.REQUIRES_IMPROVEMENT))
    page = open_page("ratings", held, service="lambeth")
    shown = words(page)

    assert "How this standard is rated is not known here" in shown
    assert "Of this framework only part is known here: V1 Victims." in shown
    assert "See what would change the rating" not in links(page)
    assert "judged as part" not in shown


def test_what_if_supposes_nothing_under_a_framework_known_in_part():
    held = holdings_of_lambeth(StandardResult("V1", Rating.REQUIRES_IMPROVEMENT))
    page = open_page("what_if", held, service="lambeth")

    assert "so there is nothing to change" in words(page)
    assert not page.number_input
    assert [box.label for box in page.selectbox] == ["Service", "As at"]


def test_a_total_out_of_24_gets_no_band():
    shown = words(open_ratings("ceredigion"))

    assert "1 of 24: how totals out of 24 are graded is not held here" in shown


def test_a_score_that_we_have_not_read_is_not_said_to_be_unpublished():
    rows = words(open_ratings(service="essex")).split("Inspections of this service")[-1]

    assert "not known here" in rows
    assert "not published" not in rows


def test_a_service_without_inspection_says_what_to_do():
    page = open_ratings("blackpool")

    assert "No inspection of Blackpool is held" in words(page)
    assert "Choose another service above" in words(page)
    assert not page.error


def test_before_its_publication_an_inspection_is_not_shown_and_a_later_date_is_advised():
    shown = words(open_ratings("hertfordshire", dt.date(2018, 9, 19)))

    assert "No inspection of Hertfordshire is held as at 19 September 2018" in shown
    assert "choose a later date" in shown
    assert "Outstanding" not in shown


def test_percentages_before_2018_stand_apart_from_later_ratings():
    page = open_ratings("northamptonshire")

    assert "Case inspections before 2018" in [heading.value for heading in page.header]
    assert "cannot be compared with them" in words(page)
    assert not {"headroom", "reinspection"} & charts(page)


def test_an_inspection_before_2018_shows_percentages_and_no_rating():
    shown = words(open_ratings("northamptonshire", dt.date(2017, 12, 31)))

    assert "No rating was given" in shown
    assert "80%" in shown
    assert 'class="yj-rating"' not in shown

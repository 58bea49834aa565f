"""The command line keeps its promises: keys, exit codes and one-sentence errors."""

import json

import pytest
from click.testing import CliRunner

from dashboard import VERSION
from dashboard.__main__ import main


@pytest.fixture
def run(database_url, shipped_holdings):
    runner = CliRunner(env={"DATABASE_URL": database_url})
    return lambda *arguments: runner.invoke(main, list(arguments))


@pytest.fixture(scope="module")
def every(database_url, shipped_holdings):
    """Every early warning of every service today: to read them takes seconds."""
    runner = CliRunner(env={"DATABASE_URL": database_url})
    return warned(lambda *arguments: runner.invoke(main, list(arguments)), "--all")


def test_the_version_is_printed():
    shown = CliRunner().invoke(main, ["--version"])

    assert shown.exit_code == 0
    assert shown.stdout == f"Youth justice board dashboard {VERSION}\n"


def test_ratings_of_hertfordshire_are_31_of_36_published_and_derived(run):
    shown = json.loads(run("ratings", "hertfordshire", "--json").stdout)

    assert shown["overall"] == {
        "published": "Outstanding",
        "derived": "Outstanding",
        "score": 31,
        "max_score": 36,
    }
    case_standards = [s for s in shown["standards"] if s["derived"]]
    assert len(shown["standards"]) == 12
    assert len(case_standards) == 8
    assert all(s["derived"] == s["published"] for s in case_standards)
    assert set(shown["standards"][0]) == {
        "code",
        "name",
        "domain",
        "published",
        "derived",
        "score",
        "lowest_key_question",
        "changed",
    }


@pytest.mark.parametrize("arguments", [("--set", "3.1.2=79"), ("--set", "3.1.2=79", "2.1.1=90")])
def test_one_key_question_below_the_band_makes_it_good_and_names_the_cause(run, arguments):
    shown = json.loads(run("ratings", "hertfordshire", "--json", *arguments).stdout)

    assert (shown["overall"]["derived"], shown["overall"]["score"]) == ("Good", 30)
    assert [s["code"] for s in shown["standards"] if s["changed"]] == ["3.1"]


def test_ratings_give_headroom_and_reinspection(run):
    shown = json.loads(run("ratings", "hertfordshire", "--json").stdout)
    headroom = {question["code"]: question for question in shown["headroom"]}

    assert (headroom["2.1.3"]["cases_to_fall"], headroom["2.1.3"]["cases"]) == (2, 54)
    assert headroom["3.3.3"]["note"]
    assert sum(shown["reinspection"].values()) == pytest.approx(1)


def test_a_judged_standard_is_supposed_in_any_case_and_the_cause_is_printed(run):
    text = run("ratings", "hertfordshire", "--set", "1.1=requires Improvement").stdout

    assert "1.1 Governance and leadership falls from Good to Requires improvement" in text
    assert "About two of 54 cases fewer" in text


def test_compare_gives_value_benchmark_rank_and_england(run):
    arguments = ("first-time-entrants", "--period", "2017", "--peers", "dfe-2021", "--json")

    shown = json.loads(run("compare", "hertfordshire", *arguments).stdout)

    assert shown["value"] == 287
    assert shown["benchmark"] == {
        "model": "dfe-2021",
        "method": "mean",
        "value": 233.2,
        "areas_with_data": 10,
        "areas_in_group": 10,
    }
    assert (shown["gap_percent"], shown["higher_than"]) == (23.1, 8)
    assert shown["national"] == {"area": "England", "value": 299, "gap_percent": -4.0}
    assert set(shown) >= {"service", "area_code", "indicator", "period", "unit", "polarity"}
    assert "23% above the average of 10 similar areas" in shown["verdict"]


def test_recommendations_say_what_is_missing_and_ship_with_a_proposed_measure(run):
    shown = json.loads(run("recommendations", "hertfordshire", "--json").stdout)

    assert [one["status"] for one in shown] == ["Not started"] * 3
    assert shown[0]["missing"] == ["owner", "date"]
    assert [(one["measure"]["latest"], one["measure"]["target"]) for one in shown] == [
        (72, 80),
        (None, 100),
        (None, 80),
    ]
    third = shown[2]["measure"]
    assert (third["baseline"], third["baseline_as_printed"]) == (67, "two-thirds")
    assert set(shown[0]) >= {
        "id",
        "wording",
        "status",
        "late",
        "age_days",
        "owner",
        "body",
        "due",
        "measure",
        "open_actions",
    }
    assert set(shown[0]["measure"]) >= {"name", "baseline", "target", "latest", "met"}


def test_there_are_154_services_and_the_indicators_have_names(run):
    services = json.loads(run("services", "--json").stdout)
    indicators = json.loads(run("indicators", "--json").stdout)

    assert len(services) == 154
    assert "first-time-entrants" in [one["id"] for one in indicators]


def test_figures_come_as_a_long_table_with_withheld_values_empty(run):
    text = run("figures", "--indicator", "first-time-entrants", "--area", "Hertfordshire").stdout
    withheld = run("figures", "--indicator", "reoffending-10-14", "--csv").stdout

    assert text.splitlines()[0].startswith("indicator,area,period,value,count,population,state")
    assert len(text.splitlines()) == 11
    row = next(line for line in withheld.splitlines() if "not published" in line)
    assert row.split(",")[3] == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("ratings", "hertfordshir"), "did you mean Hertfordshire"),
        (("ratings", "hertfordshire", "--set", "3.1.2"), "write it like 3.1.2=79"),
        (("ratings", "hertfordshire", "--set", "9.9.9=50"), 'no key question "9.9.9"'),
        (("ratings", "hertfordshire", "--set", "3.1.2=101"), "from 0 to 100"),
        (("ratings", "hertfordshire", "--set", "1.1=great"), "one of Outstanding, Good, Requires"),
        (("compare", "hertfordshire", "nothing"), 'no indicator "nothing"'),
        (("recommendations", "nowhere"), 'no service "nowhere"'),
        (("figures", "--indicator", "nothing"), 'no indicator "nothing"'),
        (("figures", "--indicator", "first-time-entrants", "--area", "Atlantis"), "Atlantis"),
    ],
)
def test_a_wrong_name_is_one_sentence_and_exit_code_one(run, arguments, sentence):
    result = run(*arguments)

    assert result.exit_code == 1
    assert sentence in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_database_address_that_cannot_be_used_is_one_sentence():
    result = CliRunner(env={"DATABASE_URL": "postgres://x"}).invoke(main, ["services"])

    assert (result.exit_code, len(result.stderr.strip().splitlines())) == (1, 1)


def test_check_finds_everything_shipped_sound(run):
    result = run("check")

    assert (result.exit_code, result.stdout) == (0, "Every definition and figure is sound.\n")


@pytest.mark.parametrize("port", ["99999", "-1", "http"])
def test_a_port_that_cannot_be_is_refused_before_anything_is_loaded(port):
    result = CliRunner().invoke(main, ["serve", "--port", port])

    assert result.exit_code == 2
    assert "Invalid value for '--port'" in result.stderr


def warned(run, *arguments):
    return json.loads(run("warnings", *arguments, "--json").stdout)


def test_in_2018_the_gap_that_nobody_knew_of_is_a_warning(run):
    found = {w["indicator"]: w for w in warned(run, "hertfordshire", "--as-of", "2018-12-31")}

    warning = found["first-time-entrants"]
    assert warning["id"] == "hertfordshire:first-time-entrants"
    assert (warning["period"], warning["since"]) == ("2017", "2015")
    assert warning["gap_percent"] == pytest.approx(23.1)
    assert warning["gap_range"] == pytest.approx([8.8, 54.7])
    # The later lists stand in the range of every trial only: nobody had them then.
    assert (warning["lists_agreeing"], warning["lists_total"]) == (1, 1)
    assert [one["id"] for one in warning["lists"]] == ["dfe-2021"]
    assert warning["children"] == 62
    assert warning["hidden_by_national"]
    assert "23% higher by the one published list that can be used." in warning["sentence"]
    assert "23% above similar areas, about 60 more children a year." in warning["sentence"]
    assert "It is 4% below England (299), so the national average hides it." in warning["sentence"]


def test_what_had_not_been_published_by_the_day_raises_no_warning(run):
    periods = {
        w["indicator"]: w["period"] for w in warned(run, "hertfordshire", "--as-of", "2018-09-29")
    }

    assert periods["first-time-entrants"] == "2016"


def test_every_service_is_scanned_in_one_go(run, shipped_holdings):
    every = warned(run, "--all", "--as-of", "2018-12-31")

    mine = [w for w in every if w["service"] == "hertfordshire"]
    alone = warned(run, "hertfordshire", "--as-of", "2018-12-31")
    keys = ("figures_scanned", "figures_that_can_raise_one", "expected_by_chance")
    of_list = dict.fromkeys(keys)
    assert [w | of_list for w in mine] == [w | of_list for w in alone]
    assert len({w["id"] for w in every}) == len(every)


def test_how_many_warnings_chance_alone_would_raise_stands_in_the_list_of_all(run, every):
    alone = warned(run, "hertfordshire")

    (scanned,) = {w["figures_scanned"] for w in every}
    (expected,) = {w["expected_by_chance"] for w in every}
    (able,) = {w["figures_that_can_raise_one"] for w in every}
    assert scanned > 600 > able > 200
    assert 2 < expected < 15 < len(every)
    assert 0 < alone[0]["expected_by_chance"] < 1
    assert alone[0]["figures_scanned"] == 4


def test_a_warning_says_whether_it_is_unusual_among_its_neighbours(run):
    (warning,) = [
        w for w in warned(run, "hertfordshire", "--as-of", "2018-12-31") if "entrants" in w["id"]
    ]

    assert warning["beyond_chance"] is True
    assert warning["unusual_among_neighbours"] is False
    low, high = warning["usual_range"]
    assert low < 233 < 287 < high
    assert "but they differ a lot among themselves" in warning["sentence"]


def test_a_figure_without_an_interval_is_to_watch_and_never_a_warning(run, every):
    watched = warned(run, "--all", "--watch")

    assert not [w for w in every if w["indicator"].startswith("reoffending")]
    two_years = [
        w
        for w in watched
        if w["doubt"] == "two labelled years, and no interval"
        and w["indicator"].startswith("reoff")
    ]
    assert len(two_years) > 15
    assert all(0 < w["by_chance"] < 0.5 for w in two_years)
    assert all(w["as_wide_by_chance"] <= w["by_chance"] * 1.5 for w in two_years)
    (expected,) = {w["expected_by_chance"] for w in two_years if w["by_chance"]}
    assert len(two_years) > expected > 8


def test_a_small_service_with_a_material_gap_gets_the_answer_of_three_years(run):
    (watched,) = [
        w for w in warned(run, "portsmouth", "--watch") if w["indicator"] == "first-time-entrants"
    ]

    assert watched["doubt"] == "too few children to tell in one year"
    pooled = watched["pooled_years"]
    assert pooled["periods"] == ["2022", "2023", "2024"]
    assert pooled["lower"] < pooled["value"] < pooled["upper"]
    assert pooled["verdict"] == "worse"
    assert watched["confirmed_by_three_years"] is True


def test_warnings_in_words_say_how_many_figures_were_checked(run):
    shown = run("warnings", "hertfordshire", "--as-of", "2018-12-31").stdout

    lines = shown.splitlines()
    assert any(
        line.startswith("4 figures of main measures checked: 2 early warnings") for line in lines
    )
    assert "did not exist on 31 December 2018" in lines[-1]


def test_what_is_to_watch_is_asked_for_as_json(run):
    refused = run("warnings", "hertfordshire", "--watch")

    assert refused.exit_code == 2
    assert "--watch is for --json" in refused.output


@pytest.mark.parametrize("arguments", [(), ("hertfordshire", "--all")])
def test_one_service_or_all_must_be_asked_for(run, arguments):
    refused = run("warnings", *arguments)

    assert refused.exit_code == 2
    assert "Name one service, or scan every service with --all." in refused.output


def test_a_comparison_carries_interval_trial_and_three_verdicts(run):
    shown = json.loads(
        run("compare", "hertfordshire", "first-time-entrants", "--period", "2017", "--json").stdout
    )

    assert shown["interval"]["approximate"]
    assert shown["interval"]["excludes_benchmark"]
    assert shown["sensitivity"] == {
        "variants": 66,
        "without_percentage": 0,
        "lowest_gap_percent": pytest.approx(8.8),
        "highest_gap_percent": pytest.approx(54.7),
        "same_direction": True,
    }
    assert [lens["against"] for lens in shown["lenses"]] == ["similar areas", "own past", "target"]


def test_a_comparison_says_what_withheld_small_numbers_leave_open(run):
    name = "looked-after-children-convicted-or-cautioned-counted"
    arguments = ("compare", "hertfordshire", name, "--period", "2025")

    shown = json.loads(run(*arguments, "--json").stdout)

    said = (
        "5 of 10 similar areas are withheld: they have 1 to 5 such children each. "
        "With them the average is between 1.0% and 2.6%, so the gap is not clear."
    )
    assert shown["benchmark_bounds"] == [0.9912, 2.6358]
    assert shown["lenses"][0]["verdict"] == "not clear"
    assert not shown["interval"]["excludes_benchmark"]
    assert shown["verdict"].endswith(said)
    assert said in run(*arguments).stdout
    assert shown["population"] is None
    assert shown["denominator"]["count"] == 521
    assert "looked after for at least twelve months" in shown["denominator"]["words"]
    assert shown["sensitivity"]["without_percentage"] > 0


def test_a_benchmark_of_which_nothing_is_withheld_has_no_bounds(run):
    shown = json.loads(run("compare", "hertfordshire", "first-time-entrants", "--json").stdout)

    assert shown["benchmark_bounds"] is None


def test_a_comparison_carries_its_own_past_in_words_and_figures(run):
    arguments = ("compare", "hertfordshire", "first-time-entrants", "--period", "2024")

    shown = json.loads(run(*arguments, "--json").stdout)

    sentence = "Down 65% since 2015: 313 then, 152 in 2020, 111 in 2024."
    assert shown["own_past"] == {
        "first": {"period": "2015", "value": 313},
        "middle": {"period": "2020", "value": 152},
        "last": {"period": "2024", "value": 111},
        "change_percent": -64.5,
        "change_units": -202,
        "years": 9,
        "sentence": sentence,
    }
    assert shown["lenses"][1]["words"] == sentence
    assert shown["lenses"][1]["verdict"] == "not clear"
    assert f"Its own past: {sentence}\n" in run(*arguments).stdout


def test_the_first_year_of_a_new_definition_has_no_past_and_no_figure_is_nought(run):
    arguments = ("children-cautioned-or-sentenced", "--period", "2024-25", "--json")

    shown = json.loads(run("compare", "hertfordshire", *arguments).stdout)["own_past"]

    assert shown.pop("sentence") == "No earlier year can be compared."
    assert set(shown.values()) == {None}


def test_a_comparison_gives_the_children_and_where_england_is(run):
    cautioned = ("hertfordshire", "children-cautioned-or-sentenced", "--json", "--period")
    then, now = (
        json.loads(run("compare", *cautioned, one).stdout) for one in ("2016-17", "2024-25")
    )

    assert (then["children"], then["children_are_estimated"]) == (629, False)
    assert "57.0 per 10,000 (629 children)" in then["verdict"]
    assert then["national"]["value"] == 55
    assert then["national_elsewhere"] is None
    assert now["population"] == {"children_10_17": 122_461, "year": 2021}
    assert now["national"] is None
    assert now["national_elsewhere"] == {
        "indicator": "children-cautioned-or-sentenced-counted",
        "period": "2024-25",
        "value": 22,
        "unit": "per 10,000",
        "children": 12_661,
    }


def test_a_comparison_in_words_says_where_england_is(run):
    shown = run("compare", "hertfordshire", "children-cautioned-or-sentenced").stdout

    assert "England: about 22 per 10,000 in another table" in shown


def test_first_time_entrants_of_2024_are_about_145_children(run):
    shown = run("compare", "hertfordshire", "first-time-entrants", "--period", "2024").stdout

    assert "111 per 100,000 (about 145 children)" in shown


def test_a_rating_without_a_score_is_printed_without_one(run):
    first = run("ratings", "cardiff").stdout.splitlines()[0]

    assert first.endswith("Requires improvement published, none derived, score not known.")


def test_a_service_rate_is_named_after_the_service(run):
    arguments = ("west-mercia", "children-cautioned-or-sentenced", "--period", "2024-25")

    assert run("compare", *arguments).stdout.startswith("West Mercia, financial year 2024-25:")
    assert json.loads(run("compare", *arguments, "--json").stdout)["place"] == "West Mercia"


def test_of_a_service_of_several_councils_the_others_are_named_beside_the_one_shown(run):
    whole = run("compare", "South Tees", "first-time-entrants").stdout
    one = run("compare", "Middlesbrough", "first-time-entrants").stdout

    assert "South Tees covers Redcar and Cleveland too. To see another: --area." in whole
    assert "too. To see another" not in one


def test_a_warning_says_not_published_only_where_no_table_has_england(every):
    elsewhere = [w for w in every if w["national_elsewhere"]]
    assert elsewhere
    assert not any(w["national_published"] for w in elsewhere)
    assert not any(w["hidden_by_national"] for w in elsewhere)
    for warning in elsewhere:
        assert "England: about 22 per 10,000 in another table" in warning["sentence"]
    assert not [w for w in every if "is not published" in w["sentence"]]


def test_rates_without_counts_cannot_be_pooled_and_say_so(run):
    refused = run("compare", "hertfordshire", "first-time-entrants", "--method", "pooled")

    assert refused.exit_code == 1
    assert "has no published counts for all of these areas" in refused.stderr


def test_counts_of_services_are_pooled(run):
    arguments = ("children-cautioned-or-sentenced-by-service", "--method", "pooled", "--json")

    shown = json.loads(run("compare", "hertfordshire", *arguments).stdout)

    assert shown["benchmark"]["value"] == pytest.approx(shown["benchmarks"]["pooled"])
    assert shown["benchmarks"]["pooled"] != pytest.approx(shown["benchmarks"]["mean"])

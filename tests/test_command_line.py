"""The command line keeps its promises: keys, exit codes and one-sentence errors."""

import json

import pytest
from click.testing import CliRunner

from dashboard.__main__ import main


@pytest.fixture
def run(database_url, shipped_holdings):
    runner = CliRunner(env={"DATABASE_URL": database_url})
    return lambda *arguments: runner.invoke(main, list(arguments))


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
    assert sum(shown["reinspection"]["shares"].values()) == pytest.approx(1)


def test_a_judged_standard_is_supposed_in_any_case_and_the_cause_is_printed(run):
    text = run("ratings", "hertfordshire", "--set", "1.1=requires Improvement").stdout

    assert "1.1 Governance and leadership falls from Good to Requires improvement" in text
    assert "about two of 54 cases" in text


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
    assert "23% above the mean of 10 similar areas" in shown["verdict"]


def test_recommendations_say_what_is_missing(run):
    shown = json.loads(run("recommendations", "hertfordshire", "--json").stdout)

    assert [one["status"] for one in shown] == ["Not started"] * 3
    assert shown[0]["missing"] == ["owner", "date", "measure"]


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
        (("ratings", "hertfordshir"), "did you mean hertfordshire"),
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

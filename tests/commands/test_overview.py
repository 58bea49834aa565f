"""`overview`: the same as the first page says, in its order, with keys that only grow."""

import json

import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from tests.local_factories import load_own, series_of

FALLEN = [66, 64, 67, 65, 66, 68, 64, 66, 65, 67, 66, 64, 65, 66, 42, 41]


@pytest.fixture
def run(own_database_url, own_store):
    load_own(own_store, {"kpi-2-education": series_of(FALLEN, 100)})
    runner = CliRunner(env={"DATABASE_URL": own_database_url})
    return lambda *arguments: runner.invoke(main, ["overview", "hertfordshire", *arguments])


def test_a_fallen_key_performance_indicator_is_told_with_both_figures(run):
    told = json.loads(run("--json").stdout)

    (fallen,) = [each for each in told if each["id"] == "own-figures:kpi-2-education"]
    assert fallen["kind"] == "own figures"
    assert fallen["tone"] == "Worse"
    assert fallen["subject"] == "local_performance"
    assert fallen["sentence"] == (
        "KPI 2: education, training or employment fell to 41% from 64% a year before, worse than "
        "its usual range."
    )
    assert {"41%", "64%"} <= set(fallen["facts"])


def test_the_order_is_that_of_the_page_and_no_id_stands_twice(run):
    told = json.loads(run("--json").stdout)

    ids = [each["id"] for each in told]
    assert len(ids) == len(set(ids))
    assert [each["tone"] for each in told][:2] == ["Warning", "Worse"]
    assert set(told[0]) == {"id", "kind", "tone", "subject", "sentence", "facts"}


def test_no_sentence_says_that_own_figures_are_calm(run):
    printed = run().stdout

    assert "Worse: KPI 2" in printed
    assert "No own measure is worse" not in printed
    assert "nothing unusual" not in printed


def test_a_day_to_come_is_refused(run):
    refused = run("--as-of", "2035-01-01")

    assert refused.exit_code == 1
    assert "2035-01-01 is still to come" in refused.output


def test_a_past_day_tells_what_was_known_then(run):
    told = json.loads(run("--as-of", "2018-12-31", "--json").stdout)

    sentences = [each["sentence"] for each in told]
    assert any(each.startswith("First-time entrants: 23% above") for each in sentences)
    assert not any("KPI 2" in each for each in sentences)

"""A measure that fell below its usual range is told on every surface, in a real browser."""

import json
import os
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import ROOT, visit

pytestmark = pytest.mark.e2e
SERVICE = "leeds"
TOLD = "KPI 2: education, training or employment fell to 41% from 66% a year before"
CALM = ("No own measure is worse", "The one own measure is not worse", "nothing unusual")


def test_a_fallen_key_performance_indicator_is_told_everywhere_and_nothing_calls_it_calm(
    people_database, people_url, page
):
    visit(page, f"{people_url}/?service={SERVICE}")
    tile = page.get_by_role("listitem").filter(has_text=TOLD)
    expect(tile).to_contain_text("Worse")
    overview = page.locator("main").inner_text()
    tile.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Local performance of")).to_be_visible()
    visit(page, f"{people_url}/local?service={SERVICE}")
    expect(page.get_by_text(TOLD)).to_be_visible()
    local = page.locator("main").inner_text()
    said = json.loads(printed(people_database))
    (fallen,) = [each for each in said if TOLD in each["sentence"]]
    assert fallen["tone"] == "Worse"
    for surface in (overview, local, json.dumps(said)):
        assert not [words for words in CALM if words in surface]


def printed(url: str) -> str:
    """Return what the command line prints of the same database."""
    command = [sys.executable, "-m", "dashboard", "overview", SERVICE, "--json"]
    environment = {**os.environ, "DATABASE_URL": url}
    ran = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return ran.stdout.decode()

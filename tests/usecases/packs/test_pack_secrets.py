"""Nothing that a pack for the public tells depends on what is withheld, alone or beside another.

Two worlds look the same in public and differ in withheld numbers only. All that everybody can have
of their packs must then be the same: documents, facts, what changed, and what the history says.
"""

import io
import json
import os
import re
import socket
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from lxml import html

from dashboard.core.disclosure.protection import DisclosureRules, Mode, protect
from dashboard.core.disclosure.small_numbers import FEWEST_VALUES
from dashboard.core.history import Search
from dashboard.core.packs.sections import PackFormat
from dashboard.definitions.catalogue import load_catalogue
from dashboard.errors import DashboardError
from dashboard.reports.packs.files import pack_bytes, seal_for
from dashboard.store.engine import open_store
from dashboard.usecases.own.performance import own_figures
from dashboard.usecases.packs.frozen import stored_file
from dashboard.usecases.packs.issuing import issued_file, issued_packs
from dashboard.usecases.packs.reading import PackAsked
from tests.attacker import Attacker
from tests.packs_of_secrets import (
    CUSTODY,
    ENTRANTS,
    FEW,
    REMANDS,
    SERVICE,
    barely,
    begun,
    everything_in,
    figures,
    pages_of,
)
from tests.people_factories import actor

FIRST, NEXT, RELOADED, LATER = "2026-01-20", "2026-01-21", "2026-01-25", "2026-01-27"
WHY = "The figure of another year stood there."


@pytest.fixture(scope="module")
def worlds(sqlite):
    """Two worlds in which packs were issued in the same order, and then new figures were loaded.

    A pack for the board came before the first one for the public, and that one was corrected. The
    later figures have six where three or two were: what was small is shown now, next to the rest.
    """
    catalogue = load_catalogue()
    with ExitStack() as held:
        found = []
        for small, write in ((3, pack_bytes), (2, barely)):
            store = open_store(held.enter_context(sqlite.empty()))
            held.callback(store.close)
            world = begun(store, catalogue, small)
            world.issue("board", FIRST, Mode.BOARD, write)
            world.issue("public", NEXT, Mode.PUBLIC, write)
            world.issue("right", NEXT, corrects="public", why=WHY)
            world.load(6, RELOADED)
            found.append(world)
        yield found


@pytest.fixture(scope="module")
def world(worlds):
    return worlds[0]


def issued_in(world):
    return {pack.id: pack for pack in issued_packs(world.holdings(LATER), SERVICE)}


@pytest.fixture(scope="module")
def files(world):
    """The files of the first packs of each audience, with their facts, by audience and format."""
    packs = issued_in(world)
    return {
        audience: {
            **{each: issued_file(world.store, actor(), pack, each) for each in PackFormat},
            "facts": stored_file(world.store, pack, pack.facts_sha256),
        }
        for audience, pack in ((Mode.PUBLIC, packs["public"]), (Mode.BOARD, packs["board"]))
    }


FORMATS = [*PackFormat, "facts"]
COLUMNS = ["place", "period", "group", "count"]
# What the board's file says of a rehearsal, of which the public may not know so much.
SMALL_WORDS = "93%"


def told(facts):
    return {each.id: each.words for each in facts}


def plain(text):
    """Return a text without its checksums, which are made anew from random salts."""
    return re.sub(r"[0-9a-f]{64}", "", text)


@pytest.mark.parametrize("indicator", figures(3))
def test_the_two_worlds_are_the_same_in_public(worlds, indicator):
    one, other = (
        own_figures(each.holdings(FIRST), SERVICE, indicator, Mode.PUBLIC).figures.table
        for each in worlds
    )

    assert one.equals(other)


@pytest.mark.parametrize("day", [NEXT, LATER])
def test_the_public_s_pack_is_the_same_whatever_the_withheld_numbers_are(worlds, day):
    """On the later day it tells what changed since a pack of which some numbers were withheld."""
    one, other = (each.made(day) for each in worlds)

    assert one.document.sections == other.document.sections
    assert plain(repr(one.document)) == plain(repr(other.document))
    assert (one.facts, one.inputs) == (other.facts, other.inputs)


def test_the_comparison_would_notice_since_the_board_sees_two_different_worlds(worlds):
    one, other = (each.made(NEXT, Mode.BOARD) for each in worlds)
    differ = {name for name, words in told(one.facts).items() if told(other.facts)[name] != words}

    assert {f"own:{each}" for each in (CUSTODY, FEW, REMANDS)} < differ
    assert "rehearsal:3.3" in differ
    assert one.document.sections != other.document.sections


def test_a_pack_is_told_against_one_of_its_own_audience_whichever_was_issued_first(world):
    public, board = world.made(LATER), world.made(LATER, Mode.BOARD)
    custody = f"own:{CUSTODY}"

    assert [each.earlier.pack.id for each in (public.reading, board.reading)] == ["right", "board"]
    assert world.made(NEXT).reading.earlier.pack is None
    assert told(public.reading.earlier.facts)[custody] == "no figure (withheld); not judged"
    assert told(board.reading.earlier.facts)[custody].startswith("3 sentences")


def test_what_everybody_may_read_of_issued_packs_is_the_same(worlds):
    """The history has every field of a pack; checksums of the board's rest on secret salts."""
    histories = []
    for each in worlds:
        with each.store.reading() as held:
            entries = [entry.change for entry in held.entries(Search())]
        histories.append(plain(json.dumps([repr(change) for change in entries])))
    one, other = (plain(repr(issued_in(each))) for each in worlds)

    assert histories[0] == histories[1]
    assert one == other
    assert "size" not in one


def test_no_checksum_of_a_board_pack_stands_for_two_equal_files(worlds):
    one, other = (issued_in(each)["board"] for each in worlds)

    assert one.facts_sha256 != other.facts_sha256
    assert one.inputs != other.inputs


@pytest.mark.parametrize("wanted", FORMATS)
def test_a_file_for_the_public_has_nothing_of_an_own_file_and_no_seal(world, files, wanted):
    found = everything_in(files[Mode.PUBLIC][wanted])
    board = world.made(NEXT, Mode.BOARD).document

    for secret in (*world.kept_back(), board.seal[:16], seal_for(board, wanted)):
        assert secret not in found
    assert world.made(NEXT).document.seal == ""


@pytest.mark.parametrize("wanted", FORMATS)
def test_not_even_the_board_s_files_have_what_was_noted_or_a_checksum_of_an_own_file(
    world, files, wanted
):
    found = everything_in(files[Mode.BOARD][wanted])

    assert not [secret for secret in world.kept_back() if secret in found]


@pytest.mark.parametrize("wanted", PackFormat)
def test_the_reader_finds_the_seal_and_the_small_numbers_of_the_board(world, files, wanted):
    made = world.made(FIRST, Mode.BOARD)
    found = everything_in(files[Mode.BOARD][wanted])

    assert seal_for(made.document, wanted) in found
    # An officer may pass on one file without its small numbers: it must not open the others.
    assert made.document.seal not in found
    assert SMALL_WORDS in found
    assert SMALL_WORDS not in everything_in(files[Mode.PUBLIC][wanted])


def test_no_withheld_number_can_be_had_from_the_numbers_that_a_pack_tells(world):
    """Who reads a pack knows every whole that it tells, and that parts add up to it."""
    rules, mode = DisclosureRules(), Mode.PUBLIC
    made = world.made(NEXT)
    whole = own_figures(world.holdings(NEXT), SERVICE, ENTRANTS, Mode.BOARD).figures
    newest = whole.table["period"].isin(["2025-26 Q2", "2025-07", "2025-08", "2025-09"])
    of_newest = replace(whole, table=whole.table[newest])
    attacker = Attacker.of(of_newest)
    attacker.look_at(protect(of_newest, rules, mode).figures)
    words = told(made.facts)[f"own:{ENTRANTS}"]
    number = float(words.partition(" ")[0])
    attacker.see_sum("count", {("", "2025-26 Q2", ""): 1.0}, number)

    assert words.startswith("53 children in 2025-26 Q2")
    for place, period, group, count in of_newest.table[COLUMNS].itertuples(index=False):
        if 1 <= count <= rules.largest_small_count:
            least, most = attacker.range_of("count", (place, period, group))
            assert most - least + 1 >= FEWEST_VALUES


@pytest.mark.parametrize("audience", Mode)
def test_the_audience_stands_on_every_page_slide_and_sheet(world, files, audience):
    words = world.made(NEXT, audience).document.audience_words.text
    made = files[audience]

    assert all(words in page for page in pages_of(made[PackFormat.PDF]))
    for slide in pptx.Presentation(io.BytesIO(made[PackFormat.PPTX])).slides:
        assert any(words in each.text_frame.text for each in slide.shapes if each.has_text_frame)
    book = openpyxl.load_workbook(io.BytesIO(made[PackFormat.XLSX]))
    for sheet in book.worksheets:
        assert any(words == cell.value for row in sheet for cell in row)
    for article in html.fromstring(made[PackFormat.HTML].decode()).xpath("//article"):
        assert words in article.text_content()
    foot = docx.Document(io.BytesIO(made[PackFormat.DOCX])).sections[0].footer
    assert words in " ".join(each.text for each in foot.paragraphs)


@pytest.mark.parametrize("wanted", FORMATS)
@pytest.mark.parametrize("audience", Mode)
def test_no_file_tells_where_when_or_by_what_machine_it_was_made(files, audience, wanted):
    found = everything_in(files[audience][wanted])
    places = [socket.gethostname(), str(Path.home()), os.getcwd(), "/tmp/", "site-packages"]

    # Shorter ones stand in any picture by chance.
    for secret in (*(each for each in places if len(each) > 4), "printerSettings", "python-"):
        assert secret not in found
    moments = set(re.findall(r"\b20\d\d-\d\d-\d\dT[\d:]{5,8}", found))
    assert {each[11:] for each in moments} <= {"00:00:00"}


@pytest.mark.parametrize("address", ["javascript:alert(1)//", "file:///etc", "", "http://"])
def test_a_pack_links_to_no_address_that_runs_or_opens_something_else(address):
    with pytest.raises(DashboardError, match="begins with http:// or https://"):
        PackAsked(SERVICE, address=address)

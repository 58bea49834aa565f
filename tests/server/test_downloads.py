"""Files go out to be saved, and never run as a page of the dashboard."""

import pytest
from starlette.responses import Response
from streamlit.runtime import memory_media_file_storage as streamlits
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from dashboard.server.downloads import Downloads, address_files_in_secret
from tests.server.running import nothing_comes, run_alone


def sent(kind, path="/media/0123.bin", **headers):
    """Return the headers with which a stored file of a kind goes out."""
    messages = []

    async def send(message):
        messages.append(message)

    file = Response(b"content", media_type=kind, headers=headers)
    run_alone(Downloads(file)({"type": "http", "path": path}, nothing_comes, send))
    return {name.decode(): value.decode() for name, value in messages[0]["headers"]}


@pytest.mark.parametrize(
    "kind",
    [
        "text/html",
        "TEXT/HTML; charset=utf-8",
        "application/xhtml+xml",
        "image/svg+xml",
        "text/xml",
        "application/xml",
        "application/atom+xml",
        "text/javascript",
        "application/x-javascript",
        "application/wasm",
        "",
    ],
)
def test_what_a_browser_would_run_goes_out_as_plain_bytes_to_be_saved(kind):
    headers = sent(kind)

    assert headers["content-type"] == "application/octet-stream"
    assert headers["content-disposition"] == "attachment"
    assert headers["content-security-policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("kind", ["application/pdf", "text/csv", "application/zip"])
def test_other_files_keep_their_kind_and_are_saved(kind):
    headers = sent(kind)

    assert headers["content-type"].startswith(kind)
    assert headers["content-disposition"] == "attachment"
    assert headers["cache-control"] == "no-store"


def test_the_name_of_a_file_is_kept():
    named = {"content-disposition": 'attachment; filename="pack.html"'}

    assert sent("text/html", **named)["content-disposition"] == named["content-disposition"]


def test_a_picture_of_a_page_is_shown():
    headers = sent("image/png")

    assert headers["content-type"] == "image/png"
    assert "content-disposition" not in headers


def test_pages_of_the_dashboard_are_no_files():
    assert sent("text/html", path="/partners")["content-type"].startswith("text/html")


@pytest.fixture
def address_of():
    """Return a function that stores a file and returns its address."""
    usual = streamlits._calculate_file_id
    stored = MemoryMediaFileStorage("/media")
    address_files_in_secret()
    yield lambda content: stored.load_and_get_id(
        content, "text/csv", MediaFileKind.DOWNLOADABLE, "own.csv"
    )
    vars(streamlits)["_calculate_file_id"] = usual


def test_whoever_guesses_what_a_file_holds_cannot_work_out_its_address(address_of):
    here = address_of(b"2026-27 Q1,3")

    address_files_in_secret()

    # On another server, which the guesser may run, the same file has another one.
    assert address_of(b"2026-27 Q1,3") != here


def test_two_large_files_that_differ_in_one_figure_have_two_addresses(address_of):
    large = b"4" * 3_000_000

    assert address_of(large) == address_of(large)
    assert address_of(large) != address_of(large[:800_000] + b"5" + large[800_001:])

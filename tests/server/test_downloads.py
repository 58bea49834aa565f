"""Files go out to be saved, and never run as a page of the dashboard."""

import pytest
from starlette.responses import Response

from dashboard.server.downloads import Downloads
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

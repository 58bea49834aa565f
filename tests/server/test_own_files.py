"""The page and its files, as the server sends them."""

import gzip
import json
import re
from pathlib import Path

import httpx
import pytest
from starlette.responses import FileResponse
from streamlit import config

from dashboard.errors import SetupError
from dashboard.server.headers import INDEX
from dashboard.server.own_page import OwnPage, own_form_of
from dashboard.ui.navigation import CONTENT_ID
from tests.server.running import run_alone

ASSETS = INDEX.parent


def largest_asset() -> Path:
    return max(ASSETS.glob("static/js/*.js"), key=lambda file: file.stat().st_size)


def test_the_health_route_answers_small_json(server):
    answer, body = server.get("/health")

    assert answer.status == 200
    assert json.loads(body) == {"status": "ok"}


def test_streamlits_own_files_are_compressed_and_may_be_kept_for_ever(server):
    asset = largest_asset()
    path = f"/{asset.relative_to(ASSETS).as_posix()}"

    answer, body = server.get(path, Accept_Encoding="gzip, br")

    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(body) == asset.read_bytes()


@pytest.mark.parametrize("accepted", ["identity", "br"])
def test_a_browser_that_takes_no_gzip_gets_the_file_as_it_is(server, accepted):
    asset = largest_asset()

    answer, body = server.get(f"/{asset.relative_to(ASSETS).as_posix()}", Accept_Encoding=accepted)

    assert "Content-Encoding" not in answer.headers
    assert body == asset.read_bytes()


def test_the_page_itself_is_compressed_and_asked_for_again_each_time(server):
    answer, body = server.get("/", Accept_Encoding="gzip")

    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "ETag" not in answer.headers
    assert b"<title>Youth justice board dashboard</title>" in gzip.decompress(body)


@pytest.mark.parametrize("path", ["/", "/ratings", "/nowhere"])
@pytest.mark.parametrize("accepted", ["identity", "gzip"])
def test_the_link_past_the_menu_stands_before_everything_else_of_the_page(server, path, accepted):
    _, body = server.get(path, Accept_Encoding=accepted, If_None_Match='"kept"')

    page = (gzip.decompress(body) if accepted == "gzip" else body).decode()
    assert '<html lang="en-GB">' in page
    visible = re.sub("<style>.*?</style>", "", page.partition("<body>")[2], flags=re.DOTALL)
    first = re.search("<(a|button|input) [^>]*>", visible)
    assert first
    assert first[0] == f'<a class="yj-skip" href="#{CONTENT_ID}">'


def test_an_address_with_a_slash_in_it_is_no_page_and_says_where_to_start(server):
    answer, body = server.get("/a/b")

    assert answer.status == 404
    assert b'There is no page at this address. Start at the <a href="/">Overview</a>.' in body


@pytest.fixture
def below_a_folder():
    config.set_option("server.baseUrlPath", "board")
    yield
    config.set_option("server.baseUrlPath", "")


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/board", 200, "<title>Youth justice board dashboard</title>"),
        ("/board/ratings", 200, "<title>Youth justice board dashboard</title>"),
        ("/board/a/b", 404, 'Start at the <a href="/board/">Overview</a>.'),
    ],
)
@pytest.mark.usefixtures("below_a_folder")
def test_below_a_folder_a_page_is_a_page_and_one_starts_in_that_folder(path, status, words):
    async def streamlit(scope, receive, send):
        await FileResponse(INDEX)(scope, receive, send)

    async def ask():
        within = httpx.ASGITransport(OwnPage(streamlit, INDEX))
        async with httpx.AsyncClient(transport=within, base_url="http://inner.example") as client:
            return await client.get(path)

    answer = run_alone(ask())

    assert answer.status_code == status
    assert words in answer.text


def test_a_page_of_another_form_than_streamlits_is_refused_before_anybody_sees_it():
    with pytest.raises(SetupError, match="Streamlit's page has no <title>Streamlit</title>"):
        own_form_of('<html lang="en"><title>Another</title><body></body></html>')

"""Back to where one wanted to go after signing in, and never to anywhere else."""

import pytest
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse

from dashboard.server.headers import SecurityHeaders
from dashboard.server.returning import COOKIE, Returning
from tests.server.running import run_alone

HOST = "board.example"
BOARD = f"https://{HOST}"


async def streamlit(scope, receive, send):
    """Stands for Streamlit, which leads from the provider to the first page."""
    await RedirectResponse("/", 302)(scope, receive, send)


def answer(path, **headers) -> Headers:
    """Return the headers of an answer to somebody who asks for a path over HTTPS."""
    asked = [(name.encode(), value.encode()) for name, value in ({"host": HOST} | headers).items()]
    scope = {"type": "http", "scheme": "https", "method": "GET", "path": path, "headers": asked}
    sent = []

    async def receive():
        return {"type": "http.request"}

    async def send(message):
        sent.append(message)

    around = SecurityHeaders(Returning(streamlit), "", https=True)
    run_alone(around(scope, receive, send))
    return Headers(raw=sent[0]["headers"])


def came_back(referer) -> str:
    """Return where somebody lands who pressed the sign-in button on a page."""
    kept = answer("/auth/login", referer=referer).get("set-cookie", "").partition(";")[0]
    return answer("/oauth2callback", cookie=kept)["location"]


@pytest.mark.parametrize(
    "place",
    [
        "/comparison?service=kent&as_of=2018-12-31",
        "/recommendation?service=kent&recommendation=a-1%20b",
        "/base/people",
        "/",
    ],
)
def test_a_deep_link_is_where_one_comes_back_to(place):
    assert came_back(BOARD + place) == place


def test_the_cookie_is_used_once_no_script_reads_it_and_it_goes_over_no_open_line():
    kept = answer("/auth/login", referer=f"{BOARD}/comparison")["set-cookie"]
    gone = answer("/oauth2callback", cookie=f"{COOKIE}=/comparison")["set-cookie"]

    flags = "HttpOnly; SameSite=Lax; Secure"
    assert kept == f"{COOKIE}=/comparison; Path=/; Max-Age=600; {flags}"
    assert gone == f"{COOKIE}=; Path=/; Max-Age=0; {flags}"


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "https://elsewhere.example/comparison",
        "https://board.example.elsewhere.example/",
        "https://board.example@elsewhere.example/",
        "https://board.example//elsewhere.example/",
        "https://board.example/\\elsewhere.example",
        "https://board.example/a; Domain=elsewhere.example",
        "https://board.example/" + "a" * 2000,
        "https://[board.example/",
        "//board.example",
    ],
)
def test_from_anywhere_else_one_comes_back_to_the_first_page(referer):
    assert came_back(referer) == "/"


@pytest.mark.parametrize(
    "forged", ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "x", ""]
)
def test_a_forged_cookie_leads_nowhere_else(forged):
    assert answer("/oauth2callback", cookie=f"{COOKIE}={forged}")["location"] == "/"


def test_no_other_address_keeps_or_follows_anything():
    found = answer("/people", referer=f"{BOARD}/comparison", cookie=f"{COOKIE}=/comparison")

    assert "set-cookie" not in found
    assert found["location"] == "/"

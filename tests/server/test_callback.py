"""What is said where nobody can sign in; tests/e2e has what a browser keeps of a sign-in."""

from starlette.requests import Request
from starlette.responses import Response
from streamlit.web.server.starlette import starlette_auth_routes as routes

from dashboard.server.callback import NOT_NOW, mend_sign_in
from tests.server.running import run_alone


def signed_in_by(monkeypatch, status):
    """Return what a visitor reads where Streamlit's own sign-in answers with a status."""

    async def _auth_login(request, base_url):
        return Response("Authentication error", status)

    monkeypatch.setattr(routes, "_auth_login", _auth_login)
    monkeypatch.setattr(routes, "_set_auth_cookie", routes._set_auth_cookie)
    mend_sign_in()
    return run_alone(routes._auth_login(Request({"type": "http"}), "/"))


def test_a_provider_that_does_not_answer_is_told_in_words(monkeypatch):
    answer = signed_in_by(monkeypatch, 400)

    assert (answer.status_code, answer.body.decode()) == (400, NOT_NOW)


def test_the_way_to_a_provider_that_answers_is_left_as_it_is(monkeypatch):
    assert signed_in_by(monkeypatch, 302).status_code == 302

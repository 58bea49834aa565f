"""How somebody goes to the provider and comes back, where Streamlit says or keeps too much."""

import logging
import re
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from streamlit.web.server.starlette import starlette_auth_routes

_CODE = re.compile(r"[A-Za-z_]{1,60}")
# For signing out, where the provider asks whose session is to end.
_KEPT = "id_token"
NOT_NOW = (
    "You cannot sign in just now, because who signs people in does not answer. "
    "Go back and try again, or tell whoever runs the dashboard."
)


def mend_sign_in() -> None:
    """Keep access tokens from browsers and people from the log; say why nobody can sign in.

    Streamlit would lay the provider's access token into a cookie, and write into the log why the
    provider refused somebody, in its words, which name them. Of a provider that does not answer a
    visitor would read two words. Should a new Streamlit rename what is replaced here, tests fail.
    """
    set_cookies, sign_in = starlette_auth_routes._set_auth_cookie, starlette_auth_routes._auth_login

    async def set_less(response: Response, who: dict[str, Any], tokens: dict[str, Any]) -> None:
        kept = {name: token for name, token in tokens.items() if name == _KEPT}
        await set_cookies(response, who, kept)

    async def sign_in_or_say_why(request: Request, base_url: str) -> Response:
        answer = await sign_in(request, base_url)
        if answer.status_code == HTTPStatus.BAD_REQUEST:
            # Not 503, for which a proxy would leave the whole server out for a while.
            return PlainTextResponse(NOT_NOW, HTTPStatus.BAD_REQUEST)
        return answer

    vars(starlette_auth_routes)[set_cookies.__name__] = set_less
    vars(starlette_auth_routes)[sign_in.__name__] = sign_in_or_say_why
    logging.getLogger(starlette_auth_routes.__name__).addFilter(_only_the_code)


def _only_the_code(record: logging.LogRecord) -> bool:
    if str(record.msg).startswith("Error during authentication") and record.args:
        code = str(record.args[0])  # type: ignore[index]
        told = code if _CODE.fullmatch(code) else "unknown"
        record.msg, record.args = f"The provider signed nobody in: {told}", ()
    return True

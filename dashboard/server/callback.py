"""What stays of a sign-in as the provider sends somebody back: nothing that is not needed here."""

import logging
import re
from typing import Any

from starlette.responses import Response
from streamlit.web.server.starlette import starlette_auth_routes

_CODE = re.compile(r"[A-Za-z_]{1,60}")
# For signing out, where the provider asks whose session is to end.
_KEPT = "id_token"


def keep_little_of_a_sign_in() -> None:
    """Keep from the browser what would open more than the dashboard, and from the log who came.

    Streamlit would lay the provider's access token into a cookie, and write into the log why the
    provider refused somebody, in its words, which name them. Should a new Streamlit rename what is
    replaced here, tests fail.
    """
    set_cookies = starlette_auth_routes._set_auth_cookie

    async def set_less(response: Response, who: dict[str, Any], tokens: dict[str, Any]) -> None:
        kept = {name: token for name, token in tokens.items() if name == _KEPT}
        await set_cookies(response, who, kept)

    vars(starlette_auth_routes)[set_cookies.__name__] = set_less
    logging.getLogger(starlette_auth_routes.__name__).addFilter(_only_the_code)


def _only_the_code(record: logging.LogRecord) -> bool:
    if str(record.msg).startswith("Error during authentication") and record.args:
        code = str(record.args[0])  # type: ignore[index]
        told = code if _CODE.fullmatch(code) else "unknown"
        record.msg, record.args = f"The provider signed nobody in: {told}", ()
    return True

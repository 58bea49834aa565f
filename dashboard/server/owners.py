"""Whose a file is: it is made for the page that offers it, and sent to the person it was made for.

Streamlit sends a file to whoever has its address, and makes it for whoever has its id.
"""

import datetime as dt
import hashlib
import hmac
import os.path
import secrets
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse
from streamlit.runtime import app_session, memory_media_file_storage
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.web.server.starlette import starlette_websocket
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard.core.accounts import Verified
from dashboard.errors import SetupError
from dashboard.server.refusing import refuse
from dashboard.server.routes import MEDIA, part_of, path_of
from dashboard.settings import Settings
from dashboard.ui import operator_log, visits

NOT_YOURS = (
    "This file was made for somebody else, or you are no longer signed in: "
    "reload the page, then save it again."
)
NOT_OFFERED = "This page does not offer this file: reload it."
# 128 bits: more than anybody can try.
_BYTES = 16


class Addresses:
    """Addresses of stored files that nobody can work out, each for one person only.

    Streamlit makes them of the content. So whoever guessed a file with small numbers could ask
    whether anybody has it, and of two large files that differ in a few figures one was sent for
    both.
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(hashlib.blake2b.MAX_KEY_SIZE)

    def of(self, data: bytes, mimetype: str, filename: str | None = None) -> str:
        """Return the id of a file, for the person for whom it is being made."""
        file = self._digest(b"file", f"{mimetype}\n{filename}\n".encode() + data)
        return file + self._whose(file, visits.made_for())

    def is_for(self, file_id: str, who: Verified) -> bool:
        """Return whether a file with this id was made here for somebody."""
        file = file_id[: 2 * _BYTES]
        theirs = file + self._whose(file, who)
        return hmac.compare_digest(file_id.encode(), theirs.encode())

    def _whose(self, file: str, who: Verified | None) -> str:
        told = (file, who.issuer, who.subject) if who else (file,)
        return self._digest(b"whose", repr(told).encode())

    def _digest(self, of_what: bytes, told: bytes) -> str:
        made = hashlib.blake2b(told, digest_size=_BYTES, key=self._key, person=of_what)
        return made.hexdigest()


class OfferedFiles(DeferredFileHandler):
    """Makes a file, once it is asked for, for the page that offers it and for no other."""

    async def handle(
        self, request: BackendOperationRequest, session_id: str
    ) -> BackendOperationResponse:
        known = self._get_media_file_mgr()._deferred_callables
        offered = known.get(request.deferred_file.file_id)
        if offered is None or offered["session_id"] != session_id:
            return BackendOperationResponse(request_id=request.request_id, error_msg=NOT_OFFERED)
        return await super().handle(request, session_id)


def give_files_owners() -> Addresses:
    """Make each file one of the page and the person it is made for; return their addresses.

    Should a new Streamlit rename what is replaced here, tests/server fails.
    """
    addresses = Addresses()
    vars(memory_media_file_storage)["_calculate_file_id"] = addresses.of
    vars(app_session)[DeferredFileHandler.__name__] = OfferedFiles
    return addresses


class Owners:
    """Sends a file only to the person it was made for, and only while they are let in.

    Where nobody signs in, on one's own computer, it goes to whoever asks.
    """

    def __init__(self, app: ASGIApp, settings: Settings, addresses: Addresses) -> None:
        self._app = app
        self._settings = settings
        self._addresses = addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_file = scope["type"] == "http" and part_of(scope) == MEDIA
        if not (is_file and self._settings.knows_who):
            await self._app(scope, receive, send)
        # In a thread: it asks the database, and nobody else may wait for that.
        elif refusal := await run_in_threadpool(self._why_not, scope):
            await refuse(scope, receive, send, *refusal)
        else:
            await self._app(scope, receive, send)

    def _why_not(self, scope: Scope) -> tuple[HTTPStatus, str] | None:
        who = _who_asks(HTTPConnection(scope), self._settings)
        if who is None or not self._addresses.is_for(_file_id(scope), who):
            return HTTPStatus.FORBIDDEN, NOT_YOURS
        try:
            return None if visits.lets_in(who) else (HTTPStatus.FORBIDDEN, NOT_YOURS)
        except SetupError as error:
            operator_log.tell(error)
            # Not 503, for which a proxy would leave the whole server out for a while.
            return HTTPStatus.INTERNAL_SERVER_ERROR, str(error)


def _file_id(scope: Scope) -> str:
    # As Streamlit reads it: of an address with another ending it would send the same file.
    return os.path.splitext(path_of(scope).removeprefix(f"{MEDIA}/"))[0]


def _who_asks(asked: HTTPConnection, given: Settings) -> Verified | None:
    """Return who asks, as the pages know them: in the proxy's word, or by the sign-in's cookie."""
    now = dt.datetime.now(tz=dt.UTC)
    if given.proxy_header:
        return visits.named_by_proxy(asked.headers.getlist(given.proxy_header), "", now)
    return visits.told_by_provider(_claims(asked.cookies, given.public_address), now)


def _claims(cookies: dict[str, str], address: str) -> Mapping[str, Any]:
    told = starlette_websocket._get_signed_cookie_with_chunks(cookies, USER_COOKIE_NAME)
    return starlette_websocket._parse_decoded_user_cookie(told, address) if told else {}

"""Streamlit's own files, sent compressed."""

import functools
import gzip
import mimetypes
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

ASSETS = Path(st.__file__).resolve().parent / "static"


class Assets:
    """Streamlit's own files, each compressed once and kept in memory (about 8 MB)."""

    def __init__(self, folder: Path) -> None:
        self._files = {
            f"/{file.relative_to(folder).as_posix()}": file
            for file in folder.joinpath("static").rglob("*")
            if file.suffix in {".js", ".css", ".svg", ".json", ".wasm"}
        }
        self.compressed = functools.cache(self._compress)

    def has(self, path: str) -> bool:
        """Return whether there is such a file and compressing it is worth while."""
        return path in self._files

    def _compress(self, path: str) -> bytes:
        return gzip.compress(self._files[path].read_bytes(), compresslevel=9, mtime=0)

    def compress_all(self) -> None:
        """Compress what nobody has asked for yet, the small files of every page first."""
        for path in sorted(self._files, key=lambda path: self._files[path].stat().st_size):
            self.compressed(path)


class CompressedAssets:
    """Sends Streamlit's files compressed; Streamlit itself leaves that to a proxy.

    Their names carry a hash of their content, so a browser may keep them for ever.
    """

    def __init__(self, app: ASGIApp, assets: Assets) -> None:
        self._app = app
        self._assets = assets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._answer(scope) if scope["type"] == "http" else None
        await (answer or self._app)(scope, receive, send)

    async def _answer(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        takes_gzip = "gzip" in headers.get("accept-encoding", "") and "range" not in headers
        wanted = takes_gzip and scope["method"] in {"GET", "HEAD"}
        if not (wanted and self._assets.has(scope["path"])):
            return None
        body = await run_in_threadpool(self._assets.compressed, scope["path"])
        return Response(
            body,
            media_type=mimetypes.guess_type(scope["path"])[0],
            headers={
                "Content-Encoding": "gzip",
                "Cache-Control": "public, immutable, max-age=31536000",
                "Vary": "Accept-Encoding",
            },
        )

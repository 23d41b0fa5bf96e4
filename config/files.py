"""Files over plain ASGI, past Django: hashed static files that may be kept for ever, and what people uploaded, sandboxed."""

import os
import re
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

HASHED_NAME = re.compile(r"\.[0-9a-f]{12}\.[^/]+$")
COMPRESSIBLE = {".css", ".js", ".mjs", ".svg", ".json", ".html", ".txt", ".map"}
# Shown in the page where they are; anything else people uploaded is only ever downloaded.
SHOWN_INLINE = ("image/avif", "image/webp", "image/jpeg", "image/png", "video/mp4", "audio/mp4")
FOR_EVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"
# What a browser would ask by whether a file has changed. A page has thirty scripts, and headers weigh as well.
NEVER_ASKED_AGAIN = ("ETag", "Last-Modified", "Accept-Ranges")
ONE_DAY = "public, max-age=86400"


class Files(StaticFiles):
    """A folder's files with ranges, ETags and conditional answers; no listing, no hidden files, no way out of it."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        super().__init__(directory=folder, check_dir=False)
        self.config_checked = True  # a media folder comes into being with its first file

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            path = self.get_path(scope)
            if any(part.startswith(".") for part in Path(path).parts):
                raise HTTPException(status_code=404)
            response = await self.get_response(path, scope)
            self.add_headers(response, path)
        except HTTPException as refusal:
            response = PlainTextResponse(refusal.detail, status_code=refusal.status_code, headers=refusal.headers)
        response.headers["X-Content-Type-Options"] = "nosniff"
        await response(scope, receive, send)

    def add_headers(self, response: Response, path: str) -> None:
        """Called for 200, 206 and 304."""


class HashedFiles(Files):
    """Static files: the compressed copy that lies beside the file where the browser takes it."""

    def file_response(
        self, full_path: Any, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        original = Path(full_path)
        compressed = original.with_name(original.name + ".gz")
        wants = Headers(scope=scope)
        if original.suffix in COMPRESSIBLE and "range" not in wants and _takes_gzip(wants) and compressed.is_file():
            response = super().file_response(compressed, compressed.stat(), scope, status_code)
            if isinstance(response, FileResponse):
                response.headers["Content-Encoding"] = "gzip"
                response.headers["Content-Type"] = FileResponse(original, stat_result=stat_result).headers[
                    "content-type"
                ]
        else:
            response = super().file_response(full_path, stat_result, scope, status_code)
        if original.suffix in COMPRESSIBLE:
            response.headers["Vary"] = "Accept-Encoding"
        return response

    def add_headers(self, response: Response, path: str) -> None:
        if not HASHED_NAME.search(path):
            response.headers["Cache-Control"] = ASK_EACH_TIME
            return
        response.headers["Cache-Control"] = FOR_EVER
        for name in NEVER_ASKED_AGAIN:
            del response.headers[name]


class UploadedFiles(Files):
    """What people uploaded runs nothing, whatever it turns out to be."""

    def add_headers(self, response: Response, path: str) -> None:
        response.headers["Cache-Control"] = ONE_DAY
        response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        media_type = response.headers.get("content-type", "").partition(";")[0]
        if media_type and media_type not in SHOWN_INLINE:
            response.headers["Content-Disposition"] = "attachment"


def _takes_gzip(headers: Headers) -> bool:
    codings = [coding.strip().replace(" ", "") for coding in headers.get("accept-encoding", "").lower().split(",")]
    return any(coding == "gzip" or (coding.startswith("gzip;") and not coding.endswith("q=0")) for coding in codings)

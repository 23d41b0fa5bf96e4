"""`python -m benchmarks.handlers ours|asgi|wsgi PORT`: the pages by one of three handlers, on one server."""

import asyncio
import io
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import django
import uvicorn

django.setup()

from django.conf import settings  # noqa: E402
from django.core.asgi import get_asgi_application  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

from config.handler import PageHandler  # noqa: E402


def wsgi_bridge() -> Any:
    """The usual way: the request as a WSGI environ, Django's WSGI handler on a pool of threads, the answer in one piece."""
    application = get_wsgi_application()
    pool = ThreadPoolExecutor(settings.DAJI_PAGE_THREADS)

    def respond(environ: dict[str, Any]) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        started: list[Any] = []
        parts = application(environ, lambda status, headers, *_error: started.extend((status, headers)))  # type: ignore[arg-type]
        body = b"".join(parts)
        parts.close()
        return int(started[0].split()[0]), [(name.encode(), value.encode("latin1")) for name, value in started[1]], body

    async def bridge(scope: dict[str, Any], receive: Any, send: Any) -> None:
        body = (await receive()).get("body", b"")
        environ = {
            "REQUEST_METHOD": scope["method"],
            "SCRIPT_NAME": "",
            "PATH_INFO": scope["path"],
            "QUERY_STRING": scope["query_string"].decode(),
            "SERVER_NAME": scope["server"][0],
            "SERVER_PORT": str(scope["server"][1]),
            "wsgi.url_scheme": scope["scheme"],
            "wsgi.input": io.BytesIO(body),
            **{f"HTTP_{name.decode().upper().replace('-', '_')}": value.decode() for name, value in scope["headers"]},
        }
        status, headers, content = await asyncio.get_running_loop().run_in_executor(pool, respond, environ)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    return bridge


HANDLERS = {"ours": PageHandler, "asgi": get_asgi_application, "wsgi": wsgi_bridge}

if __name__ == "__main__":
    uvicorn.run(HANDLERS[sys.argv[1]](), port=int(sys.argv[2]), log_config=None, access_log=False, lifespan="off")

"""What proxies in front of the site say about a request: believed from those we trust, erased from all others."""

from collections.abc import Iterable

from starlette.types import ASGIApp, Receive, Scope, Send

from core.client_address import Network, is_within, resolve_client, scope_address

FOR, PROTO, HOST, REQUEST_ID = b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"x-request-id"
# Nobody here reads the others of this kind; what is not there cannot be believed by mistake.
CLAIMS = {FOR, PROTO, HOST, REQUEST_ID, b"forwarded", b"x-real-ip", b"x-forwarded-port", b"x-forwarded-server"}
SECURE_SCHEME = {"http": "https", "ws": "wss"}


class TrustedProxies:
    """Rewrites the scope's `client`, `scheme` and `host`, so that nothing behind it needs to know about proxies."""

    def __init__(self, app: ASGIApp, *, trusted: Iterable[Network]) -> None:
        self.app = app
        self.trusted = tuple(trusted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            scope = self.resolved(scope)
        await self.app(scope, receive, send)

    def resolved(self, scope: Scope) -> Scope:
        peer = scope_address(scope)
        claims = [(name, value) for name, value in scope["headers"] if name in CLAIMS]
        if not is_within(peer, self.trusted):
            return _without_claims(scope) if claims else scope
        said: dict[bytes, list[str]] = {}
        for name, value in claims:
            said.setdefault(name, []).append(value.decode("latin1"))
        scope = _without_claims(scope)
        client = resolve_client(peer=peer, forwarded_for=said.get(FOR, []), trusted=self.trusted)
        scope["client"] = (client, 0)
        # The nearest proxy speaks last; what stands before it came from further away.
        if _last(said.get(PROTO)) in ("https", "wss"):
            scope["scheme"] = SECURE_SCHEME.get(scope["scheme"], scope["scheme"])
        if host := _last(said.get(HOST)):
            headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
            scope["headers"] = [*headers, (b"host", host.encode("latin1"))]
        if request_id := _last(said.get(REQUEST_ID)):
            scope["headers"] = [*scope["headers"], (REQUEST_ID, request_id.encode("latin1"))]
        return scope


def _without_claims(scope: Scope) -> Scope:
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in CLAIMS]}


def _last(values: list[str] | None) -> str:
    return values[-1].rpartition(",")[2].strip() if values else ""

"""The address a request came from. Only what trusted proxies say about it counts (`DAJI_TRUSTED_PROXIES`).

The server resolves it once, at its outermost edge (`config.proxies`): from there on the ASGI scope's `client`, and so
`REMOTE_ADDR`, is the person's own address, and headers that strangers made up are gone.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from django.http import HttpRequest

type Address = IPv4Address | IPv6Address
type Network = IPv4Network | IPv6Network

# What is kept of an address where nothing is ever deleted: the network, not whose telephone it was in it.
KEPT_BITS = {4: 24, 6: 48}

_current: ContextVar[str] = ContextVar("client_address", default="")


def client_address(request: HttpRequest) -> str:
    """For rate limits, logs and the audit. "" where the server could not tell (a Unix socket)."""
    return _plain(request.META.get("REMOTE_ADDR") or "")


def scope_address(scope: Mapping[str, Any]) -> str:
    """The same for an ASGI scope: sockets, video and files."""
    client = scope.get("client")
    return _plain(client[0]) if client else ""


def current_client_address() -> str:
    """Of the request or socket under way, for services that no view hands it to. "" outside of them: tasks, commands."""
    return _current.get()


@contextmanager
def bound_client_address(address: str) -> Iterator[None]:
    token = _current.set(address)
    try:
        yield
    finally:
        _current.reset(token)


def network_of(address: str) -> str:
    """`203.0.113.0/24` of 203.0.113.9, `2001:db8:7::/48` of an IPv6 address; "" of what is no address."""
    parsed = _parse(address)
    return "" if parsed is None else str(ip_network((parsed, KEPT_BITS[parsed.version]), strict=False))


def parse_networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Addresses and CIDR networks. Raises ValueError that names the wrong one."""
    networks = []
    for text in texts:
        try:
            networks.append(ip_network(text.strip(), strict=False))
        except ValueError:
            raise ValueError(f"{text.strip()!r} is no address and no network") from None
    return tuple(networks)


def is_within(address: str, networks: Iterable[Network]) -> bool:
    parsed = _parse(address)
    return parsed is not None and any(parsed in network for network in networks)


def resolve_client(*, peer: str, forwarded_for: Iterable[str], trusted: Iterable[Network]) -> str:
    """The rightmost address that no trusted proxy vouches for: each of them appends whom it heard from.

    What stands left of that one is the client's own claim. An entry that is no address ends the walk: the last proxy
    that made sense is then the answer.
    """
    trusted = tuple(trusted)
    address = _plain(peer)
    if not is_within(address, trusted):
        return address
    entries = [entry.strip() for header in forwarded_for for entry in header.split(",")]
    for entry in reversed(entries):
        parsed = _parse(_without_port(entry))
        if parsed is None:
            break
        address = str(parsed)
        if not is_within(address, trusted):
            break
    return address


def _parse(text: str) -> Address | None:
    """IPv4 addresses that arrive in IPv6's clothes (::ffff:192.0.2.1) count as what they are."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def _plain(text: str) -> str:
    return str(parsed) if (parsed := _parse(text)) is not None else text


def _without_port(entry: str) -> str:
    if entry.startswith("["):
        return entry[1:].partition("]")[0]
    return entry.partition(":")[0] if entry.count(":") == 1 else entry

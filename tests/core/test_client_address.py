import pytest

from core.client_address import client_address, is_within, parse_networks, resolve_client, scope_address

PROXIES = parse_networks(["10.0.0.0/8", "127.0.0.1", "2001:db8::/32"])


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "answer"),
    [
        ("198.51.100.7", [], "198.51.100.7"),
        ("198.51.100.7", ["203.0.113.9"], "198.51.100.7"),  # a stranger's own claim
        ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ("127.0.0.1", ["1.2.3.4, 203.0.113.9"], "203.0.113.9"),  # the client wrote 1.2.3.4 itself
        ("127.0.0.1", ["1.2.3.4", "203.0.113.9, 10.1.1.1"], "203.0.113.9"),
        ("127.0.0.1", ["10.3.3.3, 10.1.1.1"], "10.3.3.3"),  # somebody inside
        ("127.0.0.1", ["1.2.3.4, nonsense, 10.1.1.1"], "10.1.1.1"),
        ("127.0.0.1", ["203.0.113.9:4711"], "203.0.113.9"),
        ("127.0.0.1", ["[2a00::1]:443"], "2a00::1"),
        ("127.0.0.1", ["2001:db8::7, 2a00::2"], "2a00::2"),
        ("::ffff:127.0.0.1", ["::ffff:203.0.113.9"], "203.0.113.9"),
        ("", ["203.0.113.9"], ""),
    ],
)
def test_the_rightmost_address_nobody_vouches_for(peer, forwarded_for, answer):
    assert resolve_client(peer=peer, forwarded_for=forwarded_for, trusted=PROXIES) == answer


def test_without_trusted_proxies_the_peer_is_the_client():
    assert resolve_client(peer="127.0.0.1", forwarded_for=["203.0.113.9"], trusted=[]) == "127.0.0.1"


def test_networks():
    assert is_within("10.255.0.1", PROXIES)
    assert not is_within("11.0.0.1", PROXIES)
    assert not is_within("no address", PROXIES)
    with pytest.raises(ValueError, match="'10.0.0.0/99' is no address and no network"):
        parse_networks(["127.0.0.1", "10.0.0.0/99"])


def test_requests_and_scopes(rf):
    assert client_address(rf.get("/", REMOTE_ADDR="::ffff:192.0.2.4")) == "192.0.2.4"
    assert client_address(rf.get("/", REMOTE_ADDR="192.0.2.4", HTTP_X_FORWARDED_FOR="1.2.3.4")) == "192.0.2.4"
    assert scope_address({"client": ("192.0.2.4", 1)}) == "192.0.2.4"
    assert scope_address({"client": None}) == ""

# SPDX-License-Identifier: MIT
"""Which requests the preview answers at all."""

import pytest

from letterpress.preview.request_guard import is_loopback, is_same_origin, knows_host, own_hosts

EVERYWHERE = "0.0.0.0"  # noqa: S104 - compared, not bound


@pytest.mark.parametrize(
    "header",
    [
        "localhost",
        "localhost:8000",
        "LOCALHOST:1",
        "localhost.:8000",
        "127.0.0.1",
        "127.0.0.1:65535",
        "[::1]",
        "[::1]:8000",
    ],
)
def test_this_machine_is_known(header: str) -> None:
    assert knows_host(header, own_hosts("127.0.0.1"))


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "192.168.0.5",
        "127.0.0.1@evil.example",
        "evil.example@127.0.0.1",
        "localhost:80:80",
        "localhost:x",
        "localhost evil",
        "[::1]evil",
        "[::2]",
        "::1",
        "127.0.0.1\n",
        "127.0.0.1, evil.example",
        EVERYWHERE,
        "2130706433",
        "0x7f000001",
    ],
)
def test_every_other_name_is_refused(header: str | None) -> None:
    assert not knows_host(header, own_hosts("127.0.0.1"))


def test_the_given_host_is_known() -> None:
    assert knows_host("studio.local:8000", own_hosts("Studio.local"))
    assert knows_host("192.168.0.5:8000", own_hosts("192.168.0.5"))
    assert knows_host("[fe80::1]:8000", own_hosts("fe80::1"))
    assert not knows_host("other.local:8000", own_hosts("studio.local"))


@pytest.mark.parametrize("everywhere", [EVERYWHERE, "::"])
def test_a_server_open_to_all_knows_addresses_but_no_names(everywhere: str) -> None:
    assert knows_host("192.168.0.5:8000", own_hosts(everywhere))
    assert knows_host("[2001:db8::1]:8000", own_hosts(everywhere))
    assert not knows_host("evil.example:8000", own_hosts(everywhere))
    assert not knows_host("[::1].evil.example", own_hosts(everywhere))


@pytest.mark.parametrize("everywhere", [EVERYWHERE, "::"])
def test_a_server_open_to_all_knows_the_name_of_its_machine(
    everywhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "Studio")
    for name in ("studio", "studio.local", "STUDIO.local:8000", "studio.local.:8000"):
        assert knows_host(name, own_hosts(everywhere)), name
        assert not knows_host(name, own_hosts("127.0.0.1")), name
    assert not knows_host("studio.evil.example", own_hosts(everywhere))
    assert not knows_host("*", own_hosts(everywhere))


@pytest.mark.parametrize(
    ("allowed", "header"),
    [
        ("abc-8000.app.github.dev", "abc-8000.app.github.dev"),
        ("8000-abc.ws-eu1.gitpod.io", "8000-abc.ws-eu1.gitpod.io:443"),
        ("web", "web:8000"),
        ("Letters.NGROK.app", "letters.ngrok.app"),
        ("letters.example.", "letters.example"),
        ("letters.example:8000", "letters.example:9000"),
        ("https://letters.example/", "letters.example"),
        ("http://letters.example:8000", "letters.example"),
        ("お便り.jp", "xn--t8j0gq27g.jp"),
        ("192.168.1.20", "192.168.1.20:8000"),
    ],
)
def test_an_allowed_name_is_known_and_no_other(allowed: str, header: str) -> None:
    assert not knows_host(header, own_hosts("127.0.0.1"))
    hosts = own_hosts("127.0.0.1", (allowed,))
    assert knows_host(header, hosts)
    assert knows_host("localhost:8000", hosts)
    for other in ("evil.example", f"{header.partition(':')[0]}.evil.example", f"evil.{header}", "*", ""):
        assert not knows_host(other, hosts), other


@pytest.mark.parametrize("allowed", ["", "*", "a b", "://", "https://", "." * 70 + "é", "a@b"])
def test_what_is_no_name_allows_nothing(allowed: str) -> None:
    assert own_hosts("127.0.0.1", (allowed,)) == own_hosts("127.0.0.1")


HOST = {"host": "127.0.0.1:8000"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {"origin": "http://127.0.0.1:8000"},
        {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"},
    ],
)
def test_own_pages_may_listen(headers: dict[str, str]) -> None:
    assert is_same_origin(HOST | headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "https://127.0.0.1:8000"},
        {"origin": "http://127.0.0.1:8001"},
        {"origin": "http://127.0.0.1:8000.evil.example"},
        {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "cross-site"},
    ],
)
def test_pages_of_other_sites_may_not(headers: dict[str, str]) -> None:
    assert not is_same_origin(HOST | headers)


@pytest.mark.parametrize(("origin", "same"), [("https", True), ("http", True), ("ws", False)])
def test_a_tunnel_shows_the_preview_over_https(origin: str, same: bool) -> None:
    headers = {"host": "abc-8000.app.github.dev", "origin": f"{origin}://abc-8000.app.github.dev"}
    assert is_same_origin(headers) is same


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "::1", "[::1]"])
def test_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", [EVERYWHERE, "::", "192.168.0.5", "studio.local", "localhost.evil.example"])
def test_not_loopback(host: str) -> None:
    assert not is_loopback(host)
